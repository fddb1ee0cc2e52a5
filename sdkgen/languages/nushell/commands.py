"""Commands: for each operation what a command of it is called, what it takes and gives, and a call of it."""

from dataclasses import dataclass, replace
from typing import Any

from sdkgen.ir import Api, ContentKind, Field, Group, In, Operation, Parameter, Type
from sdkgen.languages.nushell.completers import Completer, Completers
from sdkgen.languages.nushell.names import body_key, flagged, sent_content
from sdkgen.languages.nushell.samples import SampleValues
from sdkgen.languages.nushell.text import line
from sdkgen.languages.nushell.typing import (
    FlagTypes,
    SpokenTypes,
    accepts,
    completions,
    input_type,
    output_types,
)
from sdkgen.name_table import NameTable

_MOST_POSITIONALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A positional or flag. `key` is what the runtime calls it; `default` is a value for examples."""

    key: str
    wire: str
    name: str
    meaning: Type
    type: str
    docs: str
    required: bool
    deprecated: bool
    is_positional: bool = False
    values: tuple[str, ...] = ()
    completer: Completer | None = None
    default: Any = None

    @property
    def variable(self) -> str:
        """The variable that holds the value."""
        return self.name.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Given:
    """An argument and the value that it gets in a call."""

    argument: Argument
    value: Any


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a command. `piped` is what comes through the pipeline, if anything."""

    command: str
    given: tuple[Given, ...]
    piped: Any = None
    is_piped_bytes: bool = False
    is_paged: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """An operation as a command. `call` is an example that asks for one page only."""

    operation: Operation
    name: str
    summary: str
    scopes: tuple[str, ...]
    positionals: tuple[Argument, ...]
    flags: tuple[Argument, ...]
    fields: tuple[Argument, ...]
    takes: str
    gives: tuple[str, ...]
    returns: str
    call: Call
    completers: tuple[Completer, ...]

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All parameters of the operation."""
        return (*self.positionals, *self.flags)

    @property
    def example(self) -> Call:
        """A call for the documentation, of all pages if there are pages."""
        return replace(self.call, is_paged=self.operation.facts.pagination is not None)


class Writer:
    """Makes the commands of one API."""

    def __init__(self, api: Api, name_table: NameTable) -> None:
        self._api = api
        self._name_table = name_table
        self._samples = SampleValues(api)
        self._completers = Completers(api, name_table)
        self._types = FlagTypes(api)

    def commands(self, group: Group) -> list[Command]:
        """Return the commands of a group."""
        return [self._command(group, operation) for operation in group.operations]

    def _command(self, group: Group, operation: Operation) -> Command:
        arguments = [self._argument(group, operation, each) for each in operation.parameters]
        positionals = tuple(each for each in arguments if each.is_positional)
        flags = tuple(each for each in arguments if not each.is_positional)
        fields = tuple(self._field(operation, each) for each in flagged(self._api, operation))
        name = f"{self._name_table.groups[group.id]} {self._name_table.operations[operation.id]}"
        success = operation.success.type
        return Command(
            operation=operation,
            name=name,
            summary=line(operation.docs.summary) or line(operation.docs.description) or operation.id,
            scopes=_scopes(operation),
            positionals=positionals,
            flags=flags,
            fields=fields,
            takes=input_type(self._api, operation),
            gives=output_types(self._api, operation),
            returns=SpokenTypes(self._api).write(success) if success else "nothing",
            call=self._call(name, operation, (*positionals, *flags), fields),
            completers=tuple(each.completer for each in arguments if each.completer),
        )

    def _argument(self, group: Group, operation: Operation, parameter: Parameter) -> Argument:
        places = [each.key for each in operation.parameters_in(In.PATH)]
        argument = Argument(
            key=parameter.key,
            wire=parameter.wire,
            name=self._name_table.arguments[operation.id, parameter.key],
            meaning=parameter.type,
            type=self._types.write(parameter.type),
            docs=line(parameter.docs.description),
            required=parameter.required,
            deprecated=parameter.deprecated,
            is_positional=parameter.key in places[:_MOST_POSITIONALS],
            values=completions(self._api, parameter.type),
            completer=self._completers.find(group, operation, parameter),
        )
        return self._with_default(argument, self._samples.parameter(parameter))

    def _field(self, operation: Operation, field: Field) -> Argument:
        argument = Argument(
            key=body_key(field),
            wire=field.wire,
            name=self._name_table.arguments[operation.id, body_key(field)],
            meaning=field.type,
            type=self._types.write(field.type),
            docs=line(field.docs.description or field.docs.summary),
            required=field.required,
            deprecated=field.deprecated,
            values=completions(self._api, field.type),
        )
        return self._with_default(argument, self._samples.field(field))

    def _with_default(self, argument: Argument, wished: Any) -> Argument:
        """Give an argument a value for examples: the document's, if it has the right type."""
        is_right = accepts(self._api, argument.meaning, wished)
        return replace(argument, default=wished if is_right else self._samples.made_up(argument.meaning))

    def _call(
        self, name: str, operation: Operation, arguments: tuple[Argument, ...], fields: tuple[Argument, ...]
    ) -> Call:
        """Call a command with what it needs. Its body comes from flags if they can say it."""
        needed = [Given(each, each.default) for each in arguments if each.is_positional or each.required]
        body = self._samples.needed_body(operation)
        if body == {} and fields and operation.body and operation.body.required:
            body = {fields[0].wire: fields[0].default}
        by_wire = {each.wire: each for each in fields}
        if not isinstance(body, dict) or not body or not says(self._api, by_wire, body):
            is_bytes = body is not None and is_binary(operation)
            return Call(name, tuple(needed), body, is_bytes)
        return Call(name, (*needed, *(Given(by_wire[wire], value) for wire, value in body.items())))


def is_binary(operation: Operation) -> bool:
    """Whether a call sends bytes."""
    content = sent_content(operation)
    return content is not None and content.kind is ContentKind.BINARY


def says(api: Api, flags: dict[str, Argument], body: dict[str, Any]) -> bool:
    """Whether flags can say a body."""
    return all(wire in flags and accepts(api, flags[wire].meaning, value) for wire, value in body.items())


def _scopes(operation: Operation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(scope for uses in operation.security for use in uses for scope in use.scopes))
