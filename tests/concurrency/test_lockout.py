"""Guesses are counted before they are checked, whoever makes them, by whatever route, on whichever worker."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from tests.support.server import Lines, Server
from tests.support.service import PASSWORD, Person

ATTACKER = "203.0.113.66"
HOME = "198.51.100.20"
WRONG = "Wrong-Gate-1"


@pytest.fixture
async def victim(cluster: Server) -> Person:
    """Somebody who has logged in from home."""
    user = await cluster.register()
    tokens = (await log_in(cluster.client(HOME), user, PASSWORD)).json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    return Person(cluster.client(ATTACKER, **bearer), user, PASSWORD, tokens)


async def log_in(client: httpx.AsyncClient, user: dict[str, Any], password: str) -> httpx.Response:
    """A login from the address of the client, or from the attacker's if it shares its connection."""
    body = {"email": user["email"], "password": password}
    return await client.post("/auth/login", json=body)


async def attack(lines: Lines, user: dict[str, Any], password: str, times: int) -> list[int]:
    """As many logins at once from one address, over all connections."""
    body = {"email": user["email"], "password": password}
    clients = [lines.all[i % len(lines.all)] for i in range(times)]
    answers = await asyncio.gather(
        *(client.post("/auth/login", json=body, headers={"X-Forwarded-For": ATTACKER}) for client in clients)
    )
    return [answer.status_code for answer in answers]


async def test_after_a_burst_the_right_password_opens_only_elsewhere(
    cluster: Server, lines: Lines, victim: Person
):
    assert sorted(await attack(lines, victim.user, WRONG, 30)) == [401] * 5 + [429] * 25

    assert await attack(lines, victim.user, PASSWORD, 20) == [429] * 20
    assert (await log_in(cluster.client(HOME), victim.user, PASSWORD)).status_code == 200


async def test_no_more_than_the_maximum_are_checked(cluster: Server, lines: Lines, victim: Person):
    assert await attack(lines, victim.user, WRONG, 4) == [401] * 4
    assert await attack(lines, victim.user, PASSWORD, 1) == [200]

    assert await attack(lines, victim.user, WRONG, 5) == [401] * 5
    assert await attack(lines, victim.user, PASSWORD, 30) == [429] * 30


async def test_success_with_another_account_resets_nothing(cluster: Server, lines: Lines, victim: Person):
    accomplice = await cluster.register()
    for times in (2, 2, 1):
        await attack(lines, victim.user, WRONG, times)
        assert await attack(lines, accomplice, PASSWORD, 1) == [200]

    assert await attack(lines, victim.user, PASSWORD, 1) == [429]


async def by_email(victim: Person) -> httpx.Response:
    return await log_in(victim.client, victim.user, WRONG)


async def by_email_in_capitals(victim: Person) -> httpx.Response:
    body = {"email": victim.user["email"].upper(), "password": WRONG}
    return await victim.client.post("/auth/login", json=body)


async def by_username(victim: Person) -> httpx.Response:
    body = {"username": victim.user["username"], "password": WRONG}
    return await victim.client.post("/auth/login", json=body)


async def by_username_in_capitals(victim: Person) -> httpx.Response:
    body = {"username": victim.user["username"].upper(), "password": WRONG}
    return await victim.client.post("/auth/login", json=body)


async def by_token_endpoint(victim: Person) -> httpx.Response:
    form = {"grant_type": "password", "username": victim.user["username"], "password": WRONG}
    return await victim.client.post("/auth/token", data=form)


async def by_change_password(victim: Person) -> httpx.Response:
    body = {"current_password": WRONG, "new_password": "Another-Gate-8"}
    return await victim.client.post("/users/me/change-password", json=body)


async def by_change_email(victim: Person) -> httpx.Response:
    body = {"new_email": "attacker@example.com", "password": WRONG}
    return await victim.client.post("/users/me/change-email", json=body)


Guess = Callable[[Person], Awaitable[httpx.Response]]
ROUTES: list[Guess] = [
    by_email,
    by_email_in_capitals,
    by_username,
    by_username_in_capitals,
    by_token_endpoint,
    by_change_password,
    by_change_email,
]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
async def test_every_route_counts_in_the_same_counter(
    cluster: Server, lines: Lines, victim: Person, route: Guess
):
    for _ in range(4):
        assert (await route(victim)).status_code in {400, 401, 403}
    assert await attack(lines, victim.user, WRONG, 1) == [401]

    told = 429 if route in (by_email, by_email_in_capitals) else 401  # of the name that was typed
    assert await attack(lines, victim.user, PASSWORD, 1) == [told]
    assert (await log_in(cluster.client(HOME), victim.user, PASSWORD)).status_code == 200


async def test_the_right_password_is_refused_on_every_route_while_locked(
    cluster: Server, lines: Lines, victim: Person
):
    await attack(lines, victim.user, WRONG, 5)

    form = {"grant_type": "password", "username": victim.user["email"], "password": PASSWORD}
    assert (await victim.client.post("/auth/token", data=form)).status_code == 429
    form["username"] = victim.user["username"]
    assert (await victim.client.post("/auth/token", data=form)).status_code == 400
    body = {"current_password": PASSWORD, "new_password": "Another-Gate-8"}
    assert (await victim.client.post("/users/me/change-password", json=body)).status_code == 429
