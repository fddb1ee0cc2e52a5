"""What roles allow, kept in this process for as long as no role changes."""

from typing import NamedTuple, Protocol
from uuid import UUID

from gatehouse.persistence import roles
from gatehouse.persistence.database import Database

_MOST_SETS = 1000  # of roles that somebody has together


class Holder(Protocol):
    """Somebody with roles, and the version of all roles at the time."""

    @property
    def roles(self) -> list[str]: ...

    @property
    def rights(self) -> UUID | None: ...


class Held(NamedTuple):
    """The roles of somebody, and what these allow."""

    roles: frozenset[str]
    permissions: frozenset[str]


class Rights:
    """Looked up by the version of all roles that comes with each caller, so that a change counts at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._version: UUID | None = None
        self._held: dict[tuple[str, ...], Held] = {}

    async def of(self, holder: Holder) -> Held:
        if holder.rights is not None and holder.rights == self._version:
            known = self._held.get(tuple(holder.roles))
            if known is not None:
                return known
        return await self._load(holder.roles)

    async def _load(self, names: list[str]) -> Held:
        allowed = await roles.allowed(self._database.read, names)
        held = Held(frozenset(names), frozenset(allowed.permissions))
        if allowed.version != self._version or len(self._held) >= _MOST_SETS:
            self._version, self._held = allowed.version, {}
        self._held[tuple(names)] = held
        return held
