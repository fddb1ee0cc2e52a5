"""Attacks on people who sign in to applications, and on the applications."""

import pytest

from tests.support.openid import CALLBACK, ISSUER, Start, allow, answer_of, relying
from tests.support.pages import browser_of


class TestInjection:
    async def test_a_stolen_code_is_worth_nothing_without_its_verifier(self, wiki, browser):
        """Somebody puts a code that they have caught into a sign-in of their own."""
        caught = await wiki.code(browser, Start())
        assert (await wiki.exchange(caught, Start())).json()["error"] == "invalid_grant"

    async def test_the_nonce_is_that_of_the_request(self, wiki, browser):
        start = Start()
        tokens = (await wiki.exchange(await wiki.code(browser, start), start)).json()
        assert (await wiki.claims(tokens))["nonce"] == start.nonce

    async def test_an_id_token_is_no_access_token_nor_the_other_way_round(self, service, wiki, browser):
        tokens = await wiki.sign_in(browser)
        client = service.client(Authorization=f"Bearer {tokens['id_token']}")
        for path in ("/oauth/userinfo", "/auth/me"):
            assert (await client.get(path)).status_code == 401

    async def test_a_refresh_token_is_no_bearer(self, service, wiki, browser):
        tokens = await wiki.sign_in(browser)
        client = service.client(Authorization=f"Bearer {tokens['refresh_token']}")
        assert (await client.get("/oauth/userinfo")).status_code == 401

    async def test_a_cookie_is_none_either(self, wiki, browser):
        await wiki.sign_in(browser)
        assert (await browser.client.get("/oauth/userinfo")).status_code == 401


class TestMixUp:
    """An application that knows several issuers has to see whose an answer is (RFC 9207)."""

    @pytest.mark.parametrize("changes", [{}, {"response_type": "token"}, {"prompt": "none"}, {"scope": '"'}])
    async def test_every_answer_says_whose_it_is(self, wiki, browser, changes):
        page = await wiki.ask(browser, Start(), **changes)
        if page.status_code == 200:
            page = await allow(browser)
        assert answer_of(page)["iss"] == ISSUER

    async def test_the_refusal_of_a_person_too(self, wiki, browser):
        await wiki.ask(browser, Start())
        assert answer_of(await allow(browser, decision="deny"))["iss"] == ISSUER


class TestDowngrade:
    async def test_a_code_needs_a_verifier_even_of_a_confidential_application(self, wiki, browser):
        start = Start()
        code = await wiki.code(browser, start)
        assert (await wiki.exchange(code, start, code_verifier=None)).status_code == 400

    @pytest.mark.parametrize("challenge", [{"code_challenge": None, "code_challenge_method": None}])
    async def test_a_request_cannot_go_without(self, wiki, browser, challenge):
        page = await wiki.ask(browser, Start(), **challenge)
        assert answer_of(page)["error"] == "invalid_request"


class TestForgedForms:
    async def test_a_forged_consent_gives_nothing(self, wiki, browser):
        request = wiki.address(Start()).partition("?")[2]
        form = {"request": request, "scope": "openid", "decision": "allow"}
        for token in ({}, {"csrf": ""}, {"csrf": "guessed"}):
            page = await browser.client.post("/oauth/consent", data={**form, **token})
            assert page.status_code == 403
            assert CALLBACK not in page.text

    async def test_nor_does_one_with_the_token_of_another_browser(self, service, wiki, browser):
        mallory = browser_of(service)
        await mallory.sign_in((await service.person()).user)
        await wiki.ask(mallory, Start())
        form = {**mallory.fields(), "decision": "allow"}
        page = await browser.client.post("/oauth/consent", data=form)
        assert page.status_code == 403

    async def test_nor_one_from_another_website(self, wiki, browser):
        await wiki.ask(browser, Start())
        form = {**browser.fields(), "decision": "allow"}
        elsewhere = {"Sec-Fetch-Site": "cross-site"}
        page = await browser.client.post("/oauth/consent", data=form, headers=elsewhere)
        assert page.status_code == 403

    async def test_a_request_cannot_be_exchanged_for_another(self, wiki, browser):
        """The address in the form is looked at as the one in a request is."""
        await wiki.ask(browser, Start())
        evil = browser.fields()["request"].replace("wiki.example", "evil.example")
        page = await allow(browser, request=evil)
        assert (page.status_code, page.headers.get("location")) == (400, None)


class TestFraming:
    @pytest.mark.parametrize("path", ["/oauth/device", "/oauth/logout", "/oauth/authorize"])
    async def test_no_page_can_be_framed(self, wiki, browser, path):
        page = await browser.client.get(path)
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        page = await wiki.ask(browser, Start())
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["cache-control"] == "no-store"


class TestForeignSessions:
    async def test_nobody_goes_on_with_the_sign_in_of_somebody_else(self, service, wiki, browser):
        """The sealed time of one person's sign-in does not let another one pass without."""
        start = Start()
        await browser.open(wiki.address(start, prompt="login"))
        sealed = str(browser.page.url)
        mallory = browser_of(service)
        await mallory.sign_in((await service.person()).user)
        page = await mallory.open(sealed)
        assert page.status_code == 200
        assert mallory.path == "/sign-in"

    async def test_a_time_that_nobody_sealed_does_not_count(self, wiki, browser):
        address = wiki.address(Start(), prompt="login")
        for since in ("gm_AAAAAAAAAAA", "0", "gm_"):
            await browser.open(f"{address}&since={since}")
            assert browser.path == "/sign-in"

    async def test_another_application_ends_no_session_by_a_code(self, service, wiki, browser):
        evil, start = await relying(service, name="Evil"), Start()
        code = await wiki.code(browser, start)
        tokens = (await wiki.exchange(code, start)).json()
        await evil.exchange(code, start)
        assert (await wiki.refresh(tokens)).status_code == 200
