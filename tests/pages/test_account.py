"""An account, looked after with a browser that runs no JavaScript."""

import re
from html import unescape

import pytest

from gatehouse.pages.table import PAGES
from tests.conftest import StartService
from tests.support.authenticator import Authenticator, protect
from tests.support.openid import relying
from tests.support.pages import Browser, browser_of
from tests.support.service import PASSWORD, Service

NEW_PASSWORD = "Quite-Different-8"
SENSITIVE = [path for path, page in PAGES.items() if page.is_sensitive]
OWN = [path for path, page in PAGES.items() if page.signed_in and not page.is_data]
MAKES_NO_SENSE_ALONE = {
    "/confirm": ["/account"],
    "/account/factors/remove": ["/account/factors"],
    "/account/factors/app/confirm": ["/account/factors/app"],
}


async def confirm(browser: Browser, app: Authenticator) -> None:
    """Show the second factor in the session of a browser."""
    await browser.open("/confirm")
    await browser.send({"code": app.recovery_codes.pop()})
    assert browser.path == "/account"


@pytest.mark.parametrize("path", OWN)
async def test_strangers_are_led_to_the_sign_in_and_people_see_their_page(service, path, browser):
    stranger = browser_of(service)
    await stranger.open(path)
    assert stranger.path == "/sign-in"
    assert (await browser.open(path)).status_code == 200
    assert browser.path in (path, *MAKES_NO_SENSE_ALONE.get(path, ()))


class TestProfile:
    async def test_changes_names(self, browser, ada):
        page = await browser.send({"username": "countess", "full_name": "Ada Lovelace"}, to="/account")
        assert "Saved." in page.text
        user = (await ada.client.get("/users/me")).json()
        assert (user["username"], user["full_name"]) == ("countess", "Ada Lovelace")
        await browser.send({"full_name": ""}, to="/account?done=saved")
        assert (await ada.client.get("/users/me")).json()["full_name"] is None

    async def test_says_when_a_name_is_taken(self, service, browser):
        other = await service.register()
        page = await browser.send({"username": other["username"]}, to="/account")
        assert page.status_code == 409
        assert "username" in page.text

    async def test_changes_the_address_with_the_password(self, service, browser):
        await browser.open("/account/email")
        page = await browser.send({"new_email": "new@example.com", "password": "wrong"}, to="/account/email")
        assert page.status_code == 403
        await browser.send({"new_email": "new@example.com", "password": PASSWORD}, to="/account/email")
        assert await service.mailed_token("new@example.com")

    async def test_asks_for_a_confirmation_email(self, service, browser, ada):
        page = await browser.send(to="/account", form=1)
        assert "An email with the next step is on its way." in page.text
        assert await service.mailed_token(ada.user["email"])

    async def test_changes_the_password_and_stays_signed_in(self, service, browser, ada):
        await browser.open("/account/password")
        weak = await browser.send(
            {"current_password": PASSWORD, "new_password": "short"}, to="/account/password"
        )
        assert "Too short: at least 8 characters." in weak.text
        fields = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        page = await browser.send(fields, to="/account/password")
        assert "Your password is changed." in page.text
        assert (await ada.client.get("/users/me")).status_code == 401
        await service.login(ada.user, NEW_PASSWORD)

    async def test_downloads_what_is_stored(self, browser, ada):
        page = await browser.open("/account/export")
        assert page.json()["user"]["email"] == ada.user["email"]
        assert page.headers["content-disposition"].startswith("attachment;")

    async def test_deactivates_the_account(self, browser, ada):
        await browser.open("/account/leave")
        page = await browser.send(to="/account/leave")
        assert "Your account is deactivated." in page.text
        assert (await ada.client.get("/users/me")).status_code == 401


class TestSessions:
    async def test_ends_one(self, browser, ada):
        page = await browser.open("/account/sessions")
        assert page.text.count('class="quiet small" aria-label') == 2
        mine = (await ada.client.get("/users/me/sessions")).json()["items"][0]["id"]
        page = await browser.send({"id": mine}, to="/account/sessions")
        assert "Ended." in page.text
        assert (await ada.client.get("/users/me")).status_code == 401

    async def test_ends_the_others(self, browser, ada):
        await browser.open("/account/sessions")
        await browser.send(to="/account/sessions", form=-1)
        assert browser.path == "/account/sessions"
        assert (await ada.client.get("/users/me")).status_code == 401

    async def test_ends_its_own_and_is_signed_out(self, browser):
        await browser.open("/account/sessions")
        await browser.send(to="/account/sessions")
        assert browser.path == "/sign-in"

    async def test_says_so_when_there_is_none(self, browser):
        await browser.open("/account/sessions")
        for wrong, status in (("7" * 8 + "-7777-4777-8777-" + "7" * 12, 404), ("no uuid", 422)):
            page = await browser.send({"id": wrong}, to="/account/sessions")
            assert page.status_code == status
            assert re.search(r'role="alert">[A-Z]', page.text)


class TestApiKeys:
    async def test_makes_one_that_is_shown_once_and_revokes_it(self, service, browser):
        await browser.open("/account/api-keys/new")
        page = await browser.send({"name": "backup", "expires_in_days": "30"}, to="/account/api-keys/new")
        [key] = re.findall(r"gk_[\w-]+", page.text)
        client = service.client(**{"X-API-Key": key})
        assert (await client.get("/users/me")).status_code == 200
        page = await browser.open("/account/api-keys")
        assert key not in page.text
        assert "backup" in page.text
        await browser.send(to="/account/api-keys")
        assert (await client.get("/users/me")).status_code == 401

    async def test_gives_it_the_permissions_that_were_ticked(self, browser, ada):
        await browser.open("/account/api-keys/new")
        fields = {"name": "reader", "scopes": "users:read", "expires_in_days": ""}
        await browser.send(fields, to="/account/api-keys/new")
        [key] = (await ada.client.get("/users/me/api-keys")).json()["items"]
        assert (key["scopes"], key["expires_at"]) == (["users:read"], None)

    async def test_keeps_what_was_ticked_when_something_is_wrong(self, browser):
        await browser.open("/account/api-keys/new")
        page = await browser.send({"name": "", "scopes": "users:read"}, to="/account/api-keys/new")
        assert page.status_code == 422
        assert 'value="users:read" checked' in page.text


class TestApplications:
    async def test_are_listed_with_what_they_may_do_until_that_is_withdrawn(self, service, browser):
        wiki = await relying(service)
        tokens = await wiki.sign_in(browser)
        page = await browser.open("/account/sessions")
        assert "<strong title=" in page.text
        assert "Wiki</strong>" in page.text
        page = await browser.open("/account/applications")
        assert "Wiki" in page.text
        assert "See your email address" in page.text
        page = await browser.send(to="/account/applications")
        assert "You have allowed nothing to any." in page.text
        assert (await wiki.userinfo(tokens).get("/oauth/userinfo")).status_code == 401


class TestFactors:
    async def test_adds_an_app_and_shows_recovery_codes_once(self, service, browser, ada):
        await browser.open("/account/factors/app")
        page = await browser.send({"name": "phone", "password": PASSWORD}, to="/account/factors/app")
        assert "data:image/svg+xml;base64," in page.text
        secret = unescape(page.text).partition('class="secret">')[2].partition("<")[0].replace(" ", "")
        app = Authenticator(secret, "")
        page = await browser.send({"code": app.wrong()}, to="/account/factors/app/confirm")
        assert page.status_code == 403
        page = await browser.send({"code": app.fresh()}, to="/account/factors/app/confirm")
        codes = re.findall(r"<li><code>(.+?)</code>", page.text)
        assert len(codes) == 10
        page = await browser.open("/account/factors")
        assert "phone" in page.text
        assert "You have 10 left." in page.text
        assert codes[0] not in page.text
        other = browser_of(service)
        await other.sign_in(ada.user)
        await other.send({"code": codes[0]})
        assert other.path == "/account"

    async def test_renames_and_removes_one(self, browser, ada):
        app = await protect(ada.client, PASSWORD, name="phone")
        await confirm(browser, app)
        await browser.open("/account/factors")
        page = await browser.send({"name": "old phone"}, to="/account/factors")
        assert "old phone" in page.text
        page = await browser.send({"name": ""}, to="/account/factors?done=saved")
        assert page.status_code == 422
        [link] = re.findall(r"/account/factors/remove\?id=[\w-]+", page.text)
        page = await browser.open(link)
        assert "your password alone is enough again" in page.text
        page = await browser.send({"password": "wrong"}, to=link)
        assert page.status_code == 403
        page = await browser.send({"password": PASSWORD}, to=link)
        assert "You have none yet." in page.text

    async def test_makes_new_recovery_codes(self, browser, ada):
        app = await protect(ada.client, PASSWORD)
        await confirm(browser, app)
        await browser.open("/account/recovery-codes")
        page = await browser.send({"password": PASSWORD}, to="/account/recovery-codes")
        codes = set(re.findall(r"<li><code>(.+?)</code>", page.text))
        assert len(codes) == 10
        assert not codes & set(app.recovery_codes)

    async def test_says_that_passkeys_need_javascript(self, browser):
        assert "<noscript>" in (await browser.open("/account/factors/passkey")).text


class TestSteppingUp:
    @pytest.mark.parametrize("path", SENSITIVE)
    async def test_a_factor_is_asked_for_before_what_is_sensitive(self, browser, ada, path):
        app = await protect(ada.client, PASSWORD)
        await browser.open(path)
        assert browser.path == "/confirm"
        page = await browser.send({"code": app.wrong()})
        assert page.status_code == 403
        await browser.send({"code": app.fresh()})
        assert browser.path in (path, "/account/factors")

    async def test_a_form_that_was_open_meanwhile_leads_there_and_back(self, browser, ada):
        await browser.open("/account/password")
        app = await protect(ada.client, PASSWORD)
        fields = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        await browser.send(fields, to="/account/password")
        assert browser.path == "/confirm"
        await browser.send({"code": app.recovery_codes[0]})
        assert browser.path == "/account/password"
        page = await browser.send(fields, to="/account/password")
        assert "Your password is changed." in page.text

    async def test_a_code_at_the_sign_in_is_recent(self, service, ada):
        app = await protect(ada.client, PASSWORD)
        browser = browser_of(service)
        await browser.sign_in(ada.user)
        await browser.send({"code": app.fresh()})
        await browser.open("/account/password")
        assert browser.path == "/account/password"

    async def test_it_can_be_asked_for_by_who_leads_here(self, browser, ada):
        app = await protect(ada.client, PASSWORD)
        await browser.open("/sign-in?acr=2fa&next=/account/sessions")
        assert browser.path == "/confirm"
        await browser.send({"code": app.fresh()})
        assert browser.path == "/account/sessions"
        await browser.open("/sign-in?acr=2fa&next=/account/sessions")
        assert browser.path == "/account/sessions"

    async def test_without_a_factor_there_is_nothing_to_show(self, browser):
        await browser.open("/confirm?next=/account/sessions")
        assert browser.path == "/account/sessions"


class TestWhoOwesAFactor:
    @pytest.fixture
    async def strict(self, start_service: StartService) -> Service:
        return await start_service(factor_required_for_roles="superuser")

    async def test_is_led_to_add_one_and_back(self, strict):
        admin, browser = await strict.admin(), browser_of(strict)
        await browser.open("/sign-in?next=/account/sessions")
        page = await browser.send({"identifier": admin.user["email"], "password": PASSWORD})
        assert browser.path == "/account/factors"
        assert "Your role needs a second factor." in page.text
        await browser.open("/account/api-keys")
        assert browser.path == "/account/factors"
        await browser.open("/account/factors/app")
        page = await browser.send({"password": PASSWORD}, to="/account/factors/app")
        app = Authenticator(page.text.partition('class="secret">')[2].partition("<")[0].replace(" ", ""), "")
        page = await browser.send({"code": app.fresh()}, to="/account/factors/app/confirm")
        assert len(re.findall(r"<li><code>", page.text)) == 10
        assert '<a class="button fit" href="/account/api-keys">' in page.text
        await browser.open("/account/sessions")
        assert browser.path == "/account/sessions"

    async def test_everybody_else_goes_on_as_before(self, strict):
        browser = browser_of(strict)
        await browser.sign_in(await strict.register())
        assert browser.path == "/account"

    async def test_who_leads_here_may_ask_for_one_as_well(self, browser):
        await browser.open("/sign-in?acr=2fa&next=/account/sessions")
        assert browser.path == "/account/factors"
        assert "/account/sessions" in browser.client.cookies["gatehouse-later"]


async def test_where_factors_are_off_none_is_offered(start_service):
    service = await start_service(second_factors="off")
    browser = browser_of(service)
    await browser.sign_in(await service.register())
    page = await browser.open("/account/factors")
    assert "Second factors cannot be added here." in page.text
    assert "/account/factors/app" not in page.text
