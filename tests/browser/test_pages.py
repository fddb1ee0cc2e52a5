"""Signing in and looking after an account in a real browser, for eyes, keyboards and screen readers."""

import os
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.virtual_authenticator import Transport, VirtualAuthenticatorOptions

from gatehouse.core.settings import Settings
from gatehouse.pages.table import MAILED, PAGES
from tests.browser.page import DESKTOP, PHONE, Page, prefer, screen
from tests.support.authenticator import protect
from tests.support.openid import Start, relying
from tests.support.server import Server, another_database, free_port, serving
from tests.support.service import PASSWORD, Person
from tests.support.settings import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
FIND = """
const done = arguments[arguments.length - 1];
const where = ({html, any}) => `${html} ${any.map(({message}) => message)}`;
const told = ({id, impact, nodes}) => `${impact} ${id}: ${nodes.map(where)}`;
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => done(violations.map(told)));
"""
STRANGERS = ["/sign-in", "/register", "/forgot", "/sign-out", *MAILED]
_OTHERS = ("/account/export", "/account/factors/remove", "/account/factors/app/confirm", "/confirm")
OWN = [path for path, page in PAGES.items() if page.signed_in and not page.is_data and path not in _OTHERS]


class Site:
    """The pages of one server, in one browser."""

    def __init__(self, browser: webdriver.Chrome, server: Server) -> None:
        self.browser = browser
        self.url = server.settings.public_url
        self.page = self.open("/sign-in")

    def open(self, path: str) -> Page:
        self.page = Page(self.browser, f"{self.url}{path}")
        return self.page

    @property
    def path(self) -> str:
        return str(self.page.script("return location.pathname"))

    def sign_in(self, ada: Person, password: str = PASSWORD) -> None:
        self.open("/sign-in")
        self.page.type("#identifier", ada.user["email"])
        self.page.type("#password", password)
        self.send()

    def sign_out(self) -> None:
        self.open("/sign-out")
        self.send()

    def make_passkey(self, ada: Person) -> None:
        self.sign_in(ada)
        self.open("/account/factors/passkey")
        self.page.type("#name", "this computer")
        self.page.type("#password", PASSWORD)
        self.send("main [data-begin]")

    def send(self, selector: str = "main form button") -> None:
        """Send the form, and wait for the page that follows."""
        self.page.script("window.former = true")
        self.page.click(selector)
        self.wait(lambda: self.page.script("return !window.former && document.readyState === 'complete'"))

    def wait(self, until: Any) -> None:
        self.page._wait.until(lambda _browser: until())

    def check(self, name: str) -> list[str]:
        """What a screen reader, a weak eye or a small screen would stumble over, in light and dark."""
        found: list[str] = []
        for size, scheme in ((size, scheme) for size in (DESKTOP, PHONE) for scheme in ("light", "dark")):
            screen(self.browser, size)
            prefer(self.browser, scheme)
            where = f"{name}-{size[0]}-{scheme}"
            if folder := os.environ.get("SCREENSHOTS"):
                self._take(f"{folder}/{where}.png", size)
            if self.page.wider_than_the_screen():
                found.append(f"{where}: wider than the screen")
            if size == DESKTOP:
                self.page.script(AXE.read_text("utf-8"))
                found += [f"{where}: {text}" for text in self.browser.execute_async_script(FIND)]
        screen(self.browser, DESKTOP)
        return found

    def _take(self, path: str, size: tuple[int, int]) -> None:
        height = int(self.page.script("return document.documentElement.scrollHeight"))
        screen(self.browser, (size[0], max(height, size[1])))
        self.browser.save_screenshot(path)
        screen(self.browser, size)


@pytest.fixture(scope="module")
async def server(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """By a name: no browser makes passkeys for an address."""
    own, port = await another_database(settings, "pages"), free_port()
    public_url = f"http://localhost:{port}"
    log = tmp_path_factory.mktemp("pages") / "log"
    async with serving(own, log, workers=1, port=port, public_url=public_url) as server:
        yield server


@pytest.fixture
def site(browser: webdriver.Chrome, server: Server) -> Iterator[Site]:
    options = VirtualAuthenticatorOptions(
        transport=Transport.INTERNAL, has_resident_key=True, has_user_verification=True, is_user_verified=True
    )
    browser.add_virtual_authenticator(options)
    yield Site(browser, server)


@pytest.fixture
async def ada(server: Server) -> Person:
    return await server.person()


class TestSigningIn:
    async def test_by_keyboard(self, site, ada):
        site.open("/sign-in?next=/account/sessions")
        active = site.browser.switch_to.active_element
        assert active.get_attribute("id") == "identifier"
        active.send_keys(ada.user["email"], Keys.TAB, PASSWORD, Keys.ENTER)
        site.wait(lambda: site.path == "/account/sessions")
        assert site.page.complaints() == []

    async def test_a_passkey_is_made_and_asked_for_after_the_password(self, site, ada):
        site.make_passkey(ada)
        assert len(site.page.texts(".codes li")) == 10
        site.browser.set_user_verified(False)  # or it would sign in by itself, as below
        site.sign_out()
        site.sign_in(ada)
        assert site.path == "/sign-in/factor"
        site.browser.set_user_verified(True)
        site.send("main [data-begin]")
        assert site.path == "/account"
        assert site.page.complaints() == []

    async def test_a_passkey_alone_signs_in_by_a_button(self, site, ada):
        site.make_passkey(ada)
        site.browser.set_user_verified(False)
        site.sign_out()
        site.open("/sign-in?next=/account/sessions")
        site.browser.set_user_verified(True)
        site.page.click(".alone button")
        site.wait(lambda: site.path == "/account/sessions")

    async def test_a_passkey_alone_is_offered_among_the_names(self, site, ada):
        """The authenticator of WebDriver takes up every offer."""
        site.make_passkey(ada)
        site.sign_out()
        site.wait(lambda: site.path == "/account")

    async def test_a_passkey_that_is_refused_is_explained(self, site, ada):
        site.sign_in(ada)
        site.open("/account/factors/passkey")
        site.page.type("#password", "Wrong-Password-1")
        site.page.click("main [data-begin]")
        site.wait(lambda: site.page.texts("[data-problem]") == ["The current password is wrong."])
        assert site.path == "/account/factors/passkey"


class TestEverybodyCanUseThem:
    async def test_the_one_who_looks_them_over_is_awake(self, site):
        site.page.script("document.querySelector('label').remove(); document.body.style.color = '#888'")
        found = " ".join(site.check("spoilt"))
        assert "label" in found
        assert "color-contrast" in found

    async def test_strangers(self, site):
        found = [text for path in STRANGERS if site.open(path) for text in site.check(path[1:])]
        assert found == []

    async def test_what_is_wrong_is_seen_and_heard(self, site, ada):
        site.sign_in(ada, "Wrong-Password-1")
        found = site.check("sign-in-wrong")
        site.open("/register")
        site.send()
        assert found + site.check("register-wrong") == []
        assert site.browser.switch_to.active_element.get_attribute("id") == "email"

    async def test_people_who_are_signed_in(self, site, ada):
        site.sign_in(ada)
        await ada.client.post("/users/me/api-keys", json={"name": "backup of the shop", "scopes": []})
        found = [text for path in OWN if site.open(path) for text in site.check(path[1:].replace("/", "-"))]
        assert found == []

    async def test_what_is_shown_once(self, site, ada):
        site.sign_in(ada)
        site.open("/account/api-keys/new")
        site.page.type("#name", "backup")
        site.send()
        found = site.check("api-key-made")
        site.open("/account/factors/app")
        site.page.type("#password", PASSWORD)
        site.send()
        assert found + site.check("app-made") == []

    async def test_second_factors(self, site, ada):
        site.sign_in(ada)
        app = await protect(ada.client, PASSWORD, name="phone")
        site.open("/confirm")
        site.page.type("#code", app.fresh())
        site.send()
        listed = (await ada.client.get("/users/me/factors")).json()["items"]
        found: list[str] = []
        for path in ("/account/factors", f"/account/factors/remove?id={listed[0]['id']}"):
            site.open(path)
            found += site.check(f"with-{path.partition('?')[0][1:].replace('/', '-')}")
        site.open("/account/recovery-codes")
        site.page.type("#password", PASSWORD)
        site.send()
        found += site.check("recovery-codes-made")
        site.sign_out()
        site.sign_in(ada)
        assert found + site.check("factor") == []

    async def test_what_an_application_asks_for(self, site, ada, server):
        wiki = await relying(server)
        site.sign_in(ada)
        site.open(wiki.address(Start()))
        assert site.path == "/oauth/authorize"
        assert site.check("consent") == []

    async def test_in_german(self, site, ada):
        site.open("/language?to=de&next=/sign-in")
        found = site.check("german-sign-in")
        site.sign_in(ada)
        for path in ("/account", "/account/factors", "/account/password"):
            site.open(path)
            found += site.check(f"german-{path[1:].replace('/', '-')}")
        assert found == []
