import asyncio
import os
import sys
import threading

import argon2
import bcrypt
import pytest

from gatehouse.contract.problems import Problem
from gatehouse.security.passwords import PasswordHasher
from tests.support.answers import problem
from tests.support.database import execute
from tests.support.service import PASSWORD

A_WHILE = 0.25  # seconds after which a hash may be hurried again
LIKE_WEAK = "Football-11"  # keeps every rule that is looked at before it is scored
ADA = {"email": "countess@lace.example", "username": "ada_l", "full_name": "Ada Lovelace"}


def register(service, password, **fields):
    return service.client().post("/auth/register", json={**ADA, "password": password, **fields})


def log_in(service, password, name=ADA["email"]):
    return service.client().post("/auth/login", json={"email": name, "password": password})


async def stored(service):
    (row,) = await execute(service.settings, "SELECT password_hash FROM users")
    return row["password_hash"]


class TestOddPasswords:
    """None of them may be more than a wrong password."""

    @pytest.mark.parametrize(
        ("password", "outcome"),
        [
            ("x" * 72, (401, "invalid_credentials")),
            ("x" * 73, (401, "invalid_credentials")),
            ("é" * 1024, (401, "invalid_credentials")),
            ("x" * 1025, (422, "validation_failed")),
            ("x" * 4096, (422, "validation_failed")),
            ("\x01\x1f\x7f", (401, "invalid_credentials")),
            (PASSWORD + "\0", (422, "validation_failed")),
            ("", (422, "validation_failed")),
        ],
    )
    @pytest.mark.parametrize("scheme", ["argon2", "bcrypt", "nonsense", "none"])
    async def test_at_login(self, service, scheme, password, outcome):
        await register(service, PASSWORD)
        hashes = {
            "bcrypt": bcrypt.hashpw(b"something else", bcrypt.gensalt(4)).decode(),
            "nonsense": "$unknown$1$x",
            "none": None,
        }
        if scheme in hashes:
            await execute(service.settings, "UPDATE users SET password_hash = $1", hashes[scheme])
        assert problem(await log_in(service, password)) == outcome

    @pytest.mark.parametrize("body", [b'"\\ud800"', b'"\\udfff\\ud800"', b'"\xed\xa0\x80"', b'"\xff"'])
    async def test_half_a_character(self, service, body):
        content = b'{"email": "a@example.com", "password": ' + body + b"}"
        headers = {"Content-Type": "application/json"}
        response = await service.client().post("/auth/login", content=content, headers=headers)
        assert problem(response) == (400, "malformed_json")

    @pytest.mark.parametrize("password", ["%00", "%ED%A0%80", "%FF"])
    async def test_in_a_form(self, service, password):
        content = f"grant_type=password&username=ada&password={password}"
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        response = await service.client().post("/auth/token", content=content, headers=headers)
        assert problem(response) == (400, "bad_request")

    async def test_every_byte_of_a_long_one_counts(self, service):
        await register(service, "Long-1" * 20)
        cut, changed, right = [
            await log_in(service, password)
            for password in (("Long-1" * 20)[:72], "Long-1" * 19 + "Long-2", "Long-1" * 20)
        ]
        assert [answer.status_code for answer in (cut, changed, right)] == [401, 401, 200]


@pytest.mark.usefixtures("real_hashes")
class TestHashes:
    async def test_are_argon2id_of_the_recommended_cost(self, service):
        await register(service, PASSWORD)
        assert (await stored(service)).startswith("$argon2id$v=19$m=19456,t=2,p=1$")

    @pytest.mark.parametrize("prefix", [b"2b", b"2a"])
    async def test_bcrypt_is_verified_and_replaced(self, service, prefix):
        await register(service, PASSWORD)
        old = bcrypt.hashpw(b"Brought-Along-1", bcrypt.gensalt(4, prefix=prefix)).decode()
        await execute(service.settings, "UPDATE users SET password_hash = $1", old)
        wrong = await log_in(service, PASSWORD)
        before = await stored(service)
        first = await log_in(service, "Brought-Along-1")
        after = await stored(service)
        second = await log_in(service, "Brought-Along-1")
        assert [answer.status_code for answer in (wrong, first, second)] == [401, 200, 200]
        assert before == old
        assert after.startswith("$argon2id$")
        assert await stored(service) == after

    async def test_a_cheaper_argon2_is_replaced(self, service):
        await register(service, PASSWORD)
        cheap = argon2.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
        await execute(service.settings, "UPDATE users SET password_hash = $1", cheap)
        assert (await log_in(service, PASSWORD)).status_code == 200
        assert (await stored(service)).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.usefixtures("real_hashes")
class TestOverload:
    async def test_a_full_queue_is_told_at_once_while_reads_go_on(self, start_service):
        service = await start_service(password_hash_queue=1, login_max_failures=100)
        person = await service.person()
        logins = [log_in(service, PASSWORD, person.user["email"]) for _ in range(8)]
        *answers, read = await asyncio.gather(*logins, person.client.get("/auth/me"))
        refused = [answer for answer in answers if answer.status_code == 503]
        assert {answer.status_code for answer in answers} == {200, 503}
        assert {problem(answer) for answer in refused} == {(503, "overloaded")}
        assert {answer.headers["retry-after"] for answer in refused} == {"2"}
        assert read.status_code == 200

    async def test_is_a_problem_to_oauth_clients_too(self, start_service):
        service = await start_service(password_hash_queue=1, login_max_failures=100)
        form = {"grant_type": "password", "username": "nobody", "password": PASSWORD}
        client = service.client()
        answers = await asyncio.gather(*(client.post("/auth/token", data=form) for _ in range(8)))
        refused = [answer for answer in answers if answer.status_code != 400]
        assert {problem(answer) for answer in refused} == {(503, "overloaded")}

    async def test_whoever_was_turned_away_has_not_failed(self, start_service):
        service = await start_service(password_hash_queue=1)
        person = await service.person()
        for _ in range(3):
            await asyncio.gather(*(log_in(service, PASSWORD, person.user["email"]) for _ in range(4)))
        assert (await log_in(service, PASSWORD, person.user["email"])).status_code == 200

    async def test_judging_a_new_password_waits_in_the_same_queue(self, start_service):
        service = await start_service(password_hash_queue=1)
        bodies = [
            {"email": f"a{n}@lace.example", "username": f"ada{n}", "password": LIKE_WEAK} for n in range(6)
        ]
        answers = await asyncio.gather(*(service.client().post("/auth/register", json=b) for b in bodies))
        assert {problem(answer) for answer in answers} == {(422, "weak_password"), (503, "overloaded")}

    async def test_what_is_refused_at_once_does_not_wait(self, start_service):
        service = await start_service(password_hash_queue=1)
        bodies = [
            {"email": f"a{n}@lace.example", "username": f"ada{n}", "password": "Password1!"} for n in range(6)
        ]
        answers = await asyncio.gather(*(service.client().post("/auth/register", json=b) for b in bodies))
        assert {problem(answer) for answer in answers} == {(422, "weak_password")}

    async def test_the_queue_empties(self):
        hasher = PasswordHasher(queue_limit=2)

        async def hash_in_turn() -> str:
            async with hasher.turn("anyone"):
                return await hasher.hash(PASSWORD)

        running = [asyncio.create_task(hash_in_turn()) for _ in range(2)]
        await asyncio.sleep(0)
        assert hasher.waiting == 2
        with pytest.raises(Problem, match="overloaded"):
            await hash_in_turn()
        hashed, _ = await asyncio.gather(*running)
        assert hasher.waiting == 0
        assert await hasher.verify(PASSWORD, hashed) == (True, None)
        assert await hasher.verify("x", hashed) == (False, None)
        assert await hasher.verify("nobody has this password", None) == (False, None)
        hasher.close()

    @pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads are Linux's")
    async def test_who_comes_now_and_then_is_hurried(self):
        hasher = PasswordHasher(queue_limit=8)
        first, second, *others = await asyncio.gather(*(priority_of_hash(hasher) for _ in range(4)))
        await asyncio.sleep(A_WHILE)
        later = await priority_of_hash(hasher)
        hasher.close()
        assert first == second == later == priority()
        assert all(each > priority() for each in others)

    @pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads are Linux's")
    async def test_nobody_is_hurried_before_those_who_give_way(self):
        hasher, let_go = PasswordHasher(queue_limit=8), threading.Event()

        def wait() -> None:
            let_go.wait()

        flood = [asyncio.create_task(hasher.hash(PASSWORD, wait)) for _ in range(4)]
        await asyncio.sleep(A_WHILE)
        late = asyncio.create_task(priority_of_hash(hasher))
        await asyncio.sleep(0)
        let_go.set()
        await asyncio.gather(*flood)
        assert await late > priority()
        hasher.close()


def priority() -> int:
    """Of this thread: the higher, the more it gives way."""
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


async def priority_of_hash(hasher: PasswordHasher) -> int:
    found: list[int] = []
    await hasher.hash(PASSWORD, lambda: found.append(priority()))
    return found[0]
