"""A flood of logins: it is turned away, and leaves nothing behind that keeps the owner out."""

import asyncio
from collections import Counter

from tests.support.answers import problem
from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.service import PASSWORD


async def test_logins_that_were_turned_away_do_not_count_as_under_way(start_service):
    service = await start_service(password_hash_queue=1, rate_limit_enabled=False)
    user = await service.register()
    body = {"email": user["email"], "password": PASSWORD}
    client = service.client()

    flood = await asyncio.gather(*(client.post("/auth/login", json=body) for _ in range(12)))

    statuses = Counter(answer.status_code for answer in flood)
    assert statuses.keys() == {200, 503}
    assert {problem(answer) for answer in flood if answer.is_error} == {(503, "overloaded")}
    assert all(answer.headers["retry-after"] for answer in flood if answer.is_error)
    assert (await client.post("/auth/login", json=body)).status_code == 200


async def test_reads_are_served_while_logins_are_turned_away(start_service):
    service = await start_service(password_hash_queue=1, rate_limit_enabled=False)
    person = await service.person()
    body = {"email": "nobody@example.com", "password": PASSWORD}

    flood = asyncio.gather(*(service.client().post("/auth/login", json=body) for _ in range(20)))
    reads = await asyncio.gather(*(person.client.get("/auth/me") for _ in range(20)))

    assert {read.status_code for read in reads} == {200}
    assert 503 in {answer.status_code for answer in await flood}


async def test_logins_under_way_in_a_process_that_was_killed_are_forgotten_soon(service, monkeypatch):
    user = await service.register()
    body = {"email": user["email"], "password": "Wrong-Gate-1"}
    await service.client().post("/auth/login", json=body)
    await execute(service.settings, "UPDATE login_attempts SET failed = 0, under_way = 5")
    pass_time(monkeypatch, seconds=31)
    answer = await service.client().post("/auth/login", json={**body, "password": PASSWORD})
    assert answer.status_code == 200
