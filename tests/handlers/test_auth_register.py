import asyncio

import pytest

from tests.support.answers import faults, problem, told
from tests.support.database import execute
from tests.support.mails import subjects
from tests.support.service import PASSWORD

ADA = {"email": "Ada@Example.com", "username": "Ada", "password": PASSWORD, "full_name": "Ada Lovelace"}
GRACE = {"email": "grace@example.com", "username": "grace", "password": PASSWORD}


class TestRegister:
    async def test_answers_the_new_account(self, service):
        response = await service.client().post("/auth/register", json=ADA)
        user = response.json()
        assert response.status_code == 201
        assert response.headers["location"] == "/users/me"
        assert response.headers["etag"] == f'"user-{user["id"]}-1"'
        assert (user["email"], user["username"]) == (ADA["email"], ADA["username"])
        assert (user["full_name"], user["bio"], user["metadata"]) == (ADA["full_name"], None, {})
        assert (user["roles"], user["is_superuser"]) == (["user"], False)
        assert (user["status"], user["is_active"], user["is_verified"]) == ("active", True, False)
        assert user["created_at"] == user["updated_at"]
        assert user["last_login_at"] is None

    async def test_the_account_can_be_used_at_once(self, service):
        user = await service.register(**ADA)
        person = await service.login(user)
        assert person.user["uuid"] == user["uuid"]

    @pytest.mark.parametrize(
        ("field", "spelling"),
        [
            ("email", "Ada@Example.com"),
            ("email", "aDA@example.COM"),
            ("username", "Ada"),
            ("username", "aDA"),
        ],
    )
    async def test_each_name_is_taken_once_in_any_case(self, service, field, spelling):
        await service.register(**ADA)
        response = await service.client().post("/auth/register", json={**GRACE, field: spelling})
        assert problem(response) == (409, f"{field}_taken")

    async def test_of_two_at_the_same_moment_one_wins(self, service):
        client = service.client()
        bodies = [{**ADA, "username": f"ada-{number}"} for number in range(2)]
        responses = await asyncio.gather(*(client.post("/auth/register", json=body) for body in bodies))
        assert sorted(response.status_code for response in responses) == [201, 409]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("id", 1),
            ("uuid", "0b0e3a52-7a0e-4d0c-9c1f-5c2f1d9a6e11"),
            ("roles", ["superuser"]),
            ("is_superuser", True),
            ("is_verified", True),
            ("status", "active"),
            ("password_hash", "x"),
            ("email_set_by_admin", False),
        ],
    )
    async def test_nothing_but_the_listed_fields_can_be_set(self, service, field, value):
        response = await service.client().post("/auth/register", json={**ADA, field: value})
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [(f"/{field}", "additional_properties")]

    @pytest.mark.parametrize("address", ["ada@localhost", "ada@[192.0.2.1]", '"ada l"@example.com'])
    async def test_an_address_that_takes_no_mail_is_refused(self, service, address):
        response = await service.client().post("/auth/register", json={**ADA, "email": address})
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("/email", "email")]

    async def test_a_weak_password_is_refused_and_not_repeated(self, service):
        response = await service.client().post("/auth/register", json={**ADA, "password": "lovelace"})
        assert problem(response) == (422, "weak_password")
        assert faults(response) == [("/password", "variety"), ("/password", "breached")]
        assert "lovelace" not in response.text

    @pytest.mark.parametrize("mode", ["invite_only", "closed"])
    async def test_can_be_turned_off(self, start_service, mode):
        service = await start_service(registration=mode)
        response = await service.client().post("/auth/register", json=ADA)
        policy = await service.client().get("/auth/policy")
        assert problem(response) == (403, "registration_closed")
        assert policy.json()["registration"]["mode"] == mode


@pytest.fixture
async def verifying(start_service):
    return await start_service(require_email_verification=True)


class TestRegisterWithVerification:
    async def test_the_account_waits_for_its_address_to_be_proven(self, verifying):
        client = verifying.client()
        registered = await client.post("/auth/register", json=ADA)
        early = await client.post("/auth/login", json={"email": ADA["email"], "password": PASSWORD})
        guess = await client.post("/auth/login", json={"email": ADA["email"], "password": "Wrong-1234"})
        token = await verifying.mailed_token(ADA["email"], "Confirm your email address")
        verified = await client.post("/auth/email/verify", json={"token": token, "password": PASSWORD})
        person = await verifying.login(ADA)
        assert registered.status_code == 202
        assert problem(early) == (403, "email_not_verified")
        assert problem(guess) == (401, "invalid_credentials")
        assert verified.status_code == 204
        assert (person.user["status"], person.user["is_verified"]) == ("active", True)

    @pytest.mark.parametrize("spelling", ["ada@example.com", "ADA@EXAMPLE.COM"])
    async def test_the_answer_does_not_tell_whether_an_address_is_taken(self, verifying, spelling):
        await verifying.client().post("/auth/register", json=ADA)
        taken = await verifying.client().post("/auth/register", json={**GRACE, "email": spelling})
        free = await verifying.client().post("/auth/register", json={**GRACE, "username": "hopper"})
        assert taken.status_code == 202
        assert told(taken) == told(free)
        assert await subjects(verifying, ADA["email"]) == [
            "Confirm your email address",
            "Confirm your email address",
        ]

    async def test_the_holder_of_an_account_is_told_that_they_have_it(self, verifying):
        await verifying.client().post("/auth/register", json=ADA)
        body = {"token": await verifying.mailed_token(ADA["email"]), "password": PASSWORD}
        await verifying.client().post("/auth/email/verify", json=body)
        await verifying.client().post("/auth/register", json={**GRACE, "email": ADA["email"]})
        assert (await subjects(verifying, ADA["email"]))[1:] == ["You already have an account"]

    async def test_a_taken_username_says_nothing_about_the_address(self, verifying):
        """Or else anybody could try addresses together with a username of their own."""
        await verifying.client().post("/auth/register", json=ADA)
        known, unknown = [
            await verifying.client().post("/auth/register", json={**ADA, "email": email})
            for email in (ADA["email"], GRACE["email"])
        ]
        assert problem(known) == (409, "username_taken")
        assert told(known) == told(unknown)
        assert await subjects(verifying, ADA["email"]) == ["Confirm your email address"]

    async def test_two_at_the_same_moment_are_answered_alike(self, verifying):
        bodies = [{**ADA, "username": f"ada-{number}"} for number in range(2)]
        client = verifying.client()
        first, second = await asyncio.gather(*(client.post("/auth/register", json=body) for body in bodies))
        accounts = await execute(verifying.settings, "SELECT email FROM users WHERE deleted_at IS NULL")
        assert first.status_code == 202
        assert told(first) == told(second)
        assert [row["email"] for row in accounts] == [ADA["email"]]
