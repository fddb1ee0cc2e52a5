"""Whom an installation requires to have a second factor, and whether people may add one."""

import pytest

from gatehouse.app import OPENAPI
from gatehouse.contract.document import load
from tests.support.answers import problem
from tests.support.applications import register
from tests.support.authenticator import begin, complete, confirm, enrol, protect
from tests.support.passkeys import hold
from tests.support.service import PASSWORD
from tests.support.stepping_up import path_of

ENROL, OFF = (403, "factor_enrolment_required"), (403, "second_factors_off")
OPERATIONS = [operation for operation in load(OPENAPI).operations if not operation.anonymous]


@pytest.fixture
async def strict(start_service):
    return await start_service(factor_required_for_roles=["superuser", "admin"])


class TestRequired:
    async def test_whoever_has_none_can_only_add_one(self, strict):
        admin = await strict.admin()
        answers = {}
        for operation in OPERATIONS:
            if not operation.goes_before_factor:
                answer = await admin.client.request(operation.method, path_of(operation))
                answers[operation.id] = problem(answer)
        assert set(answers.values()) == {ENROL}
        assert len(answers) > 40

    async def test_what_they_can_do(self, strict):
        admin = await strict.admin()
        app = await enrol(admin.client, PASSWORD)
        assert {operation.id for operation in OPERATIONS if operation.goes_before_factor} == {
            "auth.logout",
            "auth.me",
            "me.get",
            "factors.list",
            "factors.enrol_totp",
            "factors.confirm",
            "factors.begin_passkey",
            "factors.add_passkey",
        }
        assert (await admin.client.get("/users/me")).status_code == 200
        assert (await admin.client.get("/users/me/factors")).status_code == 200
        assert (await confirm(admin.client, app)).status_code == 200
        assert (await admin.client.get("/users")).status_code == 200

    async def test_with_a_passkey_likewise(self, strict):
        admin = await strict.admin("admin")
        await hold(admin.client, PASSWORD)
        assert (await admin.client.get("/users")).status_code == 200

    async def test_not_of_those_without_the_role(self, strict):
        person = await strict.person()
        assert (await person.client.get("/users/me/sessions")).status_code == 200

    async def test_an_api_key_waits_for_its_owner(self, service, strict):
        admin = await service.admin()
        body = {"name": "k", "scopes": ["roles:read"]}
        key = (await admin.client.post("/users/me/api-keys", json=body)).json()["key"]
        program = strict.client(**{"X-API-Key": key})
        assert problem(await program.get("/admin/roles")) == ENROL
        await protect(admin.client, PASSWORD)
        assert (await program.get("/admin/roles")).status_code == 200

    async def test_an_application_has_none_to_show(self, service, strict):
        application = await register(service, "admin")
        program = strict.client(Authorization=f"Bearer {await application.token()}")
        assert (await program.get("/users")).status_code == 200

    async def test_removing_the_last_one_is_no_way_around(self, strict):
        admin = await strict.admin()
        app = await protect(admin.client, PASSWORD)
        await admin.client.post(f"/users/me/factors/{app.factor_id}/remove", json={"password": PASSWORD})
        assert problem(await admin.client.get("/users")) == ENROL


class TestOff:
    async def test_nobody_adds_one(self, start_service):
        service = await start_service(second_factors="off")
        person, body = await service.person(), {"password": PASSWORD}
        assert problem(await person.client.post("/users/me/factors/totp", json=body)) == OFF
        assert problem(await person.client.post("/users/me/factors/passkey/options", json=body)) == OFF

    async def test_existing_ones_stay_valid(self, service, start_service):
        ada = await service.person()
        app = await protect(ada.client, PASSWORD)
        client = (await start_service(second_factors="off")).client()
        signed_in = await complete(client, await begin(client, ada, PASSWORD), app.fresh())
        assert signed_in.json()["status"] == "signed_in"
