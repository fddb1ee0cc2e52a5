"""Signing in to an application, from the first redirect to the tokens."""

import hashlib

import jwt
import pytest

from gatehouse.security.crypto import encode
from tests.support.openid import Start, allow, answer_of, relying, verified
from tests.support.pages import browser_of


class TestSigningIn:
    async def test_gives_tokens_that_say_who_it_is(self, wiki, ada, browser):
        tokens = await wiki.sign_in(browser)
        claims = await wiki.claims(tokens)
        assert claims["sub"] == ada.user["uuid"]
        assert (claims["aud"], claims["azp"]) == (wiki.client_id, wiki.client_id)
        assert (claims["amr"], claims["acr"]) == (["pwd"], "urn:gatehouse:acr:1fa")
        assert claims["auth_time"] <= claims["iat"] < claims["exp"]
        digest = hashlib.sha512(tokens["access_token"].encode()).digest()
        assert claims["at_hash"] == encode(digest[:32])

    async def test_the_access_token_is_for_the_audience_of_the_application(self, wiki, ada, browser):
        tokens = await wiki.sign_in(browser)
        audience = (await wiki.application.owner.client.get(wiki.application.path)).json()["audience"]
        claims = await wiki.claims(tokens, audience)
        assert claims["client_id"] == wiki.client_id
        assert (claims["sub"], claims["scope"]) == (ada.user["uuid"], "openid profile email")
        assert jwt.get_unverified_header(tokens["access_token"])["typ"] == "at+jwt"
        assert tokens["scope"] == "openid profile email"

    async def test_whoever_is_not_signed_in_does_so_on_the_way(self, service, wiki, ada):
        browser, start = browser_of(service), Start()
        await browser.open(wiki.address(start))
        assert browser.path == "/sign-in"
        await browser.sign_in_here(ada.user)
        page = await browser.go_on()
        assert "Wiki would like to" in page.text
        assert wiki.brought_back(await allow(browser), start)["code"]

    async def test_by_a_form_as_well(self, wiki, browser):
        start = Start()
        address, _, query = wiki.address(start).partition("?")
        page = await browser.client.post(
            address, content=query, headers={"Content-Type": "application/x-www-form-urlencoded"}
        )
        assert page.status_code == 303
        browser.page = await browser.client.get(page.headers["location"])
        assert wiki.brought_back(await allow(browser), start)["code"]

    @pytest.mark.parametrize("algorithm", ["EdDSA", "ES256", "RS256"])
    async def test_tokens_are_signed_as_the_application_wants(self, service, browser, algorithm):
        wiki = await relying(service, signing_algorithm=algorithm, audience="urn:wiki")
        tokens = await wiki.sign_in(browser)
        for name in ("id_token", "access_token"):
            assert jwt.get_unverified_header(tokens[name])["alg"] == algorithm
        await verified(service, tokens["access_token"], "urn:wiki")
        digest = (hashlib.sha512 if algorithm == "EdDSA" else hashlib.sha256)(tokens["access_token"].encode())
        half = digest.digest()[: digest.digest_size // 2]
        assert (await wiki.claims(tokens))["at_hash"] == encode(half)

    async def test_without_openid_there_is_no_id_token(self, wiki, browser):
        tokens = await wiki.sign_in(browser, scope="profile")
        assert (tokens["scope"], "id_token" in tokens) == ("profile", False)

    async def test_introspection_says_how_somebody_signed_in(self, service, wiki, ada, browser):
        tokens, admin = await wiki.sign_in(browser), wiki.application.owner
        for kind in ("refresh_token", "access_token"):
            told = (await admin.client.post("/auth/introspect", data={"token": tokens[kind]})).json()
            assert (told["active"], told["sub"], told["client_id"]) == (
                True,
                ada.user["uuid"],
                wiki.client_id,
            )
        assert (told["acr"], told["amr"]) == ("urn:gatehouse:acr:1fa", ["pwd"])
        await service.client().post("/auth/revoke", data={"token": tokens["access_token"]})
        answer = await admin.client.post("/auth/introspect", data={"token": tokens["access_token"]})
        assert answer.json() == {"active": False}

    async def test_the_session_is_among_those_of_the_person(self, wiki, ada, browser):
        tokens = await wiki.sign_in(browser)
        sessions = (await ada.client.get("/users/me/sessions")).json()["items"]
        [given] = [each for each in sessions if each["application"] == "Wiki"]
        assert given["id"] == (await wiki.claims(tokens))["sid"]
        assert sum(each["application"] is None for each in sessions) == 2


class TestPublicApplications:
    async def test_need_no_secret(self, service, browser):
        game = await relying(service, kind="browser")
        tokens = await game.sign_in(browser)
        assert (await game.refresh(tokens)).status_code == 200

    @pytest.mark.parametrize("port", [":1", ":51234", ""])
    @pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
    async def test_native_ones_listen_at_any_port_of_the_own_machine(self, service, browser, port, host):
        game = await relying(service, kind="native", redirect_uris=[f"http://{host}/callback"])
        start = Start(redirect_uri=f"http://{host}{port}/callback")
        response = await game.exchange(await game.code(browser, start), start)
        assert response.status_code == 200

    async def test_native_ones_ask_each_time(self, service, browser):
        game = await relying(service, kind="native", redirect_uris=["com.example.game:/callback"])
        start = Start(redirect_uri="com.example.game:/callback")
        for _ in range(2):
            page = await game.ask(browser, start)
            assert "Wiki would like to" in page.text
            assert answer_of(await allow(browser), start.redirect_uri)["code"]


class TestUserinfo:
    async def test_says_what_the_scope_allows(self, wiki, ada, browser):
        tokens = await wiki.sign_in(browser)
        told = (await wiki.userinfo(tokens).get("/oauth/userinfo")).json()
        assert (told["sub"], told["email"]) == (ada.user["uuid"], ada.user["email"])
        assert (told["preferred_username"], told["email_verified"]) == (ada.user["username"], False)

    async def test_and_no_more(self, wiki, ada, browser):
        tokens = await wiki.sign_in(browser, scope="openid")
        response = await wiki.userinfo(tokens).post("/oauth/userinfo")
        assert response.json() == {"sub": ada.user["uuid"]}

    @pytest.mark.parametrize("method", ["GET", "POST"])
    async def test_needs_the_scope_openid(self, wiki, browser, method):
        tokens = await wiki.sign_in(browser, scope="profile")
        response = await wiki.userinfo(tokens).request(method, "/oauth/userinfo")
        assert response.status_code == 403
        assert 'error="insufficient_scope"' in response.headers["www-authenticate"]

    @pytest.mark.parametrize("method", ["GET", "POST"])
    async def test_tells_owners_of_a_session_all(self, ada, method):
        told = (await ada.client.request(method, "/oauth/userinfo")).json()
        assert told["email"] == ada.user["email"]

    async def test_ends_with_the_session(self, wiki, ada, browser):
        tokens = await wiki.sign_in(browser)
        sid = (await wiki.claims(tokens))["sid"]
        assert (await ada.client.delete(f"/users/me/sessions/{sid}")).status_code == 204
        assert (await wiki.userinfo(tokens).get("/oauth/userinfo")).status_code == 401
        assert (await wiki.refresh(tokens)).json()["error"] == "invalid_grant"

    async def test_the_token_opens_nothing_else(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        for path in ("/auth/me", "/users/me/sessions", "/users/me/export"):
            assert (await wiki.userinfo(tokens).get(path)).status_code == 401


class TestRefreshing:
    async def test_gives_new_tokens_of_the_same_sign_in(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        answer = (await wiki.refresh(tokens)).json()
        before, after = await wiki.claims(tokens), await wiki.claims(answer)
        same = ("sub", "aud", "sid", "auth_time", "iss", "azp")
        assert [after[name] for name in same] == [before[name] for name in same]
        assert "nonce" not in after

    async def test_twice_with_one_token_ends_the_session(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        newest = (await wiki.refresh((await wiki.refresh(tokens)).json())).json()
        again = await wiki.refresh(tokens)
        assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
        assert (await wiki.refresh(newest)).json()["error"] == "invalid_grant"

    async def test_only_the_application_that_it_was_given_to_can(self, service, wiki, browser):
        other = await relying(service, name="Other")
        tokens = await wiki.sign_in(browser)
        assert (await other.refresh(tokens)).json()["error"] == "invalid_grant"
        assert (await wiki.refresh(tokens)).status_code == 200

    async def test_gatehouse_itself_takes_no_such_token(self, service, wiki, browser):
        tokens = await wiki.sign_in(browser)
        body = {"refresh_token": tokens["refresh_token"]}
        assert (await service.client().post("/auth/refresh", json=body)).status_code == 401

    async def test_for_less_than_was_granted(self, wiki, browser):
        tokens = await wiki.sign_in(browser)
        less = (await wiki.refresh(tokens, scope="openid")).json()
        assert less["scope"] == "openid"
        more = await wiki.refresh(less, scope="openid email offline_access")
        assert (more.status_code, more.json()["error"]) == (400, "invalid_scope")
        assert (await wiki.refresh(less)).json()["scope"] == "openid profile email"


class TestDiscovery:
    @pytest.mark.parametrize("name", ["openid-configuration", "oauth-authorization-server"])
    async def test_names_addresses_that_exist(self, service, name):
        response = await service.client().get(f"/.well-known/{name}")
        assert response.headers["cache-control"] == "public, max-age=300"
        told = response.json()
        assert told["issuer"] == "http://127.0.0.1:8000"
        for key in ("authorization_endpoint", "userinfo_endpoint", "jwks_uri", "token_endpoint"):
            path = told[key].removeprefix(told["issuer"])
            assert (await service.client().get(path)).status_code != 404, key
