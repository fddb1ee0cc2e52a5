"""Pages in English and German."""

import re
import string
import tomllib

import pytest

from gatehouse.pages import mailed, visits
from gatehouse.pages.site import FILES
from gatehouse.pages.words import catalogues, preferred
from tests.support.pages import browser_of

GERMAN = tomllib.loads((FILES / "de.toml").read_text("utf-8"))
_SAID = re.compile(r'_\("([^"]+)"')


def said() -> set[str]:
    """What templates say by themselves, and what they are given to say."""
    written = {text for file in FILES.glob("*.jinja") for text in _SAID.findall(file.read_text("utf-8"))}
    given = {
        text for page in mailed.PAGES.values() for text in (page.title, page.lead, page.button, page.done)
    }
    return written | given | {mailed.SENT, mailed.EXPIRED} | set(visits.NOTICES.values())


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_everything_is_there_in_german():
    assert said() - GERMAN.keys() == set()


def test_german_fills_the_same_places():
    assert [english for english, german in GERMAN.items() if not places(german) <= places(english)] == []


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT, en;q=0.8", "de"),
        ("en-GB, de;q=0.9", "en"),
        ("fr, de;q=0.5, en;q=0.4", "de"),
        ("de;q=0, en", "en"),
        ("*;q=x, zz", "en"),
    ],
)
def test_the_browser_says_which_language(accepted, language):
    assert preferred(accepted) == language


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Too short: at least 3 characters.", "Zu kurz: mindestens 3 Zeichen."),
        (
            "You have 10 second factors. Remove one first.",
            "Sie haben 10 zweite Faktoren. Entfernen Sie zuerst einen.",
        ),
        ("Nobody has translated this.", "Nobody has translated this."),
    ],
)
def test_what_the_service_says_is_translated_with_its_numbers(english, german):
    assert catalogues()["de"].repeat(english) == german


class TestChoice:
    async def test_follows_the_browser(self, service):
        page = await browser_of(service, **{"Accept-Language": "de-CH"}).open("/sign-in")
        assert '<html lang="de">' in page.text
        assert "Passwort vergessen?" in page.text

    async def test_is_remembered(self, service):
        browser = browser_of(service)
        await browser.open("/language?to=de&next=/forgot")
        assert browser.path == "/forgot"
        assert "Link schicken" in (await browser.open("/forgot")).text
        page = await browser.send({"email": "nobody"})
        assert "Muss eine E-Mail-Adresse sein." in page.text

    async def test_of_another_language_changes_nothing(self, service):
        page = await browser_of(service).open("/language?to=../../en&next=/forgot")
        assert '<html lang="en">' in page.text

    async def test_rules_of_passwords_are_translated(self, service):
        page = await browser_of(service, **{"Accept-Language": "de"}).open("/register")
        assert re.findall(r"<li>(.+?)</li>", page.text)[0] == "8 bis 128 Zeichen"
        assert "characters" not in page.text
