"""Whether there is an account, and in what state, makes no difference to the work that is done.

Time itself is not measured here: a busy machine makes such a test lie in both directions.
"""

from collections import Counter

import pytest

from gatehouse.security.passwords import PasswordHasher
from tests.support.database import execute, held
from tests.support.service import PASSWORD


@pytest.fixture
def work(monkeypatch) -> Counter[str]:
    """How often the real hasher has worked since it was last asked."""
    counted: Counter[str] = Counter()
    for name in ("hash", "verify"):
        monkeypatch.setattr(PasswordHasher, name, _counting(name, getattr(PasswordHasher, name), counted))
    return counted


def _counting(name, method, counted):
    async def call(self, *arguments):
        counted[name] += 1
        return await method(self, *arguments)

    return call


async def nobody(_service) -> str:
    return "nobody@example.com"


async def active(service) -> str:
    return str((await service.register())["email"])


async def suspended(service) -> str:
    return await _with(service, "status = 'suspended'")


async def deleted(service) -> str:
    return await _with(service, "deleted_at = now()")


async def without_password(service) -> str:
    return await _with(service, "password_hash = NULL")


async def locked_elsewhere(service) -> str:
    return await _locked(service, str((await service.register())["email"]), "203.0.113.9")


async def locked_by_its_other_name(service) -> str:
    user = await service.register()
    await _locked(service, str(user["username"]))
    return str(user["email"])


async def locked(service) -> str:
    return await _locked(service, str((await service.register())["email"]))


async def locked_nobody(service) -> str:
    return await _locked(service, "nobody@example.com")


async def _locked(service, name: str, address: str = "198.51.100.7") -> str:
    form = {"username": name, "password": "Wrong-Gate-1"}
    for _ in range(5):
        await service.client(address).post("/auth/login", data=form)
    return name


async def _with(service, change: str) -> str:
    user = await service.register()
    await execute(service.settings, f"UPDATE users SET {change} WHERE id = $1", user["id"])
    return str(user["email"])


ACCOUNTS = pytest.mark.parametrize(
    "account",
    [nobody, active, suspended, deleted, without_password, locked_elsewhere, locked_by_its_other_name],
    ids=lambda account: account.__name__,
)


@ACCOUNTS
@pytest.mark.parametrize("password", ["Wrong-Gate-1", "x" * 128, "\U0001f512" * 40])
async def test_a_login_checks_one_password(service, work, account, password):
    email = await account(service)
    work.clear()
    await service.client().post("/auth/login", json={"email": email, "password": password})
    assert work == {"verify": 1}


@ACCOUNTS
async def test_a_token_request_checks_one_password(service, work, account):
    email = await account(service)
    work.clear()
    form = {"grant_type": "password", "username": email, "password": "Wrong-Gate-1"}
    await service.client().post("/auth/token", data=form)
    assert work == {"verify": 1}


@pytest.mark.parametrize("account", [locked, locked_nobody], ids=lambda account: account.__name__)
@pytest.mark.parametrize("password", [PASSWORD, "Wrong-Gate-1"])
async def test_while_locked_no_password_is_checked(service, work, account, password):
    form = {"username": await account(service), "password": password}
    work.clear()
    for path in ("/auth/login", "/auth/token"):
        assert (await service.client().post(path, data=form)).status_code == 429
    assert work == {}


@ACCOUNTS
@pytest.mark.parametrize("path", ["/auth/password/reset", "/auth/email/verify/request"])
async def test_asking_for_a_mail_checks_none(service, work, account, path):
    email = await account(service)
    work.clear()
    await service.client().post(path, json={"email": email})
    assert work == {}


@pytest.mark.parametrize("path", ["/auth/password/reset", "/auth/email/verify/request"])
async def test_asking_for_a_mail_does_not_look_up_whose_address_it_is(service, path):
    email = await active(service)
    async with held(service.settings, "LOCK TABLE users IN ACCESS EXCLUSIVE MODE"):
        answer = await service.client().post(path, json={"email": email})
    assert answer.status_code == 202


@ACCOUNTS
async def test_a_registration_hashes_one_password(service, start_service, work, account):
    email = await account(service)
    verifying = await start_service(require_email_verification=True)
    work.clear()
    body = {"email": email, "username": "newcomer", "password": PASSWORD}
    assert (await verifying.client().post("/auth/register", json=body)).status_code == 202
    assert work == {"hash": 1}


async def test_setting_a_password_hashes_one_whether_or_not_the_token_is_good(service, work):
    user = await service.register()
    await service.client().post("/auth/password/reset", json={"email": user["email"]})
    good = await service.mailed_token(user["email"])
    for token in ("go_" + "x" * 54, good[:-1] + ("A" if good[-1] != "A" else "B"), good, good):
        work.clear()
        body = {"token": token, "new_password": "Another-Gate-8"}
        await service.client().post("/auth/password/reset/confirm", json=body)
        assert work == {"hash": 1}
