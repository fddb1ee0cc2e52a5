"""A million users in a minute: those made one by one are the pattern, and the database makes the others."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from bench.sections import say

_SETTINGS = "SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'"
_PATTERN = """
CREATE TEMP TABLE pattern AS
SELECT *,
    regexp_replace(username, '^person-', '')::integer AS place,
    split_part(email, '@', 1) AS mailbox,
    ARRAY(SELECT gram FROM unnest(search_grams) AS gram WHERE gram !~ '[0-9]') AS lasting_grams
FROM users WHERE username ~ '^person-[0-9]+$';
CREATE INDEX ON pattern (place)
"""
# Every user differs from the one of the pattern in the number that address, name and search have in them.
_COPIES = """
INSERT INTO users (uuid, email, email_key, username, username_key, full_name, full_name_key, bio, avatar_url,
    metadata, search_grams, status, is_verified, password_hash, created_at, updated_at, last_login_at,
    roles)
SELECT gen_random_uuid(), stem || number || '@example.com', lower(stem) || number || '@example.com',
    name, name, full_name, full_name_key, bio, 'https://avatars.example.com/' || number || '.png', metadata,
    lasting_grams || ARRAY(SELECT substr(around, i, 3) FROM generate_series(1, length(around) - 2) AS i)
        || ARRAY['n-' || left(number::text, 1), '-' || left(number::text, 2)],
    status, is_verified, password_hash, created_at + later, updated_at + later, last_login_at + later, roles
FROM generate_series($1::integer + 1, $2::integer) AS number,
    LATERAL (SELECT * FROM pattern WHERE place = 1 + (number - 1) % $1 LIMIT 1) AS pattern,  -- in order
    LATERAL (SELECT rtrim(mailbox, '0123456789') AS stem, 'person-' || number AS name,
        (number - place) / $2::float8 * interval '700 days' AS later) AS own,
    LATERAL (SELECT lower(right(stem, 2)) || number || '@e' AS around) AS searched
"""
_DROPPABLE = """
SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
FROM pg_index
WHERE indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


async def multiply(connection: asyncpg.Connection, made: int, count: int) -> None:
    """Add users after the pattern of the first ones, until there are so many."""
    say(f"making {count:,} users; it takes a minute per million")
    await connection.execute(_SETTINGS)
    async with without_indexes(connection, "users"):
        await connection.execute(_PATTERN)
        await connection.execute(_COPIES, made, count)
        await connection.execute("DROP TABLE pattern")


@asynccontextmanager
async def without_indexes(connection: asyncpg.Connection, *tables: str) -> AsyncIterator[None]:
    """Drop what can be made again faster than it is kept up to date."""
    indexes = await connection.fetch(_DROPPABLE, list(tables))
    for index in indexes:
        await connection.execute(f"DROP INDEX {index['name']}")
    yield
    for index in indexes:
        await connection.execute(index["definition"])
