"""Folders of commands: one for a group, or several where its file would be too long."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sdkgen.ir import Api, Group, NamedType
from sdkgen.ir.walk import reachable, received, sent
from sdkgen.languages.nushell.commands import Command, Writer
from sdkgen.languages.nushell.completers import Completer
from sdkgen.languages.nushell.text import line
from sdkgen.name_table import NameTable

_MOST_LINES = 4_500
_FIXED_LINES = 32  # of a command without arguments and description


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


@dataclass(frozen=True, slots=True)
class Folder:
    """The commands of a file, and the types that they send and receive."""

    group: CommandGroup
    part: str
    completers: tuple[Completer, ...]
    types: dict[str, NamedType]

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


def folders(api: Api, group: CommandGroup) -> Iterator[Folder]:
    """Yield the folders of a group."""
    for part, commands in group.parts.items():
        operations = [each.operation for each in commands]
        roots = [type_ for each in operations for type_ in (*sent(each), *received(each))]
        roots += [error.type for each in operations for error in api.typed_errors(each)]
        completers = {each.name: each for command in commands for each in command.completers}
        yield Folder(group, part, tuple(completers.values()), reachable(api.types, roots))


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
