"""What roles allow, kept in this process for as long as no role changes."""

from typing import NamedTuple
from uuid import UUID

from gatehouse.persistence import roles
from gatehouse.persistence.database import Database
from gatehouse.persistence.principals import Bearer

_MOST_SETS = 1000  # of roles that somebody has together


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

    async def of(self, bearer: Bearer) -> Held:
        if bearer.rights is not None and bearer.rights == self._version:
            known = self._held.get(tuple(bearer.roles))
            if known is not None:
                return known
        return await self._load(bearer.roles)

    async def _load(self, names: list[str]) -> Held:
        allowed = await roles.allowed(self._database.read, names)
        held = Held(frozenset(names), frozenset(allowed.permissions))
        if allowed.version != self._version or len(self._held) >= _MOST_SETS:
            self._version, self._held = allowed.version, {}
        self._held[tuple(names)] = held
        return held
