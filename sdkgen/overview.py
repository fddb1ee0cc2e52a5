"""What `sdkgen inspect` prints: operations by group, types by kind, and names."""

from collections.abc import Mapping

from sdkgen.ir import Api, Array, Const, Map, Nullable, Operation, Primitive, Ref, Type
from sdkgen.terminal import BOLD, Style, Terminal


def brief(type_: Type | None) -> str:
    """Write a type on one line: `User`, `[string]`, `{int64}`, `date?`."""
    if isinstance(type_, Primitive):
        return str(type_.kind)
    if isinstance(type_, Const):
        return repr(type_.value)
    if isinstance(type_, Array):
        return f"[{brief(type_.items)}]"
    if isinstance(type_, Map):
        return f"{{{brief(type_.values)}}}"
    if isinstance(type_, Nullable):
        return f"{brief(type_.inner)}?"
    return type_.id if isinstance(type_, Ref) else "nothing"


def show_api(api: Api, terminal: Terminal) -> None:
    """Print an overview: operations by group, types by kind, and what could not be expressed."""
    terminal.print(BOLD(f"{api.title} {api.version} (OpenAPI {api.dialect})"))
    for group in api.groups:
        terminal.print(Style("cyan", bold=True)(f"\n{group.name}"))
        for operation in group.operations:
            terminal.print(f"  {_line(operation)}")
    kinds = [named.kind for named in api.types.values()]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    terminal.print(
        f"\noperations: {len(api.operations)}, groups: {len(api.groups)}, types: {len(kinds)} ({counts})"
    )
    for lowered in api.lowered:
        terminal.print(f"{lowered.code}: {lowered.construct} ({lowered.count})")


def _line(operation: Operation) -> str:
    body = operation.body.contents[operation.body.primary] if operation.body else None
    sent = f" {brief(body.type)}" if body else ""
    optional = " or nothing" if operation.success.type and operation.success.may_be_empty else ""
    facts = _facts(operation)
    listed = f"  ({', '.join(facts)})" if facts else ""
    received = brief(operation.success.type) + optional
    return f"{operation.name}: {operation.method} {operation.path}{sent} -> {received}{listed}"


def _facts(operation: Operation) -> list[str]:
    facts = operation.facts
    member = ".".join(facts.pagination.member) if facts.pagination else ""
    found = (
        [f"pages by {facts.pagination.style}{member and f' at {member} of the body'}"]
        if facts.pagination
        else []
    )
    found += [f"streams {facts.stream}"] if facts.stream else []
    found += [facts.idempotency_header] if facts.idempotency_header else []
    found += [str(facts.role)] if facts.role else []
    return [*found, "deprecated"] if operation.deprecated else found


def show_names(names: Mapping[str, str], terminal: Terminal) -> None:
    """Print all names in a language."""
    for key, name in names.items():
        terminal.print(f"{key}: {name}")
