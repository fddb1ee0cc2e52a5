"""A code of a second factor, a recovery code and a login token each work once, on whichever worker."""

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest

from tests.support.authenticator import Authenticator, begin, complete, protect
from tests.support.database import execute
from tests.support.server import Lines, Server
from tests.support.service import PASSWORD, Person

MANY = 50


@pytest.fixture
async def ada(cluster: Server) -> Person:
    return await cluster.person()


@pytest.fixture
async def app(cluster: Server, ada: Person) -> Authenticator:
    """An authenticator app of somebody whom no network is new for: only the code decides."""
    return await protect(ada.client, PASSWORD)


async def all_at_once(
    lines: Lines, tokens: list[str], codes: list[str], networks: list[str]
) -> list[httpx.Response]:
    """So many second steps, over all connections to both workers."""
    clients = [lines.all[each % len(lines.all)] for each in range(MANY)]
    made = zip(clients, tokens, codes, networks, strict=True)
    return await asyncio.gather(*(_complete(*each) for each in made))


async def _complete(client: httpx.AsyncClient, token: str, code: str, network: str) -> httpx.Response:
    body, headers = {"login_token": token, "code": code}, {"X-Forwarded-For": network}
    return await client.post("/auth/login/factor", json=body, headers=headers)


def outcomes(answers: list[httpx.Response]) -> Counter[Any]:
    return Counter(answer.json().get("code", answer.status_code) for answer in answers)


async def login_tokens(cluster: Server, ada: Person) -> list[str]:
    client = cluster.client()
    return [await begin(client, ada, PASSWORD) for _ in range(MANY)]


async def sessions_of(cluster: Server, ada: Person) -> int:
    sql = "SELECT FROM sessions WHERE user_id = $1 AND factor_at = created_at"
    return len(await execute(cluster.settings, sql, ada.id))


def from_everywhere() -> list[str]:
    return [f"192.0.2.{each}" for each in range(MANY)]


async def test_one_code_for_many_login_tokens(cluster: Server, lines: Lines, ada: Person, app: Authenticator):
    tokens = await login_tokens(cluster, ada)
    answers = await all_at_once(lines, tokens, [app.fresh()] * MANY, from_everywhere())
    seen = outcomes(answers)
    assert seen.pop(200) == 1
    assert set(seen) <= {"factor_code_invalid", "too_many_attempts"}
    assert await sessions_of(cluster, ada) == 1


async def test_one_recovery_code_for_many_login_tokens(
    cluster: Server, lines: Lines, ada: Person, app: Authenticator
):
    tokens = await login_tokens(cluster, ada)
    codes = [app.recovery_codes[0]] * MANY
    seen = outcomes(await all_at_once(lines, tokens, codes, from_everywhere()))
    left = (await ada.client.get("/users/me/factors")).json()["recovery_codes_left"]
    assert (seen.pop(200), left) == (1, 9)
    assert set(seen) <= {"factor_code_invalid", "too_many_attempts"}
    assert await sessions_of(cluster, ada) == 1


async def test_one_login_token_with_many_codes_uses_up_one_of_them(
    cluster: Server, lines: Lines, ada: Person, app: Authenticator
):
    token = await begin(cluster.client(), ada, PASSWORD)
    codes = (app.recovery_codes * MANY)[:MANY]
    seen = outcomes(await all_at_once(lines, [token] * MANY, codes, ["192.0.2.1"] * MANY))
    left = (await ada.client.get("/users/me/factors")).json()["recovery_codes_left"]
    assert (seen.pop(200), left) == (1, 9)
    assert set(seen) <= {"login_token_invalid", "overloaded"}
    assert await sessions_of(cluster, ada) == 1


async def test_one_confirmation_of_a_factor(cluster: Server, lines: Lines, ada: Person):
    answer = await ada.client.post("/users/me/factors/totp", json={"password": PASSWORD})
    app = Authenticator(answer.json()["secret"], answer.json()["id"])
    path = f"/users/me/factors/{app.factor_id}/confirm"
    answers = await lines.request("POST", path, json={"code": app.fresh()}, headers=ada.bearer)
    confirmed = [each.json()["recovery_codes"] for each in answers if each.status_code == 200]
    rows = await execute(cluster.settings, "SELECT FROM recovery_codes WHERE user_id = $1", ada.id)
    assert [len(codes) for codes in confirmed] == [10]
    assert len(rows) == 10


async def test_guesses_do_not_outrun_the_lock(cluster: Server, lines: Lines, ada: Person, app: Authenticator):
    tokens = await login_tokens(cluster, ada)
    seen = outcomes(await all_at_once(lines, tokens, [app.wrong()] * MANY, ["192.0.2.7"] * MANY))
    assert seen == {"factor_code_invalid": 5, "too_many_attempts": MANY - 5}
    client = cluster.client("192.0.2.7")
    late = await complete(client, tokens[0], app.fresh())
    assert late.status_code == 429
