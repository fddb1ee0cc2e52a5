import asyncio

import pytest

from tests.support.answers import faults, problem
from tests.support.clock import pass_time

INVALID = (422, "one_time_token_invalid")


def verify(service, token):
    return service.client().post("/auth/email/verify", json={"token": token})


@pytest.fixture
def verification_token(service):
    async def mail(user):
        service.mailer.sent.clear()
        await service.client().post("/auth/email/verify/request", json={"email": user["email"]})
        return await service.mailed_token(user["email"], "Confirm your email address")

    return mail


class TestVerifyEmail:
    async def test_proves_the_address(self, service, verification_token):
        person = await service.person()
        response = await verify(service, await verification_token(person.user))
        own = (await person.client.get("/auth/me")).json()
        assert response.status_code == 204
        assert (person.user["is_verified"], own["is_verified"]) == (False, True)

    async def test_works_once(self, service, verification_token):
        token = await verification_token(await service.register())
        first, second = [await verify(service, token) for _ in range(2)]
        assert first.status_code == 204
        assert problem(second) == INVALID
        assert faults(second) == [("/token", "one_time_token")]

    async def test_of_several_at_once_one_wins(self, service, verification_token):
        token = await verification_token(await service.register())
        responses = await asyncio.gather(*(verify(service, token) for _ in range(4)))
        assert sorted(response.status_code for response in responses) == [204, 422, 422, 422]

    async def test_works_for_a_day(self, service, verification_token, monkeypatch):
        early, late = [await verification_token(await service.register()) for _ in range(2)]
        pass_time(monkeypatch, hours=23, minutes=59)
        assert (await verify(service, early)).status_code == 204
        pass_time(monkeypatch, minutes=1)
        assert problem(await verify(service, late)) == INVALID

    async def test_a_token_for_a_new_password_is_none(self, service):
        user = await service.register()
        await service.client().post("/auth/password/reset", json={"email": user["email"]})
        token = await service.mailed_token(user["email"])
        assert problem(await verify(service, token)) == INVALID

    async def test_the_token_of_a_former_address_is_none(self, service, verification_token):
        person = await service.person()
        token = await verification_token(person.user)
        admin = await service.admin()
        await admin.client.patch(f"/users/{person.id}", json={"email": "moved@example.com"})
        assert problem(await verify(service, token)) == INVALID
