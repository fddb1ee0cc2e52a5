"""Puts the service together: the one place that knows all of its parts."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Scope

from gatehouse.contract.application import Lifespan, connexion_app
from gatehouse.contract.connexion import CONTEXT, Authenticate, Injectors, Wiring, endpoints, gates
from gatehouse.contract.cors import CorsOptions
from gatehouse.contract.docs import Docs
from gatehouse.contract.document import Document, Operation, load
from gatehouse.contract.edge import Edge, EdgeOptions
from gatehouse.contract.paths import Paths
from gatehouse.contract.plan import Planned, reason_against
from gatehouse.contract.reader import compile_readers
from gatehouse.contract.resolver import resolve_handlers
from gatehouse.core.errors import PROBLEMS
from gatehouse.core.mail import Mailer
from gatehouse.core.settings import Settings, load_settings
from gatehouse.domain.access import authenticate, authorize
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.housekeeping import sync_system_roles
from gatehouse.domain.new_passwords import password_rules
from gatehouse.domain.services import Services, open_services
from gatehouse.pages import Pages
from gatehouse.process.logs import configure_logs, flush_logs, log_access, log_crash, log_plans

OPENAPI = Path(__file__).with_name("openapi.yaml")

_MAX_USER_AGENT = 300
_REQUEST_HEADERS = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "X-API-Key",
    "X-Request-ID",
)
_EXPOSED_HEADERS = (
    "ETag",
    "Idempotency-Replayed",
    "Link",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "WWW-Authenticate",
    "X-Request-ID",
)


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
    wiring = _wiring(document, running)
    app: ASGIApp = connexion_app(wiring, _lifespan(settings, running, mailer))
    if settings.docs_enabled:
        app = Docs(app, document)
    if settings.frontend_url is None:
        app = Pages(app, wiring, PROBLEMS, password_rules(settings).texts())
    if settings.gatehouse_plan:
        app = Planned(app, wiring)
        _report_plans(document)
    return Edge(app, _edge_options(settings, document), log_access=log_access, log_crash=log_crash)


def _wiring(document: Document, running: _Running) -> Wiring:
    handlers, injectors = resolve_handlers(document, "gatehouse.handlers"), _injectors(running)
    return Wiring(
        document=document,
        readers=compile_readers(document),
        gates=gates(handlers, injectors),
        endpoints=endpoints(handlers, injectors),
        authenticate=_sign_in(running),
    )


def _injectors(running: _Running) -> Injectors:
    return {
        "services": lambda _scope: running.services,
        "client": _client,
        "caller": lambda scope: scope["extensions"][CONTEXT]["user"],
    }


def _lifespan(settings: Settings, running: _Running, mailer: Mailer | None) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        async with open_services(settings, mailer) as running.services:
            await sync_system_roles(running.services.database, settings)
            await running.services.keys.issuer()
            async with _in_background(running.services.postman.run()):
                yield
        flush_logs()

    return lifespan


def _sign_in(running: _Running) -> Authenticate:
    async def sign_in(operation: Operation, kind: str, credential: str) -> Principal:
        principal = await authenticate(running.services, kind, credential)
        authorize(principal, operation.permission)
        return principal

    return sign_in


def _report_plans(document: Document) -> None:
    reasons = {operation.id: reason_against(operation) for operation in document.operations}
    left = {operation_id: reason for operation_id, reason in reasons.items() if reason}
    log_plans(len(reasons) - len(left), left)


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
        problems=PROBLEMS,
        cors=CorsOptions(settings.allowed_origins, _REQUEST_HEADERS, _EXPOSED_HEADERS),
        trusted_proxies=settings.trusted_proxies,
        paths=Paths(document),
        body_limit=settings.body_limit_bytes,
        body_timeout=settings.body_timeout_seconds,
        https=settings.public_url.startswith("https://"),
    )
