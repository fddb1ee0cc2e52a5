"""Attacks on applications: forged assertions, secrets of others, and reaching up by way of an application."""

from datetime import timedelta
from itertools import permutations

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gatehouse.core import clock
from gatehouse.core.settings import load_settings
from tests.support.answers import problem
from tests.support.applications import Signer, add_key, ask_by_assertion, basic, new_secret, register
from tests.support.service import running
from tests.support.users import create_api_key, create_role

READ = "billing:invoices.read"
FORM = {"grant_type": "client_credentials"}


@pytest.fixture
async def superuser(service):
    return await service.admin()


@pytest.fixture
async def robot(service, superuser):
    await create_role(superuser, "robot", "users:read")
    return await register(service, "robot", owner=superuser)


@pytest.fixture
async def signer(robot):
    signer = Signer()
    assert (await add_key(robot, signer)).status_code == 201
    return signer


def at(**delta):
    return int((clock.now() + timedelta(**delta)).timestamp())


async def is_refused(service, assertion):
    response = await ask_by_assertion(service, assertion)
    return (response.status_code, response.json()["error"]) == (401, "invalid_client")


class TestAssertions:
    @pytest.mark.parametrize(
        "claims",
        [
            {"exp": None},
            {"jti": None},
            {"aud": None},
            {"iss": None},
            {"sub": None},
            {"jti": ""},
            {"jti": "x" * 256},
            {"aud": "https://elsewhere.example.com"},
            {"aud": []},
            {"aud": ["http://127.0.0.1:8000", "https://elsewhere.example.com"]},
            {"aud": "http://127.0.0.1:8000/auth/revoke"},
            {"iss": "somebody"},
            {"sub": "\0"},
            {"sub": "app_0000000000000000"},
            {"exp": 10**30},
            {"exp": -1},
        ],
    )
    async def test_with_a_wrong_claim(self, service, robot, signer, claims):
        assert await is_refused(service, signer.sign(robot.client_id, **claims))

    @pytest.mark.parametrize(
        ("name", "delta"),
        [
            ("exp", {"seconds": -31}),
            ("exp", {"minutes": 6}),
            ("exp", {"days": 365}),
            ("iat", {"minutes": 1}),
            ("nbf", {"minutes": 1}),
        ],
    )
    async def test_of_another_time(self, service, robot, signer, name, delta):
        assert await is_refused(service, signer.sign(robot.client_id, **{name: at(**delta)}))

    async def test_works_once(self, service, robot, signer):
        assertion = signer.sign(robot.client_id)
        assert (await ask_by_assertion(service, assertion)).status_code == 200
        assert await is_refused(service, assertion)
        again = signer.sign(
            robot.client_id, jti=jwt.decode(assertion, options={"verify_signature": False})["jti"]
        )
        assert await is_refused(service, again)

    async def test_a_jti_of_another_application_is_another_one(self, service, superuser, robot, signer):
        other, of_other = await register(service, owner=superuser), Signer()
        await add_key(other, of_other)
        for each, key in ((robot, signer), (other, of_other)):
            assert (await ask_by_assertion(service, key.sign(each.client_id, jti="one"))).status_code == 200

    async def test_without_a_signature(self, service, robot, signer):
        claims = jwt.decode(signer.sign(robot.client_id), options={"verify_signature": False})
        unsigned = jwt.encode(claims, "", "none", headers={"kid": signer.kid})
        assert await is_refused(service, unsigned)

    async def test_by_the_public_key_as_a_password(self, service, robot, signer):
        claims = jwt.decode(signer.sign(robot.client_id), options={"verify_signature": False})
        raw = signer.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        assert await is_refused(service, jwt.encode(claims, raw, "HS256", headers={"kid": signer.kid}))

    async def test_by_another_key_of_the_same_name(self, service, robot, signer):
        assert await is_refused(service, Signer(signer.kid).sign(robot.client_id))

    @pytest.mark.usefixtures("signer")
    async def test_by_a_key_of_another_kind(self, service, robot):
        private = ec.generate_private_key(ec.SECP256R1())
        assert await is_refused(service, Signer("first", "ES256", private).sign(robot.client_id))

    async def test_by_a_key_of_another_application(self, service, superuser, robot, signer):
        other, of_other = await register(service, owner=superuser), Signer("other")
        await add_key(other, of_other)
        assert await is_refused(service, of_other.sign(robot.client_id))
        assert await is_refused(service, of_other.sign(robot.client_id, headers={"kid": signer.kid}))

    async def test_an_access_token_is_none(self, service, robot, signer):
        assert await is_refused(service, signer.sign(robot.client_id, headers={"typ": "at+jwt"}))
        assert await is_refused(service, await robot.token())

    @pytest.mark.parametrize("text", ["x", "a.b.c", "....", "e30.e30.e30", "A" * 2048])
    async def test_nonsense(self, service, text):
        assert await is_refused(service, text)


class TestKeys:
    @pytest.mark.parametrize(
        "jwk",
        [
            {},
            {"kty": "oct", "k": "c2VjcmV0"},
            {"kty": "OKP", "crv": "X25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
            {"kty": "OKP", "crv": "Ed25519", "x": "AA"},
            {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
            {"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"},
            {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
            {"kty": "RSA", "n": 1, "e": "AQAB"},
            {"kty": ["OKP"]},
            {"kid": "a b"},
            {"kid": ""},
            {"kid": 1},
            {"alg": "HS256"},
        ],
    )
    async def test_what_is_no_public_key_for_this(self, robot, jwk):
        right = {} if "kty" in jwk or not jwk else Signer().jwk
        body = {"name": "x", "jwk": {**right, **jwk}}
        response = await robot.owner.client.post(f"{robot.path}/keys", json=body)
        assert problem(response) == (422, "validation_failed")
        assert response.json()["errors"][0]["pointer"] == "/jwk"

    async def test_a_private_key_is_not_taken(self, robot):
        private = {**Signer().jwk, "d": "AA"}
        body = {"name": "x", "jwk": private}
        response = await robot.owner.client.post(f"{robot.path}/keys", json=body)
        assert "no longer secret" in response.json()["errors"][0]["detail"]

    async def test_a_short_rsa_key_is_not_taken(self, robot):
        public = rsa.generate_private_key(65537, 1024).public_key()
        jwk = jwt.algorithms.RSAAlgorithm.to_jwk(public, as_dict=True)
        body = {"name": "x", "jwk": {name: jwk[name] for name in ("kty", "n", "e")}}
        response = await robot.owner.client.post(f"{robot.path}/keys", json=body)
        assert problem(response) == (422, "validation_failed")


class TestSecrets:
    async def test_of_another_application(self, service, superuser, robot):
        other = await register(service, owner=superuser)
        headers = basic(robot.client_id, other.secret)
        response = await service.client().post("/auth/token", data=FORM, headers=headers)
        assert (response.status_code, response.json()["error"]) == (401, "invalid_client")

    async def test_wrong_ones_are_locked_and_the_right_one_is_let_in(self, service, robot):
        headers = basic(robot.client_id, "gs_wrong")
        client = service.client()
        answers = [await client.post("/auth/token", data=FORM, headers=headers) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429]
        assert problem(answers[5]) == (429, "too_many_attempts")
        assert (await robot.ask()).status_code == 200
        after = await client.post("/auth/token", data=FORM, headers=headers)
        assert after.status_code == 429

    async def test_names_without_an_application_look_the_same(self, service, robot):
        told = []
        for name in (robot.client_id, "app_0000000000000000"):
            response = await service.client().post("/auth/token", data=FORM, headers=basic(name, "x"))
            told.append((response.status_code, response.json()))
        assert told[0] == told[1]

    @pytest.mark.usefixtures("service")
    async def test_no_network_is_too_busy_for_a_right_one(self, settings):
        changes = {**settings.model_dump(), "rate_limit_requests": 5}
        async with running(load_settings(env_file=None, **changes)) as service:
            robot = await register(service, owner=await service.admin())
            crowded = "203.0.113.9"
            for _ in range(5):
                await service.client(crowded).post("/auth/token", data={"username": "x", "password": "y"})
            stranger = await service.client(crowded).post("/auth/token", data=FORM, headers=basic("x", "y"))
            assert problem(stranger) == (429, "rate_limited")
            assert [(await robot.ask(crowded)).status_code for _ in range(5)] == [200] * 5

    async def test_neither_a_log_nor_an_answer_repeats_one(self, service, robot, capfd):
        wrong = "gs_never-to-be-seen-again"
        headers = basic(robot.client_id, wrong)
        response = await service.client().post("/auth/token", data=FORM, headers=headers)
        await robot.ask()
        assert wrong not in response.text
        seen = "".join(capfd.readouterr())
        assert wrong not in seen
        assert robot.secret not in seen


class TestEscalation:
    @pytest.fixture
    async def admin(self, service):
        return await service.admin("admin")

    @pytest.fixture
    async def mighty(self, service, superuser):
        """An application that may do what administrators may not."""
        return await register(service, "superuser", owner=superuser)

    async def test_nobody_grants_an_application_what_they_do_not_hold(self, superuser, admin, robot):
        await create_role(superuser, "introspector", "tokens:introspect")
        for role in ("superuser", "introspector"):
            response = await admin.client.put(f"{robot.path}/roles/{role}")
            assert problem(response) == (403, "privilege_escalation")

    async def test_nobody_takes_over_an_application_that_holds_more(self, admin, mighty):
        key = {"name": "x", "jwk": Signer().jwk}
        asked = [
            admin.client.patch(mighty.path, json={"name": "x"}),
            admin.client.delete(mighty.path),
            admin.client.post(f"{mighty.path}/secrets", json={"name": "x"}),
            admin.client.post(f"{mighty.path}/keys", json=key),
            admin.client.put(f"{mighty.path}/roles/user"),
            admin.client.delete(f"{mighty.path}/roles/user"),
        ]
        for each in asked:
            assert problem(await each) == (403, "privilege_escalation")

    async def test_an_api_key_reaches_no_further_than_its_scopes(self, service, superuser, robot):
        key = await create_api_key(superuser, "applications:write")
        client = service.client(**{"X-API-Key": key})
        response = await client.post(f"{robot.path}/secrets", json={"name": "x"})
        assert problem(response) == (403, "privilege_escalation")

    async def test_an_application_does_not_grant_itself_more(self, service, superuser):
        names = ("applications:write", "roles:assign", "roles:write")
        await create_role(superuser, "registrar", *names)
        registrar = await register(service, "registrar", owner=superuser)
        client = await registrar.client()
        for role in ("admin", "superuser"):
            response = await client.put(f"{registrar.path}/roles/{role}")
            assert problem(response) == (403, "privilege_escalation")
        body = {"name": "more", "permissions": ["users:read"]}
        assert problem(await client.post("/admin/roles", json=body)) == (403, "privilege_escalation")

    async def test_even_the_mightiest_is_no_superuser(self, superuser, mighty):
        client = await mighty.client()
        response = await client.post(f"/users/{superuser.id}/deactivate")
        assert problem(response) == (403, "privilege_escalation")
        promoted = await client.put(f"{mighty.path}/roles/superuser")
        assert problem(promoted) == (403, "privilege_escalation")

    async def test_no_application_defines_permissions_of_the_service(self, superuser, robot):
        body = {"permissions": [{"name": "users:write", "description": "x"}]}
        response = await superuser.client.patch(robot.path, json=body)
        assert problem(response) == (422, "validation_failed")

    async def test_a_refusal_is_in_the_audit_trail(self, superuser, admin, mighty):
        await admin.client.delete(mighty.path)
        params = {"action": "access.escalation_refused"}
        entries = (await superuser.client.get("/admin/audit", params=params)).json()["items"]
        assert [entry["details"]["operation"] for entry in entries] == ["applications.delete"]


class TestTokens:
    async def test_of_one_kind_are_none_of_another(self, service, superuser, robot):
        """The head and signature of one do not carry the claims of the other."""
        tokens = superuser.tokens["access_token"], await robot.token()
        for (header, _, signature), (_, claims, _) in permutations([token.split(".") for token in tokens]):
            client = service.client(Authorization=f"Bearer {header}.{claims}.{signature}")
            assert problem(await client.get("/users")) == (401, "invalid_token")

    async def test_one_of_two_secrets_is_not_the_other(self, robot):
        """A token that was got with a secret does not live on by another one."""
        made = await new_secret(robot)
        first = robot.secret
        robot.secret = made["secret"]
        client = await robot.client()
        await robot.owner.client.delete(f"{robot.path}/secrets/{made['id']}")
        robot.secret = first
        assert (await robot.ask()).status_code == 200
        assert problem(await client.get("/users")) == (401, "invalid_token")
