"""The dependencies of every handler, opened once per process."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gatehouse.core.mail import Mailer, make_mailer
from gatehouse.core.settings import Settings, SettingsError, rules
from gatehouse.core.traces import NO_TRACES, Traces
from gatehouse.domain.keys import KeyRing
from gatehouse.domain.limits import Limits
from gatehouse.domain.postman import Postman
from gatehouse.domain.rights import Rights
from gatehouse.domain.shown_users import ShownUsers
from gatehouse.domain.timekeeping import set_clock
from gatehouse.persistence.database import Database
from gatehouse.security.crypto import Vault
from gatehouse.security.passwords import PasswordHasher

if TYPE_CHECKING:
    from gatehouse.cache.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    """Passed to handlers as one argument."""

    settings: Settings
    database: Database
    vault: Vault
    keys: KeyRing
    hasher: PasswordHasher
    postman: Postman
    limits: Limits
    shown_users: ShownUsers
    rights: Rights
    store: "Store | None"


@asynccontextmanager
async def open_services(
    settings: Settings,
    mailer: Mailer | None = None,
    traces: Traces = NO_TRACES,
    *,
    at_once: bool = True,
) -> AsyncIterator[Services]:
    """Connect, `at_once` or when first needed; close everything at the end."""
    if settings.database_url is None or settings.secret_key is None:
        raise SettingsError("DATABASE_URL and SECRET_KEY: must be set")
    vault = Vault(settings.secret_key.get_secret_value())
    async with AsyncExitStack() as stack:
        database = await Database.connect(
            settings.database_url.get_secret_value(),
            settings.database_pool_size,
            settings.database_timeout_seconds,
            traces,
            prepared=settings.database_prepared_statements,
            at_once=at_once,
        )
        stack.push_async_callback(database.close)
        if at_once:
            await set_clock(database)
        hasher = PasswordHasher(settings.password_hash_queue, traces)
        stack.callback(hasher.close)
        store = await _connect_store(settings, vault)
        if store is not None:
            stack.push_async_callback(store.close)
        keys = KeyRing(database, vault, settings)
        postman = Postman(
            database,
            mailer or make_mailer(settings),
            vault,
            settings.mail_link_base,
            traces,
            own_pages=settings.frontend_url is None,
        )
        limits, shown_users = Limits(database, settings, store), ShownUsers(database, settings, store)
        rights = Rights(database)
        yield Services(settings, database, vault, keys, hasher, postman, limits, shown_users, rights, store)


async def _connect_store(settings: Settings, vault: Vault) -> "Store | None":
    """Redis, if it is to be used; whether it answers shows later."""
    if settings.redis_url is None:
        return None
    try:
        from gatehouse.cache.store import Store  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        todo = "install the extra `redis` (pip install 'redis>=8,<9'), or leave it empty"
        raise SettingsError(f"REDIS_URL: needs a package that is not installed; {todo}") from error
    prefix = f"gatehouse:{vault.mac('redis', b'', 6).hex()}:".encode()
    try:
        return await Store.connect(settings.redis_url.get_secret_value(), prefix)
    except (TypeError, ValueError):
        raise SettingsError(f"REDIS_URL: {rules.REDIS}") from None
