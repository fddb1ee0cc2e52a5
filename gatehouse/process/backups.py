"""Backups of an installation with an embedded database: made while it runs, restored beside it."""

import asyncio
from contextlib import closing
from pathlib import Path

from gatehouse.core import clock
from gatehouse.core.settings import Settings, SettingsError, load_settings
from gatehouse.core.version import VERSION
from gatehouse.domain.services import open_services
from gatehouse.persistence import backup_file, data_directory, dumps, embedded, schema_version
from gatehouse.persistence.backup_file import BackupError, BackupFile, Manifest, pieces
from gatehouse.persistence.installation import Installation
from gatehouse.persistence.postgres_files import require_programs
from gatehouse.process.console import Counter, progress

_TODO = "use pg_dump and pg_restore, and keep SECRET_KEY with the dump; see docs/backup.md"


def make(installation: Installation, file: Path) -> Manifest:
    """Write the backup; a `BackupError` or a `SettingsError` if there is nothing that could be restored."""
    if installation.data_dir is None or installation.settings.secret_key is None:
        raise SettingsError(f"DATABASE_URL: backup is for the embedded PostgreSQL; {_TODO}")
    schema = asyncio.run(schema_version.current(installation.database_url))
    if schema is None:
        raise BackupError(f"the database in {installation.data_dir} is empty; there is nothing to back up")
    programs, version = embedded.programs(installation.data_dir)
    manifest = Manifest(VERSION, schema, version, clock.now().isoformat(timespec="seconds"))
    secret_key = installation.settings.secret_key.get_secret_value()
    asyncio.run(_require_fitting_key(installation.settings))
    with backup_file.created(file) as stream:
        with (
            Counter("Writing the backup") as counter,
            dumps.dump(programs, installation.database_url) as dump,
        ):
            backup_file.write(
                stream, manifest, secret_key, dump, lambda done: counter.so_far(_megabytes(done))
            )
        asyncio.run(_require_fitting_key(installation.settings))  # it may have been exchanged meanwhile
    return manifest


def restore(file: Path, data_dir: Path) -> Manifest:
    """Make an installation of the backup, at the schema of this version, in an empty directory."""
    settings = load_settings()
    if settings.database_url:
        raise SettingsError(f"DATABASE_URL: restore is for the embedded PostgreSQL; unset it, or {_TODO}")
    require_programs()
    with BackupFile.open(file) as backup:
        if settings.secret_key and settings.secret_key.get_secret_value() != backup.secret_key:
            raise SettingsError("SECRET_KEY: not the one of the backup; unset it, the backup has its own")
        with data_directory.made_whole(data_dir) as place:
            _require_readable(backup.manifest, place)
            with Counter("Checking the backup") as counter:
                backup.check(lambda done: counter.so_far(_share(done, backup.size)))
            _fill(place, backup)
    return backup.manifest


def _fill(place: Path, backup: BackupFile) -> None:
    data_directory.keep_secret_key(place, backup.secret_key)
    with progress("Making a database"):
        postgres = embedded.start(place)
    with closing(postgres):
        programs, _ = embedded.programs(place)
        with (
            Counter("Restoring") as counter,
            backup.dump() as dump,
            dumps.load(programs, postgres.url) as sink,
        ):
            for piece in pieces(dump, lambda done: counter.so_far(_share(done, backup.size))):
                sink.write(piece)
            counter.now("all rows read, making the indexes")
        asyncio.run(_bring_up(postgres.url))
        settings = load_settings(database_url=postgres.url, secret_key=backup.secret_key)
        try:
            asyncio.run(_require_fitting_key(settings))
        except SettingsError:
            raise BackupError("the SECRET_KEY in the backup is not the one of its database") from None


async def _bring_up(url: str) -> None:
    if not await schema_version.is_current(url):
        from gatehouse.persistence.migrate import move  # noqa: PLC0415 - slow to load and seldom needed

        await move(url, "head")


async def _require_fitting_key(settings: Settings) -> None:
    async with open_services(settings) as services:
        await services.keys.require_own()


def _require_readable(manifest: Manifest, place: Path) -> None:
    _, version = embedded.programs(place)
    if manifest.schema not in schema_version.history() or manifest.postgresql > version:
        made_by = f"Gatehouse {manifest.gatehouse} with PostgreSQL {manifest.postgresql}"
        raise BackupError(f"the backup was made by {made_by}, which is newer; restore it with that version")


def _share(done: int, of: int) -> str:
    return f"{100 * done // max(of, 1)} %"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
