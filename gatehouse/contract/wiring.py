"""What reads, admits and answers the requests of each operation, whoever routes them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any

from starlette.types import Scope

from gatehouse.contract.answer import Handler, Reply, render
from gatehouse.contract.document import Document, Operation
from gatehouse.contract.reader import RequestReader
from gatehouse.contract.resolver import INJECTED

CONTEXT = "connexion_context"
_PASSED = "gate_passed"

Injectors = Mapping[str, Callable[[Scope], Any]]
Endpoint = Callable[[Scope, Mapping[str, Any]], Awaitable[Reply]]
Authenticate = Callable[[Operation, str, str], Awaitable[Any]]
Gate = Callable[[Scope], Awaitable[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Wiring:
    """All operations of a document, and what reads, admits and answers their requests."""

    document: Document
    readers: Mapping[str, RequestReader]
    gates: Mapping[str, Gate]
    endpoints: Mapping[str, Endpoint]
    authenticate: Authenticate


def endpoints(
    document: Document, handlers: Mapping[str, Handler], injectors: Injectors
) -> dict[str, Endpoint]:
    """The endpoint of each operation: takes the request and the arguments read from it."""
    return {
        operation.id: _endpoint(operation, handlers[operation.id], injectors)
        for operation in document.operations
    }


def _endpoint(operation: Operation, handler: Handler, injectors: Injectors) -> Endpoint:
    inject = _injection(handler, injectors)

    async def endpoint(scope: Scope, arguments: Mapping[str, Any]) -> Reply:
        answer = await handler(**inject(scope), **arguments)
        if added := scope["extensions"].get(_PASSED) or operation.headers:
            answer = answer._replace(headers={**answer.headers, **operation.headers, **added})
        return render(answer)

    return endpoint


def gates(handlers: Mapping[str, Handler], injectors: Injectors) -> dict[str, Gate]:
    """What a request has to pass before it is read, where the handler has such a `gate`."""
    found = {name: getattr(handler, "gate", None) for name, handler in handlers.items()}
    return {name: _gate(function, injectors) for name, function in found.items() if function}


def _gate(function: Callable[..., Awaitable[Mapping[str, str]]], injectors: Injectors) -> Gate:
    inject = _injection(function, injectors)

    async def gate(scope: Scope) -> Mapping[str, str]:
        return await function(**inject(scope))

    return gate


async def pass_gate(gate: Gate | None, scope: Scope) -> None:
    """Raises a `Problem` if the gate is closed; otherwise the answer will have the headers it gives."""
    if gate:
        scope["extensions"][_PASSED] = await gate(scope)


def _injection(function: Callable[..., Any], injectors: Injectors) -> Callable[[Scope], dict[str, Any]]:
    wanted = signature(function).parameters
    injected = [(name, injectors[name]) for name in INJECTED if name in wanted]
    return lambda scope: {name: get(scope) for name, get in injected}
