"""The four places where Connexion is extended: handlers, routing, security and validation.

Connexion loads the document, routes, authenticates and calls; what its stock parts get wrong with hostile
input (see docs/decisions) is replaced here through the interfaces it offers for that.
"""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from itertools import groupby
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from connexion.exceptions import OAuthProblem
from connexion.lifecycle import ConnexionRequest
from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.middleware.routing import RoutingMiddleware
from connexion.operations import AbstractOperation
from connexion.resolver import Resolution, Resolver
from connexion.security import NO_VALUE
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from gatehouse.contract.answer import Reply
from gatehouse.contract.document import Document, methods_of
from gatehouse.contract.headers import encoded
from gatehouse.contract.problems import Problem
from gatehouse.contract.reader import RawRequest, RequestReader
from gatehouse.contract.routes import Routes
from gatehouse.contract.wiring import CONTEXT, Authenticate, Endpoint, Gate, Wiring, pass_gate

ROUTING = "connexion_routing"
_PATH_CHARACTERS = "/:@!$&'()*+,;="


class EndpointResolver(Resolver):  # type: ignore[misc]
    """Gives Connexion one function per operation that calls its endpoint."""

    def __init__(self, endpoints: Mapping[str, Endpoint]) -> None:
        super().__init__()
        self._functions = {name: _function(endpoint) for name, endpoint in endpoints.items()}

    def resolve(self, operation: AbstractOperation) -> Resolution:
        return Resolution(self._functions[operation.operation_id], operation.operation_id)


def _function(endpoint: Endpoint) -> Callable[..., Awaitable[Response]]:
    async def function(context_: dict[str, Any]) -> Response:
        """Connexion passes its context, where `Validation` put the scope and the arguments."""
        reply = await endpoint(context_["scope"], context_["arguments"])
        response = Response(reply.body, reply.status)
        response.raw_headers = reply.headers
        return response

    return function


class _Segment(Convertor[str]):
    """Any path segment: validation decides whether it is a number, not routing."""

    regex = "[^/]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _NoSuchMethod:
    """Ends a path, so that no template after it answers methods that the path does not have."""

    async def __call__(self, _scope: Scope, _receive: Receive, _send: Send) -> None:
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED)


class Routing(RoutingMiddleware):  # type: ignore[misc]
    """Connexion's routing: any text in a segment, no redirects, and the first path that matches decides."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        for name in ("int", "float"):
            register_url_convertor(name, _Segment())

    def add_api(self, *args: Any, **kwargs: Any) -> None:
        super().add_api(*args, **kwargs)
        self.router.redirect_slashes = False
        for mount in self.router.routes:
            mount.app.redirect_slashes = False
            paths = groupby(mount.app.routes, key=attrgetter("path"))
            mount.app.routes = [
                route for path, routes in paths for route in (*routes, Route(path, _NoSuchMethod()))
            ]


def security_map(document: Document, authenticate: Authenticate) -> dict[str, Callable[[], Any]]:
    """One way to authenticate for all three schemes of the document."""
    operations = {operation.id: operation for operation in document.operations}

    async def by_authorization(request: ConnexionRequest) -> Any:
        credential = bearer_token(request.headers.get("authorization", ""))
        return await _verify(request, "bearer", credential) if credential else NO_VALUE

    async def by_api_key(request: ConnexionRequest) -> Any:
        credential = request.headers.get("x-api-key")
        return await _verify(request, "apiKey", credential) if credential else NO_VALUE

    async def _verify(request: ConnexionRequest, kind: str, credential: str) -> dict[str, Any]:
        operation = operations[request.scope["extensions"][ROUTING]["operation_id"]]
        return {"sub": await authenticate(operation, kind, credential)}

    return {
        "bearer": lambda: _SchemeHandler(by_authorization),
        "oauth2": lambda: _SchemeHandler(by_authorization),
        "apiKey": lambda: _SchemeHandler(by_api_key),
    }


def bearer_token(authorization: str) -> str:
    """The token in an Authorization header; nothing if it is of another kind."""
    scheme, _, credential = authorization.partition(" ")
    return credential.strip() if scheme.lower() == "bearer" else ""


class _SchemeHandler:
    """What Connexion expects of a handler for a security scheme."""

    def __init__(self, verify: Callable[[ConnexionRequest], Awaitable[Any]]) -> None:
        self._verify = verify

    def get_fn(
        self, _scheme: dict[str, Any], _scopes: list[str]
    ) -> Callable[[ConnexionRequest], Awaitable[Any]]:
        return self._verify


def validation(wiring: Wiring) -> type[RoutedMiddleware]:
    """The middleware that reads and checks every request by the document."""

    class ValidationApi(RoutedAPI):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.add_paths()

        def make_operation(self, operation: AbstractOperation) -> "_ReadAndPass":
            name = operation.operation_id
            return _ReadAndPass(wiring.readers[name], wiring.gates.get(name), self.next_app)

    class Validation(RoutedMiddleware):  # type: ignore[misc]
        api_cls = ValidationApi

    return Validation


class _ReadAndPass:
    """Reads the request once; what follows finds the arguments in Connexion's context."""

    def __init__(self, reader: RequestReader, gate: Gate | None, next_app: ASGIApp) -> None:
        self._reader = reader
        self._gate = gate
        self._next = next_app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await pass_gate(self._gate, scope)
        message = await receive()
        request = RawRequest(
            path_params=scope["path_params"],
            query=scope["query_string"],
            headers=scope["headers"],
            media_type=Headers(scope=scope).get("content-type"),
            body=message.get("body", b""),
        )
        context = scope["extensions"].setdefault(CONTEXT, {})
        context["arguments"] = self._reader.read(request)
        context["scope"] = scope
        await self._next(_consumed(scope), receive, send)


def _consumed(scope: Scope) -> Scope:
    """The request without what was already read from it."""
    headers = [pair for pair in scope["headers"] if pair[0] != b"content-type"]
    return {**scope, "headers": headers, "path_params": {}, "query_string": b""}


def is_seen_otherwise(scope: Scope) -> bool:
    """Whether Starlette does not match the path as it stands: it takes a root off, and stops at line ends."""
    return bool(scope.get("root_path")) or "\n" in scope["path"]


def unauthenticated() -> Problem:
    return Problem("unauthenticated", "Send an access token or an API key.")


def _nowhere() -> Problem:
    return Problem("not_found", "Nothing is at this path.")


class TranslateErrors:
    """Turns errors of Connexion and Starlette into problems: no credentials, unknown path, wrong method."""

    def __init__(self, app: ASGIApp, document: Document) -> None:
        self._app = app
        self._routes = Routes(document.raw["paths"].items())

    @classmethod
    def with_document(cls, document: Document) -> Callable[[ASGIApp], "TranslateErrors"]:
        def build(app: ASGIApp) -> TranslateErrors:
            return cls(app, document)

        return build

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._leads_nowhere(scope):
            raise _nowhere()
        try:
            await self._app(scope, receive, send)
        except OAuthProblem:
            raise unauthenticated() from None
        except HTTPException as error:
            if moved := self._without_slash(scope):
                await moved(scope, receive, send)
                return
            raise self._no_route(scope["path"], error.status_code) from None

    def _leads_nowhere(self, scope: Scope) -> bool:
        """Whether that is known before Connexion looks; a slash too many may still lead somewhere."""
        path = scope["path"]
        return not path.endswith("/") and not is_seen_otherwise(scope) and self._routes.find(path) is None

    def _without_slash(self, scope: Scope) -> Reply | None:
        """Where an address with a slash too many leads; `Host` has no part in it."""
        path = scope["path"].removesuffix("/")
        if path == scope["path"] or self._routes.find(path) is None:
            return None
        query = scope["query_string"].decode("latin-1")
        location = quote(path, safe=_PATH_CHARACTERS) + (f"?{query}" if query else "")
        return Reply(HTTPStatus.PERMANENT_REDIRECT, encoded({"Location": location, "Content-Length": "0"}))

    def _no_route(self, path: str, status: int) -> Problem:
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            found = self._routes.find(path)
            allow = ", ".join(methods_of(found.target) if found else [])
            return Problem(
                "method_not_allowed", f"Use {allow.replace(', ', ' or ')}.", headers={"Allow": allow}
            )
        return _nowhere()
