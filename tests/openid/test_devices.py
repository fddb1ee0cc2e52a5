"""Devices without a browser."""

import asyncio

import pytest

from tests.support.answers import problem
from tests.support.clock import pass_time
from tests.support.openid import relying
from tests.support.pages import browser_of

GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@pytest.fixture
async def tv(service):
    return await relying(service, kind="native", redirect_uris=[], name="Television")


async def begin(tv, **form):
    response = await tv.service.client().post(
        "/oauth/device_authorization", data={"client_id": tv.client_id, "scope": "openid profile", **form}
    )
    assert response.status_code == 200, response.text
    return response.json()


async def poll(tv, begun):
    response = await tv.post(grant_type=GRANT, device_code=begun["device_code"])
    return response.status_code, response.json()


async def refused(tv, begun):
    status, answer = await poll(tv, begun)
    assert status == 400
    return answer["error"]


async def decide(browser, begun, decision="allow", **fields):
    await browser.open("/oauth/device")
    await browser.send({"user_code": begun["user_code"], **fields})
    return await browser.send({"decision": decision})


class TestConnecting:
    async def test_gives_the_device_tokens_of_whoever_allowed_it(self, tv, browser):
        begun = await begin(tv)
        assert await refused(tv, begun) == "authorization_pending"
        page = await decide(browser, begun)
        assert "Device connected" in page.text
        status, tokens = await poll(tv, begun)
        assert (status, tokens["scope"]) == (200, "openid profile")
        told = (await tv.userinfo(tokens).get("/oauth/userinfo")).json()
        assert told["sub"] == (await tv.claims(tokens))["sub"]
        assert (await tv.refresh(tokens)).status_code == 200

    async def test_says_which_application_asks_for_what(self, tv, browser):
        begun = await begin(tv)
        await browser.open("/oauth/device")
        page = await browser.send({"user_code": begun["user_code"]})
        assert "Connect a device to Television" in page.text
        assert "See your name" in page.text
        assert "See your email address" not in page.text

    @pytest.mark.parametrize(
        "write", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "]
    )
    async def test_however_the_code_is_written(self, tv, browser, write):
        begun = await begin(tv)
        await decide(browser, begun, user_code=write(begun["user_code"]))
        assert (await poll(tv, begun))[0] == 200

    async def test_the_address_with_the_code_asks_all_the_same(self, tv, browser):
        begun = await begin(tv)
        await browser.open(begun["verification_uri_complete"].partition("8000")[2])
        assert browser.fields()["user_code"] == begun["user_code"]
        await browser.send()
        await browser.send({"decision": "allow"})
        assert (await poll(tv, begun))[0] == 200

    async def test_whoever_is_not_signed_in_does_so_first(self, service, tv):
        begun, browser = await begin(tv), browser_of(service)
        await browser.open(begun["verification_uri_complete"].partition("8000")[2])
        assert browser.path == "/sign-in"
        await browser.sign_in_here((await service.person()).user)
        await browser.go_on()
        assert browser.fields()["user_code"] == begun["user_code"]

    async def test_an_application_with_a_secret_shows_it(self, service, browser):
        wiki = await relying(service)
        client = service.client()
        asked = await client.post("/oauth/device_authorization", data={"client_id": wiki.client_id})
        assert (asked.status_code, asked.json()["error"]) == (401, "invalid_client")
        begun = await begin(wiki, client_secret=wiki.application.secret)
        await decide(browser, begun)
        assert (await poll(wiki, begun))[0] == 200

    async def test_is_not_for_service_accounts(self, service):
        robot = await relying(service, kind="service", redirect_uris=[])
        form = {"client_id": robot.client_id, "client_secret": robot.application.secret}
        asked = await service.client().post("/oauth/device_authorization", data=form)
        assert (asked.status_code, asked.json()["error"]) == (400, "unauthorized_client")


class TestBeginning:
    async def test_with_wrong_secrets_is_counted(self, service):
        wiki, client = await relying(service), service.client()
        form = {"client_id": wiki.client_id, "client_secret": "gs_wrong"}
        for _ in range(service.settings.login_max_failures):
            refused = await client.post("/oauth/device_authorization", data=form)
            assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
        refused = await client.post("/oauth/device_authorization", data=form)
        assert problem(refused) == (429, "too_many_attempts")
        assert (await begin(wiki, client_secret=wiki.application.secret))["interval"] == 5


class TestRefusing:
    async def test_tells_the_device(self, tv, browser):
        begun = await begin(tv)
        page = await decide(browser, begun, "deny")
        assert "Device refused" in page.text
        assert await refused(tv, begun) == "access_denied"
        assert await refused(tv, begun) == "invalid_grant"

    @pytest.mark.parametrize("code", ["BBBB-BBBB", "<script>", "ö" * 500])
    async def test_a_wrong_code_says_no_more(self, browser, code):
        await browser.open("/oauth/device")
        page = await browser.send({"user_code": code})
        assert page.status_code == 422
        assert "No device waits for this code" in page.text

    async def test_nobody_guesses_codes(self, service, tv, browser):
        begun = await begin(tv)
        await browser.open("/oauth/device")
        for _ in range(service.settings.login_max_failures):
            await browser.send({"user_code": "BBBB-BBBB"})
        page = await browser.send({"user_code": begun["user_code"]})
        assert page.status_code == 429

    async def test_one_decision_counts(self, tv, browser):
        begun = await begin(tv)
        await decide(browser, begun, "deny")
        await browser.open("/oauth/device")
        assert (await browser.send({"user_code": begun["user_code"]})).status_code == 422

    async def test_another_website_decides_nothing(self, tv, browser):
        begun = await begin(tv)
        await browser.open("/oauth/device")
        await browser.send({"user_code": begun["user_code"]})
        await browser.send({"decision": "allow", "csrf": "guessed"})
        assert await refused(tv, begun) == "authorization_pending"


class TestAsking:
    async def test_too_often_slows_down(self, tv, monkeypatch):
        begun = await begin(tv)
        assert await refused(tv, begun) == "authorization_pending"
        assert await refused(tv, begun) == "slow_down"
        pass_time(monkeypatch, seconds=6)
        assert await refused(tv, begun) == "slow_down"
        pass_time(monkeypatch, seconds=16)
        assert await refused(tv, begun) == "authorization_pending"

    async def test_too_late_begins_again(self, tv, monkeypatch):
        begun = await begin(tv)
        pass_time(monkeypatch, minutes=11)
        assert await refused(tv, begun) == "expired_token"

    async def test_with_a_code_of_another_application(self, service, tv, browser):
        other, begun = await relying(service, kind="native", redirect_uris=[]), await begin(tv)
        await decide(browser, begun)
        assert await refused(other, begun) == "invalid_grant"
        assert (await poll(tv, begun))[0] == 200

    async def test_without_a_code(self, tv):
        response = await tv.post(grant_type=GRANT)
        assert (response.status_code, response.json()["error"]) == (400, "invalid_request")

    async def test_many_times_at_once_gives_one_session(self, tv, browser):
        begun = await begin(tv)
        await decide(browser, begun)
        answers = await asyncio.gather(*(poll(tv, begun) for _ in range(20)))
        assert sorted(status for status, _ in answers) == [200] + [400] * 19
