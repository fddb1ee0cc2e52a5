"""Requests as they stand in the guides of other services: they work here as they are."""

import pytest

from tests.support.answers import faults, problem
from tests.support.clock import pass_time
from tests.support.service import PASSWORD

EMAIL, USERNAME, PASTED = "test@example.com", "testuser", "TestPass123!"
PASTED_BODY = {"email": EMAIL, "username": USERNAME, "password": PASTED}
PROFILE = {
    "full_name": "Test User",
    "bio": "Tests things.",
    "avatar_url": "https://example.com/avatar.png",
    "metadata": {"team": "qa", "tags": ["a", "b"]},
}
BODY = {**PASTED_BODY, "password": PASSWORD}
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


async def register(service, **fields):
    response = await service.client().post("/auth/register", json={**BODY, **fields})
    assert response.status_code == 201, response.text
    return response.json()


class TestRegister:
    async def test_as_pasted(self, service):
        response = await service.client().post("/auth/register", json=PASTED_BODY)
        assert response.status_code == 201

    async def test_with_a_profile_as_pasted(self, service):
        response = await service.client().post("/auth/register", json={**PASTED_BODY, **PROFILE})
        assert response.status_code == 201
        assert PROFILE.items() <= response.json().items()

    async def test_with_a_profile(self, service):
        assert PROFILE.items() <= (await register(service, **PROFILE)).items()

    async def test_with_a_profile_where_addresses_are_proven(self, start_service):
        service = await start_service(require_email_verification=True)
        response = await service.client().post("/auth/register", json={**BODY, **PROFILE})
        token = await service.mailed_token(EMAIL)
        await service.client().post("/auth/email/verify", json={"token": token, "password": PASSWORD})
        assert response.status_code == 202
        assert PROFILE.items() <= (await service.login(BODY)).user.items()

    @pytest.mark.parametrize("verified_first", [True, False])
    @pytest.mark.parametrize(
        "metadata",
        [{"a": {"b": {"c": {"d": {"e": 1, "f": {}}}}}}, {"a": "x" * 16_384}],
        ids=["deep", "large"],
    )
    async def test_metadata_has_the_bounds_of_a_profile(self, start_service, metadata, verified_first):
        service = await start_service(require_email_verification=verified_first)
        response = await service.client().post("/auth/register", json={**BODY, "metadata": metadata})
        assert problem(response) == (422, "metadata_invalid")

    @pytest.mark.parametrize(
        ("field", "value", "rule"),
        [
            ("bio", "x" * 1001, "max_length"),
            ("avatar_url", "http://example.com/avatar.png", "pattern"),
            ("metadata", {str(number): 1 for number in range(51)}, "max_properties"),
            ("metadata", None, "type"),
        ],
    )
    async def test_so_have_the_other_fields(self, service, field, value, rule):
        response = await service.client().post("/auth/register", json={**BODY, field: value})
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [(f"/{field}", rule)]


class TestLoginByForm:
    @pytest.mark.parametrize("name", [EMAIL, USERNAME])
    async def test_as_pasted(self, service, name):
        user = await register(service)
        content = f"username={name}&password={PASSWORD}"
        response = await service.client().post("/auth/login", content=content, headers=URLENCODED)
        tokens = response.json()
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-store"
        assert tokens["user"]["uuid"] == user["uuid"]
        assert (await service.client().get("/auth/me", headers=bearer)).status_code == 200

    async def test_with_the_address_as_email(self, service):
        await register(service)
        response = await service.client().post("/auth/login", data={"email": EMAIL, "password": PASSWORD})
        assert response.status_code == 200

    @pytest.mark.parametrize(("remember_me", "life"), [("true", 86_400), ("false", 900)])
    async def test_to_be_remembered(self, service, remember_me, life):
        await register(service)
        form = {"username": USERNAME, "password": PASSWORD, "remember_me": remember_me}
        response = await service.client().post("/auth/login", data=form)
        assert response.json()["expires_in"] == life

    @pytest.mark.parametrize(
        ("form", "fault"),
        [
            ({"username": USERNAME}, ("/password", "required")),
            ({"username": USERNAME, "password": "x", "remember_me": "yes"}, ("/remember_me", "type")),
            ({"password": "x"}, ("", "one_of")),
            ({"username": USERNAME, "email": EMAIL, "password": "x"}, ("", "one_of")),
            ({"username": USERNAME, "password": "x", "no_such": "1"}, ("/no_such", "additional_properties")),
        ],
    )
    async def test_what_is_wrong_with_it_is_named(self, service, form, fault):
        response = await service.client().post("/auth/login", data=form)
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [fault]

    async def test_a_wrong_password_and_too_many(self, service):
        await register(service)
        form = {"username": EMAIL, "password": "Wrong-1234"}
        client = service.client()
        answers = [await client.post("/auth/login", data=form) for _ in range(6)]
        assert [problem(answer) for answer in answers[:5]] == [(401, "invalid_credentials")] * 5
        assert problem(answers[5]) == (429, "too_many_attempts")
        assert 890 <= int(answers[5].headers["retry-after"]) <= 900


class TestToken:
    @pytest.mark.parametrize("name", [EMAIL, USERNAME])
    async def test_without_grant_type(self, service, name):
        await register(service)
        content = f"username={name}&password={PASSWORD}"
        response = await service.client().post("/auth/token", content=content, headers=URLENCODED)
        assert response.status_code == 200
        assert response.json()["token_type"] == "bearer"

    async def test_a_wrong_password_and_too_many(self, service, monkeypatch):
        await register(service)
        form = {"username": USERNAME, "password": "Wrong-1234"}
        client = service.client()
        answers = [await client.post("/auth/token", data=form) for _ in range(6)]
        assert [answer.json()["error"] for answer in answers[:5]] == ["invalid_grant"] * 5
        assert problem(answers[5]) == (429, "too_many_attempts")
        pass_time(monkeypatch, seconds=int(answers[5].headers["retry-after"]))
        open_again = await client.post("/auth/token", data={**form, "password": PASSWORD})
        assert open_again.status_code == 200
