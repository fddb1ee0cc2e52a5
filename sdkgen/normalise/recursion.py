"""Recursion: which references need a box because a value would otherwise contain itself."""

from collections.abc import Iterator
from dataclasses import replace

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Alias, NamedType, Nullable, Object, Ref, Type, TypeId, Union
from sdkgen.ir.walk import members, references
from sdkgen.normalise.primitives import ANY
from sdkgen.spec import Node

Graph = dict[TypeId, list[TypeId]]


def mark_recursion(types: dict[TypeId, NamedType]) -> dict[TypeId, NamedType]:
    """Mark the references on cycles of values, and the aliases that lead back to themselves.

    Lists and maps hold their contents elsewhere in every language, so a cycle through one needs no box.
    """
    held: Graph = {id_: [ref.id for ref in map(_held, members(named)) if ref] for id_, named in types.items()}
    aliased: Graph = {id_: list(_aliased(named, types)) for id_, named in types.items()}
    cycles, loops = _cycles(held), _cycles(aliased)
    return {id_: _mark(named, cycles, id_ in loops) for id_, named in types.items()}


def break_cycles(
    types: dict[TypeId, NamedType], places: dict[TypeId, Node], diagnostics: Diagnostics
) -> dict[TypeId, NamedType]:
    """Make any value of names that stand for nothing but each other."""
    found = dict(types)
    for id_, named in types.items():
        if isinstance(named, Alias) and _is_cycle(named, types):
            diagnostics.report("SPEC007", places[id_], "the reference refers back to itself")
            found[id_] = replace(named, target=ANY)
    return found


def _is_cycle(alias: Alias, types: dict[TypeId, NamedType]) -> bool:
    seen: set[TypeId] = set()
    named: NamedType = alias
    while isinstance(named, Alias) and isinstance(named.target, Ref) and named.id not in seen:
        seen.add(named.id)
        named = types[named.target.id]
    return named.id in seen


def _held(type_: Type) -> Ref | None:
    """Return the type that a member holds a value of, rather than a list or map of values."""
    inner = type_.inner if isinstance(type_, Nullable) else type_
    return inner if isinstance(inner, Ref) else None


def _aliased(named: NamedType, types: dict[TypeId, NamedType]) -> Iterator[TypeId]:
    if isinstance(named, Alias):
        yield from (ref.id for ref in references(named.target) if isinstance(types[ref.id], Alias))


def _mark(named: NamedType, cycles: dict[TypeId, int], is_loop: bool) -> NamedType:
    cycle = cycles.get(named.id)
    if cycle is None and not is_loop:
        return named

    def box(type_: Type) -> Type:
        ref = _held(type_)
        if cycle is None or ref is None or cycles.get(ref.id) != cycle:
            return type_
        boxed = Ref(ref.id, boxed=True)
        return Nullable(boxed) if isinstance(type_, Nullable) else boxed

    if isinstance(named, Object):
        return replace(named, fields=tuple(replace(field, type=box(field.type)) for field in named.fields))
    if isinstance(named, Union):
        return replace(named, arms=tuple(replace(arm, type=box(arm.type)) for arm in named.arms))
    return replace(named, target=box(named.target), recursive=is_loop) if isinstance(named, Alias) else named


def _cycles(graph: Graph) -> dict[TypeId, int]:
    """Return the number of its cycle for each node on one (Kosaraju's components, without recursion)."""
    reverse: Graph = {node: [] for node in graph}
    for node, targets in graph.items():
        for target in targets:
            reverse[target].append(node)
    seen: set[TypeId] = set()
    order = [node for root in graph for node in _reach(root, graph, seen)]
    found: dict[TypeId, int] = {}
    grouped: set[TypeId] = set()
    for number, root in enumerate(reversed(order)):
        component = _reach(root, reverse, grouped)
        if len(component) > 1 or root in graph[root]:
            found.update(dict.fromkeys(component, number))
    return found


def _reach(root: TypeId, graph: Graph, seen: set[TypeId]) -> list[TypeId]:
    """Return what a node leads to and has not been seen before, the nodes that are left last at the end."""
    order: list[TypeId] = []
    pending = [] if root in seen else [(root, iter(graph[root]))]
    seen.add(root)
    while pending:
        node, targets = pending[-1]
        target = next((target for target in targets if target not in seen), None)
        if target is None:
            order.append(node)
            pending.pop()
        else:
            seen.add(target)
            pending.append((target, iter(graph[target])))
    return order
