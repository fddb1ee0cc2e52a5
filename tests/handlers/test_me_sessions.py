from uuid import uuid4

from tests.support.answers import faults, problem
from tests.support.clock import pass_time
from tests.support.service import PASSWORD


async def sign_in(service, user, address, agent):
    client = service.client(address, **{"User-Agent": agent})
    tokens = (await client.post("/auth/login", json={"email": user["email"], "password": PASSWORD})).json()
    client.headers["Authorization"] = f"Bearer {tokens['access_token']}"
    return client


async def sessions_of(client):
    return (await client.get("/users/me/sessions")).json()["items"]


class TestListSessions:
    async def test_shows_device_and_address_and_which_is_this(self, service):
        user = await service.register()
        await sign_in(service, user, "203.0.113.1", "phone")
        here = await sign_in(service, user, "2001:db8::1", "laptop")
        items = await sessions_of(here)
        assert [(item["user_agent"], item["ip_address"], item["is_current"]) for item in items] == [
            ("laptop", "2001:db8::1", True),
            ("phone", "203.0.113.1", False),
        ]
        assert items[0]["created_at"] < items[0]["expires_at"]

    async def test_this_one_comes_first_then_by_last_use(self, service, monkeypatch):
        user = await service.register()
        clients = [await sign_in(service, user, "203.0.113.1", agent) for agent in ("a", "b", "c")]
        pass_time(monkeypatch, minutes=2)
        await clients[1].get("/auth/me")
        pass_time(monkeypatch, minutes=2)
        items = await sessions_of(clients[0])
        assert [item["user_agent"] for item in items] == ["a", "b", "c"]
        assert items[0]["last_used_at"] > items[1]["last_used_at"] > items[2]["last_used_at"]

    async def test_the_last_use_is_noted_once_a_minute(self, service, monkeypatch):
        person = await service.person()
        (first,) = await sessions_of(person.client)
        pass_time(monkeypatch, seconds=50)
        (second,) = await sessions_of(person.client)
        pass_time(monkeypatch, seconds=20)
        (third,) = await sessions_of(person.client)
        assert first["last_used_at"] == second["last_used_at"] < third["last_used_at"]

    async def test_those_that_ended_are_not_shown(self, service, monkeypatch):
        person = await service.person()
        gone = await service.login(person.user)
        await gone.client.post("/auth/logout")
        assert len(await sessions_of(person.client)) == 1
        pass_time(monkeypatch, days=8)
        assert len(await sessions_of((await service.login(person.user)).client)) == 1

    async def test_a_long_or_odd_name_of_a_device_is_kept_as_far_as_it_goes(self, service):
        user = await service.register()
        client = await sign_in(service, user, "203.0.113.1", "x" * 1000)
        assert (await sessions_of(client))[0]["user_agent"] == "x" * 300

    async def test_no_name_of_a_device(self, service):
        user = await service.register()
        client = await sign_in(service, user, "203.0.113.1", "")
        assert (await sessions_of(client))[0]["user_agent"] is None


class TestRevokeSession:
    async def test_its_tokens_stop_at_once(self, service):
        here = await service.person()
        there = await service.login(here.user)
        other = next(item for item in await sessions_of(here.client) if not item["is_current"])
        response = await here.client.delete(f"/users/me/sessions/{other['id']}")
        refreshed = await service.client().post(
            "/auth/refresh", json={"refresh_token": there.tokens["refresh_token"]}
        )
        assert response.status_code == 204
        assert problem(await there.client.get("/auth/me")) == (401, "invalid_token")
        assert problem(refreshed) == (401, "refresh_token_invalid")
        assert len(await sessions_of(here.client)) == 1

    async def test_the_own_session(self, service):
        person = await service.person()
        (session,) = await sessions_of(person.client)
        await person.client.delete(f"/users/me/sessions/{session['id']}")
        assert problem(await person.client.get("/auth/me")) == (401, "invalid_token")

    async def test_ended_ones_and_those_of_others_are_not_there(self, service):
        person, other = await service.person(), await service.person()
        gone = await service.login(person.user)
        (ended,) = [item for item in await sessions_of(gone.client) if item["is_current"]]
        await gone.client.post("/auth/logout")
        (of_other,) = await sessions_of(other.client)
        for session_id in (ended["id"], of_other["id"], uuid4()):
            response = await person.client.delete(f"/users/me/sessions/{session_id}")
            assert problem(response) == (404, "session_not_found")
        assert (await other.client.get("/auth/me")).status_code == 200

    async def test_an_id_that_is_none(self, service):
        person = await service.person()
        response = await person.client.delete("/users/me/sessions/1")
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("/path/session_id", "format")]
