"""What the README and the scripts show: commands that make good examples, and a trial of every one."""

from dataclasses import dataclass
from typing import Any

from sdkgen.ir import Api, Operation, Role
from sdkgen.languages.nushell.commands import Command
from sdkgen.languages.nushell.service import address
from sdkgen.languages.nushell.text import nuon

_MOST_EXAMPLES = 2
_CONFLICT = "409"
_ORDER = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")


@dataclass(frozen=True, slots=True)
class Trial:
    """A call of an operation, and the statuses that the document describes."""

    id: str
    method: str
    statuses: str
    call: str


def guide(api: Api, groups: list[dict[str, Any]]) -> dict[str, Any]:
    """Choose examples."""
    commands: list[Command] = [command for group in groups for command in group["commands"]]
    by_id = {operation.id: operation for operation in api.operations}
    shown = [each for each in commands if _needs_nothing(by_id[each.id])]
    paged = next((each for each in shown if each.is_paged), None)
    conflicts = [each for each in commands if _conflicts(by_id[each.id]) and each.fields]
    conflict = next((each for each in conflicts if by_id[each.id].method == "POST"), None)
    first = [paged, *shown] if paged else shown
    return {
        "trials": _trials([each for each in commands if not address(by_id[each.id].servers)], by_id),
        "elsewhere": sum(bool(address(each.servers)) for each in api.operations),
        "paged": paged,
        "conflict": conflict,
        "conflict_code": _conflicts(by_id[conflict.id])[0] if conflict else "",
        "changed": _changed(api, {each.id: each for each in commands}),
        "examples": list(dict.fromkeys(each.example for each in first))[:_MOST_EXAMPLES],
    }


def overview(title: str, module: str, groups: list[dict[str, Any]]) -> str:
    """List the groups of commands, and say how to go on."""
    width = max((len(group["name"]) for group in groups), default=0)
    rows = [f"  {group['name']:{width}}  {group['title']}" for group in groups]
    help_ = f"`{module} <group> <Tab>` completes commands, and --help after one explains it."
    return "\n".join([f"{title}: {module} <group> <command>", "", *rows, "", help_])


def _changed(api: Api, commands: dict[str, Command]) -> dict[str, str] | None:
    """Find a thing that can be read with its ETag and written with If-Match."""
    readable = {each.path: each for each in api.operations if each.facts.etag_header and each.method == "GET"}
    for writer in sorted(api.operations, key=lambda each: each.method != "PATCH"):
        reader = readable.get(writer.path)
        if reader and writer.facts.if_match_header:
            return {"read": str(commands[reader.id].call), "write": str(commands[writer.id].call)}
    return None


def _needs_nothing(operation: Operation) -> bool:
    needed = any(each.required for each in operation.parameters)
    return operation.method == "GET" and not needed and not operation.body and not operation.facts.stream


def _conflicts(operation: Operation) -> tuple[str, ...]:
    return next((each.codes for each in operation.answers if each.status == _CONFLICT), ())


def _trials(commands: list[Command], by_id: dict[str, Operation]) -> list[Trial]:
    """Try everything: what changes nothing first, and what ends the session last."""
    found = sorted(commands, key=lambda each: _place(by_id[each.id]))
    return [_trial(each, by_id[each.id]) for each in found if by_id[each.id].method != "TRACE"]


def _place(operation: Operation) -> tuple[bool, int]:
    return operation.facts.role is Role.LOGOUT, _ORDER.index(operation.method)


def _trial(command: Command, operation: Operation) -> Trial:
    statuses = [each.status for each in operation.answers]
    if operation.method in {"HEAD", "OPTIONS"}:
        statuses.append("2XX")  # Nushell does not say which
    return Trial(operation.id, operation.method, nuon(statuses), str(command.call))
