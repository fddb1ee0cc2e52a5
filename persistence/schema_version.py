"""Which schema version a database has and which one this program works with.

The migrations are read as text: every start asks for the newest one, and loading Alembic takes half a second.
"""

import re
from pathlib import Path

from gatehouse.persistence.connect import connect, describe

SCRIPTS = Path(__file__).parent.parent / "migrations"
BASE = "base"
_REVISION = re.compile(r"""^(?:down_)?revision\b[^=]*=\s*(?:None|["'](\w+)["'])""", re.MULTILINE)


class SchemaError(Exception):
    """The schema is not the one this version works with, or could not be changed to it."""


def head() -> str:
    """The schema version this version of the program works with."""
    return history()[-1]


def history() -> list[str]:
    """All schema versions, from `base` to the newest."""
    steps = [_read(script) for script in (SCRIPTS / "versions").glob("[!_]*.py")]
    after = dict(steps)
    versions = [BASE]
    while versions[-1] in after:
        versions.append(after[versions[-1]])
    if len(versions) != len(steps) + 1:
        raise SchemaError("the migrations do not follow each other in one line; correct their down_revision")
    return versions


def next_version() -> str:
    """The number of the next migration."""
    return f"{int(head()) + 1:04}"


async def current(url: str) -> str | None:
    """The schema version of a database; None if it has none yet."""
    connection = await connect(url)
    try:
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            return None
        version: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
        return version
    finally:
        await connection.close()


async def is_current(url: str) -> bool:
    """Whether the database has the schema this version works with."""
    return await current(url) == head()


async def require_usable(url: str) -> None:
    """A `SchemaError` unless this version can work with the schema.

    That is its own, or the one of the next version, whose migration must leave this version working: so a
    process that dies while another version is rolled out can be replaced.
    """
    await _require(url, {head(), next_version()})


async def require_current(url: str) -> None:
    """A `SchemaError` that says what to do, unless `is_current`."""
    await _require(url, {head()})


async def _require(url: str, usable: set[str]) -> None:
    version = await current(url) or BASE
    if version in usable:
        return
    if version not in history():
        todo = "install the version that made it"
        raise SchemaError(f"the schema of {describe(url)} is newer than this version of Gatehouse; {todo}")
    todo = "run gatehouse migrate"
    raise SchemaError(f"the schema of {describe(url)} is older than this version of Gatehouse; {todo}")


def _read(script: Path) -> tuple[str, str]:
    """The version a migration starts from, and the one it leads to."""
    revision, before = _REVISION.findall(script.read_text("utf-8"))
    return before or BASE, revision
