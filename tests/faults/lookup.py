"""Looks up, behind the service's back, what became of everything in a ledger."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import asyncpg

from tests.faults.judge import Found
from tests.faults.ledger import Ledger

_AUDIT = "SELECT request_id, action, count(*) FROM audit_log WHERE request_id = ANY($1) GROUP BY 1, 2"
_USERS = "SELECT username, count(*) FROM users WHERE username = ANY($1) GROUP BY 1"
_ROLES = "SELECT name, count(*) FROM roles WHERE name = ANY($1) GROUP BY 1"
_KEYS = "SELECT name, count(*) FROM api_keys WHERE name = ANY($1) GROUP BY 1"
_LIVE_KEYS = "SELECT name FROM api_keys WHERE name = ANY($1) AND revoked_at IS NULL"
_SESSIONS = "SELECT id::text, generation FROM sessions WHERE id::text = ANY($1) AND ended_at IS NULL"
_COUNTERS = (
    "SELECT id, (metadata ->> 'counter')::integer FROM users WHERE id = ANY($1) AND metadata ? 'counter'"
)
_OUTBOX = "SELECT count(*) FROM outbox"


async def look_up(url: str, ledger: Ledger, mails: dict[str, set[str]]) -> Found:
    connection = await asyncpg.connect(url)
    try:
        return await _look_up(connection, ledger, mails)
    finally:
        await connection.close()


async def _look_up(connection: asyncpg.Connection, ledger: Ledger, mails: dict[str, set[str]]) -> Found:
    async def pairs(sql: str, names: Iterable[Any]) -> list[tuple[Any, Any]]:
        return [(row[0], row[1]) for row in await connection.fetch(sql, list(names))]

    subjects = {write.subject for write in ledger.writes}
    found = Found(counters=dict(await pairs(_COUNTERS, ledger.counters)), mails=mails)
    ids = [each for write in ledger.writes for each in write.ids]
    found.audit = Counter({(row[0], row[1]): row[2] for row in await connection.fetch(_AUDIT, ids)})
    for kind, sql in (("users", _USERS), ("roles", _ROLES), ("keys", _KEYS)):
        found.made[kind] = Counter(dict(await pairs(sql, subjects)))
    found.live["keys"] = {row[0] for row in await connection.fetch(_LIVE_KEYS, list(subjects))}
    found.generations = dict(await pairs(_SESSIONS, subjects | ledger.sessions.keys()))
    found.live["sessions"] = set(found.generations)
    return found


async def mails_waiting(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval(_OUTBOX))
    finally:
        await connection.close()
