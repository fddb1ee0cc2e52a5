"""The database and the secret key of this installation, from the settings or from a data directory."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from gatehouse.core.settings import Settings, SettingsError, load_settings
from gatehouse.persistence import data_directory, embedded
from gatehouse.persistence.connect import describe, lacks_rights
from gatehouse.persistence.data_directory import DataDirectoryError
from gatehouse.persistence.schema_version import is_current, require_usable


@dataclass(frozen=True, slots=True)
class Installation:
    """The settings, with the database in them, and where that database is."""

    settings: Settings
    database_url: str
    data_dir: Path | None

    @property
    def place(self) -> str:
        """For people: never with a password."""
        return str(self.data_dir) if self.data_dir else describe(self.database_url)

    async def prepare(self) -> None:
        """Bring an embedded database to this version; for any other that is its operator's decision."""
        if self.settings.secret_key is None:
            raise SettingsError("SECRET_KEY: must be set when DATABASE_URL is")
        if self.data_dir is None:
            await require_usable(self.database_url)
        elif not await is_current(self.database_url):
            from gatehouse.persistence.migrate import upgrade  # noqa: PLC0415 - slow to load and seldom needed

            await upgrade(self.database_url)


@contextmanager
def open_installation(data_dir: Path, *, create: bool = True, keep: bool = False) -> Iterator[Installation]:
    """Without DATABASE_URL the embedded PostgreSQL runs as long as this is open; `keep` also when it dies."""
    settings = load_settings()
    if settings.database_url:
        url = settings.database_url.get_secret_value()
        try:
            yield Installation(settings, url, None)
        except asyncpg.InsufficientPrivilegeError as error:
            raise lacks_rights(url, error) from None
        return
    if not create and not data_directory.exists(data_dir):
        todo = 'start the service once with "gatehouse serve", or set DATABASE_URL'
        raise DataDirectoryError(f"no data in {data_dir}: {todo}")
    with closing(embedded.start(data_dir)) as postgres:
        secret_key = settings.secret_key or embedded.secret_key(data_dir)
        settings = load_settings(database_url=postgres.url, secret_key=secret_key)
        if keep:
            postgres.keep()
        yield Installation(settings, postgres.url, data_dir.resolve())
