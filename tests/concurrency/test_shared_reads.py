"""Requests that come at once share queries, and nothing else."""

import asyncio

from tests.support.database import execute
from tests.support.server import Lines, Server


async def test_everybody_sees_themselves(cluster: Server, lines: Lines):
    people = [await cluster.person() for _ in range(5)]
    asked = [
        line.get("/users/me", headers=people[number % 5].bearer) for number, line in enumerate(lines.all * 4)
    ]
    answers = await asyncio.gather(*asked)
    assert [answer.json()["id"] for answer in answers] == [
        people[number % 5].id for number in range(len(answers))
    ]


async def test_one_ended_session_among_many(cluster: Server, lines: Lines):
    people = [await cluster.person() for _ in range(5)]
    (ended, *live) = people
    assert (await lines.all[0].post("/auth/logout", headers=ended.bearer)).is_success
    asked = [line.get("/users/me", headers=person.bearer) for line in lines.all for person in (ended, *live)]
    answers = await asyncio.gather(*asked)
    assert [answer.status_code for answer in answers] == [401, 200, 200, 200, 200] * len(lines.all)


async def test_no_change_of_an_own_account_is_lost(cluster: Server, lines: Lines):
    person = await cluster.person()
    bodies = [{"metadata": {f"key-{number}": number}} for number in range(len(lines.all))]
    answers = await asyncio.gather(
        *(
            line.patch("/users/me", json=body, headers=person.bearer)
            for line, body in zip(lines.all, bodies, strict=True)
        )
    )
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers["ETag"] for answer in answers}) == len(answers)
    kept = (await person.client.get("/users/me")).json()["metadata"]
    assert kept == {name: value for body in bodies for name, value in body["metadata"].items()}
    noted = "SELECT count(*) FROM audit_log WHERE action = 'me.update' AND actor_uuid::text = $1"
    assert (await execute(cluster.settings, noted, person.user["uuid"]))[0][0] == len(answers)


async def test_of_changes_of_the_same_version_one_is_made(cluster: Server, lines: Lines):
    person = await cluster.person()
    headers = {**person.bearer, "If-Match": (await person.client.get("/users/me")).headers["ETag"]}
    answers = await lines.request("PATCH", "/users/me", json={"bio": "Mine."}, headers=headers)
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200, *[412] * (len(answers) - 1)]
