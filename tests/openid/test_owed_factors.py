"""Whoever owes a second factor is let into applications no more than into their own account."""

from urllib.parse import urlsplit

import pytest

from tests.support.authenticator import protect
from tests.support.openid import Start, allow, relying
from tests.support.pages import browser_of
from tests.support.service import PASSWORD


@pytest.fixture
async def strict(start_service):
    return await start_service(factor_required_for_roles=["superuser"])


@pytest.fixture
async def admin(service):
    return await service.admin()


@pytest.fixture
async def browser(strict, admin):
    made = browser_of(strict)
    await made.sign_in(admin.user)
    return made


class TestAuthorize:
    async def test_leads_to_add_one_and_goes_on_then(self, wiki, admin, browser):
        start = Start()
        page = await wiki.ask(browser, start)
        assert (page.status_code, urlsplit(page.headers["location"]).path) == (303, "/account/factors")
        await protect(admin.client, PASSWORD)
        assert (await wiki.ask(browser, start)).status_code == 200
        assert wiki.brought_back(await allow(browser), start)["code"]

    async def test_without_asking_it_is_an_error(self, wiki, browser):
        start = Start()
        page = await wiki.ask(browser, start, prompt="none")
        assert wiki.brought_back(page, start)["error"] == "interaction_required"

    async def test_a_consent_that_was_shown_before_does_not_help(self, wiki, admin, browser):
        app, start = await protect(admin.client, PASSWORD), Start()
        assert (await wiki.ask(browser, start)).status_code == 200
        path = f"/users/me/factors/{app.factor_id}/remove"
        await admin.client.post(path, json={"password": PASSWORD})
        page = await browser.send({"decision": "allow"}, to="/oauth/consent")
        assert "Your role needs a second factor." in page.text

    async def test_everybody_else_is_let_in(self, strict, wiki):
        browser, start = browser_of(strict), Start()
        await browser.sign_in(await strict.register())
        assert (await wiki.ask(browser, start)).status_code == 200


async def test_a_device_waits_as_well(service, browser):
    tv = await relying(service, kind="native", redirect_uris=[], name="Television")
    form = {"client_id": tv.client_id, "scope": "openid"}
    begun = (await service.client().post("/oauth/device_authorization", data=form)).json()
    await browser.open("/oauth/device")
    page = await browser.send({"user_code": begun["user_code"]})
    assert "Your role needs a second factor." in page.text
