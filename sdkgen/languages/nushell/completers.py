"""Completions that ask the service: the ids of what a list gives."""

from dataclasses import dataclass

from sdkgen.ir import Api, Array, Group, In, Object, Operation, Parameter, Type
from sdkgen.languages.nushell.typing import target
from sdkgen.name_table import NameTable

_LABELS = ("email", "name", "title", "label", "description")


@dataclass(frozen=True, slots=True)
class Completer:
    """A command that completes an id: where the items of a list are, their ids, and what tells them apart."""

    name: str
    operation: str
    items: tuple[str, ...]
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
        steps, type_ = self._items(candidate)
        item = self._api.object(type_)
        wires = [each.wire for each in item.fields] if item else []
        short = parameter.wire.rpartition("_")[2]
        chosen = next((each for each in (parameter.wire, short, "id", "name") if each in wires), "")
        if not chosen:
            return None
        label = next((each for each in _LABELS if each in wires and each != chosen), chosen)
        argument = self._name_table.arguments[operation.id, parameter.key]
        name = f"{self._name_table.groups[operation.group]} complete {argument}"
        return Completer(name, candidate.id, steps, chosen, label)

    def _items(self, candidate: Operation) -> tuple[tuple[str, ...], Type | None]:
        """Return the way to the items of an answer, and what they are; nothing if that is not clear."""
        paging = candidate.facts.pagination
        if paging:
            return paging.items, paging.item_type
        body = target(self._api, candidate.success.type)
        fields = body.fields if isinstance(body, Object) else ()
        lists = [(each.wire, target(self._api, each.type)) for each in fields]
        usable = [((wire,), found.items) for wire, found in lists if isinstance(found, Array)]
        return usable[0] if len(usable) == 1 else ((), None)


def _needs(operation: Operation) -> bool:
    return any(each.required for each in operation.parameters)
