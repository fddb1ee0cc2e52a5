"""From an email to the sign-in, on the pages that links in emails lead to."""

import os

import httpx
import pytest
from selenium.webdriver.common.by import By

from gatehouse.pages.mailed import PAGES
from tests.browser.page import DESKTOP, PHONE, Page, screen
from tests.support.service import PASSWORD

NEW_PASSWORD = "Quite-Different-8"
EXPIRED = "This link or code has expired or was already used. Ask for a new one."


class MailedPage(Page):
    """A page, opened by the link in an email."""

    ready = "#confirm button"

    def __init__(self, browser, server, path: str, token: str = "") -> None:
        browser.get("about:blank")  # a change of the fragment alone loads nothing
        super().__init__(browser, f"{server.url}{path}" + (f"#token={token}" if token else ""))

    def confirm(self, password: str = "") -> None:
        if password:
            self.type("#new_password", password)
        self.click("#confirm button")

    def says(self, selector: str) -> str:
        self._wait.until(lambda browser: browser.find_element(By.CSS_SELECTOR, selector).text)
        return self.browser.find_element(By.CSS_SELECTOR, selector).text

    def done(self) -> str:
        return self.says("#status")


@pytest.fixture
async def user(server):
    return await server.register()


async def can_sign_in(server, email: str, password: str) -> bool:
    answer = await server.client().post("/auth/login", json={"email": email, "password": password})
    return bool(answer.status_code == 200)


class TestFromTheEmailToTheSignIn:
    async def test_a_forgotten_password(self, server, browser, user):
        await server.client().post("/auth/password/reset", json={"email": user["email"]})
        token = await server.mailed_token(user["email"])
        page = MailedPage(browser, server, "/reset-password", token)
        assert token not in browser.current_url
        page.confirm(NEW_PASSWORD)
        assert page.done() == PAGES["/reset-password"].done
        assert page.complaints() == []
        assert page.hosts() == {"127.0.0.1"}
        assert await can_sign_in(server, user["email"], NEW_PASSWORD)
        assert token not in server.quiet_log()

    async def test_an_invitation(self, server, browser):
        admin = await server.admin()
        invited = {"email": "invited@example.com", "username": "<img_src=x>"}
        refused = await admin.client.post("/users", json=invited)
        assert refused.status_code == 422
        invited["username"] = "invited"
        assert (await admin.client.post("/users", json=invited)).status_code == 201
        page = MailedPage(browser, server, "/accept-invitation", await server.mailed_token(invited["email"]))
        page.confirm(NEW_PASSWORD)
        assert page.done() == PAGES["/accept-invitation"].done
        assert await can_sign_in(server, invited["email"], NEW_PASSWORD)

    async def test_an_address_to_verify(self, server, browser, user):
        await server.client().post("/auth/email/verify/request", json={"email": user["email"]})
        page = MailedPage(browser, server, "/verify-email", await server.mailed_token(user["email"]))
        person = await server.login(user)
        assert (await person.client.get("/users/me")).json()["is_verified"] is False
        page.confirm()
        assert page.done() == PAGES["/verify-email"].done
        assert (await person.client.get("/users/me")).json()["is_verified"] is True

    async def test_a_change_of_address(self, server, browser, user):
        person = await server.login(user)
        new = f"new-{user['username']}@example.com"
        change = {"new_email": new, "password": PASSWORD}
        asked = await person.client.post("/users/me/change-email", json=change)
        assert asked.status_code == 202
        page = MailedPage(browser, server, "/confirm-email", await server.mailed_token(new))
        page.confirm()
        assert page.done() == PAGES["/confirm-email"].done
        assert await can_sign_in(server, new, PASSWORD)


class TestWhatGoesWrong:
    async def test_a_link_works_once_and_a_new_one_can_be_asked_for(self, server, browser, user):
        await server.client().post("/auth/password/reset", json={"email": user["email"]})
        token = await server.mailed_token(user["email"])
        page = MailedPage(browser, server, "/reset-password", token)
        page.confirm(NEW_PASSWORD)
        assert page.done() == PAGES["/reset-password"].done
        page = MailedPage(browser, server, "/reset-password", token)
        page.confirm(NEW_PASSWORD)
        assert page.says("#token-error") == EXPIRED
        server.mailer.sent.clear()
        page.type("#email", user["email"])
        page.click("#request button")
        assert "an email is on its way" in page.done()
        assert await server.mailed_token(user["email"], "Reset your password") != token

    async def test_a_weak_password_is_explained_beside_its_field_and_costs_no_token(
        self, server, browser, user
    ):
        await server.client().post("/auth/password/reset", json={"email": user["email"]})
        page = MailedPage(browser, server, "/reset-password", await server.mailed_token(user["email"]))
        page.confirm("short")
        assert "at least 8 characters" in page.says("#new_password-error")
        assert browser.switch_to.active_element.get_attribute("id") == "new_password"
        page.type("#new_password", "er-but-Longer-Now-5")
        page.confirm()
        assert page.done() == PAGES["/reset-password"].done

    async def test_a_link_with_a_script_in_it_runs_nothing(self, server, browser):
        page = MailedPage(browser, server, "/verify-email", "%3Cimg%20src=x%20onerror=alert(1)%3E")
        page.confirm()
        assert page.says("#token-error") == EXPIRED
        assert page.script("return document.querySelectorAll('img').length") == 0

    async def test_a_wrong_email_address(self, server, browser):
        page = MailedPage(browser, server, "/verify-email")
        page.click("#again summary")
        page.type("#email", "nobody")
        page.click("#request button")
        assert page.says("#email-error") == "Must be an email address."


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("path", PAGES)
async def test_it_fits_the_screen_in_light_and_dark(server, browser, path, size):
    screen(browser, size)
    backgrounds = set()
    for scheme in ("light", "dark"):
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        page = MailedPage(browser, server, path, "go_" + "x" * 60)
        assert not page.wider_than_the_screen()
        assert page.visible("#confirm button") == [PAGES[path].button]
        backgrounds.add(page.background())
        if folder := os.environ.get("SCREENSHOTS"):
            browser.save_screenshot(f"{folder}/{path[1:]}-{size[0]}-{scheme}.png")
    assert len(backgrounds) == 2


@pytest.mark.parametrize("path", PAGES)
async def test_looking_at_a_page_uses_nothing_up(server, user, path):
    """Mail scanners open links."""
    async with httpx.AsyncClient(base_url=server.url) as client:
        await client.post("/auth/password/reset", json={"email": user["email"]})
        token = await server.mailed_token(user["email"])
        answers = [await client.request(method, path) for method in ("GET", "HEAD")]
        assert [answer.status_code for answer in answers] == [200, 200]
        body = {"token": token, "new_password": NEW_PASSWORD}
        assert (await client.post("/auth/password/reset/confirm", json=body)).status_code == 204
