"""Copies of users, by id: for showing them, and never for what somebody may do.

A copy carries the version of its row. Whoever changes a row leaves its new version in place of the copy, so
that one who read the row before, and stores it late, stores nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from gatehouse.cache.store import Store
from gatehouse.cache.turns import Turns
from gatehouse.persistence.users import User

_STORE_UNLESS_OLDER = """
local stored = redis.call('GET', KEYS[1])
if not stored or tonumber(string.match(stored, '^%d+')) <= tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'EX', ARGV[3])
end
"""
_CHANGED_SECONDS = 600  # longer than anybody reads a row before storing it
_VERSION = User._fields.index("version")
_UUID = User._fields.index("uuid")
_MOMENTS = [User._fields.index(name) for name in ("created_at", "updated_at", "last_login_at")]


class Profiles:
    """Each is kept for so many seconds, at most."""

    def __init__(self, store: Store, seconds: int) -> None:
        self._store = store
        self._seconds = seconds
        self._script = store.script(_STORE_UNLESS_OLDER)
        self._turns = Turns(self._get_all)

    async def get(self, user_id: int) -> User | None:
        stored = await self._turns.ask(self._key(user_id))
        _, _, copy = (stored or b"").partition(b" ")
        return _read(copy) if copy else None

    async def put(self, user: User) -> None:
        await self._keep(user.id, user.version, orjson.dumps(tuple(user), default=str), self._seconds)

    async def drop(self, versions: Mapping[int, int]) -> None:
        """Forget users who have these versions now, and whatever is older."""
        for user_id, version in versions.items():
            await self._keep(user_id, version, b"", _CHANGED_SECONDS)

    async def _keep(self, user_id: int, version: int, copy: bytes, seconds: int) -> None:
        await self._store.run(lambda: self._script.run([self._key(user_id)], version, copy, seconds))

    async def _get_all(self, keys: list[bytes]) -> list[bytes | None]:
        stored: list[bytes | None] = await self._store.run(lambda: self._store.get_all(keys))
        return stored

    def _key(self, user_id: int) -> bytes:
        return b"%suser:%d" % (self._store.prefix, user_id)


def _read(copy: bytes) -> User:
    fields: list[Any] = orjson.loads(copy)
    fields[_UUID] = UUID(fields[_UUID])
    for place in _MOMENTS:
        fields[place] = fields[place] and datetime.fromisoformat(fields[place])
    return User._make(fields)
