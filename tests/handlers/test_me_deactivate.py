import asyncio

from tests.support.answers import problem
from tests.support.service import PASSWORD


class TestDeactivate:
    async def test_stops_every_credential_at_once(self, service):
        person = await service.person()
        elsewhere = await service.login(person.user)
        key = (await person.client.post("/users/me/api-keys", json={"name": "k", "scopes": []})).json()["key"]
        response = await person.client.delete("/users/me")
        by_key = await service.client(**{"X-API-Key": key}).get("/auth/me")
        refreshed = await service.client().post(
            "/auth/refresh", json={"refresh_token": person.tokens["refresh_token"]}
        )
        assert response.status_code == 204
        assert problem(await person.client.get("/auth/me")) == (401, "invalid_token")
        assert problem(await elsewhere.client.get("/auth/me")) == (401, "invalid_token")
        assert problem(by_key) == (401, "invalid_token")
        assert problem(refreshed) == (401, "refresh_token_invalid")

    async def test_an_administrator_can_switch_it_on_again(self, service):
        person, admin = await service.person(), await service.admin()
        await person.client.delete("/users/me")
        shown = (await admin.client.get(f"/users/{person.id}")).json()
        await admin.client.post(f"/users/{person.id}/activate")
        back = await service.login(person.user)
        assert (shown["status"], shown["is_active"]) == ("inactive", False)
        assert problem(await person.client.get("/auth/me")) == (401, "invalid_token")
        assert back.user["status"] == "active"

    async def test_the_names_stay_taken(self, service):
        person = await service.person()
        await person.client.delete("/users/me")
        body = {"email": person.user["email"], "username": "newcomer", "password": PASSWORD}
        response = await service.client().post("/auth/register", json=body)
        assert problem(response) == (409, "email_taken")

    async def test_the_last_administrator_stays(self, service):
        admin = await service.admin()
        assert problem(await admin.client.delete("/users/me")) == (409, "last_admin")
        assert (await admin.client.get("/auth/me")).status_code == 200

    async def test_of_the_last_two_at_once_one_stays(self, service):
        admins = [await service.admin(), await service.admin()]
        responses = await asyncio.gather(*(admin.client.delete("/users/me") for admin in admins))
        assert sorted(response.status_code for response in responses) == [204, 409]
