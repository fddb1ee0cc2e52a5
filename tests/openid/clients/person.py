"""Somebody at a browser, who does what pages ask for until they are where they wanted to go."""

import json
from collections.abc import Callable
from contextlib import suppress
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.virtual_authenticator import Transport, VirtualAuthenticatorOptions

from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.page import Page
from tests.browser.test_passkeys import CREATE
from tests.support.passkeys import add, ask_to_create
from tests.support.service import PASSWORD, Person

_SECONDS, _CLICK_SECONDS = 60, 5
SIGN_IN, FACTOR, CONSENT, LOGOUT = "/sign-in", "/sign-in/factor", "/oauth/authorize", "/oauth/logout"
DEVICE = "/oauth/device"

Factor = Callable[[Page], None]


class Visitor:
    """The person, their browser, and how they show a second factor if they have one."""

    def __init__(self, browser: webdriver.Chrome, person: Person, *factors: Factor) -> None:
        self._page = Page(browser, "about:blank")
        self._browser = browser
        self._email: str = person.user["email"]
        self._factors = list(factors)
        self._answers = {
            SIGN_IN: self._sign_in,
            FACTOR: self._show_factor,
            CONSENT: lambda: press(self._page, "button[value=allow]"),
            LOGOUT: lambda: press(self._page, "main form button"),
        }

    def open(self, url: str) -> list[str]:
        """Go there; what was asked on the way, by the paths of those pages."""
        home = "{0.scheme}://{0.netloc}/".format(urlsplit(url))
        return self._go(url, lambda here: here.startswith(home))

    def connect(self, url: str) -> list[str]:
        """Let a device have what it asks for, at the address that it shows."""
        asked = self._go(url, lambda here: urlsplit(here).path == DEVICE)
        press(self._page, "main form button")
        press(self._page, "button[value=allow]")
        self._page.find("main:not(:has(form))")
        return asked

    def _go(self, url: str, is_there: Callable[[str], bool]) -> list[str]:
        asked: list[str] = []
        until = monotonic() + _SECONDS
        self._browser.get(url)
        while not is_there(self._browser.current_url):
            path = urlsplit(self._browser.current_url).path
            if path in self._answers and path not in asked:
                asked.append(path)
                self._answers[path]()
            else:
                sleep(0.05)
            assert monotonic() < until, (self._browser.current_url, self.text)
        return asked

    def read(self, url: str) -> Any:
        """What a page says that nobody has to sign in for now."""
        asked = self.open(url)
        assert asked == [], asked
        return self.shown

    def is_sent_to(self, path: str, url: str) -> bool:
        """Whether a page leads to another one, which asks for something."""
        self._browser.get(url)
        return urlsplit(self._browser.current_url).path == path

    @property
    def shown(self) -> Any:
        """The JSON on the page."""
        try:
            return json.loads(self.text)
        except ValueError:
            raise AssertionError(self.text) from None

    @property
    def text(self) -> str:
        return _wait(self._browser).until(lambda it: [it.find_element(By.TAG_NAME, "body").text])[0]

    def cookies(self) -> list[dict[str, Any]]:
        cookies: list[dict[str, Any]] = self._browser.execute_cdp_cmd("Storage.getCookies", {})["cookies"]
        return cookies

    def _sign_in(self) -> None:
        self._page.type("#identifier", self._email)
        self._page.type("#password", PASSWORD)
        press(self._page, "main form button")

    def _show_factor(self) -> None:
        self._factors.pop(0)(self._page)


def press(page: Page, selector: str) -> None:
    """Click until the page is left: Chromium drops clicks on what it has not painted yet."""
    page.script("window.isShown = true")
    until = monotonic() + _SECONDS
    while monotonic() < until:
        with suppress(WebDriverException):
            page.click(selector)
        with suppress(TimeoutException):
            _wait(page.browser, _CLICK_SECONDS).until(lambda it: not it.execute_script("return window.isShown"))
            return
    raise AssertionError(f"{selector} leads nowhere")


def _wait(browser: webdriver.Chrome, seconds: float = _SECONDS) -> WebDriverWait[webdriver.Chrome]:
    """Between two pages the driver fails in many ways."""
    return WebDriverWait(browser, seconds, ignored_exceptions=[WebDriverException])


def by_code(code: str) -> Factor:
    """Type a code of an authenticator app, or a recovery code."""

    def show(page: Page) -> None:
        page.type("#code", code)
        press(page, "main form:has(#code) button")

    return show


def by_passkey(page: Page) -> None:
    press(page, "form.passkey button")


async def make_passkey(browser: webdriver.Chrome, person: Person, issuer: str) -> None:
    """A passkey, made by an authenticator that is put into the browser.

    It is one that only asking by name finds: all others sign in by themselves as soon as a page offers it.
    """
    options = VirtualAuthenticatorOptions(
        transport=Transport.INTERNAL, has_user_verification=True, is_user_verified=True
    )
    browser.add_virtual_authenticator(options)
    page = Page(browser, f"{issuer}/sign-in")
    made = page.browser.execute_async_script(CREATE, await ask_to_create(person.client, PASSWORD))
    added = await add(person.client, made)
    assert added.status_code == 201, added.text
