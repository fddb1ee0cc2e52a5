"""The name table: what everything in an API is called in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Enum, NamedType, Object, Operation, Union
from sdkgen.names import Claim, Scope, Words, allocate

BODY = Words("body")


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a language writes names, and which are taken, for each kind of thing.

    Types share one scope; fields are told apart within their object, members within their enum, arms
    within their union, operations within their group, arguments within their operation. `body` is what
    the argument for a request's body would like to be called.
    """

    types: Scope
    fields: Scope
    members: Scope
    arms: Scope
    groups: Scope
    operations: Scope
    arguments: Scope
    body: Words = BODY


@dataclass(frozen=True, slots=True)
class NameTable:
    """The names of everything in an API.

    `fields` by type id and wire name, `members` by type id and index, `arms` by type id and index,
    `arguments` by operation id and the parameter's key, with the key `body` for the body.
    """

    types: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[tuple[str, str], str] = field(default_factory=dict)
    members: Mapping[tuple[str, int], str] = field(default_factory=dict)
    arms: Mapping[tuple[str, int], str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    operations: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def flat(self, api: Api) -> dict[str, str]:
        """Return all names under keys that people can read and that do not depend on positions."""
        found = {f"type {id_}": name for id_, name in self.types.items()}
        found |= {f"field {id_} {wire}": name for (id_, wire), name in self.fields.items()}
        found |= {f"member {id_} {_label(api, id_, i)}": name for (id_, i), name in self.members.items()}
        found |= {f"arm {id_} {_label(api, id_, i)}": name for (id_, i), name in self.arms.items()}
        found |= {f"group {id_}": name for id_, name in self.groups.items()}
        found |= {f"operation {id_}": name for id_, name in self.operations.items()}
        return found | {f"argument {id_} {key}": name for (id_, key), name in self.arguments.items()}


def _label(api: Api, id_: str, index: int) -> str:
    """Describe a member of an enum or an arm of a union, wherever it stands among the others."""
    named = api.types[id_]
    if isinstance(named, Enum):
        return repr(named.members[index].value)
    names = [arm.name for arm in named.arms] if isinstance(named, Union) else []
    is_unique = names.count(names[index]) == 1
    return names[index] if is_unique else f"{names[index]} {index + 1}"


def build_name_table(api: Api, conventions: Conventions, diagnostics: Diagnostics) -> NameTable:
    """Give everything in an API its name."""
    types = api.types.values()
    return NameTable(
        types=allocate(conventions.types, map(_type_claim, types), diagnostics),
        fields=_fields(types, conventions.fields, diagnostics),
        members=_members(types, conventions.members, diagnostics),
        arms=_arms(types, conventions.arms, diagnostics),
        groups=allocate(
            conventions.groups, [Claim(group.id, group.name) for group in api.groups], diagnostics
        ),
        operations=_operations(api, conventions.operations, diagnostics),
        arguments=_arguments(api.operations, conventions, diagnostics),
    )


def _type_claim(named: NamedType) -> Claim:
    return Claim(named.id, named.name, named.spelling, named.rank, named.alternatives, named.origin)


def _fields(types: Iterable[NamedType], scope: Scope, diagnostics: Diagnostics) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for named in types:
        if isinstance(named, Object):
            claims = [Claim(each.wire, each.name, each.wire, place=named.origin) for each in named.fields]
            names = allocate(scope.within(named.id), claims, diagnostics)
            found |= {(named.id, wire): name for wire, name in names.items()}
    return found


def _members(
    types: Iterable[NamedType], scope: Scope, diagnostics: Diagnostics
) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for named in types:
        if isinstance(named, Enum):
            claims = {
                (key := _value_key(each.value)): Claim(key, each.name, str(each.value), place=named.origin)
                for each in named.members
            }
            names = allocate(scope.within(named.id), claims.values(), diagnostics)
            found |= {(named.id, index): names[key] for index, key in enumerate(claims)}
    return found


def _value_key(value: str | float) -> str:
    return f"{type(value).__name__}:{value}"


def _arms(types: Iterable[NamedType], scope: Scope, diagnostics: Diagnostics) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for named in types:
        if isinstance(named, Union):
            claims = [
                Claim(str(index), arm.name, "", 0, (arm.name.plus(str(index + 1)),), named.origin)
                for index, arm in enumerate(named.arms)
            ]
            names = allocate(scope.within(named.id), claims, diagnostics)
            found |= {(named.id, int(key)): name for key, name in names.items()}
    return found


def _operations(api: Api, scope: Scope, diagnostics: Diagnostics) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in api.groups:
        claims = [
            Claim(each.id, each.name, each.operation_id, 0, each.alternatives, each.origin)
            for each in group.operations
        ]
        found |= allocate(scope.within(group.id), claims, diagnostics)
    return found


def _arguments(
    operations: Iterable[Operation], conventions: Conventions, diagnostics: Diagnostics
) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for operation in operations:
        claims = [
            Claim(each.key, each.name, each.wire, 0, (each.name.plus(each.place),), operation.origin)
            for each in operation.parameters
        ]
        if operation.body:
            wanted = conventions.body
            claims.append(Claim("body", wanted, "", 1, (Words("request").plus(wanted),), operation.origin))
        names = allocate(conventions.arguments.within(operation.id), claims, diagnostics)
        found |= {(operation.id, key): name for key, name in names.items()}
    return found
