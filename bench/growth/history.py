"""What use leaves behind, in proportion to the users: sessions, an audit log, and accounts out of use."""

import asyncio

import asyncpg

from bench.multiply import without_indexes
from bench.sections import say
from gatehouse.core.identity import fold, grams

FOUNDER = "Wojciech Brzezinski"  # nobody else is called anything like it
_NTH = "(SELECT max(id) / 20 FROM users)"  # twenty users have a number of their own in as many of them
_ACCOUNTS = (
    "UPDATE users SET status = 'suspended' WHERE id % 100 = 87",
    "UPDATE users SET deleted_at = now() WHERE id % 100 = 93",
)
_FOUNDERS = f"""
UPDATE users SET full_name = $1, full_name_key = $2, search_grams = search_grams || $3::text[]
WHERE id % {_NTH} = 89
"""
_RECORDS = (
    """INSERT INTO roles (name, permissions, is_system, created_at, updated_at)
    VALUES ('auditor', '{audit:read}', false, now(), now()), ('founder', '{}', false, now(), now())""",
    "INSERT INTO user_roles SELECT id, 'auditor' FROM users WHERE id % 100 = 91",
    "UPDATE users SET roles = '{auditor,user}' WHERE id % 100 = 91",
    f"INSERT INTO user_roles SELECT id, 'founder' FROM users WHERE id % {_NTH} = 89",
    f"UPDATE users SET roles = roles || '{{founder}}' WHERE id % {_NTH} = 89",
    """INSERT INTO sessions
        (id, user_id, remember_me, created_at, rotated_at, last_used_at, expires_at, ended_at)
    SELECT gen_random_uuid(), id, id % 2 = 0, last_login_at, last_login_at, last_login_at,
        last_login_at + interval '30 days', CASE WHEN id % 3 = 0 THEN last_login_at + interval '1 hour' END
    FROM users WHERE last_login_at IS NOT NULL""",
    f"""INSERT INTO audit_log (created_at, action, actor_uuid, actor_kind, target_type, target_id, ip_address,
        user_agent, request_id, details)
    SELECT created_at, CASE WHEN id % {_NTH} = 83 THEN 'roles.create'
            WHEN id % 3 = 0 THEN 'auth.login' ELSE 'me.update' END,
        uuid, 'user', 'user', uuid::text, '192.0.2.1', 'a browser', 'request-' || id, '{{}}'
    FROM users ORDER BY created_at""",
)


def add_history(url: str) -> None:
    """Out of every hundred users one becomes suspended, one is deleted, one audits; twenty are founders."""
    asyncio.run(_add_history(url))


async def _add_history(url: str) -> None:
    say("giving them sessions and an audit log")
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("SET synchronous_commit = off; SET maintenance_work_mem = '1GB'")
        for statement in _ACCOUNTS:
            await connection.execute(statement)
        name = fold(FOUNDER)
        await connection.execute(_FOUNDERS, FOUNDER, name, grams(name))
        await connection.execute("SET session_replication_role = replica")  # checks no foreign keys
        async with without_indexes(connection, "user_roles", "sessions", "audit_log"):
            for statement in _RECORDS:
                await connection.execute(statement)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
