"""Tokens that applications have for themselves: how they get them, and what they can do with them."""

from urllib.parse import quote

import jwt
import orjson
import pytest
from jwt.algorithms import OKPAlgorithm

from tests.support.answers import problem
from tests.support.applications import (
    Signer,
    add_key,
    ask_by_assertion,
    basic,
    new_secret,
    register,
)
from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.users import create_api_key, create_role

READ, WRITE = "billing:invoices.read", "billing:invoices.write"
BILLING = "https://billing.example.com"


@pytest.fixture
async def superuser(service):
    return await service.admin()


@pytest.fixture
async def billing(service, superuser):
    """An application that others call."""
    return await register(service, owner=superuser, permissions=(READ, WRITE), audience=BILLING)


@pytest.fixture
async def robot(service, superuser, billing):
    """An application that reads users and invoices."""
    await create_role(superuser, "robot", "users:read", READ)
    return await register(service, "robot", owner=superuser, name="Robot")


_ENDED = "SELECT actor_kind FROM audit_log WHERE action = 'applications.end_tokens'"


def claims(token):
    return jwt.decode(token, options={"verify_signature": False})


def refused(response):
    return response.status_code, response.json()["error"]


class TestSecret:
    async def test_by_header_and_by_form(self, service, robot):
        client = service.client()
        form = {"grant_type": "client_credentials"}
        by_header = await client.post("/auth/token", data=form, headers=robot.basic)
        shown = {"client_id": robot.client_id, "client_secret": robot.secret}
        by_form = await client.post("/auth/token", data={**form, **shown})
        for response in (by_header, by_form):
            assert response.status_code == 200
            assert response.headers["cache-control"] == "no-store"
            assert response.json()["token_type"] == "bearer"
            assert "refresh_token" not in response.json()
            assert "ratelimit" not in response.headers

    async def test_basic_is_encoded_as_a_form_is(self, service, robot):
        header = basic(quote(robot.client_id).replace("_", "%5F"), quote(robot.secret))
        response = await service.client().post(
            "/auth/token", data={"grant_type": "client_credentials"}, headers=header
        )
        assert response.status_code == 200

    async def test_two_work_while_one_is_exchanged(self, robot):
        before = robot.secret
        robot.secret = (await new_secret(robot))["secret"]
        assert (await robot.ask()).status_code == 200
        robot.secret = before
        assert (await robot.ask()).status_code == 200

    async def test_a_revoked_one_ends_its_tokens_and_no_others(self, superuser, robot):
        of_first = await robot.client()
        made = await new_secret(robot)
        robot.secret = made["secret"]
        of_second = await robot.client()
        await superuser.client.delete(f"{robot.path}/secrets/{made['id']}")
        assert (await of_first.get("/users")).status_code == 200
        assert problem(await of_second.get("/users")) == (401, "invalid_token")
        assert refused(await robot.ask()) == (401, "invalid_client")

    async def test_expires(self, robot, monkeypatch):
        robot.secret = (await new_secret(robot, expires_in_days=1))["secret"]
        pass_time(monkeypatch, hours=25)
        assert refused(await robot.ask()) == (401, "invalid_client")

    async def test_its_use_is_noted(self, superuser, robot):
        await robot.ask()
        listed = (await superuser.client.get(f"{robot.path}/secrets")).json()["items"]
        assert listed[0]["last_used_at"] is not None

    @pytest.mark.parametrize(
        ("header", "form", "expected"),
        [
            ("Basic !", {}, (401, "invalid_client")),
            ("Basic eA==", {}, (401, "invalid_client")),
            ("Basic Og==", {}, (401, "invalid_client")),
            ("Basic AAo6AA==", {}, (401, "invalid_client")),
            ("Bearer x", {}, (401, "invalid_client")),
            (None, {}, (401, "invalid_client")),
            (None, {"client_id": "app_0000000000000000"}, (401, "invalid_client")),
            (None, {"client_id": "somebody"}, (401, "invalid_client")),
            (None, {"client_assertion": "x", "client_assertion_type": "other"}, (400, "invalid_request")),
            ("Basic eDp5", {"client_secret": "y"}, (400, "invalid_request")),
            ("Basic eDp5", {"client_id": "z"}, (400, "invalid_request")),
        ],
    )
    async def test_what_shows_nothing(self, service, header, form, expected):
        headers = {"Authorization": header} if header else {}
        data = {"grant_type": "client_credentials", **form}
        response = await service.client().post("/auth/token", data=data, headers=headers)
        assert refused(response) == expected
        assert ("basic" in response.headers.get("www-authenticate", "").lower()) == (expected[0] == 401)

    async def test_public_applications_have_no_token_of_their_own(self, service, superuser):
        application = await register(service, owner=superuser, kind="native")
        form = {"grant_type": "client_credentials", "client_id": application.client_id}
        assert refused(await service.client().post("/auth/token", data=form)) == (400, "unauthorized_client")

    async def test_other_grants_ignore_it(self, service, superuser, robot):
        form = {"username": superuser.user["email"], "password": superuser.password}
        response = await service.client().post("/auth/token", data=form, headers=robot.basic)
        assert response.status_code == 200
        assert "sid" in claims(response.json()["access_token"])


class TestAssertion:
    @pytest.fixture
    async def signer(self, robot):
        signer = Signer()
        assert (await add_key(robot, signer)).status_code == 201
        return signer

    @pytest.mark.parametrize("aud", ["http://127.0.0.1:8000", "http://127.0.0.1:8000/auth/token"])
    async def test_takes_the_place_of_a_secret(self, service, robot, signer, aud):
        response = await ask_by_assertion(service, signer.sign(robot.client_id, aud=[aud]))
        assert response.status_code == 200
        assert claims(response.json()["access_token"])["client_id"] == robot.client_id

    async def test_needs_no_kid_where_there_is_one_key(self, service, robot, signer):
        assertion = jwt.encode(claims(signer.sign(robot.client_id)), signer.private, "EdDSA")
        assert (await ask_by_assertion(service, assertion)).status_code == 200

    async def test_by_the_newer_name_of_its_algorithm(self, service, robot):
        provider = (await service.client().get("/.well-known/openid-configuration")).json()
        assert "Ed25519" in provider["token_endpoint_auth_signing_alg_values_supported"]
        signer, jws = Signer("newer"), jwt.PyJWS()
        signer.jwk["alg"] = "Ed25519"
        assert (await add_key(robot, signer)).status_code == 201
        jws.register_algorithm("Ed25519", OKPAlgorithm())
        payload = orjson.dumps(claims(signer.sign(robot.client_id)))
        assertion = jws.encode(payload, signer.private, "Ed25519", {"kid": "newer"})
        assert (await ask_by_assertion(service, assertion)).status_code == 200

    async def test_keys_are_listed_and_removed_with_their_tokens(self, service, superuser, robot, signer):
        token = (await ask_by_assertion(service, signer.sign(robot.client_id))).json()["access_token"]
        client = service.client(Authorization=f"Bearer {token}")
        assert (await client.get("/users")).status_code == 200
        listed = (await superuser.client.get(f"{robot.path}/keys")).json()["items"]
        assert [(key["kid"], key["algorithm"]) for key in listed] == [("first", "EdDSA")]
        assert listed[0]["last_used_at"] is not None
        path = f"{robot.path}/keys/{listed[0]['id']}"
        assert (await superuser.client.delete(path)).status_code == 204
        assert problem(await superuser.client.delete(path)) == (404, "key_not_found")
        assert problem(await client.get("/users")) == (401, "invalid_token")

    async def test_a_kid_is_there_once(self, robot, signer):
        assert problem(await add_key(robot, signer)) == (409, "key_exists")

    async def test_there_are_ten_keys_at_most(self, robot):
        for number in range(10):
            assert (await add_key(robot, Signer(f"kid-{number}"))).status_code == 201
        assert problem(await add_key(robot, Signer("one more"))) == (409, "secret_limit")

    @pytest.mark.parametrize("kind", ["native", "browser"])
    async def test_public_applications_have_no_keys(self, service, superuser, kind):
        application = await register(service, owner=superuser, kind=kind)
        assert problem(await add_key(application, Signer())) == (409, "public_application")


class TestScope:
    async def test_all_that_it_may_do_here_by_default(self, robot):
        token = claims(await robot.token())
        assert (token["aud"], token["scope"]) == ("gatehouse", "users:read")
        assert (token["sub"], token["client_id"]) == (robot.client_id, robot.client_id)
        assert token["iss"] == "http://127.0.0.1:8000"

    @pytest.mark.parametrize(
        "form",
        [{"resource": BILLING}, {"audience": BILLING}, {"scope": READ}, {"resource": BILLING, "scope": READ}],
    )
    async def test_for_another_application(self, robot, form):
        token = claims(await robot.token(**form))
        assert (token["aud"], token["scope"]) == (BILLING, READ)

    async def test_by_the_algorithm_that_the_other_one_knows(self, robot, billing):
        await billing.update(signing_algorithm="ES256")
        header = jwt.get_unverified_header(await robot.token(resource=BILLING))
        assert (header["alg"], header["typ"]) == ("ES256", "at+jwt")

    async def test_without_any_it_only_says_who_it_is(self, billing):
        assert claims(await billing.token(resource="gatehouse"))["scope"] == ""

    @pytest.mark.parametrize(
        ("form", "error"),
        [
            ({"scope": WRITE}, "invalid_scope"),
            ({"scope": "no:such.thing"}, "invalid_scope"),
            ({"scope": f"users:read {READ}"}, "invalid_scope"),
            ({"scope": READ, "resource": "gatehouse"}, "invalid_scope"),
            ({"resource": "https://nobody.example.com"}, "invalid_target"),
            ({"resource": BILLING, "audience": "gatehouse"}, "invalid_request"),
        ],
    )
    async def test_what_is_refused(self, robot, form, error):
        assert refused(await robot.ask(**form)) == (400, error)

    async def test_a_deactivated_application_is_no_target(self, robot, billing):
        await billing.update(is_active=False)
        assert refused(await robot.ask(resource=BILLING)) == (400, "invalid_target")

    async def test_a_token_for_another_application_opens_nothing_here(self, robot):
        client = await robot.client(resource=BILLING)
        assert problem(await client.get("/users")) == (401, "invalid_token")


class TestUse:
    async def test_within_its_scope(self, superuser, robot):
        await create_role(superuser, "writer", "users:write")
        await robot.grant("writer")
        narrow, wide = await robot.client(scope="users:read"), await robot.client()
        assert (await narrow.get("/users")).status_code == 200
        assert problem(await narrow.post("/users", json={})) == (403, "forbidden")
        body = {"email": "new@example.com", "username": "new"}
        assert (await wide.post("/users", json=body)).status_code == 201

    async def test_it_is_audited_as_itself(self, superuser, robot):
        await create_role(superuser, "writer", "users:write")
        await robot.grant("writer")
        client = await robot.client()
        await client.post("/users", json={"email": "new@example.com", "username": "new"})
        uuid = (await superuser.client.get(robot.path)).json()["uuid"]
        entries = (await superuser.client.get("/admin/audit", params={"actor": uuid})).json()["items"]
        acts = [(entry["action"], entry["actor_kind"]) for entry in entries]
        assert acts == [("users.create", "application"), ("applications.token", "application")]

    async def test_what_is_for_people_is_not_for_it(self, robot):
        client = await robot.client()
        for path in ("/users/me", "/auth/me", "/users/me/sessions", "/users/me/export"):
            assert problem(await client.get(path)) == (401, "invalid_token")
        assert problem(await client.post("/auth/logout", json={})) == (401, "invalid_token")

    async def test_a_revoked_role_counts_at_once(self, superuser, robot):
        client = await robot.client()
        await superuser.client.delete(f"{robot.path}/roles/robot")
        assert problem(await client.get("/users")) == (403, "forbidden")

    async def test_a_deactivated_one_stays_out_with_its_old_tokens(self, robot):
        client = await robot.client()
        await robot.update(is_active=False)
        assert problem(await client.get("/users")) == (401, "invalid_token")
        assert refused(await robot.ask()) == (401, "invalid_client")
        await robot.update(is_active=True)
        assert problem(await client.get("/users")) == (401, "invalid_token")
        assert (await (await robot.client()).get("/users")).status_code == 200

    async def test_a_deleted_one_is_gone(self, superuser, robot):
        client = await robot.client()
        await superuser.client.delete(robot.path)
        assert problem(await client.get("/users")) == (401, "invalid_token")

    async def test_tokens_expire(self, robot, monkeypatch):
        client = await robot.client()
        pass_time(monkeypatch, hours=1)
        assert problem(await client.get("/users")) == (401, "invalid_token")


class TestIntrospection:
    @pytest.fixture
    async def asker(self, service, superuser):
        return service.client(**{"X-API-Key": await create_api_key(superuser, "tokens:introspect")})

    async def test_tells_what_is_left_of_it(self, superuser, robot, asker):
        await create_role(superuser, "writer", "users:write")
        await robot.grant("writer")
        token = await robot.token()
        await superuser.client.delete(f"{robot.path}/roles/writer")
        told = (await asker.post("/auth/introspect", data={"token": token})).json()
        assert (told["active"], told["scope"], told["client_id"]) == (True, "users:read", robot.client_id)
        assert {name: told[name] for name in ("aud", "iss", "sub", "jti", "exp", "iat")} == {
            name: claims(token)[name] for name in ("aud", "iss", "sub", "jti", "exp", "iat")
        }

    async def test_for_whomever_it_is(self, robot, asker):
        token = await robot.token(resource=BILLING)
        assert (await asker.post("/auth/introspect", data={"token": token})).json()["aud"] == BILLING

    async def test_a_revoked_one_is_not_active(self, service, robot, asker):
        first, second = await robot.token(), await robot.token()
        await service.client().post("/auth/revoke", data={"token": first})
        for token in (first, second):
            assert (await asker.post("/auth/introspect", data={"token": token})).json() == {"active": False}
        rows = await execute(service.settings, _ENDED)
        assert [row[0] for row in rows] == ["application"]
        assert (await robot.ask()).status_code == 200
