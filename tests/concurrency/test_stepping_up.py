"""A code and a challenge let one session step up once, on whichever worker."""

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest

from tests.support.authenticator import protect
from tests.support.database import execute
from tests.support.passkeys import SecurityKey, hold
from tests.support.server import Lines, Server
from tests.support.service import PASSWORD, Person
from tests.support.stepping_up import ask_to_step_up

MANY = 50


@pytest.fixture
async def ada(cluster: Server) -> Person:
    return await cluster.person()


async def all_at_once(lines: Lines, path: str, body: Any, bearers: list[dict[str, str]]) -> Counter[Any]:
    """So many requests, over all connections to both workers and from as many networks."""

    async def one(number: int) -> httpx.Response:
        client = lines.all[number % len(lines.all)]
        headers = {**bearers[number], "X-Forwarded-For": f"192.0.2.{number}"}
        return await client.post(path, json=body, headers=headers)

    answers = await asyncio.gather(*map(one, range(MANY)))
    return Counter(answer.json().get("code", answer.status_code) for answer in answers)


async def stepped_up(cluster: Server, ada: Person) -> int:
    sql = "SELECT FROM sessions WHERE user_id = $1 AND factor_at IS NOT NULL"
    return len(await execute(cluster.settings, sql, ada.id))


async def test_one_code_for_many_sessions(cluster: Server, lines: Lines, ada: Person) -> None:
    sessions = [await cluster.login(ada.user) for _ in range(MANY)]
    app = await protect(ada.client, PASSWORD)
    bearers = [session.bearer for session in sessions]
    seen = await all_at_once(lines, "/auth/step-up", {"code": app.fresh()}, bearers)
    assert seen.pop(200) == 1
    assert set(seen) <= {"factor_code_invalid", "too_many_attempts"}
    assert await stepped_up(cluster, ada) == 2


async def test_one_recovery_code_in_one_session(cluster: Server, lines: Lines, ada: Person) -> None:
    app = await protect(ada.client, PASSWORD)
    body = {"code": app.recovery_codes[0]}
    seen = await all_at_once(lines, "/auth/step-up", body, [ada.bearer] * MANY)
    rows = await execute(cluster.settings, "SELECT FROM recovery_codes WHERE used_at IS NOT NULL")
    assert (seen.pop(200), len(rows)) == (1, 1)
    assert set(seen) <= {"factor_code_invalid", "too_many_attempts", "invalid_token", "overloaded"}


async def test_one_challenge_with_one_signature(cluster: Server, lines: Lines, ada: Person) -> None:
    key = await hold(ada.client, PASSWORD, SecurityKey(origin=cluster.url))
    body = {"credential": key.get(await ask_to_step_up(ada.client))}
    seen = await all_at_once(lines, "/auth/step-up/passkey", body, [ada.bearer] * MANY)
    assert seen.pop(200) == 1
    assert set(seen) <= {"passkey_invalid", "too_many_attempts", "invalid_token", "overloaded"}
