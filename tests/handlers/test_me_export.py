from tests.support.answers import problem
from tests.support.database import execute


class TestExport:
    async def test_has_all_that_is_kept_about_the_caller(self, service):
        person = await service.person(full_name="Ada Lovelace")
        await service.login(person.user)
        key = (await person.client.post("/users/me/api-keys", json={"name": "k", "scopes": []})).json()
        export = (await person.client.get("/users/me/export")).json()
        assert export["user"] == (await person.client.get("/users/me")).json()
        assert [session["is_current"] for session in export["sessions"]].count(True) == 1
        assert len(export["sessions"]) == 2
        assert [item["id"] for item in export["api_keys"]] == [key["id"]]
        assert [entry["action"] for entry in export["audit"]] == [
            "me.create_api_key",
            "auth.login",
            "auth.login",
            "auth.register",
        ]
        assert export["audit_truncated"] is False

    async def test_has_no_secrets(self, service):
        person = await service.person()
        key = (await person.client.post("/users/me/api-keys", json={"name": "k", "scopes": []})).json()
        text = (await person.client.get("/users/me/export")).text
        for secret in (key["key"], "argon2", person.tokens["refresh_token"], person.password):
            assert secret not in text

    async def test_has_nothing_of_others(self, service):
        other, person = await service.person(), await service.person()
        text = (await person.client.get("/users/me/export")).text
        assert other.user["uuid"] not in text
        assert other.user["email"] not in text

    async def test_has_what_administrators_did_to_the_account(self, service):
        person, admin = await service.person(), await service.admin()
        office = service.client("203.0.113.5", **admin.bearer)
        await office.patch(f"/users/{person.id}", json={"bio": "Edited."})
        (entry, own, *_) = (await person.client.get("/users/me/export")).json()["audit"]
        assert (entry["action"], entry["actor_uuid"]) == ("users.update", admin.user["uuid"])
        assert (entry["ip_address"], entry["user_agent"]) == (None, None)
        assert (own["action"], own["ip_address"]) == ("auth.login", "198.51.100.7")

    async def test_shows_where_strangers_guessed_from(self, service):
        person = await service.person()
        body = {"email": person.user["email"], "password": "Wrong-Gate-1"}
        await service.client("192.0.2.9").post("/auth/login", json=body)
        (entry, *_) = (await person.client.get("/users/me/export")).json()["audit"]
        assert (entry["action"], entry["ip_address"]) == ("auth.login_failed", "192.0.2.9")

    async def test_says_when_the_log_is_longer_than_it_shows(self, service):
        person = await service.person()
        sql = """
            INSERT INTO audit_log (created_at, action, actor_kind, target_type, target_id, details)
            SELECT now(), 'auth.login', 'user', 'user', $1, '{}' FROM generate_series(1, 10000)
        """
        await execute(service.settings, sql, person.user["uuid"])
        export = (await person.client.get("/users/me/export")).json()
        assert (len(export["audit"]), export["audit_truncated"]) == (10_000, True)

    async def test_needs_a_signed_in_person(self, service):
        person = await service.person()
        key = (await person.client.post("/users/me/api-keys", json={"name": "k", "scopes": []})).json()["key"]
        response = await service.client(**{"X-API-Key": key}).get("/users/me/export")
        assert problem(response) == (401, "unauthenticated")
