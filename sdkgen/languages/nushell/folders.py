"""Folders of commands: one for a group, or several where its file would be too long."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sdkgen.ir import Api, Group, NamedType, Operation, Type, TypeId
from sdkgen.ir.walk import received, sent
from sdkgen.languages.nushell.commands import Command, Writer
from sdkgen.languages.nushell.completers import Completer
from sdkgen.languages.nushell.text import line
from sdkgen.languages.nushell.typing import declared
from sdkgen.name_table import NameTable

_MOST_LINES = 4_500
_FIXED_LINES = 32  # of a command without arguments and description
_BEFORE, _BETWEEN = 2, 2  # lines of a contract before its operations, and from there to its types


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """A group of commands. `parts` are its folders, by the names that they have in the group's own."""

    name: str
    title: str
    commands: tuple[Command, ...]
    parts: dict[str, tuple[Command, ...]]

    @classmethod
    def of(cls, name_table: NameTable, writer: Writer, group: Group) -> "CommandGroup":
        """Write the commands of a group."""
        title = line(group.docs.description or group.docs.summary) or f"Commands of {group.id}."
        commands = tuple(writer.commands(group))
        return cls(name_table.groups[group.id], title, commands, _parts(commands))

    def part_of(self, operation: str) -> str:
        """Return the part that an operation is in."""
        found = (name for name, part in self.parts.items() if any(c.operation.id == operation for c in part))
        return next(found, "")

    def line_of(self, operation: str) -> int:
        """Return where in the contract of its part an operation is."""
        return _lines_of(self.parts[self.part_of(operation)])[operation]


@dataclass(frozen=True, slots=True)
class Folder:
    """The commands of a file, and the types that they send and receive.

    Of a contract only the lines that an operation needs are read: its own, and its types', in `needs`.
    """

    group: CommandGroup
    part: str
    completers: tuple[Completer, ...]
    types: dict[TypeId, NamedType]
    needs: dict[str, list[int]]

    @property
    def path(self) -> str:
        """Where it is in the module."""
        return f"{self.group.name}/{self.part}" if self.part else self.group.name

    @property
    def title(self) -> str:
        """What the commands are about."""
        return self.group.title

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands in this file."""
        return self.group.parts[self.part]

    @property
    def lines(self) -> dict[str, int]:
        """Where in the contract each operation is."""
        return _lines_of(self.commands)


def folders(api: Api, group: CommandGroup) -> Iterator[Folder]:
    """Yield the folders of a group."""
    for part, commands in group.parts.items():
        operations = [each.operation for each in commands]
        types = declared(api, [root for each in operations for root in _roots(api, each)])
        first = _BEFORE + len(operations) + _BETWEEN
        lines = {id_: first + number for number, id_ in enumerate(types)}
        needs = {each.id: [lines[id_] for id_ in declared(api, _roots(api, each))] for each in operations}
        completers = {each.name: each for command in commands for each in command.completers}
        yield Folder(group, part, tuple(completers.values()), types, needs)


def _lines_of(commands: tuple[Command, ...]) -> dict[str, int]:
    return {each.operation.id: _BEFORE + number for number, each in enumerate(commands)}


def _roots(api: Api, operation: Operation) -> list[Type | None]:
    errors = [each.type for each in api.typed_errors(operation)]
    return [*sent(operation), *received(operation), *errors]


def _parts(commands: tuple[Command, ...]) -> dict[str, tuple[Command, ...]]:
    """Share commands out by their ids: one more moves none of the others unless the parts double."""
    if _total(commands) <= _MOST_LINES:
        return {"": commands}
    count = 2
    while max(map(_total, _shared(commands, count).values())) > _MOST_LINES and count < len(commands):
        count *= 2
    return _shared(commands, count)


def _shared(commands: tuple[Command, ...], count: int) -> dict[str, tuple[Command, ...]]:
    places = {each.operation.id: _number(each.operation.id) % count for each in commands}
    return {
        f"part-{number + 1}": tuple(each for each in commands if places[each.operation.id] == number)
        for number in sorted(set(places.values()))
    }


def _number(id_: str) -> int:
    return int.from_bytes(hashlib.sha256(id_.encode("utf-8", "surrogatepass")).digest()[:4], "little")


def _total(commands: tuple[Command, ...]) -> int:
    return sum(map(_lines, commands))


def _lines(command: Command) -> int:
    """Return at least as many lines as a command takes."""
    arguments = len(command.arguments) + len(command.fields)
    description = len(command.operation.docs.description.splitlines())
    return _FIXED_LINES + description + 2 * arguments + 4 * len(command.completers)
