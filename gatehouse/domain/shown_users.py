"""Users as they are shown: from a copy in Redis if there is one, and from their row otherwise."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from gatehouse.cache import Away
from gatehouse.core.settings import Settings
from gatehouse.persistence import users
from gatehouse.persistence.database import Database, Versions
from gatehouse.persistence.users import User

if TYPE_CHECKING:
    from gatehouse.cache.profiles import Profiles
    from gatehouse.cache.store import Store


class ShownUsers:
    """For answers to GET; what somebody may do is decided by the row."""

    def __init__(self, database: Database, settings: Settings, store: "Store | None") -> None:
        self._db = database.read
        self._profiles = _profiles(store, settings.profile_cache_seconds)
        if self._profiles is not None:
            database.on_change = _forgetting(self._profiles)

    async def get(self, user_id: int) -> User:
        """As it is; as it was a moment ago, if its change could not be told to Redis."""
        if self._profiles is None:
            return await users.get(self._db, user_id)
        try:
            if (copy := await self._profiles.get(user_id)) is not None:
                return copy
        except Away:
            return await users.get(self._db, user_id)
        user = await users.get(self._db, user_id)
        with suppress(Away):
            await self._profiles.put(user)
        return user


def _profiles(store: "Store | None", seconds: int) -> "Profiles | None":
    if store is None or not seconds:
        return None
    from gatehouse.cache.profiles import Profiles  # noqa: PLC0415 - needs an extra

    return Profiles(store, seconds)


def _forgetting(profiles: "Profiles") -> Callable[[Versions], Awaitable[None]]:
    async def forget(versions: Versions) -> None:
        with suppress(Away):
            await profiles.drop(versions)

    return forget
