"""What is deleted, by itself once a day, and what never is."""

import asyncio

import asyncpg
import pytest
from structlog.testing import capture_logs

from gatehouse.core.errors import unavailable
from gatehouse.domain import housekeeping
from gatehouse.domain.services import open_services
from gatehouse.persistence.audit import BY_STRANGERS
from gatehouse.persistence.statements import DELETED_AT_ONCE
from tests.support.authenticator import enrol, protect
from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.passkeys import ask_to_create
from tests.support.service import PASSWORD
from tests.support.waiting import until_found

ENTRY = """
INSERT INTO audit_log (created_at, action, actor_kind, target_type, target_id, details)
VALUES (now() - make_interval(days => $2), $1, 'anonymous', 'user', 'x', '{}')
"""

MANY_ENTRIES = """
INSERT INTO audit_log (created_at, action, actor_kind, target_type, target_id, details)
SELECT now() - interval '1 year', 'auth.login_failed', 'anonymous', 'user', 'x', '{}'
FROM generate_series(1, $1)
"""

GONE = "SELECT WHERE NOT EXISTS (SELECT FROM rate_limits WHERE key = $1)"


async def actions(service):
    rows = await execute(service.settings, "SELECT action FROM audit_log WHERE target_id = 'x'")
    return sorted(row["action"] for row in rows)


async def purge(service):
    async with open_services(service.settings) as services:
        return await housekeeping.purge(services)


class TestFactors:
    async def test_what_was_never_confirmed_goes_after_a_day(self, service, monkeypatch):
        person = await service.person()
        await protect(person.client, PASSWORD)
        await enrol(person.client, PASSWORD)
        assert (await purge(service))["unconfirmed_factors"] == 0
        pass_time(monkeypatch, days=1, minutes=1)
        assert (await purge(service))["unconfirmed_factors"] == 1
        assert len(await execute(service.settings, "SELECT FROM factors")) == 1

    async def test_challenges_of_passkeys_go_when_they_expire(self, service, monkeypatch):
        person = await service.person()
        await ask_to_create(person.client, PASSWORD)
        assert (await purge(service))["passkey_challenges"] == 0
        pass_time(monkeypatch, seconds=301)
        assert (await purge(service))["passkey_challenges"] == 1


class TestWhatStrangersDid:
    async def test_it_is_kept_for_ninety_days_and_all_else_for_ever(self, service):
        for action in (*BY_STRANGERS, "auth.login", "users.create"):
            for days in (89, 91, 4000):
                await execute(service.settings, ENTRY, action, days)
        assert (await purge(service))["acts_of_strangers"] == 2 * len(BY_STRANGERS)
        left = [*BY_STRANGERS, *["auth.login", "users.create"] * 3]
        assert await actions(service) == sorted(left)

    async def test_as_long_as_the_setting_says(self, start_service):
        service = await start_service(audit_anonymous_days=30)
        for days in (29, 31):
            await execute(service.settings, ENTRY, "auth.login_failed", days)
        assert (await purge(service))["acts_of_strangers"] == 1

    async def test_more_than_one_statement_has_time_for(self, service):
        many = DELETED_AT_ONCE + 1
        await execute(service.settings, MANY_ENTRIES, many)
        assert (await purge(service))["acts_of_strangers"] == many
        assert await actions(service) == []

    @pytest.mark.parametrize("action", [*BY_STRANGERS, "auth.login"])
    async def test_nobody_deletes_it_while_it_is_new(self, service, action):
        await execute(service.settings, ENTRY, action, 27 if action in BY_STRANGERS else 4000)
        with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="append-only"):
            await execute(service.settings, "DELETE FROM audit_log")
        assert await actions(service) == [action]

    async def test_what_strangers_do_has_these_names(self, service, start_service):
        verifying = await start_service(require_email_verification=True)
        user, client = await service.register(), verifying.client()
        await client.post("/auth/login", json={"email": user["email"], "password": "Wrong-Gate-1"})
        for path in ("/auth/password/reset", "/auth/email/verify/request"):
            await client.post(path, json={"email": user["email"]})
        body = {"email": user["email"], "username": "again", "password": "Wide-Open-Gate-7"}
        await client.post("/auth/register", json=body)
        form = {"client_id": "app_0000000000000000", "client_secret": "x"}
        await client.post("/auth/token", data={"grant_type": "client_credentials", **form})
        done = "SELECT 1 FROM audit_log WHERE actor_kind = 'anonymous' HAVING count(DISTINCT action) = $1"
        await until_found(service.settings, done, len(BY_STRANGERS))  # the postman comes after the answer
        rows = await execute(
            service.settings, "SELECT DISTINCT action FROM audit_log WHERE actor_kind = 'anonymous'"
        )
        assert {row["action"] for row in rows} == set(BY_STRANGERS)


class TestByItself:
    @pytest.fixture
    async def expired(self, service):
        """Makes something that a purge deletes."""
        sql = "INSERT INTO rate_limits VALUES ($1, now() - interval '1 day')"

        async def make(name):
            await execute(service.settings, sql, name)

        return make

    @pytest.fixture
    async def keep(self, service, monkeypatch):
        """Several processes that look more often than they do."""
        monkeypatch.setattr(housekeeping, "_LOOK_SECONDS", 0.02)
        async with open_services(service.settings) as one, open_services(service.settings) as other:
            tasks = [asyncio.create_task(housekeeping.keep_house(each)) for each in (one, other)]
            yield
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def test_the_service_does_it(self, start_service, expired, monkeypatch):
        monkeypatch.setattr(housekeeping, "_LOOK_SECONDS", 0.02)
        await expired(b"first")
        service = await start_service()
        await until_found(service.settings, GONE, b"first")

    @pytest.mark.usefixtures("keep")
    async def test_one_process_of_all_does_it_once_a_day(self, service, expired, monkeypatch):
        with capture_logs() as logs:
            await expired(b"first")
            await until_found(service.settings, GONE, b"first")
            await expired(b"second")
            await asyncio.sleep(0.2)
            assert await execute(service.settings, GONE, b"second") == []
            pass_time(monkeypatch, days=1)
            await until_found(service.settings, GONE, b"second")
        assert 1 <= sum(line["event"] == "purged" for line in logs) <= 2

    async def test_it_goes_on_after_a_failure(self, service, monkeypatch):
        monkeypatch.setattr(housekeeping, "_LOOK_SECONDS", 0.01)
        tried = asyncio.Event()

        async def fail(_services):
            if failures:
                tried.set()
            failures.append(1)
            raise unavailable()

        failures: list[int] = []
        monkeypatch.setattr(housekeeping, "_is_due", fail)
        async with open_services(service.settings) as services:
            task = asyncio.create_task(housekeeping.keep_house(services))
            async with asyncio.timeout(5):
                await tried.wait()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
