"""Connexion, put together from the parts of it that are used."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from connexion import AsyncApp
from connexion.middleware.context import ContextMiddleware
from connexion.middleware.lifespan import LifespanMiddleware
from connexion.middleware.security import SecurityMiddleware

from gatehouse.contract.connexion import (
    EndpointResolver,
    Routing,
    TranslateErrors,
    security_map,
    validation,
)
from gatehouse.contract.wiring import Wiring

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]


def connexion_app(wiring: Wiring, lifespan: Lifespan) -> AsyncApp:
    """All operations of a document as one ASGI application."""
    app = AsyncApp(
        __name__,
        lifespan=lifespan,
        middlewares=[
            TranslateErrors.with_document(wiring.document),
            Routing,
            SecurityMiddleware,
            validation(wiring),
            LifespanMiddleware,
            ContextMiddleware,
        ],
    )
    app.add_api(
        wiring.document.raw,
        resolver=EndpointResolver(wiring.endpoints),
        security_map=security_map(wiring.document, wiring.authenticate),
    )
    return app
