"""Whoever does not know the password learns nothing about an account, not even whether there is one."""

import pytest

from tests.support.answers import told
from tests.support.clock import stop_time
from tests.support.database import execute
from tests.support.mails import subjects
from tests.support.service import PASSWORD

NOBODY = "nobody@example.com"
RESET, VERIFY = "/auth/password/reset", "/auth/email/verify/request"


async def nobody(service):
    return "somebody-else@example.com"


async def active(service):
    return (await service.register())["email"]


async def verified(service):
    email = await active(service)
    await execute(service.settings, "UPDATE users SET is_verified = true")
    return email


async def inactive(service):
    person = await service.person()
    await person.client.delete("/users/me")
    return person.user["email"]


async def suspended(service):
    email = await active(service)
    await execute(service.settings, "UPDATE users SET status = 'suspended'")
    return email


async def locked(service):
    email = await active(service)
    for _ in range(5):
        await service.client().post("/auth/login", json={"email": email, "password": "Wrong-1234"})
    return email


async def without_password(service):
    email = await active(service)
    await execute(service.settings, "UPDATE users SET password_hash = NULL")
    return email


async def deleted(service):
    user, admin = await service.register(), await service.admin()
    await admin.client.delete(f"/users/{user['id']}")
    return user["email"]


ACCOUNTS = [nobody, active, verified, inactive, suspended, locked, without_password, deleted]


@pytest.mark.parametrize("account", ACCOUNTS)
class TestEnumeration:
    async def test_login_with_a_wrong_password(self, service, account):
        email = await account(service)
        client = service.client("203.0.113.1")
        answers = [
            await client.post("/auth/login", json={"email": name, "password": "Wrong-1234"})
            for name in (email, NOBODY)
        ]
        assert answers[0].status_code == 401
        assert told(answers[0]) == told(answers[1])

    async def test_token_with_a_wrong_password(self, service, account):
        email = await account(service)
        client = service.client("203.0.113.1")
        form = {"grant_type": "password", "password": "Wrong-1234"}
        answers = [
            await client.post("/auth/token", data={**form, "username": name}) for name in (email, NOBODY)
        ]
        assert answers[0].status_code == 400
        assert told(answers[0]) == told(answers[1])

    @pytest.mark.parametrize("path", [RESET, VERIFY])
    async def test_asking_for_a_mail(self, service, account, path, monkeypatch):
        email = await account(service)
        stop_time(monkeypatch)
        answers = [await service.client().post(path, json={"email": name}) for name in (email, NOBODY)]
        assert answers[0].status_code == 202
        assert told(answers[0]) == told(answers[1])

    async def test_registering_where_addresses_are_proven(self, service, start_service, account):
        email = await account(service)
        verifying = await start_service(require_email_verification=True)
        body = {"password": PASSWORD, "email": email, "username": "newcomer-1"}
        taken = await verifying.client().post("/auth/register", json=body)
        free = await verifying.client().post(
            "/auth/register", json={**body, "email": NOBODY, "username": "newcomer-2"}
        )
        assert taken.status_code == 202
        assert told(taken) == told(free)


class TestLockedAccounts:
    async def test_a_locked_account_looks_like_none_to_its_owner_too(self, service):
        """The right password is the one answer a guesser waits for."""
        email = await locked(service)
        for _ in range(5):
            await service.client().post("/auth/login", json={"email": NOBODY, "password": "Wrong-1234"})
        answers = [
            await service.client().post("/auth/login", json={"email": name, "password": PASSWORD})
            for name in (email, NOBODY)
        ]
        assert answers[0].status_code == 429
        assert told(answers[0]) == told(answers[1])


@pytest.mark.parametrize("account", [nobody, inactive, suspended, deleted])
async def test_no_mail_goes_to_those_it_would_not_help(service, account):
    email = await account(service)
    await service.client().post(RESET, json={"email": email})
    assert await subjects(service, email) == []


@pytest.mark.parametrize("account", [nobody, verified, deleted])
async def test_no_mail_asks_to_prove_what_is_proven(service, account):
    email = await account(service)
    await service.client().post(VERIFY, json={"email": email})
    assert await subjects(service, email) == []
