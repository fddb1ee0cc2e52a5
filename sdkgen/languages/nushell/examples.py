"""A call of each command: for its documentation, and for trying it out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sdkgen.ir import Api, ContentKind, Operation
from sdkgen.languages.nushell.arguments import CommandArgument
from sdkgen.languages.nushell.names import primary
from sdkgen.languages.nushell.samples import SampleValues, argument
from sdkgen.languages.nushell.text import nuon


@dataclass(frozen=True, slots=True)
class CommandCall:
    """A call: what is piped in, if anything, and the command with its arguments."""

    piped: str
    command: str

    def __str__(self) -> str:
        """Write the call."""
        return f"{self.piped} | {self.command}" if self.piped else self.command


class CommandExamples:
    """Writes the examples of one API."""

    def __init__(self, api: Api, module: str) -> None:
        self._samples = SampleValues(api)
        self._module = module

    def write(
        self,
        name: str,
        operation: Operation,
        given: Iterable[CommandArgument],
        fields: tuple[CommandArgument, ...],
    ) -> CommandCall:
        """Call a command with what it needs. Its body comes from flags if they can say it."""
        words = [self._module, name]
        for each in given:
            if each.is_positional or each.required:
                words += _written(each, each.default)
        piped = ""
        body = self._body(operation, fields)
        if body is not None:
            by_wire = {each.wire: each for each in fields}
            if _is_sayable(body, by_wire):
                words += [word for wire, value in body.items() for word in _written(by_wire[wire], value)]
            else:
                piped = _literal(operation, body)
        return CommandCall(piped, " ".join(words))

    def _body(self, operation: Operation, fields: tuple[CommandArgument, ...]) -> Any:
        """Return the body, or None where a call does without."""
        content = primary(operation)
        if operation.body is None or content is None:
            return None
        body = self._samples.body(operation)
        if body == {} and fields and operation.body.required:
            return {fields[0].wire: fields[0].default}
        is_needed = operation.body.required or content.example is not None
        return body if is_needed else None


def _is_sayable(body: Any, fields: dict[str, CommandArgument]) -> bool:
    if not isinstance(body, dict) or not body:
        return False
    return all(wire in fields and fields[wire].takes(value) for wire, value in body.items())


def _literal(operation: Operation, body: Any) -> str:
    content = primary(operation)
    is_bytes = content is not None and content.kind is ContentKind.BINARY
    return "0x[00 ff]" if is_bytes else nuon(body)


def _written(each: CommandArgument, value: Any) -> list[str]:
    return [argument(value)] if each.is_positional else [f"--{each.name}", argument(value)]
