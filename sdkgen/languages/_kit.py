"""What every language needs to turn the representation into views."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field

from sdkgen.ir import (
    Api,
    Array,
    Const,
    Docs,
    Lowered,
    Map,
    Nullable,
    Primitive,
    Ref,
    SecurityKind,
    Type,
    TypeId,
    Union,
)

_WHOLE = r"(?:0|[1-9]\d*)"
_SEMVER = re.compile(rf"{_WHOLE}\.{_WHOLE}\.{_WHOLE}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(slots=True)
class TypeWriter(ABC):
    """Writes type expressions, and gathers in `imports` what the file needs that they stand in."""

    imports: set[str] = field(default_factory=set, kw_only=True)

    def write(self, type_: Type) -> str:
        """Write a type."""
        if isinstance(type_, Primitive):
            return self.primitive(type_)
        if isinstance(type_, Const):
            return self.constant(type_)
        if isinstance(type_, Array):
            return self.array(type_)
        if isinstance(type_, Map):
            return self.map(type_)
        return self.nullable(type_) if isinstance(type_, Nullable) else self.reference(type_)

    @abstractmethod
    def primitive(self, type_: Primitive) -> str:
        """Write a type that is not made of others."""

    @abstractmethod
    def constant(self, type_: Const) -> str:
        """Write the type of exactly one value."""

    @abstractmethod
    def array(self, type_: Array) -> str:
        """Write a list."""

    @abstractmethod
    def map(self, type_: Map) -> str:
        """Write an object with any keys."""

    @abstractmethod
    def nullable(self, type_: Nullable) -> str:
        """Write a type or null."""

    @abstractmethod
    def reference(self, type_: Ref) -> str:
        """Write a named type."""


@dataclass(frozen=True, slots=True)
class CredentialKinds:
    """Which kinds of credentials the clients of a service can be given."""

    token: bool
    api_key: bool
    basic: bool
    login: bool

    @classmethod
    def of(cls, api: Api) -> "CredentialKinds":
        """Look at the security schemes, and whether there is an operation to log in with."""
        kinds = {scheme.kind for scheme in api.security_schemes}
        return cls(
            token=any(kind.is_token for kind in kinds),
            api_key=SecurityKind.API_KEY in kinds,
            basic=SecurityKind.BASIC in kinds,
            login=bool(api.auth.login and api.auth.identities and api.auth.password),
        )


def factor_due(api: Api) -> TypeId | None:
    """Return what a login answers that waits for a second factor, where the description tells it apart."""
    login = api.find(api.auth.login)
    answer = api.resolve(login.success.type) if login and login.success.type else None
    union = api.types[answer.id] if isinstance(answer, Ref) else None
    for arm in union.arms if isinstance(union, Union) and api.auth.second_step else ():
        known = api.object(arm.type)
        if known and api.auth.login_token in {each.wire for each in known.fields}:
            return known.id
    return None


def scheme_kind(kind: SecurityKind) -> str:
    """Return what runtimes call a kind of credentials; nothing for what a client cannot present."""
    if kind.is_token:
        return str(SecurityKind.BEARER)
    return str(kind) if kind in {SecurityKind.BASIC, SecurityKind.API_KEY} else ""


def variables(kinds: CredentialKinds, identities: Iterable[str] | None) -> list[str]:
    """Return the environment variables that a client looks at, without their prefix.

    `identities` are the names that the client can log in with, if it can.
    """
    names = ["BASE_URL", *["TOKEN"] * kinds.token, *["API_KEY"] * kinds.api_key]
    names += ["USERNAME", "PASSWORD"] * kinds.basic
    names += [*(name.upper() for name in identities), "PASSWORD"] if identities is not None else []
    return list(dict.fromkeys([*names, "TIMEOUT_MS", "TOTAL_TIMEOUT_MS", "MAX_RETRIES"]))


def tags_of(api: Api) -> dict[TypeId, dict[str, str | int]]:
    """Return the members that tell objects from others, where they are told apart in one way only."""
    found: dict[TypeId, dict[str, set[str | int]]] = {}
    for union in (each for each in api.types.values() if isinstance(each, Union) and each.plan.property):
        for arm in union.arms:
            known, tag = api.object(arm.type), next(iter(arm.match.tags), None)
            if known and isinstance(tag, str | int):
                found.setdefault(known.id, {}).setdefault(union.plan.property, set()).add(tag)
    return {
        id_: {name: next(iter(tags)) for name, tags in members.items() if len(tags) == 1}
        for id_, members in found.items()
    }


def paragraphs(docs: Docs) -> tuple[str, ...]:
    """Return what there is to say, each thing once."""
    parts = (docs.summary.strip(), docs.description.strip())
    return tuple(dict.fromkeys(part for part in parts if part))


def semver(text: str) -> str:
    """Return a version of three numbers, as packages have them."""
    if match := _SEMVER.fullmatch(text.removeprefix("v")):
        return match[0]
    numbers = [str(int(number)) for number in _NUMBER.findall(text)[:3]]
    return ".".join([*numbers, "0", "0", "0"][:3])


def counted(*found: tuple[str, str, int]) -> tuple[Lowered, ...]:
    """Return the ledger of what a language could not keep: code, construct, and how often."""
    return tuple(Lowered(code, construct, count) for code, construct, count in found if count)
