"""Registering somebody else's address, in the hope that they confirm it, opens nothing and tells nothing."""

import pytest

from gatehouse.domain.housekeeping import purge
from gatehouse.domain.services import open_services
from tests.support.answers import problem, told
from tests.support.clock import pass_time, stop_time
from tests.support.database import execute
from tests.support.pages import browser_of
from tests.support.service import PASSWORD

VICTIM = "victim@example.com"
BY_ATTACKER = {"email": VICTIM, "username": "picked-by-mallory", "password": "Mallorys-Gate-6"}
OWN = "Victims-Own-Gate-3"
INVALID = (422, "one_time_token_invalid")


@pytest.fixture
async def verifying(start_service):
    return await start_service(require_email_verification=True)


@pytest.fixture
async def token(verifying):
    """What the victim is mailed after the attacker has registered their address."""
    assert (await register(verifying, **BY_ATTACKER)).status_code == 202
    return await verifying.mailed_token(VICTIM)


def register(service, **fields):
    return service.client().post("/auth/register", json={"password": PASSWORD, **fields})


def verify(service, token, **fields):
    return service.client().post("/auth/email/verify", json={"token": token, **fields})


def log_in(service, password):
    return service.client().post("/auth/login", json={"email": VICTIM, "password": password})


class TestThePassword:
    async def test_the_one_chosen_at_confirmation_opens_and_no_other(self, verifying, token):
        assert (await verify(verifying, token, password=OWN)).status_code == 204
        assert problem(await log_in(verifying, BY_ATTACKER["password"])) == (401, "invalid_credentials")
        person = await verifying.login({"email": VICTIM}, OWN)
        assert (person.user["status"], person.user["is_verified"]) == ("active", True)

    async def test_without_one_the_registered_one_opens_nothing(self, verifying, token):
        """As clients do that do not know of it yet."""
        assert (await verify(verifying, token)).status_code == 204
        by_attacker = await log_in(verifying, BY_ATTACKER["password"])
        assert problem(by_attacker) == (403, "password_reset_required")
        await verifying.client().post("/auth/password/reset", json={"email": VICTIM})
        body = {"token": await verifying.mailed_token(VICTIM, "Reset"), "new_password": OWN}
        await verifying.client().post("/auth/password/reset/confirm", json=body)
        assert (await log_in(verifying, OWN)).status_code == 200
        assert problem(await log_in(verifying, BY_ATTACKER["password"])) == (401, "invalid_credentials")

    async def test_it_can_be_the_same_again(self, verifying):
        await register(verifying, email=VICTIM, username="victim")
        token = await verifying.mailed_token(VICTIM)
        assert (await verify(verifying, token, password=PASSWORD)).status_code == 204
        assert (await log_in(verifying, PASSWORD)).status_code == 200

    async def test_a_weak_one_costs_no_token(self, verifying, token):
        weak = await verify(verifying, token, password="Mallory-1")
        assert problem(weak) == (422, "weak_password")
        assert weak.json()["errors"][0]["pointer"] == "/password"
        assert (await verify(verifying, token, password=OWN)).status_code == 204

    async def test_an_account_in_use_keeps_the_one_it_has(self, service):
        person = await service.person()
        await service.client().post("/auth/email/verify/request", json={"email": person.user["email"]})
        token = await service.mailed_token(person.user["email"])
        assert problem(await verify(service, token, password=OWN)) == (422, "validation_failed")
        assert (await verify(service, token)).status_code == 204
        await service.login(person.user)

    async def test_an_address_set_by_an_administrator_is_no_way_to_one(self, service):
        admin, person = await service.admin(), await service.person()
        await admin.client.patch(f"/users/{person.id}", json={"email": "set@example.com"})
        await service.client().post("/auth/email/verify/request", json={"email": "set@example.com"})
        token = await service.mailed_token("set@example.com")
        assert problem(await verify(service, token, password=OWN)) == (422, "validation_failed")

    async def test_our_own_page_asks_for_it(self, verifying, token):
        mail = await verifying.mailer.wait_for(VICTIM)
        assert "/verify-email?new-account#token=" in mail.text
        browser = browser_of(verifying)
        assert 'name="password"' not in (await browser.open("/verify-email")).text
        assert 'name="password"' in (await browser.open("/verify-email?new-account")).text
        weak = await browser.send({"token": token, "password": "short"})
        assert (weak.status_code, "Too short" in weak.text) == (422, True)
        assert (await browser.send({"token": token, "password": OWN})).status_code == 200
        await verifying.login({"email": VICTIM}, OWN)


class TestRegisteringAgain:
    async def test_while_it_waits_there_is_a_new_link_and_the_old_one_is_void(self, verifying, token):
        verifying.mailer.sent.clear()
        assert (await register(verifying, email=VICTIM, username="victim")).status_code == 202
        newer = await verifying.mailed_token(VICTIM, "Confirm your email address")
        assert problem(await verify(verifying, token, password=OWN)) == INVALID
        assert (await verify(verifying, newer, password=OWN)).status_code == 204

    @pytest.mark.usefixtures("token")
    async def test_it_gives_whoever_does_it_no_password(self, verifying):
        """The attacker comes second: neither what they chose nor their link replaces anything."""
        await register(verifying, email=VICTIM, username="second", password="Second-Gate-77")
        newer = await verifying.mailed_token(VICTIM)
        await verify(verifying, newer, password=OWN)
        assert problem(await log_in(verifying, "Second-Gate-77")) == (401, "invalid_credentials")

    @pytest.mark.usefixtures("token")
    async def test_a_new_link_by_request_asks_for_the_password_too(self, verifying):
        verifying.mailer.sent.clear()
        await verifying.client().post("/auth/email/verify/request", json={"email": VICTIM})
        assert "?new-account#token=" in (await verifying.mailer.wait_for(VICTIM)).text


class TestWhatIsTold:
    @pytest.mark.parametrize("state", ["nobody", "pending", "active", "deleted"])
    async def test_the_username_is_gone_whether_or_not_the_address_was_free(
        self, verifying, state, monkeypatch
    ):
        stop_time(monkeypatch)
        await make(verifying, state)
        first = await register(verifying, email=VICTIM, username="probe")
        again = await register(verifying, email="mallory@example.com", username="Probe")
        free = await register(verifying, email="other@example.com", username="other")
        assert problem(again) == (409, "username_taken")
        assert told(first) == told(free)

    async def test_a_username_kept_beside_is_nobody(self, service, verifying):
        await make(verifying, "active")
        await register(verifying, email=VICTIM, username="probe")
        kept = await execute(verifying.settings, "SELECT id FROM users WHERE username = 'probe'")
        admin = await service.admin()
        listed = (await admin.client.get("/users", params={"include_total": True})).json()
        assert listed["total"] == len(listed["items"])
        assert "probe" not in {user["username"] for user in listed["items"]}
        assert (await admin.client.get(f"/users/{kept[0]['id']}")).status_code == 404
        assert (await admin.client.post(f"/users/{kept[0]['id']}/restore")).status_code == 404

    async def test_what_nobody_confirms_is_forgotten_alike(self, verifying, monkeypatch):
        """After a month the names are free again, whether or not the address was."""
        await make(verifying, "active")
        await register(verifying, email=VICTIM, username="kept-beside")
        await register(verifying, email="never@example.com", username="never-confirmed")
        pass_time(monkeypatch, days=29)
        assert await purged(verifying) == 0
        pass_time(monkeypatch, days=2)
        assert await purged(verifying) == 2
        for username in ("kept-beside", "never-confirmed"):
            answer = await register(verifying, email=f"{username}@example.com", username=username)
            assert answer.status_code == 202
        assert (await log_in(verifying, PASSWORD)).status_code == 200


async def make(service, state):
    """Somebody with the address, or nobody."""
    if state == "nobody":
        return
    await register(service, email=VICTIM, username="victim")
    if state != "pending":
        await verify(service, await service.mailed_token(VICTIM), password=PASSWORD)
    if state == "deleted":
        await execute(service.settings, "UPDATE users SET deleted_at = now() WHERE username = 'victim'")


async def purged(service):
    async with open_services(service.settings) as services:
        return (await purge(services))["unconfirmed_registrations"]
