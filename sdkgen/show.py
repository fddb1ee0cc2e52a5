"""What commands print when they succeed."""

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sdkgen.changes import Changelog, Level
from sdkgen.ir import Api, Array, Const, Lowered, Map, Nullable, Operation, Primitive, Ref, Type
from sdkgen.output import Changes

_STYLES = {Level.BREAKING: "bold red", Level.ADDITIVE: "green", Level.NONE: "dim"}


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


def show_api(api: Api, console: Console) -> None:
    """Print an overview: operations by group, types by kind, and what could not be expressed."""
    console.print(Text(f"{api.title} {api.version} (OpenAPI {api.dialect})", style="bold"))
    for group in api.groups:
        console.print(Text(f"\n{group.name}", style="bold cyan"))
        for operation in group.operations:
            console.print(Text(f"  {_line(operation)}"))
    kinds = [named.kind for named in api.types.values()]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    console.print(
        f"\noperations: {len(api.operations)}, groups: {len(api.groups)}, types: {len(kinds)} ({counts})"
    )
    for lowered in api.lowered:
        console.print(Text(f"{lowered.code}: {lowered.construct} ({lowered.count})"))


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


def show_names(names: Mapping[str, str], console: Console) -> None:
    """Print all names in a language."""
    for key, name in names.items():
        console.print(Text(f"{key}: {name}"))


def show_run(out: Path, changes: Changes, seconds: float, console: Console) -> None:
    """Print what a run did."""
    written = len(changes.changed) + len(changes.missing)
    what = f"{written} written, {len(changes.stale)} deleted" if changes else "nothing to do"
    console.print(f"{out}: {what}, in {seconds:.2f} s")


def show_ledger(ledger: Mapping[str, tuple[Lowered, ...]], console: Console) -> None:
    """Print how often each language could not express a construct."""
    codes = dict.fromkeys((lowered.code, lowered.construct) for entry in ledger.values() for lowered in entry)
    if not codes:
        return
    table = Table("not expressible", *ledger, box=None)
    for code, construct in codes:
        counts = [
            sum(lowered.count for lowered in entry if (lowered.code, lowered.construct) == (code, construct))
            for entry in ledger.values()
        ]
        table.add_row(f"{code} {construct}", *map(str, counts))
    console.print(table, soft_wrap=False)


def show_changes(out: Path, changes: Changes, seconds: float, console: Console) -> None:
    """Print how an output directory differs from what would be generated."""
    if not out.exists():
        console.print(f"{out} does not exist yet; run sdkgen generate")
        return
    for what, names in (("changed", changes.changed), ("missing", changes.missing), ("stale", changes.stale)):
        for name in names:
            console.print(Text(f"{what}: {name}"))
    verdict = "out of date; run sdkgen generate" if changes else "up to date"
    console.print(f"{out}: {verdict} ({seconds:.2f} s)")


def show_diff(log: Changelog, console: Console) -> None:
    """Print the verdict for each language, and the reasons."""
    for change in log.changes:
        said = f": {change.where} {change.what}{log.limits(change)}"
        console.print(Text.assemble((str(change.worst), _STYLES[change.worst]), said))
    for name in log.languages:
        verdict = log.verdict(name)
        console.print(Text.assemble(f"{name}: ", (str(verdict), _STYLES[verdict])))
