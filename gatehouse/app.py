"""Puts the service together: the one place that knows all of its parts."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Scope

from gatehouse.contract.answer import Handler
from gatehouse.contract.application import connexion_app
from gatehouse.contract.cors import CorsOptions
from gatehouse.contract.deprecation import HEADERS as DEPRECATION_HEADERS
from gatehouse.contract.docs import Docs
from gatehouse.contract.document import Document, Operation, load
from gatehouse.contract.edge import Edge, EdgeOptions, Exchange
from gatehouse.contract.paths import Paths
from gatehouse.contract.plan import Planned, reason_against
from gatehouse.contract.problems import Problem
from gatehouse.contract.reader import compile_readers
from gatehouse.contract.resolver import resolve_handlers
from gatehouse.contract.wiring import CONTEXT, Injectors, Wiring, endpoints, gates
from gatehouse.core.errors import PROBLEMS
from gatehouse.core.mail import Mailer
from gatehouse.core.settings import Settings, load_settings
from gatehouse.core.traces import open_traces
from gatehouse.domain import system_roles
from gatehouse.domain.access import authenticate, authenticate_delegated, authorize
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.escalation import recording_escalation
from gatehouse.domain.housekeeping import keep_house
from gatehouse.domain.openid.herald import Herald
from gatehouse.domain.services import Services, open_services
from gatehouse.domain.stepping_up import require_factor, require_recent_factor
from gatehouse.domain.timekeeping import keep_clock, set_clock
from gatehouse.pages.application import Pages
from gatehouse.pages.site import Site
from gatehouse.pages.table import MAILED, PAGES
from gatehouse.persistence import roles
from gatehouse.process.logs import Logs, configure_logs
from gatehouse.process.meter import Meter
from gatehouse.process.traced import Traced

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
    *DEPRECATION_HEADERS,
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
_PREPARE_AGAIN_SECONDS = 1.0
_CANCEL_AGAIN_SECONDS = 1.0  # wait_for, which aiosmtplib uses, swallows a cancellation now and then


class _Running:
    """What is opened at start-up and closed at shutdown; requests find it in between."""

    def __init__(self, settings: Settings, mailer: Mailer | None, logs: Logs) -> None:
        self._settings = settings
        self._mailer = mailer
        self._logs = logs
        self.traces = open_traces(settings)
        self._meter: Meter | None = None  # opens files of this process: after the fork
        self.services: Services
        self.edge: Edge
        self.lets_owners_in: frozenset[str] = frozenset()
        self.takes_application_tokens: frozenset[str] = frozenset()

    @asynccontextmanager
    async def lifespan(self, _app: Any) -> AsyncIterator[None]:
        self._meter = Meter() if self._settings.metrics_listen else None
        async with open_services(self._settings, self._mailer, self.traces, at_once=False) as self.services:
            work = [
                self.services.postman.run(),
                self._measure(),
                keep_clock(self.services.database),
                keep_house(self.services),
                Herald(self.services).run(),
            ]
            if not await self._prepared():
                work.append(self._prepare_later())
            async with _in_background(*work):
                yield
        self._logs.flush()
        self.traces.close()

    async def _prepared(self) -> bool:
        """Whether the database has what requests need, as far as it can be asked."""
        try:
            await set_clock(self.services.database)
            differing = await system_roles.add_missing(self.services.database, self._settings)
            unknown = await roles.missing(
                self.services.database.read, self._settings.factor_required_for_roles
            )
            await self.services.keys.issuer()
        except Problem:
            return False
        self._logs.roles(differing)
        self._logs.unknown_roles(unknown)
        return True

    async def _prepare_later(self) -> None:
        """A worker that takes the place of another one while the database is away answers meanwhile."""
        prepared = False
        while not prepared:
            await asyncio.sleep(_PREPARE_AGAIN_SECONDS)
            prepared = await self._prepared()

    async def _measure(self) -> None:
        if self._meter:
            await self._meter.run(self.services, self.edge)

    def finished(self, exchange: Exchange) -> None:
        self._logs.access(exchange)
        if self._meter:
            self._meter.add(exchange)

    async def sign_in(self, operation: Operation, kind: str, credential: str) -> Principal:
        delegated = operation.id in self.takes_application_tokens
        find = authenticate_delegated if delegated else authenticate
        principal = await find(self.services, kind, credential)
        if not operation.goes_before_factor:
            require_factor(self.services.settings, principal)
        if operation.id not in self.lets_owners_in:
            authorize(principal, operation.permission)
        if operation.needs_recent_factor:
            require_recent_factor(self.services.settings, principal)
        return principal

    def injectors(self) -> Injectors:
        return {
            "services": lambda _scope: self.services,
            "client": _client,
            "caller": lambda scope: scope["extensions"][CONTEXT]["user"],
            "authorization": _authorization,
        }


def create_app_from_environment() -> ASGIApp:
    """What a server imports."""
    return create_app(load_settings())


def create_app(settings: Settings, mailer: Mailer | None = None) -> ASGIApp:
    """The whole service as one ASGI application."""
    logs = configure_logs(settings)
    document = load(OPENAPI)
    running = _Running(settings, mailer, logs)
    wiring = _wiring(document, running)
    app: ASGIApp = connexion_app(wiring, running.lifespan)
    if settings.docs_enabled:
        app = Docs(app, document)
    site = Site(settings, wiring, PROBLEMS, lambda: running.services, _client)
    app = Pages(app, site, PAGES if settings.frontend_url else PAGES | MAILED)
    if settings.gatehouse_plan:
        app = Planned(app, wiring)
        _report_plans(document, logs)
    edge = Edge(app, _edge_options(settings, document), finished=running.finished, log_crash=logs.crash)
    running.edge = edge
    return Traced(edge, running.traces) if running.traces.on else edge


def _wiring(document: Document, running: _Running) -> Wiring:
    found, injectors = resolve_handlers(document, "gatehouse.handlers"), running.injectors()
    running.lets_owners_in = _marked(found, "lets_owners_in")
    running.takes_application_tokens = _marked(found, "takes_application_tokens")
    handlers = {
        name: running.traces.around(recording_escalation(name, handler), "handler")
        for name, handler in found.items()
    }
    return Wiring(
        document=document,
        readers=compile_readers(document),
        gates=gates(handlers, injectors),
        endpoints=endpoints(document, handlers, injectors),
        authenticate=running.sign_in,
    )


def _marked(handlers: Mapping[str, Handler], mark: str) -> frozenset[str]:
    return frozenset(name for name, handler in handlers.items() if getattr(handler, mark, False))


def _report_plans(document: Document, logs: Logs) -> None:
    reasons = {operation.id: reason_against(operation) for operation in document.operations}
    left = {operation_id: reason for operation_id, reason in reasons.items() if reason}
    logs.plans(len(reasons) - len(left), left)


@asynccontextmanager
async def _in_background(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        while running := [task for task in tasks if not task.done()]:
            for task in running:
                task.cancel()
            await asyncio.wait(running, timeout=_CANCEL_AGAIN_SECONDS)
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        for error in (each for each in ended if isinstance(each, Exception)):
            raise error


def _client(scope: Scope) -> Client:
    state = scope["state"]
    user_agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
    text = user_agent[:_MAX_USER_AGENT].decode("utf-8", "replace").replace("\0", "")
    return Client(state["client_address"], text or None, state["request_id"])


def _authorization(scope: Scope) -> str | None:
    """The header as it came, for what is shown in another way than by a token; nothing if it came twice."""
    found = [value for name, value in scope["headers"] if name == b"authorization"]
    return found[0].decode("latin-1") if len(found) == 1 else None


def _edge_options(settings: Settings, document: Document) -> EdgeOptions:
    return EdgeOptions(
        allowed_hosts=settings.allowed_hosts,
        problems=PROBLEMS,
        cors=CorsOptions(settings.allowed_origins, _REQUEST_HEADERS, _EXPOSED_HEADERS),
        trusted_proxies=settings.trusted_proxies,
        paths=Paths(document),
        body_limit=settings.body_limit_bytes,
        body_timeout=settings.body_timeout_seconds,
        time_limit=settings.database_timeout_seconds,
        https=settings.public_url.startswith("https://"),
    )
