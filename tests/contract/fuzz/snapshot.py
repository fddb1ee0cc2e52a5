"""The database as it was before the first request, to go back to.

Hypothesis explores scenarios by repeating their beginnings, and gives up where the same requests get other
answers than before; so each scenario starts in the same state.
"""

import asyncpg

from gatehouse.persistence.migrate import all_tables

_KEPT = ("roles", "users", "sessions", "user_roles", "api_keys")
_FOREVER = {"signing_keys", "application_signing_keys"}  # the server has them in memory


async def take(connection: asyncpg.Connection) -> None:
    await connection.execute("DROP SCHEMA IF EXISTS snapshot CASCADE")
    await connection.execute("CREATE SCHEMA snapshot")
    for table in _KEPT:
        await connection.execute(f"CREATE TABLE snapshot.{table} AS TABLE public.{table}")


async def go_back(connection: asyncpg.Connection) -> None:
    tables = ", ".join(all_tables().tables.keys() - _FOREVER)
    async with connection.transaction():
        await connection.execute(f"TRUNCATE {tables} RESTART IDENTITY")
        for table in _KEPT:
            await connection.execute(
                f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM snapshot.{table}"
            )
        await connection.execute(
            "SELECT setval(pg_get_serial_sequence('users', 'id'), max(id)) FROM users HAVING count(*) > 0"
        )
