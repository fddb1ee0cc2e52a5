"""Other websites and strangers, against the pages of people who are signed in."""

import secrets
from urllib.parse import quote

import httpx
import pytest

from gatehouse.pages.addresses import local
from gatehouse.pages.table import MAILED, PAGES
from tests.support.pages import Browser, browser_of
from tests.support.service import PASSWORD

EVERYWHERE = {**PAGES, **MAILED}
DATA = [path for path, page in EVERYWHERE.items() if page.is_data]
FORMS = [path for path, page in EVERYWHERE.items() if page.act and not page.for_others]
ELSEWHERE = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%09/evil.example"[:1] + "\n/evil.example",
    "javascript:alert(1)",
    "account",
    "/" + "x" * 7000,
    "/ä",
]


async def start_https(start_service):
    return await start_service(public_url="https://accounts.example.com", allowed_hosts="*")


def refused(answer: httpx.Response) -> bool:
    """Pages that make no sense by themselves lead to where they begin."""
    if answer.status_code == 303:
        return answer.headers["location"].startswith(("/sign-in?", "/account"))
    return answer.status_code == 403 and "out of date" in answer.text


class TestForgedForms:
    @pytest.mark.parametrize("path", FORMS)
    async def test_a_form_without_its_code_does_nothing(self, browser, path):
        answer = await browser.client.post(path, data={"email": "x@example.com"})
        assert refused(answer)

    @pytest.mark.parametrize("path", FORMS)
    async def test_a_code_of_another_browser_is_none(self, service, browser, path):
        other = browser_of(service)
        await other.open("/sign-in")
        answer = await browser.client.post(path, data={"csrf": other.fields()["csrf"]})
        assert refused(answer)

    @pytest.mark.parametrize("path", DATA)
    async def test_scripts_need_the_code_too(self, browser, path):
        assert (await browser.client.post(path, data={"password": PASSWORD})).status_code == 403
        answer = await browser.client.get(path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")

    async def test_the_code_from_before_a_sign_in_is_void_after_it(self, service, ada):
        browser = browser_of(service)
        await browser.open("/sign-in")
        before = browser.fields()["csrf"]
        await browser.sign_in(ada.user)
        answer = await browser.client.post("/sign-out", data={"csrf": before})
        assert answer.status_code == 403

    async def test_a_form_on_another_page_cannot_sign_somebody_in(self, service):
        """Login CSRF: who is signed in to an attacker's account tells it what was meant for their own."""
        user = await service.register()
        fields = {"identifier": user["email"], "password": PASSWORD}
        answer = await service.client().post("/sign-in", data=fields)
        assert answer.status_code == 403
        assert "gatehouse=" not in str(answer.headers.get_list("set-cookie"))

    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    async def test_what_the_browser_says_of_the_sender_counts_too(self, browser, site):
        await browser.open("/sign-out")
        sent = {"Sec-Fetch-Site": site}
        answer = await browser.client.post("/sign-out", data=browser.fields(), headers=sent)
        assert answer.status_code == 403

    async def test_nothing_ends_by_a_get(self, browser):
        for path in EVERYWHERE:
            await browser.client.get(path)
        assert (await browser.open("/account")).status_code == 200
        assert browser.path == "/account"

    async def test_no_other_media_type_is_read(self, browser):
        await browser.open("/sign-out")
        for kind in ("text/plain", "multipart/form-data; boundary=x", "application/json"):
            answer = await browser.client.post("/sign-out", content=b"x=1", headers={"Content-Type": kind})
            assert answer.status_code == 415


class TestCookies:
    async def test_they_are_for_this_host_and_no_script(self, start_service):
        service = await start_https(start_service)
        user = await service.register()
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(service.app), base_url="https://accounts.example.com"
        )
        async with client:
            browser = Browser(client)
            page = await browser.sign_in(user)
            cookies = [
                cookie for step in (*page.history, page) for cookie in step.headers.get_list("set-cookie")
            ]
            assert cookies
            for cookie in cookies:
                assert cookie.startswith("__Host-gatehouse")
                assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
                assert "Domain" not in cookie
            assert browser.path == "/account"

    async def test_over_https_a_cookie_without_the_prefix_is_nobodys(self, start_service, service, ada):
        browser = browser_of(service)
        await browser.sign_in(ada.user)
        value = browser.client.cookies["gatehouse"]
        https = await start_https(start_service)
        client = https.client(Cookie=f"gatehouse={value}")
        assert (await client.get("/account")).status_code == 303

    @pytest.mark.parametrize("place", [5, 30, 60, -1])
    async def test_a_changed_one_is_nobodys(self, service, browser, place):
        cookie = browser.client.cookies["gatehouse"]
        other = "A" if cookie[place] != "A" else "B"
        changed = cookie[:place] + other + (cookie[place + 1 :] if place != -1 else "")
        client = service.client(Cookie=f"gatehouse={changed}")
        assert (await client.get("/account")).status_code == 303

    async def test_it_is_no_access_token_and_an_access_token_is_no_cookie(self, service, browser, ada):
        cookie = browser.client.cookies["gatehouse"]
        for headers in ({"Authorization": f"Bearer {cookie}"}, {"Cookie": f"gatehouse={cookie}"}):
            assert (await service.client(**headers).get("/users/me")).status_code == 401
        for token in (ada.tokens["access_token"], ada.tokens["refresh_token"]):
            client = service.client(Cookie=f"gatehouse={token}")
            assert (await client.get("/account")).status_code == 303

    async def test_a_session_that_was_planted_is_not_the_one_of_the_sign_in(self, service, browser):
        """Session fixation."""
        planted = browser.client.cookies["gatehouse"]
        eve = await service.register()
        await browser.open("/sign-in?prompt=login")
        await browser.send({"identifier": eve["email"], "password": PASSWORD})
        assert browser.client.cookies["gatehouse"] != planted
        old = service.client(Cookie=f"gatehouse={planted}")
        assert (await old.get("/account")).status_code == 303

    async def test_signing_out_ends_it_wherever_it_was_copied_to(self, service, browser):
        copied = service.client(Cookie=f"gatehouse={browser.client.cookies['gatehouse']}")
        assert (await copied.get("/account")).status_code == 200
        await browser.send(to="/sign-out")
        assert (await copied.get("/account")).status_code == 303

    @pytest.mark.parametrize("value", ["", "gb_", "gb_" + "A" * 400, '"', "\x00;=", "é", "gatehouse=x"])
    async def test_nonsense_is_nobodys(self, service, value):
        headers = {"Cookie": f"gatehouse={value}; gatehouse-form={value}; gatehouse-login={value}"}
        client = service.client()
        for path in ("/account", "/sign-in", "/sign-in/factor"):
            answer = await client.get(path, headers={"Cookie": headers["Cookie"].encode()})
            assert answer.status_code in (200, 303)


class TestOtherAddresses:
    @pytest.mark.parametrize("elsewhere", ELSEWHERE)
    async def test_next_never_leads_to_another_website(self, service, ada, elsewhere):
        assert local(elsewhere) == "/account"
        browser = browser_of(service)
        await browser.open(f"/sign-in?next={quote(elsewhere, safe='')}")
        fields = {"identifier": ada.user["email"], "password": PASSWORD, "next": elsewhere}
        hidden = browser.fields()
        assert hidden["next"] == "/account"
        answer = await browser.client.post("/sign-in", data={**hidden, **fields})
        assert (answer.status_code, answer.headers["location"]) == (303, "/account")

    @pytest.mark.parametrize(
        "fine", ["/account", "/oauth/authorize?a=b&c=d%20e", "/x;y=z/?q=https://a.example"]
    )
    def test_local_addresses_stay_as_they_are(self, fine):
        assert local(fine) == fine


class TestOtherPages:
    @pytest.mark.parametrize("path", EVERYWHERE)
    async def test_no_page_can_be_framed_kept_or_made_to_run_what_it_was_given(self, browser, path):
        answer = await browser.client.get(path)
        policy = answer.headers["content-security-policy"]
        for rule in (
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ):
            assert rule in policy
        assert "form-action 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"

    @pytest.mark.parametrize("path", EVERYWHERE)
    async def test_what_was_typed_is_text(self, browser, path):
        attack = '"><script>alert(1)</script>'
        await browser.open(f"{path}?next={quote(attack)}&id={quote(attack)}&done={quote(attack)}")
        names = ("username", "full_name", "email", "new_email", "identifier", "id", "name", "code", "token")
        hidden = browser.fields(-1) if "<form" in browser.text else {}
        answer = await browser.client.post(path, data={**hidden, **dict.fromkeys(names, attack)})
        assert "<script>alert" not in browser.text + answer.text

    async def test_a_name_is_text_where_it_is_shown(self, service, ada):
        client = service.client(**{"User-Agent": "<script>alert(1)</script>"})
        browser = Browser(client)
        await browser.sign_in(ada.user)
        page = await browser.open("/account/sessions")
        assert "&lt;script&gt;alert(1)" in page.text
        assert "<script>alert" not in page.text

    async def test_a_secret_that_was_typed_is_not_shown_again(self, browser):
        secret = secrets.token_urlsafe(16)
        for path in FORMS:
            await browser.open(path)
            if browser.path != path:
                continue
            fields = dict.fromkeys(("password", "current_password", "new_password"), secret)
            answer = await browser.client.post(path, data={**browser.fields(-1), **fields})
            assert secret not in answer.text


class TestOtherPeople:
    async def test_nobody_ends_or_removes_what_is_not_theirs(self, service, browser):
        eve = await service.person()
        session = (await eve.client.get("/users/me/sessions")).json()["items"][0]["id"]
        key = (await eve.client.post("/users/me/api-keys", json={"name": "x", "scopes": []})).json()["id"]
        for path, wanted in (("/account/sessions", session), ("/account/api-keys", key)):
            await browser.open(path)
            answer = await browser.client.post(path, data={**browser.fields(), "id": wanted})
            assert answer.status_code == 404
        assert (await eve.client.get("/users/me")).status_code == 200
        assert len((await eve.client.get("/users/me/api-keys")).json()["items"]) == 1

    async def test_guesses_on_a_page_count_like_those_at_the_api(self, service, ada):
        browser = browser_of(service)
        for _ in range(service.settings.login_max_failures):
            await browser.sign_in(ada.user, "Wrong-Password-1")
        answer = await service.client().post(
            "/auth/login", json={"email": ada.user["email"], "password": PASSWORD}
        )
        assert answer.status_code == 429
