"""Completions that ask the service: the ids of what a list gives."""

from dataclasses import dataclass

from sdkgen.ir import Api, Group, In, Object, Operation, Parameter, Type
from sdkgen.languages.nushell.names import shape
from sdkgen.languages.nushell.text import nuon, quoted
from sdkgen.name_table import NameTable

_LABELS = ("email", "name", "title", "label", "description")


@dataclass(frozen=True, slots=True)
class Completer:
    """A command that completes an id by asking the service."""

    name: str
    operation: str
    items: str
    id: str
    label: str


class Completers:
    """Finds the completers of one API."""

    def __init__(self, api: Api, name_table: NameTable) -> None:
        self._api = api
        self._name_table = name_table

    def find(self, group: Group, operation: Operation, parameter: Parameter) -> Completer | None:
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
        argument = self._name_table.arguments[operation.id, parameter.key]
        name = f"{self._name_table.groups[operation.group]} complete {argument}"
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
