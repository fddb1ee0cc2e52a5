"""The service behind PgBouncer 1.18 in transaction mode, which knows no prepared statements."""

import asyncio
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import func, select

from gatehouse.core.settings import load_settings
from gatehouse.persistence import migrate
from gatehouse.persistence.connect import connect
from gatehouse.persistence.database import Database
from gatehouse.persistence.statements import Statement
from tests.support.database_servers import Postgres, pgbouncer
from tests.support.service import Person, Service, running
from tests.support.users import create_api_key, create_role

SERVERS = 3  # fewer than there are clients, so that each statement may meet another session
ROUNDS = 8
_QUESTION = Statement(select(func.pg_sleep(0.001)))


@pytest.fixture(scope="module")
def url(postgres: Postgres, place: Path) -> Iterator[str]:
    with pgbouncer(postgres, place / "pgbouncer", SERVERS) as url:
        yield url


@pytest.fixture(scope="module")
async def service(url: str) -> AsyncIterator[Service]:
    await migrate.upgrade(url)
    settings = load_settings(
        env_file=None,
        database_url=url,
        secret_key=secrets.token_urlsafe(48),
        database_prepared_statements=False,
        rate_limit_enabled=False,
    )
    async with running(settings) as service:
        yield service


async def one_life(service: Service) -> Person:
    """Every kind of statement: inserts, updates, reads by key, lists, batches, transactions, json, arrays."""
    person = await service.person(metadata={"colour": "green"})
    answer = await person.client.patch("/users/me", json={"full_name": "Someone Else"})
    assert answer.status_code == 200
    key = await create_api_key(person, "users:read")
    by_key = service.client(**{"X-API-Key": key})
    for path in (
        "/users/me",
        f"/users/{person.id}",
        "/users?limit=5&search=someone",
        "/users?sort=-username",
    ):
        assert (await by_key.get(path)).status_code == 200
    refreshed = await service.client().post(
        "/auth/refresh", json={"refresh_token": person.tokens["refresh_token"]}
    )
    assert refreshed.status_code == 200
    assert (await person.client.get("/users/me/sessions")).status_code == 200
    return person


async def test_many_at_once_over_few_sessions(service):
    people = await asyncio.gather(*(one_life(service) for _ in range(ROUNDS)))
    assert len({person.id for person in people}) == ROUNDS


async def test_an_administrator(service):
    admin = await service.admin()
    await create_role(admin, "reader", "users:read")
    for path in ("/admin/audit", "/admin/roles", "/users/stats/count", "/users?limit=50", "/health"):
        answer = await admin.client.get(path)
        assert answer.status_code == 200, (path, answer.text)
    person = await one_life(service)
    assert (await person.client.post("/auth/logout")).status_code == 204
    assert (await person.client.get("/users/me")).status_code == 401


async def test_a_failed_statement_leaves_the_session_fit_for_the_next(service):
    user = await service.register()
    body = {"email": user["email"], "username": user["username"], "password": "Wide-Open-Gate-7"}
    for _ in range(SERVERS * 2):
        assert (await service.client().post("/auth/register", json=body)).status_code == 409
        await service.login(user)


async def test_its_sessions_have_what_the_service_asks_for(service, postgres):
    """PgBouncer itself passes on a client's name and time zone: there is no parameter to ignore."""
    await one_life(service)
    rows = await postgres.execute(
        "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = 'gatehouse'"
    )
    assert "gatehouse" in {row["application_name"] for row in rows}
    connection = await connect(service.settings.database_url.get_secret_value())
    assert await connection.fetchval("SELECT current_setting('timezone')") == "UTC"
    await connection.close()


def test_each_command_works_through_it_again_and_again(url, service, tmp_path):
    environment = {
        "DATABASE_URL": url,
        "SECRET_KEY": service.settings.secret_key.get_secret_value(),
        "DATABASE_PREPARED_STATEMENTS": "false",
    }
    moves = (
        ("migrate",),
        ("migrate", "--to", "0002"),
        ("migrate",),
        ("roles", "sync"),
        ("purge",),
        ("rotate-keys",),
    )
    for command in moves:
        done = subprocess.run(
            [sys.executable, "-m", "gatehouse", *command],
            cwd=Path(__file__).parents[2],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stderr)


async def test_prepared_statements_are_what_it_cannot_do(url):
    """So that these tests prove something: with them, the same sessions get into each other's way."""

    async def ask(*, prepared: bool) -> None:
        pool = 2 * SERVERS
        database = await Database.connect(url, pool, 10, prepared=prepared)
        try:
            await asyncio.gather(*(database.autocommit.value(_QUESTION) for _ in range(50 * pool)))
        finally:
            await database.close()

    await ask(prepared=False)
    with pytest.raises((asyncpg.InvalidSQLStatementNameError, asyncpg.DuplicatePreparedStatementError)):
        await ask(prepared=True)
