"""Whoever has stolen a session can guess at the password a few times, from however many addresses."""

import asyncio

import pytest

from tests.support.answers import problem
from tests.support.database import execute
from tests.support.service import PASSWORD

WRONG = "Wrong-Gate-1"
BY_PASSWORD = ("/users/me/change-password", {"current_password": WRONG, "new_password": "Another-Gate-8"})
BY_EMAIL = ("/users/me/change-email", {"password": WRONG, "new_email": "thief@example.com"})
DENIED = (403, "current_password_invalid")
WAYS = pytest.mark.parametrize(("path", "body"), [BY_PASSWORD, BY_EMAIL], ids=["password", "email"])


@pytest.fixture
async def owner(service):
    return await service.person()


@pytest.fixture
async def thief(service, owner):
    """What a thief sends from an address of its own each time."""
    stolen = await service.login(owner.user)

    def guess(number, path, body):
        return service.client(f"203.0.113.{number + 1}", **stolen.bearer).post(path, json=body)

    return guess


@WAYS
async def test_five_guesses_end_the_session(service, owner, thief, path, body):
    answers = [await thief(number, path, body) for number in range(7)]
    assert [problem(answer) for answer in answers] == [DENIED] * 5 + [(401, "invalid_token")] * 2
    (entry,) = await execute(
        service.settings, "SELECT target_id FROM audit_log WHERE action = 'session.ended_for_guessing'"
    )
    assert entry["target_id"] == owner.user["uuid"]


@WAYS
async def test_thirty_at_once_are_no_more(service, owner, thief, path, body):
    answers = await asyncio.gather(*(thief(number, path, body) for number in range(30)))
    assert [answer.status_code for answer in answers].count(403) <= 5
    failures = await execute(
        service.settings,
        "SELECT FROM audit_log WHERE action = 'auth.login_failed' AND target_id = $1",
        owner.user["uuid"],
    )
    assert len(failures) == 5


async def test_the_owner_goes_on_as_before(owner, thief):
    for number in range(6):
        await thief(number, *BY_PASSWORD)
    right = {"current_password": PASSWORD, "new_password": "Another-Gate-8"}
    assert (await owner.client.post("/users/me/change-password", json=right)).status_code == 204


async def test_a_right_one_starts_anew(owner):
    path, wrong = BY_EMAIL
    for number in range(2):
        for _ in range(4):
            assert problem(await owner.client.post(path, json=wrong)) == DENIED
        right = {"password": PASSWORD, "new_email": f"new{number}@example.com"}
        assert (await owner.client.post(path, json=right)).status_code == 202
