"""What was begun with an old right does not outlive the moment that took the right away."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.support.database import execute, held
from tests.support.server import Lines, Server
from tests.support.service import PASSWORD, Person
from tests.support.waiting import until_locked_out

NEW_PASSWORD = "Another-Gate-8"


@pytest.fixture
def workers(lines: Lines) -> tuple[httpx.AsyncClient, list[httpx.AsyncClient]]:
    """A connection to the one worker, and those to the other, which is kept busy."""
    (idle, *_), busy = lines.by_worker.values()
    return idle, busy


Workers = tuple[httpx.AsyncClient, list[httpx.AsyncClient]]


async def logins_during(workers: Workers, user: dict[str, Any], act: Any) -> list[dict[str, str]]:
    """The sessions that logins with the old password open while something happens at the other worker."""
    _, busy = workers
    body = {"email": user["email"], "password": PASSWORD}
    logins = [asyncio.create_task(line.post("/auth/login", json=body)) for line in busy]
    answer = await act
    assert answer.is_success, answer.text
    answers = [await login for login in logins]
    return [
        {"Authorization": f"Bearer {answer.json()['access_token']}"}
        for answer in answers
        if answer.status_code == 200
    ]


async def ended(client: httpx.AsyncClient, credentials: list[dict[str, str]]) -> bool:
    answers = [await client.get("/auth/me", headers=credential) for credential in credentials]
    return all(answer.status_code == 401 for answer in answers)


def change_password(client: httpx.AsyncClient, person: Person):
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    return client.post("/users/me/change-password", json=body, headers=person.bearer)


async def test_no_login_with_the_old_password_outlives_a_change(cluster: Server, workers: Workers):
    person = await cluster.person()

    credentials = await logins_during(workers, person.user, change_password(workers[0], person))

    assert await ended(workers[0], credentials)


async def test_no_login_with_the_old_password_outlives_a_reset(cluster: Server, workers: Workers):
    user = await cluster.register()
    await cluster.client().post("/auth/password/reset", json={"email": user["email"]})
    body = {"token": await cluster.mailed_token(user["email"]), "new_password": NEW_PASSWORD}

    credentials = await logins_during(
        workers, user, workers[0].post("/auth/password/reset/confirm", json=body)
    )

    assert await ended(workers[0], credentials)


async def test_no_login_from_before_a_deactivation_works_after_an_activation(
    cluster: Server, workers: Workers
):
    user, admin = await cluster.register(), await cluster.admin()

    act = workers[0].post(f"/users/{user['id']}/deactivate", headers=admin.bearer)
    credentials = await logins_during(workers, user, act)

    assert (await admin.client.post(f"/users/{user['id']}/activate")).status_code == 200
    assert await ended(workers[0], credentials)


async def test_a_stolen_session_leaves_no_api_key_behind(cluster: Server, workers: Workers):
    idle, busy = workers
    owner = await cluster.person()
    thief = await cluster.login(owner.user)
    body = {"name": "backdoor", "scopes": ["users:read"]}

    creates = asyncio.gather(
        *(line.post("/users/me/api-keys", json=body, headers=thief.bearer) for line in busy * 5)
    )
    assert (await change_password(idle, owner)).status_code == 204

    made = [answer.json()["key"] for answer in await creates if answer.status_code == 201]
    assert await ended(idle, [{"X-API-Key": key} for key in made])


async def test_of_two_passwords_set_at_once_with_the_old_one_only_one_is_taken(cluster: Server, lines: Lines):
    person = await cluster.person()
    bodies = [{"current_password": PASSWORD, "new_password": f"Another-Gate-{i}"} for i in range(4)]

    answers = await asyncio.gather(
        *(
            line.post("/users/me/change-password", json=body, headers=person.bearer)
            for line, body in zip(lines.all[::5], bodies, strict=True)
        )
    )

    assert [answer.status_code for answer in answers if answer.is_success] == [204]
    winner = [answer.status_code for answer in answers].index(204)
    await cluster.login(person.user, bodies[winner]["new_password"])


async def test_a_session_that_several_requests_end_has_ended_once(cluster: Server, lines: Lines):
    person, several = await cluster.person(), lines.all[:3]
    async with held(cluster.settings, "LOCK TABLE sessions IN SHARE MODE") as let_go:
        ending = [asyncio.create_task(line.post("/auth/logout", headers=person.bearer)) for line in several]
        await until_locked_out(cluster.settings, "sessions", len(several))
        await let_go()
        assert {(await answer).status_code for answer in ending} == {204}
    found = "SELECT FROM audit_log WHERE action = 'auth.logout' AND target_id = $1"
    assert len(await execute(cluster.settings, found, person.user["uuid"])) == 1
