"""Signing out, asked for by an application."""

from urllib.parse import urlencode

import jwt
import pytest

from tests.support.clock import pass_time
from tests.support.openid import CALLBACK, relying
from tests.support.pages import browser_of

LEFT = "https://wiki.example/left"


@pytest.fixture
async def wiki(service):
    return await relying(service, post_logout_redirect_uris=[LEFT])


async def leave(browser, **query):
    browser.page = await browser.client.get(f"/oauth/logout?{urlencode(query)}")
    return browser.page


class TestAsking:
    async def test_signs_out_and_sends_back(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        page = await leave(
            browser, id_token_hint=tokens["id_token"], post_logout_redirect_uri=LEFT, state="a&b"
        )
        assert "Wiki would like you to sign out" in page.text
        page = await browser.send()
        assert f"url={LEFT}?state=a%26b" in page.text
        await browser.open("/account")
        assert browser.path == "/sign-in"
        assert (await wiki.refresh(tokens)).json()["error"] == "invalid_grant"

    async def test_an_expired_hint_is_still_one(self, wiki, browser, monkeypatch):
        tokens = await wiki.sign_in(browser)
        pass_time(monkeypatch, hours=1)
        page = await leave(browser, id_token_hint=tokens["id_token"])
        assert "Wiki would like you to sign out" in page.text

    async def test_nothing_ends_without_a_click(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        await leave(browser, id_token_hint=tokens["id_token"], post_logout_redirect_uri=LEFT)
        assert (await wiki.refresh(tokens)).status_code == 200

    async def test_whoever_is_signed_out_is_sent_back_at_once(self, service, wiki):
        page = await leave(browser_of(service), client_id=wiki.client_id, post_logout_redirect_uri=LEFT)
        assert (page.status_code, page.headers["location"]) == (303, LEFT)

    async def test_without_an_application(self, browser):
        page = await leave(browser)
        assert "Sign out here and of all applications?" in page.text
        await browser.send()
        assert "You are signed out" in browser.text

    async def test_by_a_form_of_the_application(self, wiki, browser):
        page = await browser.client.post("/oauth/logout", data={"client_id": wiki.client_id})
        assert page.status_code == 303
        assert page.headers["location"] == f"/oauth/logout?client_id={wiki.client_id}"

    async def test_a_forged_form_ends_nothing(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        page = await browser.client.post("/oauth/logout", data={"csrf": "guessed"})
        assert page.status_code == 403
        assert (await wiki.refresh(tokens)).status_code == 200

    async def test_nobody_is_sent_where_the_application_did_not_say(self, wiki, browser):
        own = {"client_id": wiki.client_id}
        for query in (
            {"post_logout_redirect_uri": LEFT},
            {"post_logout_redirect_uri": "https://evil.example", **own},
            {"post_logout_redirect_uri": CALLBACK, **own},
            {"post_logout_redirect_uri": f"{LEFT}/more", **own},
            {"client_id": "app_0000000000000000"},
            {"client_id": "nobody"},
            {"id_token_hint": jwt.encode({}, "", algorithm="none")},
            {"id_token_hint": "nothing"},
        ):
            page = await leave(browser, **query)
            assert (page.status_code, page.headers.get("location")) == (400, None), query

    async def test_only_a_native_one_may_come_back_to_another_port(self, service, wiki):
        registered, address = "http://127.0.0.1/left", "http://127.0.0.1:50123/left"
        await wiki.application.update(post_logout_redirect_uris=[registered])
        native = await relying(
            service, kind="native", redirect_uris=[], post_logout_redirect_uris=[registered]
        )
        for application, status in ((wiki, 400), (native, 303)):
            query = {"client_id": application.client_id, "post_logout_redirect_uri": address}
            page = await leave(browser_of(service), **query)
            assert page.status_code == status

    async def test_a_hint_of_another_application(self, service, wiki, browser):
        other = await relying(service, name="Other")
        tokens = await other.sign_in(browser)
        page = await leave(browser, id_token_hint=tokens["id_token"], client_id=wiki.client_id)
        assert page.status_code == 400

    async def test_an_access_token_is_no_hint(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        assert (await leave(browser, id_token_hint=tokens["access_token"])).status_code == 400
