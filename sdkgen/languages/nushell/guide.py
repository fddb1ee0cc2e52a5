"""What the README and the scripts show: commands that make good examples, and a trial of every one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sdkgen.catalog import CATALOG
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Lowered, Operation, Role
from sdkgen.languages._kit import counted
from sdkgen.languages.nushell.commands import Call, Command, Given, says
from sdkgen.languages.nushell.names import sends_body
from sdkgen.showcase import Creation, Showcase, TextChange, first, permissions, title

_ORDER = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
_WITHOUT_STATUS = {"HEAD", "OPTIONS"}
IN_PIECES, UNSENT_BODY, UNSENT_METHOD = "NUSH001", "NUSH002", "NUSH003"


@dataclass(frozen=True, slots=True)
class Shown:
    """A call for the README, what it does and needs, and the code of a conflict that it may meet."""

    call: Call
    title: str
    permissions: str
    code: str = ""


class Guide:
    """Chooses what to show."""

    def __init__(self, api: Api, commands: list[Command]) -> None:
        self._api = api
        self._showcase = Showcase(api)
        self._commands = {each.operation.id: each for each in commands}

    def chosen(self) -> dict[str, Any]:
        """Return everything by the names that the templates know."""
        read = first(self._read, self._showcase.reads())
        listing = first(self._listing, self._showcase.listings())
        return {
            "creation": first(self._creation, self._showcase.creations()),
            "read": read,
            "change": first(self._change, self._showcase.changes()),
            "listing": listing,
            "examples": [each.call for each in (read, listing) if each],
            "tagged": self._tagged(),
            "trials": self._trials(),
            "elsewhere": sum(bool(each.server) for each in self._api.operations),
        }

    def _read(self, operation: Operation) -> Shown:
        return self._shown(operation, self._commands[operation.id].call)

    def _listing(self, operation: Operation) -> Shown | None:
        command = self._commands[operation.id]
        return self._shown(operation, command.example) if operation.facts.pagination else None

    def _change(self, change: TextChange) -> Shown | None:
        return self._with_fields(change.operation, {change.field.wire: change.value})

    def _creation(self, new: Creation) -> Shown | None:
        values = {field.wire: text for field, text in new.texts}
        return self._with_fields(new.operation, values, new.codes[0]) if new.codes else None

    def _with_fields(self, operation: Operation, values: dict[str, str], code: str = "") -> Shown | None:
        command = self._commands[operation.id]
        flags = {each.wire: each for each in command.fields}
        if not says(self._api, flags, values):
            return None
        given = tuple(Given(flags[wire], value) for wire, value in values.items())
        return self._shown(operation, Call(command.name, given), code)

    def _shown(self, operation: Operation, call: Call, code: str = "") -> Shown:
        return Shown(call, title(operation), permissions(operation), code)

    def _tagged(self) -> dict[str, Call] | None:
        """Find a thing that can be read with its ETag and written with If-Match."""
        operations = self._api.operations
        readable = {each.path: each for each in operations if each.facts.etag_header and each.method == "GET"}
        for writer in sorted(operations, key=lambda each: each.method != "PATCH"):
            reader = readable.get(writer.path)
            if reader and writer.facts.if_match_header:
                return {"read": self._commands[reader.id].call, "write": self._commands[writer.id].call}
        return None

    def _trials(self) -> list[dict[str, Any]]:
        """Try everything here: what changes nothing first, and what ends the session last."""
        tried = [each for each in self._commands.values() if not each.operation.server]
        return [
            {"operation": each.operation, "call": each.call, "statuses": _statuses(each.operation)}
            for each in sorted(tried, key=lambda each: _turn(each.operation))
            if each.operation.method != "TRACE"
        ]


def _turn(operation: Operation) -> tuple[bool, int]:
    return operation.facts.role is Role.LOGOUT, _ORDER.index(operation.method)


def _statuses(operation: Operation) -> list[str]:
    unsaid = ["2XX"] if operation.method in _WITHOUT_STATUS else []
    return [each.status for each in operation.answers] + unsaid


def lowered(api: Api, diagnostics: Diagnostics) -> tuple[Lowered, ...]:
    """Report at each operation what Nushell's own commands cannot do, and count it."""
    found: Counter[str] = Counter()
    for operation in api.operations:
        for code in _lost(operation):
            diagnostics.report(code, operation.origin, f"{operation.id}: {CATALOG[code].title}")
            found[code] += 1
    return counted(*((code, CATALOG[code].title, count) for code, count in found.items()))


def _lost(operation: Operation) -> Iterator[str]:
    if operation.facts.stream is not None:
        yield IN_PIECES
    if operation.body and not sends_body(operation):
        yield UNSENT_BODY
    if operation.method == "TRACE":
        yield UNSENT_METHOD
