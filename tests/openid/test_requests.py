"""Requests to sign in that are refused: nobody is sent anywhere that the application has not registered."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.support.openid import CALLBACK, Start, answer_of, relying
from tests.support.pages import browser_of


@pytest.fixture
async def wiki(service):
    return await relying(service, redirect_uris=[CALLBACK, "https://wiki.example/with?query=1"])


ELSEWHERE = [
    "https://evil.example/callback",
    "https://wiki.example/callback/",
    "https://wiki.example/callback?more=1",
    "https://wiki.example/callback#fragment",
    "https://wiki.example/Callback",
    "https://wiki.example/callback/../other",
    "https://wiki.example:443/callback",
    "https://wiki.example@evil.example/callback",
    "https://wiki.example.evil.example/callback",
    "//evil.example/callback",
    "http://wiki.example/callback",
    "javascript:alert(1)",
    "/callback",
    "",
    None,
]


class TestWithoutAnAddressToReturnTo:
    async def test_an_unregistered_one_is_never_used(self, wiki, browser):
        for address in ELSEWHERE:
            page = await wiki.ask(browser, Start(), redirect_uri=address)
            assert (page.status_code, page.headers.get("location")) == (400, None), address
            assert "to return to" in page.text

    async def test_an_unknown_application_is_told_of_by_a_page(self, wiki, browser):
        for client_id in ("app_0000000000000000", "nobody", "", None, "\x00"):
            page = await wiki.ask(browser, Start(), client_id=client_id)
            assert (page.status_code, page.headers.get("location")) == (400, None), client_id
            assert "No application of this name" in page.text

    async def test_a_deactivated_one_as_well(self, wiki, browser):
        await wiki.application.update(is_active=False)
        assert (await wiki.ask(browser, Start())).status_code == 400

    @pytest.mark.parametrize("name", ["client_id", "redirect_uri"])
    async def test_nor_is_one_of_two(self, wiki, browser, name):
        value = {"client_id": wiki.client_id, "redirect_uri": CALLBACK}[name]
        page = await browser.client.get(wiki.address(Start()), params=None)
        assert page.status_code == 200
        page = await browser.client.get(f"{wiki.address(Start())}&{name}={value}")
        assert (page.status_code, page.headers.get("location")) == (400, None)

    async def test_such_pages_cannot_be_framed(self, wiki, browser):
        page = await wiki.ask(browser, Start(), redirect_uri="https://evil.example")
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]

    async def test_only_the_port_of_the_own_machine_may_differ(self, service, browser):
        game = await relying(service, kind="native", redirect_uris=["http://127.0.0.1/callback"])
        for address in (
            "http://127.0.0.1.evil.example:80/callback",
            "http://127.0.0.1:80@evil.example/callback",
            "http://127.0.0.1:x/callback",
            "http://127.0.0.1:80/other",
            "http://localhost:80/callback",
            "https://127.0.0.1/callback",
        ):
            assert (await game.ask(browser, Start(), redirect_uri=address)).status_code == 400, address

    async def test_and_of_native_applications_only(self, service, browser):
        game = await relying(service, redirect_uris=["http://127.0.0.1:5000/callback"])
        page = await game.ask(browser, Start(), redirect_uri="http://127.0.0.1:5001/callback")
        assert page.status_code == 400


REFUSED: list[tuple[dict[str, str | None], str]] = [
    ({"response_type": None}, "invalid_request"),
    ({"response_type": "token"}, "unsupported_response_type"),
    ({"response_type": "code id_token"}, "unsupported_response_type"),
    ({"response_mode": "fragment"}, "invalid_request"),
    ({"code_challenge": None}, "invalid_request"),
    ({"code_challenge": "short"}, "invalid_request"),
    ({"code_challenge": "!" * 43}, "invalid_request"),
    ({"code_challenge_method": None}, "invalid_request"),
    ({"code_challenge_method": "plain"}, "invalid_request"),
    ({"prompt": "none login"}, "invalid_request"),
    ({"prompt": "create"}, "invalid_request"),
    ({"max_age": "soon"}, "invalid_request"),
    ({"max_age": "-1"}, "invalid_request"),
    ({"nonce": "n" * 513}, "invalid_request"),
    ({"scope": 'openid "quoted"'}, "invalid_scope"),
    ({"request": "eyJ"}, "request_not_supported"),
    ({"request_uri": "https://wiki.example/request"}, "request_uri_not_supported"),
    ({"registration": "{}"}, "registration_not_supported"),
]


class TestThatTheApplicationIsToldOf:
    async def test_by_the_error_of_the_standard(self, wiki, browser):
        for changes, error in REFUSED:
            start = Start()
            answer = wiki.brought_back(await wiki.ask(browser, start, **changes), start)
            assert answer["error"] == error, changes
            assert answer["error_description"]

    async def test_an_address_with_a_query_keeps_it(self, wiki, browser):
        start = Start(redirect_uri="https://wiki.example/with?query=1")
        page = await wiki.ask(browser, start, response_type="token")
        told = dict(parse_qsl(urlsplit(page.headers["location"]).query))
        assert (told["query"], told["error"]) == ("1", "unsupported_response_type")

    async def test_a_state_that_came_twice_is_not_told(self, wiki, browser):
        page = await browser.client.get(f"{wiki.address(Start())}&state=other")
        answer = answer_of(page)
        assert answer["error"] == "invalid_request"
        assert "state" not in answer

    async def test_a_state_comes_back_as_it_was(self, wiki, browser):
        start = Start(state="a b&c=d#e?f%20 ö\"'<>")
        assert wiki.brought_back(await wiki.ask(browser, start, scope='"'), start)["error"] == "invalid_scope"

    async def test_one_of_the_kind_service_signs_nobody_in(self, service, browser):
        robot = await relying(service, kind="service", redirect_uris=[])
        assert (await robot.ask(browser, Start())).status_code == 400


class TestPrompt:
    async def test_none_asks_nobody(self, service, wiki, browser):
        start = Start()
        told = wiki.brought_back(await wiki.ask(browser_of(service), start, prompt="none"), start)
        assert told["error"] == "login_required"
        told = wiki.brought_back(await wiki.ask(browser, start, prompt="none"), start)
        assert told["error"] == "consent_required"
        await wiki.sign_in(browser)
        assert wiki.brought_back(await wiki.ask(browser, start, prompt="none"), start)["code"]

    @pytest.mark.parametrize("prompt", ["login", "select_account", "login consent"])
    async def test_login_asks_whoever_is_signed_in_as_well(self, service, wiki, prompt):
        ada, start = await service.person(), Start()
        browser = browser_of(service)
        await browser.sign_in(ada.user)
        await wiki.sign_in(browser)
        await browser.open(wiki.address(start, prompt=prompt))
        assert browser.path == "/sign-in"
        await browser.sign_in_here(ada.user)
        page = await browser.follow()
        if prompt == "login consent":
            page = await browser.send({"decision": "allow"}, to="/oauth/consent")
        assert wiki.brought_back(page, start)["code"]

    async def test_consent_asks_again(self, wiki, browser):
        await wiki.sign_in(browser)
        page = await wiki.ask(browser, Start(), prompt="consent")
        assert "Wiki would like to" in page.text


class TestAge:
    async def test_a_sign_in_that_is_too_old_is_made_anew(self, service, wiki):
        ada, start = await service.person(), Start()
        browser = browser_of(service)
        await browser.sign_in(ada.user)
        before = (await wiki.claims(await wiki.sign_in(browser)))["auth_time"]
        await browser.open(wiki.address(start, max_age="0"))
        assert browser.path == "/sign-in"
        await browser.sign_in_here(ada.user)
        code = wiki.brought_back(await browser.follow(), start)["code"]
        tokens = (await wiki.exchange(code, start)).json()
        assert (await wiki.claims(tokens))["auth_time"] >= before

    async def test_a_young_one_is_good(self, wiki, browser):
        await wiki.sign_in(browser)
        start = Start()
        assert wiki.brought_back(await wiki.ask(browser, start, max_age="600"), start)["code"]

    async def test_without_asking_it_cannot_be(self, wiki, browser):
        start = Start()
        page = await wiki.ask(browser, start, max_age="0", prompt="none")
        assert wiki.brought_back(page, start)["error"] == "login_required"


TWO = "urn:gatehouse:acr:2fa"


class TestStrength:
    async def test_that_nobody_can_show_is_an_error(self, wiki, browser):
        start = Start()
        told = wiki.brought_back(await wiki.ask(browser, start, acr_values=TWO), start)
        assert told["error"] == "unmet_authentication_requirements"

    @pytest.mark.parametrize("wanted", ["urn:elsewhere:gold", f"{TWO} urn:gatehouse:acr:1fa"])
    async def test_that_is_only_a_wish_is_no_hindrance(self, wiki, browser, wanted):
        assert (await wiki.ask(browser, Start(), acr_values=wanted)).status_code == 200
