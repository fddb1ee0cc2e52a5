"""The dependencies of every handler, opened once per process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from gatehouse.core.mail import Mailer, make_mailer
from gatehouse.core.settings import Settings, SettingsError
from gatehouse.domain.keys import KeyRing
from gatehouse.domain.postman import Postman
from gatehouse.persistence.database import Database
from gatehouse.security.crypto import Vault
from gatehouse.security.passwords import PasswordHasher


@dataclass(frozen=True, slots=True)
class Services:
    """Passed to handlers as one argument."""

    settings: Settings
    database: Database
    vault: Vault
    keys: KeyRing
    hasher: PasswordHasher
    postman: Postman


@asynccontextmanager
async def open_services(settings: Settings, mailer: Mailer | None = None) -> AsyncIterator[Services]:
    """Connect and load keys; close everything at the end."""
    if settings.database_url is None or settings.secret_key is None:
        raise SettingsError("DATABASE_URL and SECRET_KEY: must be set")
    vault = Vault(settings.secret_key.get_secret_value())
    database = await Database.connect(
        settings.database_url.get_secret_value(),
        settings.database_pool_size,
        settings.database_timeout_seconds,
        prepared=settings.database_prepared_statements,
    )
    hasher = PasswordHasher(settings.password_hash_queue)
    try:
        keys = KeyRing(database, vault, settings)
        postman = Postman(
            database,
            mailer or make_mailer(settings),
            vault,
            settings.mail_link_base,
            own_pages=settings.frontend_url is None,
        )
        yield Services(settings, database, vault, keys, hasher, postman)
    finally:
        hasher.close()
        await database.close()
