"""What people let applications have."""

import pytest

from tests.support.answers import problem
from tests.support.database import execute
from tests.support.openid import Start, allow, relying
from tests.support.pages import browser_of


@pytest.fixture
async def wiki(service):
    return await relying(service, permissions=("wiki:pages.read", "wiki:pages.write"))


class TestAsking:
    async def test_says_what_the_application_wants(self, wiki, browser):
        page = await wiki.ask(browser, Start(), scope="openid email")
        assert "See your email address" in page.text
        assert "See your name" not in page.text

    async def test_no_is_an_answer(self, wiki, browser):
        start = Start()
        await wiki.ask(browser, start)
        page = await allow(browser, decision="deny")
        assert wiki.brought_back(page, start)["error"] == "access_denied"
        assert (await wiki.ask(browser, start)).status_code == 200

    async def test_is_done_once(self, wiki, browser):
        start = Start()
        await wiki.code(browser, start)
        assert (await wiki.ask(browser, start)).status_code == 303

    async def test_for_more_it_is_done_again(self, wiki, browser):
        start = Start()
        await wiki.code(browser, start, scope="openid")
        assert (await wiki.ask(browser, start, scope="openid email")).status_code == 200
        await allow(browser)
        assert (await wiki.ask(browser, start, scope="openid")).status_code == 303
        assert (await wiki.ask(browser, start, scope="openid email")).status_code == 303

    async def test_trusted_applications_need_none(self, service, browser):
        own = await relying(service, is_trusted=True)
        assert (await own.ask(browser, Start())).status_code == 303

    async def test_no_more_is_given_than_was_shown(self, wiki, browser):
        """Roles may have come since; the form says what the person has seen."""
        start = Start()
        await wiki.ask(browser, start, scope="openid email")
        page = await allow(browser, scope="openid")
        code = wiki.brought_back(page, start)["code"]
        assert (await wiki.exchange(code, start)).json()["scope"] == "openid"

    async def test_names_are_shown_as_text(self, service, browser):
        odd = await relying(service, name="<script>alert(1)</script>")
        page = await odd.ask(browser, Start())
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;" in page.text

    async def test_in_german(self, service, ada, wiki):
        browser = browser_of(service, **{"Accept-Language": "de"})
        await browser.sign_in(ada.user)
        page = await wiki.ask(browser, Start())
        assert "Bei Wiki anmelden" in page.text
        assert "Ihre E-Mail-Adresse sehen" in page.text


async def make_reader(admin, person):
    body = {"name": "reader", "permissions": ["wiki:pages.read"]}
    assert (await admin.client.post("/admin/roles", json=body)).status_code == 201
    assert (await admin.client.put(f"/users/{person.id}/roles/reader")).status_code == 200


class TestPermissions:
    async def test_are_those_that_the_person_holds(self, wiki, ada, browser):
        admin = wiki.application.owner
        await make_reader(admin, ada)
        await browser.sign_in(ada.user)
        scope = "openid wiki:pages.read wiki:pages.write users:read unknown"
        tokens = await wiki.sign_in(browser, scope=scope)
        assert tokens["scope"] == "openid wiki:pages.read"

    async def test_that_were_lost_are_left_out_of_the_next_token(self, wiki, ada, browser):
        admin = wiki.application.owner
        await make_reader(admin, ada)
        await browser.sign_in(ada.user)
        tokens = await wiki.sign_in(browser, scope="openid wiki:pages.read")
        await admin.client.patch("/admin/roles/reader", json={"permissions": []})
        assert (await wiki.refresh(tokens)).json()["scope"] == "openid"


class TestWithdrawing:
    async def test_ends_what_was_given_and_asks_again(self, wiki, ada, browser):
        tokens = await wiki.sign_in(browser, scope="openid email")
        [given] = (await ada.client.get("/users/me/consents")).json()["items"]
        assert (given["client_id"], given["application"]) == (wiki.client_id, "Wiki")
        assert given["scope"] == ["email", "openid"]
        assert (await ada.client.get("/users/me/export")).json()["consents"] == [given]
        answer = await ada.client.delete(f"/users/me/consents/{wiki.client_id}")
        assert answer.status_code == 204
        assert (await ada.client.get("/users/me/consents")).json() == {"items": []}
        assert (await wiki.refresh(tokens)).json()["error"] == "invalid_grant"
        assert (await wiki.ask(browser, Start(), scope="openid")).status_code == 200

    async def test_what_was_not_given_is_not_there(self, service, wiki, browser):
        await wiki.sign_in(browser)
        other = await service.person()
        answer = await other.client.delete(f"/users/me/consents/{wiki.client_id}")
        assert problem(answer) == (404, "application_not_found")

    async def test_goes_with_the_account(self, service, settings, wiki, ada, browser):
        await wiki.sign_in(browser)
        await (await service.admin()).client.delete(f"/users/{ada.id}", params={"erase": True})
        assert await execute(settings, "SELECT FROM consents") == []
        assert await execute(settings, "SELECT FROM authorization_codes") == []
