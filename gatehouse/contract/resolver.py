"""Finds the handler of each operation, and refuses to start when the code and the document disagree."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_type_hints, is_typeddict

from gatehouse.contract.answer import Handler
from gatehouse.contract.document import ContractError, Document, Json, Operation

INJECTED = ("services", "client", "caller", "authorization")


def resolve_handlers(document: Document, package: str) -> dict[str, Handler]:
    """The handler of every operation, by operationId; a `ContractError` naming every disagreement."""
    handlers: dict[str, Handler] = {}
    complaints: list[str] = []
    for operation in document.operations:
        function = _find(package, operation)
        if function is None:
            complaints.append(
                f"{operation.id}: no handler {package}/{operation.tag}.py::{operation.function}"
            )
        else:
            handlers[operation.id] = function
            complaints += _mismatches(document, operation, function)
    complaints += _spare(package, set(handlers.values()))
    if complaints:
        raise ContractError("openapi.yaml and the handlers disagree:\n  " + "\n  ".join(complaints))
    return handlers


def _find(package: str, operation: Operation) -> Handler | None:
    try:
        module = import_module(f"{package}.{operation.tag}")
    except ModuleNotFoundError:
        return None
    return getattr(module, operation.function, None)


def _spare(package: str, used: set[Handler]) -> Iterator[str]:
    for info in pkgutil.iter_modules(import_module(package).__path__):
        module = import_module(f"{package}.{info.name}")
        for name, member in vars(module).items():
            public = inspect.iscoroutinefunction(member) and not name.startswith("_")
            if public and member.__module__ == module.__name__ and member not in used:
                yield f"{package}/{info.name}.py::{name}: no operation has this handler"


def _mismatches(document: Document, operation: Operation, function: Handler) -> Iterator[str]:
    given = {parameter.argument: parameter for parameter in operation.parameters}
    wanted = {
        name: parameter
        for name, parameter in inspect.signature(function).parameters.items()
        if name not in INJECTED
    }
    expected = given.keys() | ({"body"} if operation.body else set())
    for name in expected - wanted.keys():
        yield f"{operation.id}: the handler lacks the argument {name}"
    for name in wanted.keys() - expected:
        yield f"{operation.id}: the handler's argument {name} is not in the document"
    for name, parameter in given.items():
        always = parameter.required or "default" in document.resolve(parameter.schema)
        if not always and name in wanted and wanted[name].default is inspect.Parameter.empty:
            yield f"{operation.id}: the optional argument {name} has no default"
    if operation.anonymous and "caller" in inspect.signature(function).parameters:
        yield f"{operation.id}: anyone may call it, but the handler wants a caller"
    if operation.body and "body" in wanted:
        yield from _body_mismatches(document, operation, get_type_hints(function)["body"])


def _body_mismatches(document: Document, operation: Operation, body_type: Any) -> Iterator[str]:
    """The handler's TypedDict names the same fields as the schema, and requires the same ones."""
    for schema in map(document.resolve, operation.body.values()):
        if not is_typeddict(body_type):
            yield f"{operation.id}: the handler's body must be a TypedDict"
        elif body_type.__annotations__.keys() != schema["properties"].keys():
            yield f"{operation.id}: {body_type.__name__} does not have the fields of the schema"
        elif body_type.__required_keys__ != _always_present(schema):
            yield f"{operation.id}: {body_type.__name__} does not require what the schema requires"


def _always_present(schema: Json) -> frozenset[str]:
    return frozenset(schema.get("required", ()))
