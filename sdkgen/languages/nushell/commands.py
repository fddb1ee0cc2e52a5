"""Commands: a view of each operation that a template can print line by line."""

from dataclasses import dataclass, replace
from typing import Any

from sdkgen.ir import Api, Field, Group, In, Operation, Parameter, Type
from sdkgen.languages.nushell.arguments import CommandArgument
from sdkgen.languages.nushell.completers import Completer, Completers
from sdkgen.languages.nushell.examples import CommandCall, CommandExamples
from sdkgen.languages.nushell.names import flagged, primary
from sdkgen.languages.nushell.samples import SampleValues
from sdkgen.languages.nushell.signatures import completions, described, flag_type, signature
from sdkgen.languages.nushell.text import comment, line, quoted
from sdkgen.name_table import NameTable

_MOST_POSITIONALS = 2


@dataclass(frozen=True, slots=True)
class Command:
    """An operation as a command."""

    id: str
    name: str
    docs: str
    summary: str
    description: str
    request: str
    deprecated: bool
    positionals: tuple[CommandArgument, ...]
    flags: tuple[CommandArgument, ...]
    fields: tuple[CommandArgument, ...]
    signature: str
    returns: str
    call: CommandCall
    has_body: bool
    is_paged: bool
    media_types: str
    completers: tuple[Completer, ...]

    @property
    def arguments(self) -> tuple[CommandArgument, ...]:
        """All parameters of the operation."""
        return (*self.positionals, *self.flags)

    @property
    def example(self) -> str:
        """A call for the documentation."""
        return f"{self.call} --all" if self.is_paged else str(self.call)


class Writer:
    """Makes the commands of one API."""

    def __init__(self, api: Api, name_table: NameTable, module: str) -> None:
        self._api = api
        self._name_table = name_table
        self._samples = SampleValues(api)
        self._examples = CommandExamples(api, module)
        self._completers = Completers(api, name_table)

    def commands(self, group: Group) -> list[Command]:
        """Return the commands of a group."""
        return [self._command(group, operation) for operation in group.operations]

    def _command(self, group: Group, operation: Operation) -> Command:
        found = {each.key: self._completers.find(group, operation, each) for each in operation.parameters}
        arguments = [self._argument(operation, each, found[each.key]) for each in operation.parameters]
        order = {each.key: index for index, each in enumerate(arguments) if each.is_positional}
        positionals = tuple(each for each in arguments if each.key in order)[:_MOST_POSITIONALS]
        flags = tuple(each for each in arguments if each not in positionals)
        fields = tuple(self._field(operation, each) for each in flagged(self._api, operation))
        name = f"{self._name_table.groups[group.id]} {self._name_table.operations[operation.id]}"
        content = primary(operation)
        return Command(
            id=operation.id,
            name=name,
            docs=self._docs(operation),
            summary=line(operation.docs.summary or operation.docs.description or operation.id),
            description=operation.docs.description.strip(),
            request=f"{operation.method} {operation.path}",
            deprecated=operation.deprecated,
            positionals=positionals,
            flags=flags,
            fields=fields,
            signature=signature(self._api, operation),
            returns=described(self._api, operation.success.type),
            call=self._examples.write(name, operation, (*positionals, *flags), fields),
            has_body=content is not None,
            is_paged=operation.facts.pagination is not None,
            media_types=self._media_types(operation),
            completers=tuple(each for each in found.values() if each),
        )

    def _docs(self, operation: Operation) -> str:
        summary = operation.docs.summary or line(operation.docs.description) or operation.id
        scopes = dict.fromkeys(scope for uses in operation.security for use in uses for scope in use.scopes)
        needs = f"Needs {', '.join(scopes)}." if scopes else ""
        request = f"Sends `{operation.method} {operation.path}`. {needs}".strip()
        return comment(line(summary), operation.docs.description, request)

    def _argument(
        self, operation: Operation, parameter: Parameter, completer: Completer | None
    ) -> CommandArgument:
        name = self._name_table.arguments[operation.id, parameter.key]
        is_path = parameter.place is In.PATH
        places = [each.key for each in operation.parameters_in(In.PATH)][:_MOST_POSITIONALS]
        is_positional = is_path and parameter.key in places
        type_ = flag_type(self._api, parameter.type)
        suffix = f"@{quoted(completer.name)}" if completer else completions(self._api, parameter.type)
        argument = CommandArgument(
            key=parameter.key,
            name=name,
            type=type_ + suffix,
            docs=_remark(parameter.docs.description, parameter.deprecated),
            wire=parameter.wire,
            required=parameter.required,
            is_positional=is_positional,
        )
        return self._with_default(argument, self._samples.parameter(parameter), parameter.type)

    def _field(self, operation: Operation, field: Field) -> CommandArgument:
        name = self._name_table.arguments[operation.id, f"body:{field.wire}"]
        argument = CommandArgument(
            key=f"body:{field.wire}",
            name=name,
            type=flag_type(self._api, field.type) + completions(self._api, field.type),
            docs=_remark(field.docs.description or field.docs.summary, field.deprecated),
            wire=field.wire,
            required=field.required,
        )
        return self._with_default(argument, self._samples.field(field), field.type)

    def _with_default(self, argument: CommandArgument, wished: Any, type_: Type) -> CommandArgument:
        """Give an argument a value for examples: the document's, if it has the right type."""
        value = wished if argument.takes(wished) else self._samples.made_up(type_)
        return replace(argument, default=value)

    def _media_types(self, operation: Operation) -> str:
        contents = operation.body.contents if operation.body else ()
        return " ".join(quoted(each.media_type) for each in contents) if len(contents) > 1 else ""


def _remark(text: str, deprecated: bool) -> str:
    found = line(text)
    return f"Deprecated. {found}".strip() if deprecated else found
