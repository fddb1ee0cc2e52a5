"""What the database keeps of the number of users, held against the users themselves."""

import asyncpg

ADD_USERS = """
INSERT INTO users (uuid, email, email_key, username, username_key, full_name_key, search_grams, status,
    is_verified, created_at, updated_at)
SELECT gen_random_uuid(), name, name, name, name, '', '{}',
    (ARRAY['active', 'inactive', 'suspended', 'pending_verification'])[1 + number % 4], number % 3 = 0,
    '2026-03-01 00:00Z'::timestamptz + number * interval '7 hours', now()
FROM generate_series($1::integer, $2::integer) AS number, format('person-%s', number) AS name
"""
_DIFFERENCES = """
WITH kept AS (
    SELECT day, sum(users)::bigint, sum(active)::bigint, sum(verified)::bigint
    FROM user_counts GROUP BY day HAVING (sum(users), sum(active), sum(verified)) <> (0, 0, 0)
), counted AS (
    SELECT (created_at AT TIME ZONE 'UTC')::date, count(*), count(*) FILTER (WHERE status = 'active'),
        count(*) FILTER (WHERE is_verified)
    FROM users WHERE deleted_at IS NULL GROUP BY 1
)
(TABLE kept EXCEPT TABLE counted) UNION ALL (TABLE counted EXCEPT TABLE kept)
"""


async def differences(connection: asyncpg.Connection) -> list[asyncpg.Record]:
    """The days of which something else is kept than there is; both are read at one moment."""
    found: list[asyncpg.Record] = await connection.fetch(_DIFFERENCES)
    return found


async def changes(connection: asyncpg.Connection) -> int:
    """How many rows it takes to keep the counts."""
    return int(await connection.fetchval("SELECT count(*) FROM user_counts"))
