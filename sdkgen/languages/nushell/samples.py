"""Values for examples: the document's own, or something made up that has the right type."""

from typing import Any

from sdkgen.ir import (
    Alias,
    Api,
    Array,
    Const,
    Constraints,
    Enum,
    Field,
    Map,
    NamedType,
    Nullable,
    Object,
    Operation,
    Parameter,
    Primitive,
    Ref,
    Type,
    Union,
)
from sdkgen.ir.basics import NO_CONSTRAINTS
from sdkgen.languages.nushell.names import sent_content

_DEEPEST = 8
_PRIMITIVES: dict[str, Any] = {
    "string": "...",
    "date": "2030-01-31",
    "datetime": "2030-01-31T12:00:00Z",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "uri": "https://example.com",
    "decimal": "1.5",
    "bytes": "AP8=",
    "binary": "...",
    "float": 1.5,
    "double": 1.5,
    "boolean": True,
    "null": None,
    "any": "...",
}


class SampleValues:
    """Makes values up, the same each time."""

    def __init__(self, api: Api, *, own: bool = True) -> None:
        self._api = api
        self._own = own

    def parameter(self, parameter: Parameter) -> Any:
        """Return a value for a parameter."""
        if parameter.example:
            return parameter.example.json
        return self.value(parameter.type, parameter.constraints)

    def field(self, field: Field, depth: int = 0) -> Any:
        """Return a value for a member."""
        if field.example and self._own:
            return field.example.json
        return self.value(field.type, field.constraints, depth)

    def needed_body(self, operation: Operation) -> Any:
        """Return a body, of an object what it has to have; None where a call does without."""
        content = sent_content(operation)
        if operation.body is None or content is None:
            return None
        if content.example:
            return content.example.json
        made = self.value(content.type) if content.type else _PRIMITIVES["binary"]
        return made if operation.body.required else None

    def made_up(self, type_: Type) -> Any:
        """Return a value that no example of the document has a say in."""
        return SampleValues(self._api, own=False).value(type_)

    def value(self, type_: Type, constraints: Constraints = NO_CONSTRAINTS, depth: int = 0) -> Any:
        """Return a value of a type."""
        if isinstance(type_, Ref):
            return self._named(self._api.types[type_.id], constraints, depth)
        if isinstance(type_, Nullable):
            return self.value(type_.inner, constraints, depth)
        if isinstance(type_, Const):
            return type_.value
        if isinstance(type_, Array):
            few = constraints.min_items and depth < _DEEPEST
            return [self.value(type_.items, depth=depth + 1)] if few else []
        return {} if isinstance(type_, Map) else _primitive(type_, constraints)

    def _named(self, named: NamedType, constraints: Constraints, depth: int) -> Any:
        if named.example and self._own:
            return named.example.json
        if isinstance(named, Alias):
            own = named.constraints if constraints is NO_CONSTRAINTS else constraints
            return self.value(named.target, own, depth)
        if isinstance(named, Enum):
            return named.members[0].value
        if depth > _DEEPEST:
            return {}
        return self._object(named, depth) if isinstance(named, Object) else self._union(named, depth)

    def _object(self, named: Object, depth: int) -> dict[str, Any]:
        return {each.wire: self.field(each, depth + 1) for each in named.fields if each.required}

    def _union(self, named: Union, depth: int) -> Any:
        arm = named.arms[0]
        made = self.value(arm.type, depth=depth + 1)
        if isinstance(made, dict) and named.plan.property and arm.match.tags:
            return {named.plan.property: arm.match.tags[0], **made}
        return made


def _primitive(primitive: Primitive, constraints: Constraints) -> Any:
    if primitive.kind in _PRIMITIVES:
        return _PRIMITIVES[primitive.kind]
    return int(max(constraints.minimum or 1, 1))
