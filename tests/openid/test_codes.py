"""Authorization codes: for one application, once, and only together with what the request had."""

import asyncio

import pytest

from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.openid import Start, relying
from tests.support.service import PASSWORD


@pytest.fixture
async def wiki(service):
    return await relying(service, redirect_uris=["https://wiki.example/callback", "https://wiki.example/2"])


def refusal(response):
    return response.status_code, response.json()["error"]


INVALID = (400, "invalid_grant")


class TestBinding:
    @pytest.mark.parametrize(
        "changes",
        [
            {"redirect_uri": "https://wiki.example/2"},
            {"redirect_uri": None},
            {"code_verifier": "v" * 43},
            {"code": "unknown"},
        ],
    )
    async def test_what_differs_from_the_request_is_refused(self, wiki, browser, changes):
        start = Start()
        code = await wiki.code(browser, start)
        assert refusal(await wiki.exchange(code, start, **changes)) == INVALID

    @pytest.mark.parametrize(
        "changes", [{"code_verifier": "v" * 43}, {"redirect_uri": "https://evil.example"}]
    )
    async def test_and_leaves_no_second_try(self, wiki, browser, changes):
        start = Start()
        code = await wiki.code(browser, start)
        await wiki.exchange(code, start, **changes)
        assert refusal(await wiki.exchange(code, start)) == INVALID

    @pytest.mark.parametrize("missing", ["code", "code_verifier"])
    async def test_what_is_missing_is_named(self, wiki, browser, missing):
        start = Start()
        code = await wiki.code(browser, start)
        assert refusal(await wiki.exchange(code, start, **{missing: None})) == (400, "invalid_request")
        assert (await wiki.exchange(code, start)).status_code == 200

    async def test_the_challenge_itself_is_no_verifier(self, wiki, browser):
        start = Start()
        code = await wiki.code(browser, start)
        assert refusal(await wiki.exchange(code, start, code_verifier=start.challenge)) == INVALID

    async def test_another_application_cannot_use_it_or_use_it_up(self, service, wiki, browser):
        other, start = await relying(service, name="Other"), Start()
        code = await wiki.code(browser, start)
        assert refusal(await other.exchange(code, start)) == INVALID
        assert (await wiki.exchange(code, start)).status_code == 200

    async def test_without_its_secret_the_application_is_nobody(self, service, wiki, browser):
        start = Start()
        code = await wiki.code(browser, start)
        form = {"grant_type": "authorization_code", "client_id": wiki.client_id, "code": code}
        form |= {"code_verifier": start.verifier, "redirect_uri": start.redirect_uri}
        response = await service.client().post("/auth/token", data=form)
        assert refusal(response) == (401, "invalid_client")

    async def test_lasts_a_minute(self, wiki, browser, monkeypatch):
        start = Start()
        code = await wiki.code(browser, start)
        pass_time(monkeypatch, seconds=61)
        assert refusal(await wiki.exchange(code, start)) == INVALID

    async def test_is_stored_as_a_digest(self, settings, wiki, browser):
        code = await wiki.code(browser, Start())
        (row,) = await execute(settings, "SELECT digest::text || redirect_uri FROM authorization_codes")
        assert code not in row[0]


class TestUsingItAgain:
    async def test_ends_the_session_that_it_gave(self, wiki, browser):
        start = Start()
        code = await wiki.code(browser, start)
        tokens = (await wiki.exchange(code, start)).json()
        assert refusal(await wiki.exchange(code, start)) == INVALID
        assert refusal(await wiki.refresh(tokens)) == INVALID
        assert (await wiki.userinfo(tokens).get("/oauth/userinfo")).status_code == 401

    async def test_by_another_application_ends_nothing(self, service, wiki, browser):
        other, start = await relying(service, name="Other"), Start()
        code = await wiki.code(browser, start)
        tokens = (await wiki.exchange(code, start)).json()
        assert refusal(await other.exchange(code, start)) == INVALID
        assert (await wiki.refresh(tokens)).status_code == 200

    async def test_is_in_the_audit_trail(self, settings, wiki, browser):
        start = Start()
        code = await wiki.code(browser, start)
        for _ in range(2):
            await wiki.exchange(code, start)
        rows = await execute(settings, "SELECT action FROM audit_log WHERE action LIKE 'openid.%'")
        assert {row["action"] for row in rows} == {"openid.consent", "openid.sign_in", "openid.code_reused"}

    async def test_of_many_at_once_one_wins(self, wiki, browser):
        start = Start()
        code = await wiki.code(browser, start)
        answers = await asyncio.gather(*(wiki.exchange(code, start) for _ in range(20)))
        assert sorted(answer.status_code for answer in answers) == [200] + [400] * 19


class TestAfterTheRequest:
    """What somebody allowed does not outlive what they allowed it with."""

    async def give(self, wiki, browser):
        start = Start()
        return await wiki.code(browser, start), start

    async def test_a_session_that_ended_gives_nothing(self, wiki, browser, ada):
        code, start = await self.give(wiki, browser)
        await ada.client.post("/auth/logout", json={"scope": "others"})
        assert refusal(await wiki.exchange(code, start)) == INVALID

    async def test_nor_does_a_deactivated_account(self, service, wiki, browser, ada):
        code, start = await self.give(wiki, browser)
        admin = await service.admin()
        await admin.client.post(f"/users/{ada.id}/deactivate")
        assert refusal(await wiki.exchange(code, start)) == INVALID

    async def test_nor_does_a_deactivated_application(self, wiki, browser):
        code, start = await self.give(wiki, browser)
        await wiki.application.update(is_active=False)
        assert refusal(await wiki.exchange(code, start)) == (401, "invalid_client")


class TestEndsWithWhatItCameFrom:
    async def test_the_session_of_the_browser(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        await browser.open("/sign-out")
        await browser.send()
        assert refusal(await wiki.refresh(tokens)) == INVALID

    async def test_but_not_when_the_same_person_signs_in_again(self, wiki, browser, ada):
        tokens = await wiki.sign_in(browser)
        await browser.open("/sign-in?prompt=login")
        await browser.sign_in_here(ada.user)
        assert (await wiki.refresh(tokens)).status_code == 200

    async def test_somebody_else_in_that_browser_ends_it(self, service, wiki, browser):
        tokens = await wiki.sign_in(browser)
        await browser.open("/sign-in?prompt=login")
        await browser.sign_in_here((await service.person()).user)
        assert refusal(await wiki.refresh(tokens)) == INVALID

    async def test_the_password(self, wiki, browser, ada):
        tokens = await wiki.sign_in(browser)
        body = {"current_password": PASSWORD, "new_password": "Another-Engine-2"}
        response = await ada.client.post("/users/me/change-password", json=body)
        assert response.status_code == 204, response.text
        assert refusal(await wiki.refresh(tokens)) == INVALID
        assert (await wiki.userinfo(tokens).get("/oauth/userinfo")).status_code == 401

    async def test_the_application(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        await wiki.application.update(is_active=False)
        assert (await wiki.userinfo(tokens).get("/oauth/userinfo")).status_code == 401
