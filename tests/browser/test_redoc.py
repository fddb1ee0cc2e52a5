"""The page at /redoc, which shows all there is to read."""

import pytest
from selenium.webdriver.common.by import By

from tests.browser.page import DESKTOP, PHONE, Page, prefer, screen
from tests.support.service import DOCUMENT


class Reference(Page):
    ready = "[data-section-id='operation/auth.register'] h2"


@pytest.fixture
def page(browser, server) -> Reference:
    return Reference(browser, f"{server.url}/redoc")


def sections(page: Page, kind: str) -> set[str]:
    found = page.browser.find_elements(By.CSS_SELECTOR, f"[data-section-id*='{kind}/']")
    return {(element.get_attribute("data-section-id") or "").rpartition("/")[2] for element in found}


def test_it_loads_from_this_host_only_and_without_complaints(page):
    assert page.browser.title == f"{DOCUMENT.raw['info']['title']}: reference"
    assert page.complaints() == []
    assert page.hosts() == {"127.0.0.1"}


def test_it_shows_every_operation(page):
    assert sections(page, "operation") >= {operation.id for operation in DOCUMENT.operations}


def test_it_shows_every_schema(page):
    assert sections(page, "schema") >= set(DOCUMENT.raw["components"]["schemas"])


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_it_fits_the_screen(browser, server, size):
    screen(browser, size)
    page = Reference(browser, f"{server.url}/redoc")
    assert not page.wider_than_the_screen()
    assert page.visible("h1") == [f"{DOCUMENT.raw['info']['title']} ({DOCUMENT.raw['info']['version']})"]


@pytest.mark.parametrize(("scheme", "color"), [("light", "rgb(51, 51, 51)"), ("dark", "rgb(230, 234, 235)")])
def test_it_is_light_or_dark_as_its_reader_prefers(browser, server, scheme, color):
    prefer(browser, scheme)
    page = Reference(browser, f"{server.url}/redoc")
    assert page.script("return getComputedStyle(document.querySelector('h1')).color") == color


def test_it_follows_when_its_reader_changes_their_mind(browser, page):
    prefer(browser, "dark")
    page.find("h1")
    assert page.script("return getComputedStyle(document.querySelector('h1')).color") == "rgb(230, 234, 235)"
    assert page.complaints() == []


def test_a_link_to_an_operation_goes_there(browser, server):
    page = Reference(browser, f"{server.url}/redoc#operation/users.list")
    assert "List users" in page.visible("h2")


def test_a_trailing_slash_does_no_harm(browser, server):
    page = Reference(browser, f"{server.url}/redoc/")
    assert page.browser.current_url == f"{server.url}/redoc"


@pytest.mark.parametrize("link", ["docs", "openapi.json"])
def test_it_leads_to_the_other_forms_of_the_document(page, server, link):
    page.click(f".bar a[href='{link}']")
    assert page.browser.current_url == f"{server.url}/{link}"
