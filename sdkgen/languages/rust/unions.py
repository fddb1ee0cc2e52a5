"""Unions as the template prints them: arms, and the plan that tells them apart."""

from dataclasses import dataclass

from sdkgen.ir import Alias, Api, Arm, Match, Object, Ref, Strategy, Type, Union
from sdkgen.languages.rust.text import comment, documented, floating, literal
from sdkgen.languages.rust.typing import RustTypes
from sdkgen.name_table import NameTable

_ALL_JSON_TYPES = 6


@dataclass(frozen=True, slots=True)
class ArmView:
    """An arm. `matches` is how it is recognised; `status` a pattern of statuses."""

    index: int
    name: str
    type: str
    docs: tuple[str, ...]
    matches: str
    status: str
    converts: bool


@dataclass(frozen=True, slots=True)
class UnionView:
    """A choice of types; of kind `answers` if the status decides, else `union`."""

    name: str
    docs: tuple[str, ...]
    deprecated: bool
    arms: tuple[ArmView, ...]
    property: str
    ordered: str
    order: str
    kind: str


class Unions:
    """Makes views of unions."""

    def __init__(self, api: Api, types: RustTypes) -> None:
        self._api = api
        self._types = types
        self._name_table: NameTable = types.name_table

    def union(self, named: Union) -> UnionView:
        """Decide how a union is written."""
        plan = named.plan
        written = [self._types.write(arm.type) for arm in named.arms]
        by_status = plan.strategy is Strategy.STATUS
        arms = tuple(
            ArmView(
                index=index,
                name=self._name_table.arms[named.id, index],
                type=written[index],
                docs=documented(arm.docs) or comment(_statuses(arm)),
                matches=self._match(named, arm),
                status=_pattern(arm.statuses),
                converts=written.count(written[index]) == 1 and self._types.is_declared(arm.type),
            )
            for index, arm in enumerate(named.arms)
        )
        return UnionView(
            name=self._name_table.types[named.id],
            docs=documented(named.docs),
            deprecated=named.deprecated,
            arms=tuple(sorted(arms, key=lambda arm: "_" in arm.status)) if by_status else arms,
            property=literal(plan.property),
            ordered="true" if plan.strategy is Strategy.ORDERED else "false",
            order=", ".join(map(str, plan.order)),
            kind="answers" if by_status else "union",
        )

    def _match(self, named: Union, arm: Arm) -> str:
        match = arm.match
        adds = self._adds(named, arm)
        members = [
            ("json_types", f"&[{', '.join(map(literal, match.json_types))}]" if match.json_types else ""),
            ("tags", _tags(match.tags)),
            ("constants", _constants(match)),
            ("field", literal(match.field) if match.field else ""),
            ("literals", _tags(match.literals)),
            ("adds", f"Some({adds})" if adds else ""),
        ]
        given = [f"{name}: {value}" for name, value in members if value]
        if not given:
            return "runtime::Match::ANY"
        rest = [] if len(given) == _ALL_JSON_TYPES else ["..runtime::Match::ANY"]
        return f"runtime::Match {{ {', '.join([*given, *rest])} }}"

    def _adds(self, named: Union, arm: Arm) -> str:
        """Return the tag that the union writes for an arm that does not know its own."""
        is_tagged = named.plan.strategy is Strategy.DISCRIMINATOR and arm.match.tags
        if not is_tagged or self._knows(arm.type, named.plan.property, frozenset()):
            return ""
        return _tag(arm.match.tags[0])

    def _knows(self, type_: Type, wire: str, seen: frozenset[str]) -> bool:
        """Whether a type has a member of its own with a name."""
        if not isinstance(type_, Ref) or type_.id in seen:
            return False
        target = self._api.types[type_.id]
        if isinstance(target, Object):
            return any(field.wire == wire for field in target.fields)
        if isinstance(target, Alias):
            return self._knows(target.target, wire, seen | {type_.id})
        if not isinstance(target, Union):
            return False
        return all(self._knows(arm.type, wire, seen | {type_.id}) for arm in target.arms)


def _statuses(arm: Arm) -> str:
    return f"With {' or '.join(arm.statuses)}." if arm.statuses else ""


def _tag(value: str | float | bool) -> str:
    if isinstance(value, str):
        return f"runtime::Tag::Text({literal(value)})"
    if isinstance(value, bool):
        return f"runtime::Tag::Bool({'true' if value else 'false'})"
    return f"runtime::Tag::Number({floating(value)})"


def _tags(values: tuple[str | int | float | bool, ...]) -> str:
    return f"&[{', '.join(map(_tag, values))}]" if values else ""


def _constants(match: Match) -> str:
    written = [
        f"runtime::Constant {{ property: {literal(each.property)}, values: {_tags(each.values) or '&[]'},"
        f" required: {'true' if each.required else 'false'} }}"
        for each in match.constants
    ]
    return f"&[{', '.join(written)}]" if written else ""


def _pattern(statuses: tuple[str, ...]) -> str:
    """Write statuses as a pattern: `200 | 300..=399`."""
    found = []
    for status in statuses:
        if status.isdigit():
            found.append(status)
        elif status[:1].isdigit():
            found.append(f"{status[0]}00..={status[0]}99")
        else:
            return "_"
    return " | ".join(found) or "_"
