"""The page at /docs, as someone sees it who opens it for the first time."""

import json
from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import element_to_be_clickable
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.service import DOCUMENT, PASSWORD


class Page:
    """Swagger UI, in terms of what a person does with it."""

    def __init__(self, browser, url: str) -> None:
        self.browser = browser
        self._wait = WebDriverWait(browser, 20)
        browser.get(f"{url}/docs")
        self.find(".opblock-tag")

    def find(self, selector: str, by: str = By.CSS_SELECTOR) -> WebElement:
        """The first such element, once it can be used."""
        return self._wait.until(element_to_be_clickable((by, selector)))

    def click(self, selector: str, by: str = By.CSS_SELECTOR) -> None:
        element = self.find(selector, by)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def type(self, selector: str, text: str) -> None:
        self.find(selector).send_keys(text)

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.browser.find_elements(By.CSS_SELECTOR, selector)]

    def sign_in(self, name: str, password: str) -> None:
        """With the OAuth2 password form."""
        self.click(".auth-wrapper .authorize")
        self.type("#oauth_username", name)
        self.type("#oauth_password", password)
        form = "//*[@class='auth-container'][.//input[@id='oauth_username']]"
        self.click(f"{form}//button[contains(@class, 'authorize')]", By.XPATH)
        self.find("//button[text()='Logout']", By.XPATH)
        self.click(".modal-ux .close-modal")

    def execute(self, path: str) -> tuple[int, str]:
        """Try the first operation of a path out, and read the answer that is shown."""
        block = f"//div[contains(@class, 'opblock ')][.//*[@data-path='{path}']]"
        answer = f"{block}//table[contains(@class, 'live-responses-table')]//tr[@class='response']"
        self.click(f"{block}//button[contains(@class, 'opblock-summary-control')]", By.XPATH)
        self.click(f"{block}//button[contains(@class, 'execute')]", By.XPATH)
        status = self.find(f"{answer}//td[contains(@class, 'response-col_status')]", By.XPATH).text
        body = self.find(f"{answer}//code[contains(@class, 'language-json')]", By.XPATH).text
        return int(status.split()[0]), body

    def hosts(self) -> set[str | None]:
        """Every host that was asked for anything."""
        events = (json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance"))
        urls = [
            urlsplit(event["params"]["request"]["url"])
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return {url.hostname for url in urls if url.scheme not in {"data", "blob", "chrome"}}

    def complaints(self) -> list[str]:
        log = self.browser.get_log("browser")
        return [entry["message"] for entry in log if entry["level"] in {"WARNING", "SEVERE"}]


@pytest.fixture
def page(browser, server) -> Page:
    return Page(browser, server.url)


def test_it_loads_from_this_host_only_and_without_complaints(page):
    assert page.browser.title == DOCUMENT.raw["info"]["title"]
    assert page.complaints() == []
    assert page.hosts() == {"127.0.0.1"}


def test_it_shows_every_tag_of_the_document(page):
    tags = [element.split("\n")[0] for element in page.texts(".opblock-tag")]
    assert tags == [tag["name"] for tag in DOCUMENT.raw["tags"]]


@pytest.fixture
async def user(server):
    return await server.register(full_name="Ada Lovelace")


def test_someone_signs_in_and_sees_their_account(page, user):
    page.click("[id='operations-tag-auth']")
    page.sign_in(user["email"], PASSWORD)
    status, body = page.execute("/auth/me")
    assert status == 200
    assert json.loads(body)["full_name"] == "Ada Lovelace"
    assert page.complaints() == []
    assert page.hosts() == {"127.0.0.1"}
