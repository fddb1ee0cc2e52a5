"""Signing in and out with a browser, without JavaScript."""

import pytest

from tests.support.authenticator import protect
from tests.support.pages import browser_of
from tests.support.service import PASSWORD


class TestWithAPassword:
    async def test_leads_to_the_account(self, service):
        user = await service.register()
        browser = browser_of(service)
        page = await browser.sign_in(user)
        assert [step.status_code for step in page.history] == [303]
        assert (page.status_code, browser.path) == (200, "/account")
        assert user["email"] in page.text

    async def test_by_username_too(self, service):
        user = await service.register()
        browser = browser_of(service)
        await browser.open("/sign-in")
        await browser.send({"identifier": user["username"], "password": PASSWORD})
        assert browser.path == "/account"

    async def test_is_a_session_like_any_other(self, service):
        ada = await service.person()
        browser = browser_of(service, **{"User-Agent": "A browser"})
        await browser.sign_in(ada.user)
        sessions = (await ada.client.get("/users/me/sessions")).json()["items"]
        [own] = [session for session in sessions if session["user_agent"] == "A browser"]
        assert (await ada.client.delete(f"/users/me/sessions/{own['id']}")).status_code == 204
        await browser.open("/account")
        assert browser.path == "/sign-in"

    @pytest.mark.parametrize("identifier", ["nobody@example.com", "nobody", "no@body@example.com", ""])
    async def test_says_the_same_of_every_name_that_is_wrong(self, service, identifier):
        browser = browser_of(service)
        await browser.open("/sign-in")
        page = await browser.send({"identifier": identifier, "password": PASSWORD})
        assert page.status_code == 401
        assert "Wrong email address, username or password." in page.text
        assert "<title>Error: Sign in" in page.text

    async def test_a_lock_holds_here_as_well(self, service):
        user = await service.register()
        browser = browser_of(service)
        for _ in range(service.settings.login_max_failures):
            await browser.sign_in(user, "Wrong-Password-1")
        page = await browser.sign_in(user)
        assert page.status_code == 429
        assert "Too many attempts" in page.text
        assert "retry-after" in page.headers

    async def test_is_remembered_on_request(self, service):
        user = await service.register()
        browser = browser_of(service)
        await browser.open("/sign-in")
        fields = {"identifier": user["email"], "password": PASSWORD}
        for_now = (await browser.send(fields)).history[0].headers["set-cookie"]
        await browser.open("/sign-in?prompt=login")
        for_long = (await browser.send(fields | {"remember_me": "on"})).history[0].headers["set-cookie"]
        assert "Max-Age" not in for_now
        assert f"Max-Age={service.settings.remember_me_refresh_token_expire_days * 86_400 - 1}" in for_long

    async def test_leads_back_to_where_it_was_asked_for(self, service):
        browser, user = browser_of(service), await service.register()
        await browser.open("/account/sessions")
        assert browser.path == "/sign-in"
        await browser.send({"identifier": user["email"], "password": PASSWORD})
        assert browser.path == "/account/sessions"

    async def test_leads_on_by_itself_only_who_need_not_sign_in_again(self, service):
        browser, user = browser_of(service), await service.register()
        await browser.sign_in(user)
        await browser.open("/sign-in?next=/account/api-keys")
        assert browser.path == "/account/api-keys"
        await browser.open("/sign-in?next=/account/api-keys&prompt=login")
        assert browser.path == "/sign-in"

    async def test_to_other_programs_it_leads_by_a_page(self, service):
        """Browsers hold every redirect after a form against `form-action`."""
        browser, user = browser_of(service), await service.register()
        await browser.open("/sign-in?next=/oauth/authorize%3Fclient_id%3Dx%26state%3Dy")
        page = await browser.send({"identifier": user["email"], "password": PASSWORD})
        assert page.history == []
        assert 'content="0;url=/oauth/authorize?client_id=x&amp;state=y"' in page.text


class TestWithASecondFactor:
    async def test_asks_for_a_code(self, service):
        ada = await service.person()
        app = await protect(ada.client, PASSWORD)
        browser = browser_of(service)
        page = await browser.sign_in(ada.user)
        assert browser.path == "/sign-in/factor"
        assert "authenticator app" in page.text
        page = await browser.send({"code": app.wrong()})
        assert page.status_code == 403
        assert browser.path == "/sign-in/factor"
        await browser.send({"code": app.fresh()})
        assert browser.path == "/account"

    async def test_takes_a_recovery_code(self, service):
        ada = await service.person()
        app = await protect(ada.client, PASSWORD)
        browser = browser_of(service)
        await browser.sign_in(ada.user)
        await browser.send({"code": app.recovery_codes[0]})
        assert browser.path == "/account"

    async def test_begins_anew_when_it_took_too_long(self, service):
        ada = await service.person()
        app = await protect(ada.client, PASSWORD)
        browser = browser_of(service)
        await browser.sign_in(ada.user)
        await ada.client.post(
            "/users/me/change-password",
            json={"current_password": PASSWORD, "new_password": "Quite-Different-8"},
        )
        page = await browser.send({"code": app.fresh()})
        assert browser.path == "/sign-in"
        assert "That took too long" in page.text

    async def test_without_a_password_there_is_nothing_to_ask_for(self, service):
        browser = browser_of(service)
        await browser.open("/sign-in/factor")
        assert browser.path == "/sign-in"


class TestSigningOut:
    async def test_ends_the_session(self, service):
        ada = await service.person()
        browser = browser_of(service)
        await browser.sign_in(ada.user)
        before = (await ada.client.get("/users/me/sessions")).json()["items"]
        page = await browser.send(to="/sign-out")
        assert browser.path == "/sign-in"
        assert "You are signed out." in page.text
        after = (await ada.client.get("/users/me/sessions")).json()["items"]
        assert len(before) - len(after) == 1

    async def test_asks_first_when_a_link_leads_there(self, service):
        browser = browser_of(service)
        await browser.sign_in(await service.register())
        await browser.open("/sign-out")
        await browser.open("/account")
        assert browser.path == "/account"
        await browser.open("/sign-out")
        await browser.send(form=0)
        assert browser.path == "/sign-in"


class TestRegistering:
    async def test_signs_in_at_once(self, service):
        browser = browser_of(service)
        await browser.open("/register?next=/account/sessions")
        fields = {"email": "new@example.com", "username": "new", "password": PASSWORD}
        await browser.send(fields)
        assert browser.path == "/account/sessions"

    async def test_explains_what_is_wrong_beside_each_field(self, service):
        browser = browser_of(service)
        await browser.open("/register")
        page = await browser.send({"email": "nobody", "username": "new", "password": PASSWORD})
        assert page.status_code == 422
        assert 'id="email-error" role="alert">Must be an email address.' in page.text
        assert 'value="nobody"' in page.text
        assert PASSWORD not in page.text

    async def test_waits_for_the_email_where_addresses_are_verified(self, start_service):
        service = await start_service(require_email_verification=True)
        browser = browser_of(service)
        await browser.open("/register")
        page = await browser.send({"email": "new@example.com", "username": "new", "password": PASSWORD})
        assert "An email with the next step is on its way." in page.text
        assert await service.mailed_token("new@example.com")

    async def test_is_not_offered_where_it_is_closed(self, start_service):
        service = await start_service(registration="closed")
        browser = browser_of(service)
        assert "/register" not in (await browser.open("/sign-in")).text
        assert "Only administrators create accounts here." in (await browser.open("/register")).text


async def test_a_forgotten_password(service):
    browser, user = browser_of(service), await service.register()
    await browser.open("/forgot")
    page = await browser.send({"email": user["email"]})
    assert "an email is on its way" in page.text
    assert await service.mailed_token(user["email"])


async def test_with_a_frontend_sign_in_and_account_are_still_here(start_service):
    service = await start_service(frontend_url="https://app.example.com")
    browser = browser_of(service)
    await browser.sign_in(await service.register())
    assert browser.path == "/account"
