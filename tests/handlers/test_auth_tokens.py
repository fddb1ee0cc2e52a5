import asyncio

import pytest

from tests.support.answers import problem
from tests.support.clock import pass_time, stop_time
from tests.support.service import PASSWORD

REUSED, INVALID = (401, "refresh_token_reused"), (401, "refresh_token_invalid")


def refresh(client, token):
    return client.post("/auth/refresh", json={"refresh_token": token})


class TestToken:
    async def test_password_grant(self, service):
        user = await service.register()
        form = {"grant_type": "password", "username": user["username"], "password": PASSWORD}
        response = await service.client().post("/auth/token", data=form)
        tokens = response.json()
        own = await service.client().get(
            "/auth/me", headers={"Authorization": f"Bearer {tokens['access_token']}"}
        )
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-store"
        assert (tokens["token_type"], tokens["expires_in"]) == ("bearer", 900)
        assert own.json()["uuid"] == user["uuid"]

    async def test_refresh_grant(self, service):
        person = await service.person()
        form = {"grant_type": "refresh_token", "refresh_token": person.tokens["refresh_token"]}
        response = await service.client().post("/auth/token", data=form)
        assert response.status_code == 200
        assert response.json()["refresh_token"] != person.tokens["refresh_token"]

    async def test_fields_it_does_not_know_are_passed_over(self, service):
        user = await service.register()
        form = {"grant_type": "password", "username": user["email"], "password": PASSWORD}
        extra = {"client_id": "swagger", "client_secret": "x", "scope": "users:read", "audience": "api"}
        response = await service.client().post("/auth/token", data={**form, **extra})
        assert response.status_code == 200

    @pytest.mark.parametrize(
        ("form", "error"),
        [
            ({"grant_type": "password", "username": "nobody", "password": "Wrong-1234"}, "invalid_grant"),
            ({"grant_type": "password"}, "invalid_grant"),
            ({"username": "nobody", "password": "Wrong-1234"}, "invalid_grant"),
            ({"refresh_token": "gr_x"}, "invalid_grant"),
            ({"grant_type": "refresh_token", "refresh_token": "gr_x"}, "invalid_grant"),
            ({"grant_type": "refresh_token"}, "invalid_grant"),
            ({"grant_type": "implicit", "code": "x"}, "unsupported_grant_type"),
            ({"grant_type": ""}, "unsupported_grant_type"),
        ],
    )
    async def test_refusals_are_those_of_oauth(self, service, form, error):
        response = await service.client().post("/auth/token", data=form)
        assert (response.status_code, response.json()["error"]) == (400, error)
        assert response.headers["content-type"] == "application/json"
        assert response.headers["cache-control"] == "no-store"

    async def test_an_account_that_may_not_sign_in_is_refused_the_same_way(self, service):
        person = await service.person()
        await person.client.delete("/users/me")
        form = {"grant_type": "password", "username": person.user["email"], "password": PASSWORD}
        response = await service.client().post("/auth/token", data=form)
        assert (response.status_code, response.json()["error"]) == (400, "invalid_grant")

    async def test_without_a_grant_it_is_that_of_the_password(self, service):
        user = await service.register()
        form = {"username": user["email"], "password": PASSWORD}
        response = await service.client().post("/auth/token", data=form)
        assert response.status_code == 200
        assert response.json()["token_type"] == "bearer"

    async def test_a_field_given_twice_is_refused(self, service):
        body = "grant_type=password&grant_type=refresh_token"
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        response = await service.client().post("/auth/token", content=body, headers=headers)
        assert problem(response) == (400, "bad_request")


class TestRefresh:
    async def test_gives_the_next_pair_of_the_same_session(self, service):
        person = await service.person()
        response = await refresh(service.client(), person.tokens["refresh_token"])
        tokens = response.json()
        renewed = service.client(Authorization=f"Bearer {tokens['access_token']}")
        sessions = (await renewed.get("/users/me/sessions")).json()["items"]
        assert response.headers["cache-control"] == "no-store"
        assert tokens["access_token"] != person.tokens["access_token"]
        assert tokens["refresh_token"] != person.tokens["refresh_token"]
        assert tokens["refresh_expires_in"] <= person.tokens["refresh_expires_in"]
        assert [session["is_current"] for session in sessions] == [True]

    async def test_parallel_refreshes_get_the_same_successor(self, service):
        person = await service.person()
        client = service.client()
        responses = await asyncio.gather(*(refresh(client, person.tokens["refresh_token"]) for _ in range(6)))
        assert {response.status_code for response in responses} == {200}
        assert len({response.json()["refresh_token"] for response in responses}) == 1

    @pytest.mark.parametrize("seconds", [9, 60, 299])
    async def test_a_lost_answer_is_given_again(self, service, monkeypatch, seconds):
        stop_time(monkeypatch)
        person = await service.person()
        lost = await refresh(service.client(), person.tokens["refresh_token"])
        pass_time(monkeypatch, seconds=seconds)
        again = await refresh(service.client(), person.tokens["refresh_token"])
        renewed = service.client(Authorization=f"Bearer {again.json()['access_token']}")
        assert again.json()["refresh_token"] == lost.json()["refresh_token"]
        assert (await renewed.get("/auth/me")).status_code == 200

    async def test_a_lost_answer_is_not_given_for_ever(self, service, monkeypatch):
        stop_time(monkeypatch)
        person = await service.person()
        await refresh(service.client(), person.tokens["refresh_token"])
        pass_time(monkeypatch, seconds=300)
        assert problem(await refresh(service.client(), person.tokens["refresh_token"])) == REUSED

    async def test_who_lost_an_answer_goes_on_with_the_former_access_token(self, service, monkeypatch):
        person = await service.person()
        await refresh(service.client(), person.tokens["refresh_token"])
        for _ in range(3):
            pass_time(monkeypatch, seconds=65)
            assert (await person.client.get("/auth/me")).status_code == 200
        again = await refresh(service.client(), person.tokens["refresh_token"])
        assert again.status_code == 200

    async def test_requests_that_overlap_get_the_same_successor_though_it_is_used(self, service, monkeypatch):
        stop_time(monkeypatch)
        person = await service.person()
        tokens = (await refresh(service.client(), person.tokens["refresh_token"])).json()
        await service.client(Authorization=f"Bearer {tokens['access_token']}").get("/auth/me")
        pass_time(monkeypatch, seconds=9)
        again = await refresh(service.client(), person.tokens["refresh_token"])
        assert again.json()["refresh_token"] == tokens["refresh_token"]

    async def test_after_a_restart_too(self, service, start_service, monkeypatch):
        person = await service.person()
        lost = await refresh(service.client(), person.tokens["refresh_token"])
        pass_time(monkeypatch, seconds=60)
        restarted = await start_service()
        again = await refresh(restarted.client(), person.tokens["refresh_token"])
        assert again.json()["refresh_token"] == lost.json()["refresh_token"]

    async def test_a_token_used_again_after_its_successor_ends_the_session(self, service, monkeypatch):
        person = await service.person()
        successor = (await refresh(service.client(), person.tokens["refresh_token"])).json()
        renewed = service.client(Authorization=f"Bearer {successor['access_token']}")
        await renewed.get("/auth/me")
        pass_time(monkeypatch, seconds=11)
        stolen = await refresh(service.client(), person.tokens["refresh_token"])
        thief_or_owner = await refresh(service.client(), successor["refresh_token"])
        assert problem(stolen) == REUSED
        assert problem(thief_or_owner) == INVALID
        assert problem(await person.client.get("/auth/me")) == (401, "invalid_token")
        assert problem(await renewed.get("/auth/me")) == (401, "invalid_token")

    async def test_the_use_is_seen_by_a_server_whose_clock_is_behind(self, service, monkeypatch):
        person = await service.person()
        successor = (await refresh(service.client(), person.tokens["refresh_token"])).json()
        with monkeypatch.context() as behind:
            pass_time(behind, minutes=-10)
            await service.client(Authorization=f"Bearer {successor['access_token']}").get("/auth/me")
        pass_time(monkeypatch, seconds=11)
        assert problem(await refresh(service.client(), person.tokens["refresh_token"])) == REUSED

    async def test_reuse_is_noted_and_leaves_other_sessions_alone(self, service, monkeypatch):
        person = await service.person()
        elsewhere = await service.login(person.user)
        await refresh(service.client(), person.tokens["refresh_token"])
        pass_time(monkeypatch, minutes=6)
        await refresh(service.client(), person.tokens["refresh_token"])
        entries = (await elsewhere.client.get("/users/me/export")).json()["audit"]
        assert entries[0]["action"] == "session.reuse_detected"

    async def test_a_token_two_generations_old_has_no_grace(self, service):
        person = await service.person()
        successor = (await refresh(service.client(), person.tokens["refresh_token"])).json()
        await refresh(service.client(), successor["refresh_token"])
        stolen = await refresh(service.client(), person.tokens["refresh_token"])
        assert problem(stolen) == REUSED

    async def test_without_grace_one_of_two_is_a_thief(self, start_service):
        service = await start_service(refresh_grace_seconds=0)
        person = await service.person()
        await refresh(service.client(), person.tokens["refresh_token"])
        assert problem(await refresh(service.client(), person.tokens["refresh_token"])) == REUSED

    async def test_a_session_ends_a_week_after_signing_in_however_often_it_is_renewed(
        self, service, monkeypatch
    ):
        stop_time(monkeypatch)
        person = await service.person()
        pass_time(monkeypatch, days=6, hours=23, minutes=50)
        renewed = (await refresh(service.client(), person.tokens["refresh_token"])).json()
        pass_time(monkeypatch, minutes=10)
        late = await refresh(service.client(), renewed["refresh_token"])
        assert (renewed["expires_in"], renewed["refresh_expires_in"]) == (600, 600)
        assert problem(late) == INVALID

    async def test_remember_me_is_kept(self, service):
        person = await service.login(await service.register(), remember_me=True)
        renewed = (await refresh(service.client(), person.tokens["refresh_token"])).json()
        assert renewed["expires_in"] == 24 * 3600

    @pytest.mark.parametrize("token", ["x", "gr_", "gr_AAAA", "gr_????", "go_AAAA", "gr_" + "A" * 500])
    async def test_what_is_no_refresh_token(self, service, token):
        assert problem(await refresh(service.client(), token)) == INVALID

    async def test_one_changed_character_is_enough_to_be_none(self, service):
        person = await service.person()
        token = person.tokens["refresh_token"]
        changed = token[:20] + ("A" if token[20] != "A" else "B") + token[21:]
        assert problem(await refresh(service.client(), changed)) == INVALID

    async def test_other_secrets_are_no_refresh_tokens(self, service):
        person = await service.person()
        await service.client().post("/auth/password/reset", json={"email": person.user["email"]})
        one_time = await service.mailed_token(person.user["email"])
        key = (await person.client.post("/users/me/api-keys", json={"name": "k", "scopes": []})).json()["key"]
        for secret in (one_time, key, person.tokens["access_token"][:512]):
            assert problem(await refresh(service.client(), secret)) == INVALID

    async def test_stops_with_the_account(self, service):
        person = await service.person()
        await person.client.delete("/users/me")
        assert problem(await refresh(service.client(), person.tokens["refresh_token"])) == INVALID


class TestLogout:
    @pytest.fixture
    async def places(self, service):
        """One person signed in at three places."""
        here = await service.person()
        return here, await service.login(here.user), await service.login(here.user)

    @pytest.mark.parametrize(
        ("body", "ended"),
        [
            (None, [True, False, False]),
            ({}, [True, False, False]),
            ({"scope": "this"}, [True, False, False]),
            ({"scope": "others"}, [False, True, True]),
            ({"scope": "all"}, [True, True, True]),
        ],
    )
    async def test_ends_the_sessions_of_the_scope(self, places, body, ended):
        response = await places[0].client.post("/auth/logout", json=body)
        now = [(await person.client.get("/auth/me")).status_code == 401 for person in places]
        assert response.status_code == 204
        assert now == ended

    async def test_refresh_tokens_end_with_their_session(self, places, service):
        await places[0].client.post("/auth/logout", json={"scope": "others"})
        answers = [await refresh(service.client(), person.tokens["refresh_token"]) for person in places]
        assert [answer.status_code for answer in answers] == [200, 401, 401]

    async def test_leaves_other_people_and_api_keys_alone(self, places, service):
        other = await service.person()
        key = await places[0].client.post("/users/me/api-keys", json={"name": "k", "scopes": []})
        await places[0].client.post("/auth/logout", json={"scope": "all"})
        by_key = await service.client(**{"X-API-Key": key.json()["key"]}).get("/auth/me")
        assert by_key.status_code == 200
        assert (await other.client.get("/auth/me")).status_code == 200

    async def test_works_once(self, places):
        await places[0].client.post("/auth/logout")
        assert problem(await places[0].client.post("/auth/logout")) == (401, "invalid_token")

    async def test_an_unknown_scope(self, places):
        response = await places[0].client.post("/auth/logout", json={"scope": "everyone"})
        assert problem(response) == (422, "validation_failed")

    async def test_api_keys_have_no_session_to_end(self, places, service):
        key = await places[0].client.post("/users/me/api-keys", json={"name": "k", "scopes": []})
        response = await service.client(**{"X-API-Key": key.json()["key"]}).post("/auth/logout")
        assert problem(response) == (401, "unauthenticated")


class TestMe:
    async def test_is_the_account_behind_the_token(self, service):
        person = await service.person()
        here, there = await person.client.get("/auth/me"), await person.client.get("/users/me")
        assert here.json() == there.json() == person.user
        assert here.headers["etag"] == there.headers["etag"]

    async def test_needs_credentials(self, service):
        response = await service.client().get("/auth/me")
        assert problem(response) == (401, "unauthenticated")
        assert response.headers["www-authenticate"].startswith('Bearer realm="gatehouse"')

    async def test_a_deleted_user_is_nobody_at_once(self, service):
        person, admin = await service.person(), await service.admin()
        await admin.client.delete(f"/users/{person.id}")
        assert problem(await person.client.get("/auth/me")) == (401, "invalid_token")
