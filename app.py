"""Puts the service together: the one place that knows all of its parts."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from connexion import AsyncApp
from connexion.middleware.context import ContextMiddleware
from connexion.middleware.lifespan import LifespanMiddleware
from connexion.middleware.security import SecurityMiddleware
from starlette.types import ASGIApp, Scope

from core.contract.connexion import (
    CONTEXT,
    Authenticate,
    HandlerResolver,
    Routing,
    TranslateErrors,
    security_map,
    validation,
)
from core.contract.docs import Docs
from core.contract.document import Document, Operation, load
from core.contract.edge import Edge, EdgeOptions
from core.contract.resolver import resolve_handlers
from core.logs import configure_logs, log_access, log_crash
from core.mail import Mailer
from core.settings import Settings, load_settings
from domain.access import authenticate, authorize
from domain.actors import Client, Principal
from domain.housekeeping import sync_system_roles
from domain.services import Services, open_services

OPENAPI = Path(__file__).with_name("openapi.yaml")

_MAX_USER_AGENT = 300

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]


class _Running:
    """The services, from start-up to shutdown."""

    services: Services


def create_app_from_environment() -> ASGIApp:
    """What a server imports."""
    return create_app(load_settings())


def create_app(settings: Settings, mailer: Mailer | None = None) -> ASGIApp:
    """The whole service as one ASGI application."""
    configure_logs(settings)
    document = load(OPENAPI)
    running = _Running()
    connexion_app = _connexion_app(document, settings, running, mailer)
    documented = Docs(connexion_app, document) if settings.docs_enabled else connexion_app
    return Edge(documented, _edge_options(settings, document), log_access=log_access, log_crash=log_crash)


def _connexion_app(
    document: Document, settings: Settings, running: _Running, mailer: Mailer | None
) -> AsyncApp:
    handlers = resolve_handlers(document, "handlers")
    injectors = {
        "services": lambda _scope: running.services,
        "client": _client,
        "caller": lambda scope: scope["extensions"][CONTEXT]["user"],
    }
    app = AsyncApp(
        __name__,
        lifespan=_lifespan(settings, running, mailer),
        middlewares=[
            TranslateErrors.with_document(document),
            Routing,
            SecurityMiddleware,
            validation(document),
            LifespanMiddleware,
            ContextMiddleware,
        ],
    )
    app.add_api(
        document.raw,
        resolver=HandlerResolver(handlers, injectors),
        security_map=security_map(document, _sign_in(running)),
    )
    return app


def _lifespan(settings: Settings, running: _Running, mailer: Mailer | None) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        async with open_services(settings, mailer) as running.services:
            await sync_system_roles(running.services.database, settings)
            await running.services.keys.issuer()
            async with _in_background(running.services.postman.run()):
                yield

    return lifespan


def _sign_in(running: _Running) -> Authenticate:
    async def sign_in(operation: Operation, kind: str, credential: str) -> Principal:
        principal = await authenticate(running.services, kind, credential)
        authorize(principal, operation.permission)
        return principal

    return sign_in


@asynccontextmanager
async def _in_background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _client(scope: Scope) -> Client:
    state = scope["state"]
    user_agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
    text = user_agent[:_MAX_USER_AGENT].decode("utf-8", "replace").replace("\0", "")
    return Client(state["client_address"], text or None, state["request_id"])


def _edge_options(settings: Settings, document: Document) -> EdgeOptions:
    return EdgeOptions(
        allowed_hosts=settings.allowed_hosts,
        allowed_origins=settings.allowed_origins,
        trusted_proxies=settings.trusted_proxies,
        media_types=document.media_types,
        body_limit=settings.body_limit_bytes,
        body_timeout=settings.body_timeout_seconds,
        https=settings.public_url.startswith("https://"),
    )
