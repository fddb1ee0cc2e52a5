"""Commands: a view of each operation that a template can print line by line."""

import re
from dataclasses import dataclass
from typing import Any

from sdkgen.book import Book
from sdkgen.ir import Alias, Api, Field, Group, In, Object, Operation, Parameter, Ref, Type
from sdkgen.languages.nushell.names import flagged, primary, shape
from sdkgen.languages.nushell.signatures import completions, described, flag_type, signature
from sdkgen.languages.nushell.text import comment, line, member, nuon, quoted

_MOST_POSITIONALS = 2
_LABELS = ("email", "name", "title", "label", "description")


@dataclass(frozen=True, slots=True)
class Argument:
    """A positional or flag. `key` is what the runtime calls it, `source` how its value is written."""

    key: str
    name: str
    type: str
    docs: str
    wire: str
    required: bool
    is_positional: bool = False
    default: str = ""

    @property
    def variable(self) -> str:
        """The variable that holds the value."""
        return "$" + self.name.replace("-", "_")

    @property
    def declaration(self) -> str:
        """The argument in a signature."""
        name = self.variable[1:] if self.is_positional else f"--{self.name}"
        return f"{name}: {self.type}"


@dataclass(frozen=True, slots=True)
class Completer:
    """A command that completes an id by asking the service."""

    name: str
    operation: str
    items: str
    id: str
    label: str


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
    positionals: tuple[Argument, ...]
    flags: tuple[Argument, ...]
    fields: tuple[Argument, ...]
    signature: str
    returns: str
    example: str
    has_body: bool
    body_required: bool
    is_paged: bool
    media_types: str
    completers: tuple[Completer, ...]

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All parameters of the operation."""
        return (*self.positionals, *self.flags)


class Writer:
    """Makes the commands of one API."""

    def __init__(self, api: Api, book: Book, module: str) -> None:
        self._api = api
        self._book = book
        self._module = module

    def commands(self, group: Group) -> list[Command]:
        """Return the commands of a group."""
        return [self._command(group, operation) for operation in group.operations]

    def _command(self, group: Group, operation: Operation) -> Command:
        found = {each.key: self._completer(group, operation, each) for each in operation.parameters}
        arguments = [self._argument(operation, each, found[each.key]) for each in operation.parameters]
        order = {each.key: index for index, each in enumerate(arguments) if each.is_positional}
        positionals = tuple(each for each in arguments if each.key in order)[:_MOST_POSITIONALS]
        fields = tuple(self._field(operation, each) for each in flagged(self._api, operation))
        name = f"{self._book.groups[group.id]} {self._book.operations[operation.id]}"
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
            flags=tuple(each for each in arguments if each not in positionals),
            fields=fields,
            signature=signature(self._api, operation),
            returns=described(self._api, operation.success.type),
            example=self._example(name, positionals, arguments, fields, operation),
            has_body=content is not None,
            body_required=operation.body is not None and operation.body.required,
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

    def _argument(self, operation: Operation, parameter: Parameter, completer: Completer | None) -> Argument:
        name = self._book.arguments[operation.id, parameter.key]
        is_path = parameter.place is In.PATH
        places = [each.key for each in operation.parameters_in(In.PATH)][:_MOST_POSITIONALS]
        is_positional = is_path and parameter.key in places
        type_ = flag_type(self._api, parameter.type)
        suffix = f"@{quoted(completer.name)}" if completer else completions(self._api, parameter.type)
        example = _sample(self._api, parameter.type, parameter.example.json if parameter.example else None)
        return Argument(
            key=parameter.key,
            name=name,
            type=type_ + suffix,
            docs=_remark(parameter.docs.description, parameter.deprecated),
            wire=parameter.wire,
            required=parameter.required,
            is_positional=is_positional,
            default=example,
        )

    def _field(self, operation: Operation, field: Field) -> Argument:
        name = self._book.arguments[operation.id, f"body:{field.wire}"]
        return Argument(
            key=f"body:{field.wire}",
            name=name,
            type=flag_type(self._api, field.type) + completions(self._api, field.type),
            docs=_remark(field.docs.description or field.docs.summary, field.deprecated),
            wire=field.wire,
            required=field.required,
            default=_sample(self._api, field.type, field.example.json if field.example else None),
        )

    def _example(
        self,
        name: str,
        positionals: tuple[Argument, ...],
        arguments: list[Argument],
        fields: tuple[Argument, ...],
        operation: Operation,
    ) -> str:
        steps = [self._module, name, *(each.default for each in positionals)]
        needed = [each for each in arguments if each.required and each not in positionals]
        needed += [each for each in fields if each.required]
        steps += [f"--{each.name} {each.default}" for each in needed]
        if operation.facts.pagination:
            steps.append("--all")
        return " ".join(steps)

    def _media_types(self, operation: Operation) -> str:
        contents = operation.body.contents if operation.body else ()
        return " ".join(quoted(each.media_type) for each in contents) if len(contents) > 1 else ""

    def _completer(self, group: Group, operation: Operation, parameter: Parameter) -> Completer | None:
        """Find the list that a path parameter takes one of: the address before it."""
        if parameter.place is not In.PATH:
            return None
        before, _, _ = operation.path.partition(f"/{{{parameter.wire}}}")
        for candidate in group.operations:
            if candidate.method == "GET" and candidate.path == before and not _needs(candidate):
                return self._list(operation, parameter, candidate)
        return None

    def _list(self, operation: Operation, parameter: Parameter, candidate: Operation) -> Completer | None:
        found = self._items(candidate)
        if found is None:
            return None
        steps, item = found
        wires = [each.wire for each in item.fields]
        short = parameter.wire.rpartition("_")[2]
        chosen = next((each for each in (parameter.wire, short, "id", "name") if each in wires), "")
        if not chosen:
            return None
        label = next((each for each in _LABELS if each in wires and each != chosen), chosen)
        argument = self._book.arguments[operation.id, parameter.key]
        name = f"{self._book.groups[operation.group]} complete {argument}"
        return Completer(name, candidate.id, nuon(steps), quoted(chosen), quoted(label))

    def _items(self, candidate: Operation) -> tuple[list[str], Object] | None:
        paging = candidate.facts.pagination
        if paging:
            return _object(self._api, list(paging.items), paging.item_type)
        body = shape(self._api, candidate.success.type) if candidate.success.type else None
        fields = body.fields if isinstance(body, Object) else ()
        lists = [(each.wire, getattr(shape(self._api, each.type), "items", None)) for each in fields]
        usable = [(wire, items) for wire, items in lists if items is not None]
        return _object(self._api, [usable[0][0]], usable[0][1]) if len(usable) == 1 else None


def _object(api: Api, steps: list[str], type_: Type) -> tuple[list[str], Object] | None:
    item = shape(api, type_)
    return (steps, item) if isinstance(item, Object) else None


def _needs(operation: Operation) -> bool:
    return any(each.required for each in operation.parameters)


def _remark(text: str, deprecated: bool) -> str:
    found = line(text)
    return f"Deprecated. {found}".strip() if deprecated else found


def _sample(api: Api, type_: Type, example: Any) -> str:
    """Return a value for an example: the document's own, or something of the right type."""
    if example is None:
        named = api.types[type_.id] if isinstance(type_, Ref) else None
        given = named.example if named and not isinstance(named, Alias) else None
        example = given.json if given else None
    if isinstance(example, str):
        return example if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", example) else quoted(example)
    if example is not None:
        return nuon(example)
    return _stand_in(flag_type(api, type_))


def _stand_in(type_: str) -> str:
    for start, value in {
        "int": "1",
        "number": "1.5",
        "list": "[]",
        "record": "{}",
        "oneof<bool>": "true",
        "oneof<datetime": "2030-01-31",
        "oneof<string, datetime": "2030-01-31",
        "oneof<binary": "0x[00 ff]",
    }.items():
        if type_.startswith(start):
            return value
    return '"..."'


def arguments(given: tuple[Argument, ...], key: str) -> str:
    """Write arguments as a record; `key` says by what: `key` or `wire`."""
    pairs = [f"{member(getattr(each, key))}: {each.variable}" for each in given]
    one_line = "{" + ", ".join(pairs) + "}"
    if len(one_line) < 80:  # noqa: PLR2004 - the width of a line
        return one_line
    return "{\n" + "".join(f"    {pair}\n" for pair in pairs) + "  }"
