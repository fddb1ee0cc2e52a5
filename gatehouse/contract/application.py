"""Connexion, put together from the parts of it that are used."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

from connexion import AsyncApp
from connexion.middleware.context import ContextMiddleware
from connexion.middleware.lifespan import LifespanMiddleware
from connexion.middleware.security import SecurityMiddleware

from gatehouse.contract.connexion import (
    Authenticate,
    Endpoint,
    EndpointResolver,
    Routing,
    TranslateErrors,
    security_map,
    validation,
)
from gatehouse.contract.document import Document
from gatehouse.contract.reader import RequestReader

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]


def connexion_app(
    document: Document,
    readers: Mapping[str, RequestReader],
    endpoints: Mapping[str, Endpoint],
    authenticate: Authenticate,
    lifespan: Lifespan,
) -> AsyncApp:
    """All operations of a document as one ASGI application."""
    app = AsyncApp(
        __name__,
        lifespan=lifespan,
        middlewares=[
            TranslateErrors.with_document(document),
            Routing,
            SecurityMiddleware,
            validation(readers),
            LifespanMiddleware,
            ContextMiddleware,
        ],
    )
    app.add_api(
        document.raw,
        resolver=EndpointResolver(endpoints),
        security_map=security_map(document, authenticate),
    )
    return app
