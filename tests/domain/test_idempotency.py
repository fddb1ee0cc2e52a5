import asyncio
from itertools import islice

import pytest

from tests.support.answers import problem
from tests.support.clock import pass_time
from tests.support.database import execute, held
from tests.support.mails import subjects
from tests.support.service import PASSWORD
from tests.support.waiting import until_locked_out

ADA = {"email": "ada@example.com", "username": "ada", "password": PASSWORD}
GRACE = {"email": "grace@example.com", "username": "grace", "password": PASSWORD}


def register(client, body, key="key-1"):
    return client.post("/auth/register", json=body, headers={"Idempotency-Key": key})


def create_key(person, name="reader", key="key-1"):
    body = {"name": name, "scopes": []}
    return person.client.post("/users/me/api-keys", json=body, headers={"Idempotency-Key": key})


async def emails(service):
    return [row["email"] for row in await execute(service.settings, "SELECT email FROM users ORDER BY id")]


def nobody_can_be_stored(settings):
    """Registrations wait at the end of their work."""
    return held(settings, "LOCK TABLE users IN SHARE MODE")


class TestReplay:
    async def test_the_same_request_gets_the_first_answer(self, service):
        client = service.client()
        first, second = [await register(client, ADA) for _ in range(2)]
        assert first.status_code == second.status_code == 201
        assert first.content == second.content
        assert first.headers["etag"] == second.headers["etag"]
        assert first.headers["location"] == second.headers["location"]
        assert "idempotency-replayed" not in first.headers
        assert second.headers["idempotency-replayed"] == "true"
        assert await emails(service) == [ADA["email"]]

    async def test_the_order_of_fields_does_not_matter(self, service):
        await register(service.client(), ADA)
        again = await register(service.client(), dict(reversed(ADA.items())))
        assert again.headers["idempotency-replayed"] == "true"

    async def test_an_api_key_is_shown_to_who_lost_the_first_answer(self, service):
        person = await service.person()
        first, second = [await create_key(person) for _ in range(2)]
        assert first.json()["key"] == second.json()["key"]
        assert len((await person.client.get("/users/me/api-keys")).json()["items"]) == 1

    async def test_a_refresh_long_after_the_grace(self, service, monkeypatch):
        person = await service.person()
        body, headers = {"refresh_token": person.tokens["refresh_token"]}, {"Idempotency-Key": "r"}
        first = await service.client().post("/auth/refresh", json=body, headers=headers)
        pass_time(monkeypatch, minutes=5)
        second = await service.client().post("/auth/refresh", json=body, headers=headers)
        assert first.json() == second.json()
        assert second.headers["idempotency-replayed"] == "true"

    async def test_what_is_kept_cannot_be_read(self, service):
        person = await service.person()
        secret = (await create_key(person)).json()["key"]
        (row,) = await execute(service.settings, "SELECT answer FROM idempotency_keys")
        assert secret.encode() not in row["answer"]

    async def test_for_a_day(self, service, monkeypatch):
        await register(service.client(), ADA)
        pass_time(monkeypatch, hours=23, minutes=59)
        replayed = await register(service.client(), ADA)
        pass_time(monkeypatch, minutes=1)
        anew = await register(service.client(), GRACE)
        assert replayed.headers["idempotency-replayed"] == "true"
        assert anew.json()["email"] == GRACE["email"]

    async def test_without_a_key_nothing_is_remembered(self, service):
        person = await service.person()
        body = {"name": "reader", "scopes": []}
        for _ in range(2):
            await person.client.post("/users/me/api-keys", json=body)
        assert len((await person.client.get("/users/me/api-keys")).json()["items"]) == 2


class TestKeysAreKeptApart:
    async def test_by_caller(self, service):
        people = [await service.person(), await service.person()]
        first, second = [await create_key(person) for person in people]
        assert first.json()["key"] != second.json()["key"]

    async def test_by_operation(self, service):
        person = await service.person()
        await create_key(person)
        body = {"refresh_token": person.tokens["refresh_token"]}
        response = await person.client.post("/auth/refresh", json=body, headers={"Idempotency-Key": "key-1"})
        assert response.status_code == 200
        assert "idempotency-replayed" not in response.headers

    async def test_by_letter_case(self, service):
        person = await service.person()
        await create_key(person, key="a")
        assert "idempotency-replayed" not in (await create_key(person, key="A")).headers

    @pytest.mark.parametrize("key", ["", "k" * 256, "a b", "é"])
    async def test_a_key_has_bounds(self, service, key):
        headers = [(b"Idempotency-Key", key.encode())]
        response = await service.client().post("/auth/register", json=ADA, headers=headers)
        assert problem(response) == (422, "validation_failed")


class TestAnotherBody:
    async def test_is_refused(self, service):
        person = await service.person()
        await create_key(person)
        response = await create_key(person, name="another")
        assert problem(response) == (422, "idempotency_key_reused")
        assert len((await person.client.get("/users/me/api-keys")).json()["items"]) == 1

    async def test_without_credentials_is_another_request(self, service):
        await register(service.client(), ADA)
        response = await register(service.client(), GRACE)
        assert response.status_code == 201
        assert "idempotency-replayed" not in response.headers
        assert await emails(service) == [ADA["email"], GRACE["email"]]

    async def test_of_another_refresh_token_too(self, service):
        people = [await service.person(), await service.person()]
        headers = {"Idempotency-Key": "r"}
        for person in people:
            body = {"refresh_token": person.tokens["refresh_token"]}
            response = await service.client().post("/auth/refresh", json=body, headers=headers)
            assert response.status_code == 200
            assert "idempotency-replayed" not in response.headers


class TestStranger:
    """Knows the key of somebody who has no credentials yet."""

    async def test_does_not_learn_that_it_was_used(self, service):
        guess = {**ADA, "password": "Another-Gate-8"}
        await register(service.client(), ADA)
        used = await register(service.client("203.0.113.9"), guess)
        unused = await register(service.client("203.0.113.9"), guess, key="key-2")
        assert problem(used) == problem(unused) == (409, "email_taken")

    async def test_does_not_stand_in_its_way(self, service):
        async with nobody_can_be_stored(service.settings):
            stranger = asyncio.create_task(register(service.client("203.0.113.9"), GRACE))
            await until_locked_out(service.settings, "users")
            owner = asyncio.create_task(register(service.client(), ADA))
            await until_locked_out(service.settings, "users", 2)
        assert [(await each).status_code for each in (stranger, owner)] == [201, 201]

    async def test_the_owner_may_be_elsewhere_by_now(self, service):
        first = await register(service.client(), ADA)
        again = await register(service.client("203.0.113.9"), ADA)
        assert first.content == again.content
        assert again.headers["idempotency-replayed"] == "true"


class TestInProgress:
    async def test_the_second_waits_a_moment_for_the_first(self, service):
        client = service.client()
        async with nobody_can_be_stored(service.settings):
            first = asyncio.create_task(register(client, ADA))
            await until_locked_out(service.settings, "users")
            second = await register(client, ADA)
        assert problem(second) == (409, "idempotency_in_progress")
        assert second.headers["retry-after"] == "1"
        assert (await first).status_code == 201

    async def test_a_refresh_under_way(self, service):
        person, client = await service.person(), service.client()
        body, headers = {"refresh_token": person.tokens["refresh_token"]}, {"Idempotency-Key": "r"}
        async with held(service.settings, "LOCK TABLE sessions IN SHARE MODE"):
            first = asyncio.create_task(client.post("/auth/refresh", json=body, headers=headers))
            await until_locked_out(service.settings, "sessions")
            second = await client.post("/auth/refresh", json=body, headers=headers)
        assert problem(second) == (409, "idempotency_in_progress")
        assert (await first).status_code == 200

    async def test_who_waits_gets_the_first_answer(self, service):
        client = service.client()
        async with nobody_can_be_stored(service.settings):
            first = asyncio.create_task(register(client, ADA))
            await until_locked_out(service.settings, "users")
            second = asyncio.create_task(register(client, ADA))
            await asyncio.sleep(0.2)
        assert (await first).content == (await second).content
        assert (await second).headers["idempotency-replayed"] == "true"

    async def test_who_waits_keeps_nobody_from_the_database(self, start_service):
        service = await start_service(database_pool_size=2)
        client, reader = service.client(), await service.person()
        async with nobody_can_be_stored(service.settings):
            requests = [asyncio.create_task(register(client, ADA)) for _ in range(6)]
            await until_locked_out(service.settings, "users")
            assert (await reader.client.get("/users/me/api-keys")).status_code == 200
            for turned_away in islice(asyncio.as_completed(requests), 5):  # whichever came first waits
                assert problem(await turned_away) == (409, "idempotency_in_progress")
        statuses = [each.status_code for each in await asyncio.gather(*requests)]
        assert sorted(statuses) == [201, *[409] * 5]

    async def test_many_at_once_make_one_account(self, service):
        client = service.client()
        responses = await asyncio.gather(*(register(client, ADA) for _ in range(8)))
        made = [response for response in responses if response.status_code == 201]
        first = [response for response in made if "idempotency-replayed" not in response.headers]
        assert {response.status_code for response in responses} <= {201, 409}
        assert len(first) == 1
        assert await emails(service) == [ADA["email"]]


class TestSeveralTransactions:
    async def test_what_one_of_them_undid_stays_undone(self, start_service):
        """The address is taken, and whoever holds it is mailed, once."""
        service = await start_service(require_email_verification=True)
        await register(service.client(), {**GRACE, "email": ADA["email"]}, key="holder")
        answers = [await register(service.client(), ADA) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [202, 202]
        assert "idempotency-replayed" in answers[1].headers
        assert [email for email in await emails(service) if not email.endswith("@invalid")] == [ADA["email"]]
        assert await subjects(service, ADA["email"]) == ["Confirm your email address"] * 2

    async def test_a_stolen_session_ends_though_there_is_no_answer_to_keep(self, service):
        person = await service.person()
        stolen = {"refresh_token": person.tokens["refresh_token"]}
        successor = (await service.client().post("/auth/refresh", json=stolen)).json()
        newest = await service.client().post(
            "/auth/refresh", json={"refresh_token": successor["refresh_token"]}
        )
        headers = {"Idempotency-Key": "r"}
        answers = [
            await service.client().post("/auth/refresh", json=stolen, headers=headers) for _ in range(2)
        ]
        bearer = {"Authorization": f"Bearer {newest.json()['access_token']}"}
        assert [problem(answer)[1] for answer in answers] == [
            "refresh_token_reused",
            "refresh_token_invalid",
        ]
        assert (await service.client(**bearer).get("/auth/me")).status_code == 401
        assert await execute(service.settings, "SELECT FROM idempotency_keys") == []


class TestFailedRequest:
    async def test_may_be_tried_again_with_the_same_body(self, service):
        grace = await service.register(**GRACE)
        body = {**ADA, "username": grace["username"]}
        taken = await register(service.client(), body)
        admin = await service.admin()
        await admin.client.patch(f"/users/{grace['id']}", json={"username": "hopper"})
        again = await register(service.client(), body)
        assert problem(taken) == (409, "username_taken")
        assert again.status_code == 201
        assert "idempotency-replayed" not in again.headers

    async def test_may_be_tried_again_with_a_better_body(self, service):
        weak = await register(service.client(), {**ADA, "password": "password1"})
        again = await register(service.client(), ADA)
        assert problem(weak) == (422, "weak_password")
        assert again.status_code == 201


class TestOlderVersion:
    """It stores a key before it begins, and the answer afterwards, beside this version during an upgrade."""

    async def test_a_request_that_it_abandoned_is_taken_over_after_a_minute(self, service, monkeypatch):
        person = await service.person()
        await create_key(person)
        await execute(service.settings, "UPDATE idempotency_keys SET answer = NULL")
        early = await create_key(person)
        pass_time(monkeypatch, seconds=61)
        late = await create_key(person, name="another body")
        assert problem(early) == (409, "idempotency_in_progress")
        assert late.status_code == 201
        assert "idempotency-replayed" not in late.headers

    async def test_of_two_at_once_the_one_that_has_stored_the_key_goes_on(self, service):
        await register(service.client(), ADA)
        await execute(service.settings, "CREATE TABLE theirs AS TABLE idempotency_keys")
        await execute(service.settings, "TRUNCATE users, idempotency_keys CASCADE")
        async with nobody_can_be_stored(service.settings):
            ours = asyncio.create_task(register(service.client(), ADA))
            await until_locked_out(service.settings, "users")
            await execute(service.settings, "INSERT INTO idempotency_keys SELECT * FROM theirs")
            await execute(service.settings, "UPDATE idempotency_keys SET answer = NULL")
        await execute(service.settings, "DROP TABLE theirs")
        assert problem(await ours) == (409, "idempotency_in_progress")
        assert await emails(service) == []
