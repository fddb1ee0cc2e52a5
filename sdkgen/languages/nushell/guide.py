"""What the README and the scripts show: commands that make good examples, and a trial of every one."""

from dataclasses import dataclass
from typing import Any

from sdkgen.ir import Api, Operation, Role
from sdkgen.languages.nushell.commands import Command
from sdkgen.languages.nushell.names import primary
from sdkgen.languages.nushell.samples import argument
from sdkgen.languages.nushell.service import address
from sdkgen.languages.nushell.text import nuon
from sdkgen.showcase import Showcase, TextChange, conflict_codes, demo_text, first, permissions, title

_ORDER = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")


@dataclass(frozen=True, slots=True)
class Trial:
    """A call of an operation, and the statuses that the document describes."""

    id: str
    method: str
    statuses: str
    call: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A call for the README, what it does and needs, and the code of a conflict that it may meet."""

    call: str
    title: str
    permissions: str
    code: str = ""


def guide(api: Api, module: str, groups: list[dict[str, Any]]) -> dict[str, Any]:
    """Choose examples."""
    commands = {command.id: command for group in groups for command in group["commands"]}
    by_id = {operation.id: operation for operation in api.operations}
    chooser = _Chooser(Showcase(api), module, commands)
    read, listing = chooser.read(), chooser.listing()
    return {
        "trials": _trials([each for each in commands.values() if not address(by_id[each.id].servers)], by_id),
        "elsewhere": sum(bool(address(each.servers)) for each in api.operations),
        "creation": chooser.creation(),
        "read": read,
        "change": chooser.change(),
        "listing": listing,
        "tagged": _tagged(api, commands),
        "examples": [each.call for each in (read, listing) if each],
    }


class _Chooser:
    """Writes the calls of a showcase as commands."""

    def __init__(self, showcase: Showcase, module: str, commands: dict[str, Command]) -> None:
        self._showcase = showcase
        self._module = module
        self._commands = commands

    def creation(self) -> Shown | None:
        return first(self._creation, self._showcase.creations())

    def read(self) -> Shown | None:
        return first(self._read, self._showcase.reads())

    def change(self) -> Shown | None:
        return first(self._change, self._showcase.changes())

    def listing(self) -> Shown | None:
        return first(self._listing, self._showcase.listings())

    def _read(self, operation: Operation) -> Shown:
        return self._shown(operation, str(self._commands[operation.id].call))

    def _listing(self, operation: Operation) -> Shown | None:
        command = self._commands[operation.id]
        return self._shown(operation, command.example) if command.is_paged else None

    def _change(self, change: TextChange) -> Shown | None:
        return self._with_fields(change.operation, {change.field.wire: change.value})

    def _creation(self, operation: Operation) -> Shown | None:
        content = primary(operation)
        body = self._showcase.object(content.type) if content else None
        required = [each for each in body.fields if each.required] if body else []
        codes = conflict_codes(operation)
        if not required or not codes or not all(map(self._showcase.is_text, required)):
            return None
        return self._with_fields(operation, {each.wire: demo_text(each) for each in required}, codes[0])

    def _with_fields(self, operation: Operation, values: dict[str, str], code: str = "") -> Shown | None:
        command = self._commands[operation.id]
        flags = {each.wire: each for each in command.fields}
        if not all(wire in flags and flags[wire].takes(value) for wire, value in values.items()):
            return None
        words = [f"--{flags[wire].name} {argument(value)}" for wire, value in values.items()]
        return self._shown(operation, " ".join([self._module, command.name, *words]), code)

    def _shown(self, operation: Operation, call: str, code: str = "") -> Shown:
        return Shown(call, title(operation), permissions(operation), code)


def overview(title: str, module: str, groups: list[dict[str, Any]]) -> str:
    """List the groups of commands, and say how to go on."""
    width = max((len(group["name"]) for group in groups), default=0)
    rows = [f"  {group['name']:{width}}  {group['title']}" for group in groups]
    help_ = f"`{module} <group> <Tab>` completes commands, and --help after one explains it."
    return "\n".join([f"{title}: {module} <group> <command>", "", *rows, "", help_])


def _tagged(api: Api, commands: dict[str, Command]) -> dict[str, str] | None:
    """Find a thing that can be read with its ETag and written with If-Match."""
    readable = {each.path: each for each in api.operations if each.facts.etag_header and each.method == "GET"}
    for writer in sorted(api.operations, key=lambda each: each.method != "PATCH"):
        reader = readable.get(writer.path)
        if reader and writer.facts.if_match_header:
            return {"read": str(commands[reader.id].call), "write": str(commands[writer.id].call)}
    return None


def _trials(commands: list[Command], by_id: dict[str, Operation]) -> list[Trial]:
    """Try everything: what changes nothing first, and what ends the session last."""
    found = sorted(commands, key=lambda each: _turn(by_id[each.id]))
    return [_trial(each, by_id[each.id]) for each in found if by_id[each.id].method != "TRACE"]


def _turn(operation: Operation) -> tuple[bool, int]:
    return operation.facts.role is Role.LOGOUT, _ORDER.index(operation.method)


def _trial(command: Command, operation: Operation) -> Trial:
    statuses = [each.status for each in operation.answers]
    if operation.method in {"HEAD", "OPTIONS"}:
        statuses.append("2XX")  # Nushell does not say which
    return Trial(operation.id, operation.method, nuon(statuses), str(command.call))
