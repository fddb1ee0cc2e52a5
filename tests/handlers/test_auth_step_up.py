"""What changes credentials, accounts or permissions asks for a second factor that was just shown."""

import jwt
import pytest

from gatehouse.app import OPENAPI
from gatehouse.contract.document import load
from tests.support.answers import problem
from tests.support.authenticator import begin, complete, protect
from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.mails import subjects
from tests.support.passkeys import SecurityKey, hold
from tests.support.service import PASSWORD
from tests.support.stepping_up import REQUIRED, make_key, path_of, step_up, step_up_by

SENSITIVE = [operation for operation in load(OPENAPI).operations if operation.needs_recent_factor]
CHALLENGE = (
    'Bearer realm="gatehouse", error="insufficient_user_authentication", '
    'error_description="This needs a second factor that was shown in the last 15 minutes. Step up first.", '
    'acr_values="urn:gatehouse:acr:2fa", max_age="900"'
)


@pytest.fixture
async def ada(service):
    return await service.person()


@pytest.fixture
async def app(ada):
    return await protect(ada.client, PASSWORD)


def claims(tokens):
    return jwt.decode(tokens["access_token"], options={"verify_signature": False})


class TestWhoIsAsked:
    @pytest.mark.parametrize("operation", SENSITIVE, ids=lambda operation: operation.id)
    async def test_each_operation_asks_before_it_looks_at_anything(self, service, operation):
        admin = await service.admin()
        await protect(admin.client, PASSWORD)
        await execute(service.settings, "UPDATE sessions SET factor_at = factor_at - interval '15 minutes'")
        answer = await admin.client.request(operation.method, path_of(operation))
        assert problem(answer) == REQUIRED
        assert answer.headers["www-authenticate"] == CHALLENGE

    def test_they_are_those_that_change_credentials_accounts_or_permissions(self):
        assert {operation.id for operation in SENSITIVE} >= {
            "me.change_password",
            "me.change_email",
            "me.create_api_key",
            "me.deactivate",
            "factors.remove",
            "factors.make_recovery_codes",
            "users.delete",
            "users.grant_role",
            "users.reset_factors",
            "roles.update",
            "applications.create_secret",
            "applications.add_key",
            "applications.grant_role",
        }

    async def test_nobody_without_a_second_factor(self, ada):
        assert (await make_key(ada.client)).status_code == 201

    async def test_a_session_that_began_before_the_first_factor_of_another_one(self, service, ada):
        other = await service.login(ada.user)
        await protect(ada.client, PASSWORD)
        assert (await make_key(ada.client)).status_code == 201
        assert problem(await make_key(other.client)) == REQUIRED

    async def test_an_api_key_is_not(self, service):
        admin = await service.admin()
        body = {"name": "k", "scopes": ["roles:write", "roles:read"]}
        key = (await admin.client.post("/users/me/api-keys", json=body)).json()["key"]
        await protect(admin.client, PASSWORD)
        await execute(service.settings, "UPDATE sessions SET factor_at = NULL")
        body = {"name": "made-by-key", "permissions": []}
        assert problem(await admin.client.post("/admin/roles", json=body)) == REQUIRED
        made = await service.client(**{"X-API-Key": key}).post("/admin/roles", json=body)
        assert made.status_code == 201

    @pytest.mark.usefixtures("app")
    async def test_who_lacks_the_permission_is_told_that(self, service, ada):
        await execute(service.settings, "UPDATE sessions SET factor_at = NULL")
        answer = await ada.client.delete("/users/999999/factors")
        assert problem(answer) == (403, "forbidden")


class TestHowLong:
    async def test_since_the_sign_in(self, start_service, monkeypatch):
        service = await start_service(access_token_expire_minutes=60)
        ada, client = await service.person(), service.client()
        app = await protect(ada.client, PASSWORD)
        signed_in = (await complete(client, await begin(client, ada, PASSWORD), app.fresh())).json()
        bearer = {"Authorization": f"Bearer {signed_in['access_token']}"}
        pass_time(monkeypatch, minutes=14, seconds=50)
        assert (await make_key(client, **bearer)).status_code == 201
        pass_time(monkeypatch, seconds=10)
        assert problem(await make_key(client, **bearer)) == REQUIRED

    async def test_as_the_setting_says(self, start_service, monkeypatch):
        service = await start_service(step_up_minutes=5)
        ada = await service.person()
        await protect(ada.client, PASSWORD)
        pass_time(monkeypatch, minutes=5)
        answer = await make_key(ada.client)
        assert problem(answer) == REQUIRED
        assert 'max_age="300"' in answer.headers["www-authenticate"]

    @pytest.mark.usefixtures("app")
    async def test_refreshing_does_not_make_it_longer(self, service, ada, monkeypatch):
        pass_time(monkeypatch, minutes=15)
        body = {"refresh_token": ada.tokens["refresh_token"]}
        tokens = (await service.client().post("/auth/refresh", json=body)).json()
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        assert problem(await make_key(service.client(), **bearer)) == REQUIRED


class TestStepUp:
    async def test_lets_the_session_do_what_was_refused(self, service, ada):
        other = await service.login(ada.user)
        app = await protect(ada.client, PASSWORD)
        assert problem(await make_key(other.client)) == REQUIRED
        answer = await step_up(other.client, app.fresh())
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert (await make_key(other.client)).status_code == 201

    async def test_the_tokens_say_so_and_so_do_those_after_them(self, service, ada, monkeypatch):
        other = await service.login(ada.user)
        app = await protect(ada.client, PASSWORD)
        pass_time(monkeypatch, minutes=2)
        before, tokens = claims(other.tokens), (await step_up(other.client, app.fresh())).json()
        body = {"refresh_token": tokens["refresh_token"]}
        later = (await service.client().post("/auth/refresh", json=body)).json()
        assert (before["acr"], before["amr"]) == ("urn:gatehouse:acr:1fa", ["pwd"])
        for shown in map(claims, (tokens, later)):
            assert (shown["acr"], shown["amr"]) == ("urn:gatehouse:acr:2fa", ["pwd", "otp", "mfa"])
            assert 119 <= shown["auth_time"] - before["auth_time"] <= 122

    async def test_a_client_that_keeps_the_old_tokens_loses_nothing(self, service, ada):
        other = await service.login(ada.user)
        app = await protect(ada.client, PASSWORD)
        await step_up(other.client, app.fresh())
        body = {"refresh_token": other.tokens["refresh_token"]}
        assert (await other.client.get("/users/me")).status_code == 200
        assert (await service.client().post("/auth/refresh", json=body)).status_code == 200

    async def test_only_this_session(self, service, ada):
        first, second = await service.login(ada.user), await service.login(ada.user)
        app = await protect(ada.client, PASSWORD)
        await step_up(first.client, app.fresh())
        assert problem(await make_key(second.client)) == REQUIRED

    async def test_a_recovery_code_stands_in_and_the_owner_is_told(self, service, ada):
        other = await service.login(ada.user)
        app = await protect(ada.client, PASSWORD)
        assert (await step_up(other.client, app.recovery_codes[0])).status_code == 200
        assert (await subjects(service, ada.user["email"]))[-1] == "A recovery code was used"
        assert (await ada.client.get("/users/me/factors")).json()["recovery_codes_left"] == 9

    async def test_a_code_works_once(self, ada, app):
        code = app.fresh()
        assert (await step_up(ada.client, code)).status_code == 200
        assert problem(await step_up(ada.client, code)) == (403, "factor_code_invalid")

    async def test_without_a_second_factor(self, ada):
        assert problem(await step_up(ada.client, "123456")) == (409, "no_factor")

    @pytest.mark.usefixtures("app")
    async def test_what_is_no_code_is_named(self, ada):
        assert problem(await step_up(ada.client, "12")) == (422, "validation_failed")

    async def test_is_in_the_audit_trail(self, service, ada, app):
        admin = await service.admin()
        await step_up(ada.client, app.wrong())
        await step_up(ada.client, app.fresh())
        query = {"target": ada.user["uuid"]}
        entries = (await admin.client.get("/admin/audit", params=query)).json()["items"]
        assert [entry["action"] for entry in entries[:2]] == ["auth.step_up", "auth.factor_failed"]
        assert entries[0]["details"] == {"factor": "totp"}


class TestByPasskey:
    async def test_lets_the_session_do_what_was_refused(self, service, ada):
        other = await service.login(ada.user)
        key = await hold(ada.client, PASSWORD)
        assert (await make_key(ada.client)).status_code == 201
        assert problem(await make_key(other.client)) == REQUIRED
        tokens = (await step_up_by(other.client, key)).json()
        assert claims(tokens)["amr"] == ["pwd", "pop", "mfa"]
        assert (await make_key(other.client)).status_code == 201

    @pytest.mark.usefixtures("app")
    async def test_beside_a_code_the_token_names_both(self, ada):
        key = await hold(ada.client, PASSWORD)
        tokens = (await step_up_by(ada.client, key)).json()
        assert claims(tokens)["amr"] == ["pwd", "otp", "pop", "mfa"]

    @pytest.mark.usefixtures("app")
    async def test_without_any(self, ada):
        assert problem(await ada.client.post("/auth/step-up/passkey/options")) == (409, "no_factor")

    async def test_after_it_was_removed(self, ada):
        key = await hold(ada.client, PASSWORD)
        answer = await ada.client.post("/auth/step-up/passkey/options")
        credential = key.get(answer.json()["options"])
        await ada.client.post(f"/users/me/factors/{key.factor_id}/remove", json={"password": PASSWORD})
        late = await ada.client.post("/auth/step-up/passkey", json={"credential": credential})
        assert problem(late) == (409, "no_factor")

    async def test_what_no_browser_returns_is_named(self, ada):
        await hold(ada.client, PASSWORD)
        answer = await ada.client.post("/auth/step-up/passkey", json={"credential": {"id": "x"}})
        assert problem(answer) == (403, "passkey_invalid")

    async def test_a_key_of_somebody_else(self, ada):
        await hold(ada.client, PASSWORD)
        assert problem(await step_up_by(ada.client, SecurityKey())) == (403, "passkey_invalid")
