"""A flood of logins: it is turned away, and leaves nothing behind that keeps the owner out."""

import asyncio
from collections import Counter

from gatehouse.persistence import users
from gatehouse.persistence.database import Transaction
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


async def test_one_signed_in_user_does_not_keep_others_from_signing_in(start_service):
    service = await start_service(password_hash_queue=16, login_max_failures=100)
    rude, others = await service.person(), [await service.register() for _ in range(4)]
    guess = {"current_password": "Wrong-Gate-1", "new_password": "Other-Gate-22"}
    flood = [
        asyncio.create_task(rude.client.post("/users/me/change-password", json=guess)) for _ in range(70)
    ]
    for answer in asyncio.as_completed(flood):
        if (await answer).status_code == 503:
            break  # there is no place left
    bodies = [{"email": user["email"], "password": PASSWORD} for user in others]
    answers = await asyncio.gather(*(service.client().post("/auth/login", json=body) for body in bodies))
    assert [answer.status_code for answer in answers] == [200] * 4
    statuses = Counter(answer.status_code for answer in await asyncio.gather(*flood))
    assert statuses.keys() == {403, 503}


async def test_five_hundred_changes_of_one_row_are_all_answered(service):
    person = await service.person()
    bodies = [{"metadata": {f"field{number % 40}": number}} for number in range(500)]
    answers = await asyncio.gather(*(person.client.patch("/users/me", json=body) for body in bodies))
    assert {answer.status_code for answer in answers} <= {200, 503}
    assert all(answer.headers["retry-after"] for answer in answers if answer.status_code == 503)
    changed = sum(answer.status_code == 200 for answer in answers)
    assert changed > 0
    noted = await execute(service.settings, "SELECT count(*) FROM audit_log WHERE action = 'me.update'")
    assert noted[0][0] == changed


async def test_who_comes_too_late_every_time_locks_the_row(start_service, monkeypatch):
    """Others change it between each reading and the writing."""
    service = await start_service(database_timeout_seconds=2)
    person, change = await service.person(), users.change_as_seen

    async def too_late(db, *arguments):
        return await change(db, *arguments) if isinstance(db, Transaction) else None

    monkeypatch.setattr(users, "change_as_seen", too_late)
    answer = await person.client.patch("/users/me", json={"bio": "New."})
    assert answer.status_code == 200
    assert answer.json()["bio"] == "New."


async def test_five_hundred_logins_of_one_account_are_all_answered(start_service):
    service = await start_service(rate_limit_enabled=False, database_timeout_seconds=60)
    user = await service.register()
    body = {"email": user["email"], "password": PASSWORD}
    answers = await asyncio.gather(*(service.client().post("/auth/login", json=body) for _ in range(500)))
    assert {answer.status_code for answer in answers} == {200, 503}
    assert {problem(answer) for answer in answers if answer.is_error} == {(503, "overloaded")}
    assert (await service.client().post("/auth/login", json=body)).status_code == 200
