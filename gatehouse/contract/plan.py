"""The compiled request plan: everything an ordinary request needs, prepared at start-up.

Requests that a plan does not prove to be ordinary are handed on, as they came, to Connexion, which stands
behind it: its answer is the canonical one. What a plan refuses, Connexion would refuse in the same words, so
nothing is done twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from gatehouse.contract.answer import Reply
from gatehouse.contract.connexion import ROUTING, bearer_token, is_seen_otherwise, unauthenticated
from gatehouse.contract.document import Operation
from gatehouse.contract.reader import RawRequest, RequestReader
from gatehouse.contract.routes import Routes
from gatehouse.contract.wiring import CONTEXT, Authenticate, Endpoint, Gate, Wiring, pass_gate

_AUTHORIZATION, _API_KEY, _CONTENT_TYPE = b"authorization", b"x-api-key", b"content-type"
_READ = frozenset({_AUTHORIZATION, _API_KEY, _CONTENT_TYPE})
_KIND_OF = {"bearer": "bearer", "oauth2": "bearer", "apiKey": "apiKey"}


class _Unproven(Exception):
    """Not an ordinary request; Connexion answers it, and nothing was done yet."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one operation needs to answer a request."""

    operation: Operation
    reader: RequestReader
    gate: Gate | None
    endpoint: Endpoint
    authenticate: Authenticate
    kinds: frozenset[str]

    async def answer(self, scope: Scope, values: Mapping[str, str], body: bytes) -> Reply | None:
        """The answer, or None if the request is not an ordinary one."""
        try:
            headers = _headers(scope)
            credential = self._credential(headers) if self.kinds else None
        except _Unproven:
            return None
        scope["extensions"][ROUTING] = {"operation_id": self.operation.id}
        if self.kinds and credential is None:
            raise unauthenticated()
        caller = await self.authenticate(self.operation, *credential) if credential else None
        scope["extensions"][CONTEXT] = {"user": caller}
        await pass_gate(self.gate, scope)
        media_type = headers.get(_CONTENT_TYPE, b"").decode("latin-1")
        request = RawRequest(values, scope["query_string"], scope["headers"], media_type, body)
        return await self.endpoint(scope, self.reader.read(request))

    def _credential(self, headers: Mapping[bytes, bytes]) -> tuple[str, str] | None:
        """Of which kind it is, and the credential itself, if there is one."""
        if _AUTHORIZATION not in headers and _API_KEY not in headers:
            return None
        if _AUTHORIZATION in headers and _API_KEY in headers:
            raise _Unproven
        kind, credential = "apiKey", headers.get(_API_KEY, b"").decode("latin-1")
        if not credential:
            kind, credential = "bearer", bearer_token(headers.get(_AUTHORIZATION, b"").decode("latin-1"))
        if not credential or kind not in self.kinds:
            raise _Unproven
        return kind, credential


def _headers(scope: Scope) -> dict[bytes, bytes]:
    """The headers that a plan reads; each may occur only once."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        if name in _READ:
            if name in found:
                raise _Unproven
            found[name] = value
    return found


def _plans(wiring: Wiring) -> dict[str, dict[str, Plan]]:
    """The plans of all operations that can have one, by path and method."""
    plans: dict[str, dict[str, Plan]] = {}
    for operation in wiring.document.operations:
        if reason_against(operation):
            continue
        plans.setdefault(operation.path, {})[operation.method] = Plan(
            operation=operation,
            reader=wiring.readers[operation.id],
            gate=wiring.gates.get(operation.id),
            endpoint=wiring.endpoints[operation.id],
            authenticate=wiring.authenticate,
            kinds=frozenset(_KIND_OF[name] for alternative in operation.security for name in alternative),
        )
    return plans


def reason_against(operation: Operation) -> str | None:
    """Why an operation has no plan, or None; without one, Connexion answers."""
    for alternative in operation.security:
        if len(alternative) > 1:
            return f"it asks for {' and '.join(alternative)} at once"
        if unknown := [name for name in alternative if name not in _KIND_OF]:
            return f"no plan knows the credential {unknown[0]}"
        if not alternative:
            return "it takes a credential or none"
    return None


class Planned:
    """Answers ordinary requests by plan, and passes on everything else."""

    def __init__(self, app: ASGIApp, wiring: Wiring) -> None:
        self._app = app
        self._routes = Routes(_plans(wiring).items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reply = await self._answer(scope, receive) if scope["type"] == "http" else None
        await (reply or self._app)(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Reply | None:
        path = scope["path"]
        found = None if is_seen_otherwise(scope) else self._routes.find(path)
        plan = found.target.get(scope["method"]) if found else None
        if found is None or plan is None:
            return None
        message = await receive()  # the edge gives the whole body to everyone who asks
        return await plan.answer(scope, found.values, message["body"])
