"""People by the thousand, written to the tables as the service would write them."""

import asyncio
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from bench.multiply import multiply
from gatehouse.core.identity import email_key, fold, grams
from gatehouse.core.permissions import USER
from gatehouse.security.passwords import PasswordHasher

PASSWORD = "Nobody-Guesses-This-4"
_SEED = 20_260_101
_BATCH = 10_000  # users made one by one; more are made after their pattern
_FIRST = (
    "Ada Alan Barbara Claude Donald Edsger Frances Grace Hedy John Katherine Linus Margaret Niklaus Radia"
)
_LAST = "Allen Backus Dijkstra Hamilton Hopper Johnson Kernighan Knuth Lamarr Liskov Lovelace Perlman Ritchie"
_THEMES = ("dark", "light", "system")
_COLUMNS = (
    *("uuid", "email", "email_key", "username", "username_key", "full_name", "full_name_key", "bio"),
    *("avatar_url", "metadata", "search_grams", "status", "is_verified", "password_hash"),
    *("created_at", "updated_at", "last_login_at", "roles"),
)


def seed(url: str, count: int) -> None:
    """Add so many users with the role `user`, all with one password; user 1 to `count` by name."""
    asyncio.run(_seed(url, count))


def username(number: int) -> str:
    return f"person-{number}"


async def _seed(url: str, count: int) -> None:
    rows = list(_rows(count, await _hashed(PASSWORD)))
    connection = await asyncpg.connect(url)
    try:
        await connection.copy_records_to_table("users", records=rows, columns=_COLUMNS)
        if count > _BATCH:
            await multiply(connection, _BATCH, count)
        await connection.execute("SET session_replication_role = replica")  # checks no foreign keys
        await connection.execute(
            "INSERT INTO user_roles (user_id, role) SELECT id, $1 FROM users ON CONFLICT DO NOTHING", USER
        )
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def _hashed(password: str) -> str:
    hasher = PasswordHasher(queue_limit=1)
    try:
        return await hasher.hash(password)
    finally:
        hasher.close()


def _rows(count: int, password_hash: str) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(_SEED)
    opened = datetime.now(UTC) - timedelta(days=730)
    for number in range(1, min(count, _BATCH) + 1):
        opened += timedelta(days=700) / count
        yield _row(number, opened, password_hash, chance)


def _row(number: int, opened: datetime, password_hash: str, chance: random.Random) -> tuple[Any, ...]:
    first, last = chance.choice(_FIRST.split()), chance.choice(_LAST.split())
    name, full_name = username(number), f"{first} {last}"
    email = f"{first}.{last}.{number}@example.com"
    keys = (email_key(email), fold(name), fold(full_name))
    bio = f"{first} has been here since {opened:%B %Y}." if chance.random() < 0.5 else None  # noqa: PLR2004
    seen = opened + timedelta(days=chance.random() * 30)
    theme = chance.choice(_THEMES)
    return (
        UUID(int=chance.getrandbits(128), version=4),
        email,
        keys[0],
        name,
        keys[1],
        full_name,
        keys[2],
        bio,
        f"https://avatars.example.com/{number}.png",
        f'{{"theme": "{theme}", "newsletter": {str(number % 2 == 0).lower()}}}',
        grams(*keys),
        "active",
        chance.random() < 0.8,  # noqa: PLR2004
        password_hash,
        opened,
        seen,
        seen,
        [USER],
    )
