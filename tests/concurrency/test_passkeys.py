"""A challenge, a login token and a signature each work once, on whichever worker."""

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest

from tests.support.authenticator import begin
from tests.support.database import execute
from tests.support.passkeys import SecurityKey, ask_to_create, ask_to_get, ask_to_sign_in, hold
from tests.support.server import Lines, Server
from tests.support.service import PASSWORD, Person

MANY = 50


@pytest.fixture
async def ada(cluster: Server) -> Person:
    return await cluster.person()


@pytest.fixture
async def key(cluster: Server, ada: Person) -> SecurityKey:
    return await hold(ada.client, PASSWORD, SecurityKey(origin=cluster.url))


async def all_at_once(
    lines: Lines, path: str, bodies: list[Any], headers: list[dict[str, str]]
) -> list[httpx.Response]:
    """So many requests, over all connections to both workers."""
    clients = [lines.all[each % len(lines.all)] for each in range(MANY)]
    made = zip(clients, bodies, headers, strict=True)
    return await asyncio.gather(*(client.post(path, json=body, headers=own) for client, body, own in made))


def outcomes(answers: list[httpx.Response]) -> Counter[Any]:
    return Counter(answer.json().get("code", answer.status_code) for answer in answers)


def from_everywhere() -> list[dict[str, str]]:
    return [{"X-Forwarded-For": f"192.0.2.{each}"} for each in range(MANY)]


async def sessions_of(cluster: Server, ada: Person) -> int:
    sql = "SELECT FROM sessions WHERE user_id = $1 AND factor_at = created_at"
    return len(await execute(cluster.settings, sql, ada.id))


async def test_one_challenge_with_one_signature(
    cluster: Server, lines: Lines, ada: Person, key: SecurityKey
) -> None:
    client = cluster.client()
    token = await begin(client, ada, PASSWORD)
    body = {"login_token": token, "credential": key.get(await ask_to_get(client, token))}
    seen = outcomes(await all_at_once(lines, "/auth/login/passkey", [body] * MANY, from_everywhere()))
    assert seen.pop(200) == 1
    assert set(seen) <= {"passkey_invalid", "login_token_invalid", "too_many_attempts"}
    assert await sessions_of(cluster, ada) == 1


async def test_one_challenge_with_many_signatures(
    cluster: Server, lines: Lines, ada: Person, key: SecurityKey
) -> None:
    client = cluster.client()
    token = await begin(client, ada, PASSWORD)
    options = await ask_to_get(client, token)
    bodies = [{"login_token": token, "credential": key.get(options)} for _ in range(MANY)]
    seen = outcomes(await all_at_once(lines, "/auth/login/passkey", bodies, from_everywhere()))
    assert seen.pop(200) == 1
    assert set(seen) <= {"passkey_invalid", "login_token_invalid", "too_many_attempts"}
    assert await sessions_of(cluster, ada) == 1


async def test_one_count_for_many_challenges(
    cluster: Server, lines: Lines, ada: Person, key: SecurityKey
) -> None:
    """As if the key had been copied: every challenge is signed with the same count."""
    bodies, count = [], key.sign_count
    for _ in range(MANY):
        client = cluster.client()
        token = await begin(client, ada, PASSWORD)
        key.sign_count = count
        bodies.append({"login_token": token, "credential": key.get(await ask_to_get(client, token))})
    seen = outcomes(await all_at_once(lines, "/auth/login/passkey", bodies, from_everywhere()))
    assert seen.pop(200) == 1
    assert set(seen) <= {"passkey_invalid", "too_many_attempts"}
    assert await sessions_of(cluster, ada) == 1


async def test_one_challenge_with_one_signature_alone(
    cluster: Server, lines: Lines, ada: Person, key: SecurityKey
) -> None:
    body = {"credential": key.get(await ask_to_sign_in(cluster.client()))}
    seen = outcomes(await all_at_once(lines, "/auth/passkey", [body] * MANY, from_everywhere()))
    assert seen == {200: 1, "passkey_invalid": MANY - 1}
    assert await sessions_of(cluster, ada) == 1


async def test_one_challenge_for_many_new_passkeys(cluster: Server, lines: Lines, ada: Person) -> None:
    options = await ask_to_create(ada.client, PASSWORD)
    keys = [SecurityKey(origin=cluster.url) for _ in range(MANY)]
    bodies = [{"credential": key.create(options)} for key in keys]
    answers = await all_at_once(lines, "/users/me/factors/passkey", bodies, [ada.bearer] * MANY)
    rows = await execute(cluster.settings, "SELECT FROM factors WHERE user_id = $1", ada.id)
    seen = outcomes([answer for answer in answers if answer.status_code != 201])
    assert seen == {"passkey_invalid": MANY - 1}
    assert len(rows) == 1
