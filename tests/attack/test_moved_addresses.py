"""No address of an account changes without a password of its owner, or without the former one being told."""

import pytest

from tests.support.answers import problem
from tests.support.mails import subjects
from tests.support.service import PASSWORD
from tests.support.users import create_api_key, create_user

NEW = "new@example.com"
CHANGED = "Your email address was changed"


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
@pytest.mark.parametrize("roles", [["admin"], ["superuser"]])
async def test_nobody_moves_themselves_with_a_session_alone(service, method, roles):
    thief = await service.admin(*roles)
    response = await thief.client.request(method, f"/users/{thief.id}", json={"email": NEW})
    assert problem(response) == (403, "forbidden")
    assert "change-email" in response.json()["detail"]
    assert (await thief.client.get("/users/me")).json()["email"] == thief.user["email"]


async def test_nor_with_a_key(service):
    admin = await service.admin()
    key = service.client(**{"X-API-Key": await create_api_key(admin, "users:read", "users:write")})
    response = await key.patch(f"/users/{admin.id}", json={"email": NEW})
    assert response.status_code == 403
    assert (await admin.client.get("/users/me")).json()["email"] == admin.user["email"]


async def test_everything_else_of_oneself_can_be_changed(service):
    admin = await service.admin()
    same = {"email": admin.user["email"], "full_name": "Ada Lovelace"}
    assert (await admin.client.put(f"/users/{admin.id}", json=same)).status_code == 200
    assert await subjects(service, admin.user["email"]) == []


@pytest.mark.parametrize("verified", [True, False])
async def test_the_former_address_is_told_of_what_an_administrator_changes(service, verified):
    admin, person = await service.admin("admin"), await service.person()
    if verified:
        await service.client().post("/auth/email/verify/request", json={"email": person.user["email"]})
        body = {"token": await service.mailed_token(person.user["email"])}
        assert (await service.client().post("/auth/email/verify", json=body)).status_code == 204
    await admin.client.patch(f"/users/{person.id}", json={"email": NEW})
    assert (await subjects(service, person.user["email"]))[-1] == CHANGED
    assert await subjects(service, NEW) == []


async def test_a_change_that_fails_tells_nobody(service):
    admin, person, other = await service.admin(), await service.person(), await service.person()
    taken = await admin.client.patch(f"/users/{person.id}", json={"email": other.user["email"]})
    assert problem(taken) == (409, "email_taken")
    assert await subjects(service, person.user["email"]) == []


async def test_of_two_changes_each_former_address_is_told(service):
    admin = await service.admin()
    user = await create_user(admin, email="first@example.com", password=PASSWORD)
    for email in ("second@example.com", "third@example.com"):
        await admin.client.patch(f"/users/{user['id']}", json={"email": email})
    assert await subjects(service, "first@example.com") == [CHANGED]
    assert await subjects(service, "second@example.com") == [CHANGED]
