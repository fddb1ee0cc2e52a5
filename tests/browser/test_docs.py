"""The page at /docs, as someone sees it who opens it for the first time."""

import json
import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.page import DESKTOP, PHONE, Page, prefer, screen
from tests.support.service import DOCUMENT, PASSWORD


class SwaggerUI(Page):
    """Swagger UI, in terms of what a person does with it."""

    ready = ".opblock-tag"

    def open_dialog(self) -> None:
        self.click(".auth-wrapper .authorize")
        self.find(".sign-in input[name=username]")

    def sign_in(self, name: str, password: str) -> None:
        """With the first form of the dialog."""
        self.type(".sign-in input[name=username]", name)
        self.type(".sign-in input[name=password]", password + Keys.ENTER)

    def execute(self, path: str) -> tuple[int, str]:
        """Try the first operation of a path out, and read the answer that is shown."""
        block = f"//div[contains(@class, 'opblock ')][.//*[@data-path='{path}']]"
        answer = f"{block}//table[contains(@class, 'live-responses-table')]//tr[@class='response']"
        self.click(f"{block}//button[contains(@class, 'opblock-summary-control')]", By.XPATH)
        self.click(f"{block}//button[contains(@class, 'execute')]", By.XPATH)
        status = self.find(f"{answer}//td[contains(@class, 'response-col_status')]", By.XPATH).text
        body = self.find(f"{answer}//code[contains(@class, 'language-json')]", By.XPATH).text
        return int(status.split()[0]), body


@pytest.fixture
def page(browser, server) -> SwaggerUI:
    return SwaggerUI(browser, f"{server.url}/docs")


@pytest.fixture
async def user(server):
    return await server.register(full_name="Ada Lovelace")


class TestPage:
    def test_it_loads_from_this_host_only_and_without_complaints(self, page):
        assert page.browser.title == f"{DOCUMENT.raw['info']['title']}: try it out"
        assert page.complaints() == []
        assert page.hosts() == {"127.0.0.1"}

    def test_it_is_swagger_ui_5(self, page):
        assert page.script("return versions.swaggerUI.version").startswith("5.")

    def test_it_shows_every_tag_and_operation_of_the_document(self, page):
        tags = [element.split("\n")[0] for element in page.texts(".opblock-tag")]
        assert tags == [tag["name"] for tag in DOCUMENT.raw["tags"]]
        shown = page.texts(".opblock-summary-operation-id")
        assert sorted(shown) == sorted(operation.id for operation in DOCUMENT.operations)

    @pytest.mark.parametrize("size", [DESKTOP, PHONE])
    def test_operations_are_on_the_first_screen(self, browser, server, size):
        screen(browser, size)
        page = SwaggerUI(browser, f"{server.url}/docs")
        assert len(page.visible(".opblock-summary-path")) >= 5
        assert not page.wider_than_the_screen()

    def test_the_guide_unfolds(self, page):
        assert page.visible(".guide h2") == []
        page.click(".guide summary")
        chapters = re.findall("^## (.+)$", DOCUMENT.raw["info"]["description"], re.MULTILINE)
        assert page.texts(".guide h2") == chapters
        assert page.visible(".guide h2")[0] == chapters[0]
        assert page.visible(".opblock-summary-path") == []

    @pytest.mark.parametrize(
        ("scheme", "color"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(28, 32, 34)")]
    )
    def test_it_is_light_or_dark_as_its_reader_prefers(self, browser, server, scheme, color):
        prefer(browser, scheme)
        page = SwaggerUI(browser, f"{server.url}/docs")
        assert page.background() == color
        assert ("dark-mode" in page.script("return document.documentElement.className")) == (scheme == "dark")

    def test_a_link_to_an_operation_opens_it(self, browser, server):
        page = SwaggerUI(browser, f"{server.url}/docs#/auth/auth.me")
        assert page.find("[id^='operations-auth-'][id$='.me'] .execute")

    def test_a_trailing_slash_does_no_harm(self, browser, server):
        page = SwaggerUI(browser, f"{server.url}/docs/")
        assert page.browser.current_url == f"{server.url}/docs"

    @pytest.mark.parametrize("link", ["redoc", "openapi.json"])
    def test_it_leads_to_the_other_forms_of_the_document(self, page, server, link):
        page.click(f".bar a[href='{link}']")
        assert page.browser.current_url == f"{server.url}/{link}"


class TestSignIn:
    def test_passwords_come_first_then_tokens_then_keys(self, page):
        page.open_dialog()
        assert page.texts(".auth-container h4") == ["Sign in", "bearer  (http, Bearer)", "apiKey (apiKey)"]
        assert page.texts(".sign-in-field") == ["Email or username", "Password"]
        assert page.script("return document.activeElement.name") == "username"
        assert "Email or username" in page.visible(".sign-in-field")

    def test_so_they_do_at_an_operation(self, page):
        page.click("[id^='operations-auth-'][id$='.me'] .authorization__btn")
        page.find(".sign-in input[name=username]")
        assert page.texts(".auth-container h4")[0] == "Sign in"

    @pytest.mark.parametrize("name", ["email", "username"])
    def test_someone_signs_in_and_sees_their_account(self, page, user, name):
        page.open_dialog()
        page.sign_in(user[name], PASSWORD)
        assert page.find("[role=status]").text == f"Signed in as {user[name]}."
        page.click(".modal-ux .close-modal")
        status, body = page.execute("/auth/me")
        assert status == 200
        assert json.loads(body)["full_name"] == "Ada Lovelace"
        assert page.complaints() == []
        assert page.hosts() == {"127.0.0.1"}

    def test_a_wrong_password_is_told_in_the_form(self, page, user):
        page.open_dialog()
        page.sign_in(user["email"], "not-the-password")
        assert "password" in page.find(".sign-in [role=alert]").text
        assert page.texts(".errors-wrapper") == []

    def test_signing_out_asks_anew(self, page, user):
        page.open_dialog()
        page.sign_in(user["email"], PASSWORD)
        page.click("//button[text()='Sign out']", By.XPATH)
        assert page.find(".sign-in input[name=username]")
