"""What a person does with a page, and what the browser notes meanwhile."""

import json
from typing import Any
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import element_to_be_clickable
from selenium.webdriver.support.ui import WebDriverWait

DESKTOP, PHONE = (1280, 800), (390, 844)
_ON_SCREEN = """return [...document.querySelectorAll(arguments[0])].filter((element) => {
  const {top, right, bottom, left} = element.getBoundingClientRect();
  const inside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
  return inside && element.checkVisibility();
}).map((element) => element.innerText)"""


class Page:
    """One address, open in a browser."""

    ready = "body"

    def __init__(self, browser: webdriver.Chrome, url: str) -> None:
        self.browser = browser
        self._wait = WebDriverWait(browser, 15, ignored_exceptions=[StaleElementReferenceException])
        browser.get(url)
        self.find(self.ready)

    def find(self, selector: str, by: str = By.CSS_SELECTOR) -> WebElement:
        """The first such element, once it can be used."""
        return self._wait.until(element_to_be_clickable((by, selector)))

    def click(self, selector: str, by: str = By.CSS_SELECTOR) -> None:
        """Click it, once more where scripts replace it meanwhile."""
        self._wait.until(lambda _: self._click(self.find(selector, by)))

    def _click(self, element: WebElement) -> bool:
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        return True

    def type(self, selector: str, text: str) -> None:
        self.find(selector).send_keys(text)

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.browser.find_elements(By.CSS_SELECTOR, selector)]

    def script(self, code: str, *arguments: Any) -> Any:
        return self.browser.execute_script(code, *arguments)

    def background(self) -> str:
        return str(self.script("return getComputedStyle(document.body).backgroundColor"))

    def visible(self, selector: str) -> list[str]:
        """The texts of those that are wholly on the first screen."""
        texts: list[str] = self.script(_ON_SCREEN, selector)
        return texts

    def wider_than_the_screen(self) -> bool:
        return bool(self.script("return document.documentElement.scrollWidth > innerWidth"))

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


def screen(browser: webdriver.Chrome, size: tuple[int, int]) -> None:
    """Look at pages through a screen of this width and height."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def prefer(browser: webdriver.Chrome, scheme: str) -> None:
    """Prefer `light` or `dark` pages, as the system of a reader does."""
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
