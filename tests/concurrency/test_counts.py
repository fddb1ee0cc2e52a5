"""The database keeps count of users, whoever writes at the same moment and however often it folds."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg

from gatehouse.persistence import user_counts
from gatehouse.persistence.database import Database
from tests.support.counts import ADD_USERS, changes, differences
from tests.support.database import database, url_of
from tests.support.server import Server
from tests.support.waiting import until_found

WRITERS = 8
TRANSACTIONS = 60
OWN = 1000  # numbers of each writer
STATEMENTS = (
    "UPDATE users SET status = 'active' WHERE username = $1",
    "UPDATE users SET status = 'suspended' WHERE username = $1",
    "UPDATE users SET is_verified = NOT is_verified WHERE username = $1",
    "UPDATE users SET deleted_at = now() WHERE username = $1",
    "UPDATE users SET deleted_at = NULL WHERE username = $1",
    "UPDATE users SET created_at = created_at - interval '1 day' WHERE username = $1",
    "DELETE FROM users WHERE username = $1",
)
_WAITING = "SELECT 1 FROM pg_locks WHERE relation = 'user_counts'::regclass AND NOT granted"


class ChangedMyMind(Exception):
    """Rolls back."""


@asynccontextmanager
async def connected(cluster: Server) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(url_of(cluster.settings))
    try:
        yield connection
    finally:
        await connection.close()


async def write(cluster: Server, writer: int) -> None:
    """Add users and change them, several times per transaction, and take back one transaction in five."""
    chance = random.Random(writer)
    first = writer * OWN
    async with connected(cluster) as connection:
        for number in range(TRANSACTIONS):
            with suppress(ChangedMyMind):
                async with connection.transaction():
                    await connection.execute(ADD_USERS, first + 3 * number, first + 3 * number + 2)
                    for statement in chance.choices(STATEMENTS, k=4):
                        name = f"person-{first + chance.randrange(3 * number + 3)}"
                        await connection.execute(statement, name)
                    if number % 5 == 4:
                        raise ChangedMyMind


async def fold(db: Database, over: asyncio.Event) -> int:
    saved = 0
    while not over.is_set():
        async with db.transaction() as tx:
            saved += await user_counts.fold(tx, at_most=500)
        await asyncio.sleep(0)
    return saved


async def watch(cluster: Server, over: asyncio.Event) -> int:
    """Compare again and again; how often."""
    times = 0
    async with connected(cluster) as connection:
        while not over.is_set():
            assert await differences(connection) == []
            times += 1
    return times


async def test_they_are_right_at_every_moment(cluster: Server):
    over = asyncio.Event()
    async with (
        database(cluster.settings) as one,
        database(cluster.settings) as other,
        asyncio.TaskGroup() as group,
    ):
        folds = [group.create_task(fold(db, over)) for db in (one, one, other)]
        comparisons = group.create_task(watch(cluster, over))
        await asyncio.gather(*(write(cluster, number) for number in range(WRITERS)))
        over.set()
    async with connected(cluster) as connection:
        assert await connection.fetchval("SELECT count(*) FROM users") > WRITERS * TRANSACTIONS
        assert await differences(connection) == []
    assert comparisons.result() > 3
    assert sum(done.result() for done in folds) > WRITERS * TRANSACTIONS


async def test_users_truncated_during_a_fold_leave_no_counts(cluster: Server):
    async with database(cluster.settings) as db, connected(cluster) as connection:
        await connection.execute(ADD_USERS, 1, 20)
        await connection.execute("UPDATE users SET is_verified = NOT is_verified")
        async with db.transaction() as tx:
            assert await user_counts.fold(tx, at_most=500) > 0
            truncating = asyncio.create_task(connection.execute("TRUNCATE users CASCADE"))
            await until_found(cluster.settings, _WAITING)
        await truncating
        assert await changes(connection) == 0
