"""Bases with a discriminator: which schemas extend them by `allOf`."""

from sdkgen.normalise.merging import Merger
from sdkgen.normalise.schema import Schema
from sdkgen.spec import Node, has


class Inheritance:
    """Knows the components that extend a component."""

    def __init__(self, merger: Merger) -> None:
        self._merger = merger
        self._children: dict[tuple[str, str], list[Node]] | None = None

    def children(self, schema: Schema) -> list[Node]:
        """Return what a value of a base can be: what its mapping names, then all that extends it."""
        found: dict[tuple[str, str], Node] = {}
        mapping = schema.discriminator.get("mapping") if schema.discriminator else None
        for _, node in mapping.entries() if mapping else []:
            target = self.mapped(node)
            if target:
                found[target.key] = target
        pending = [schema.place]
        while pending:
            base = pending.pop(0)
            for child in self._index().get(base.key, []):
                self._merger.extends(child, base)
                if child.key not in found:
                    found[child.key] = child
                    pending.append(child)
        return list(found.values())

    def mapped(self, node: Node) -> Node | None:
        """Return the schema that an entry of a mapping means, by reference or by the name of a component."""
        value = node.value
        if not isinstance(value, str):
            return None
        component = self._merger.component(node)
        is_reference = "#" in value or value.endswith((".json", ".yaml", ".yml"))
        if component or not is_reference or not has(node.document, value):
            return component
        return self._merger.resolve(node, value)

    def _index(self) -> dict[tuple[str, str], list[Node]]:
        if self._children is None:
            self._children = {}
            for component in self._merger.components():
                all_of = component.get("allOf")
                for part in all_of.elements() if all_of else []:
                    if isinstance(part.value, dict) and "$ref" in part.value:
                        target = self._merger.target(part)
                        if target:
                            self._children.setdefault(target.key, []).append(component)
        return self._children
