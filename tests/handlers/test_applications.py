"""Applications: registering, changing and deleting them, and the permissions they define."""

from typing import Any

import pytest

from tests.support.answers import faults, problem
from tests.support.applications import new_secret, register
from tests.support.database import execute
from tests.support.users import create_role

READ, WRITE = "billing:invoices.read", "billing:invoices.write"
BILLING = {
    "name": "Billing",
    "kind": "web",
    "audience": "https://billing.example.com",
    "redirect_uris": ["https://billing.example.com/back"],
    "permissions": [{"name": READ, "description": "View invoices."}],
}


@pytest.fixture
async def superuser(service):
    return await service.admin()


@pytest.fixture
async def admin(service):
    return await service.admin("admin")


async def create(by, **fields):
    return await by.client.post("/admin/applications", json={**BILLING, **fields})


class TestCreate:
    async def test_an_application_with_all_that_is_said_of_it(self, admin):
        response = await create(admin)
        body = response.json()
        assert response.status_code == 201
        assert response.headers["location"] == f"/admin/applications/{body['client_id']}"
        assert {name: body[name] for name in BILLING} == BILLING
        assert (body["roles"], body["is_active"], body["signing_algorithm"]) == ([], True, "EdDSA")

    async def test_its_audience_is_its_name_by_default(self, admin):
        body = (await admin.client.post("/admin/applications", json={"name": "x", "kind": "service"})).json()
        assert body["audience"] == body["client_id"]

    @pytest.mark.parametrize("audience", ["gatehouse", "http://127.0.0.1:8000"])
    async def test_the_audience_of_the_service_is_taken(self, admin, audience):
        assert problem(await create(admin, audience=audience)) == (409, "audience_taken")

    async def test_an_audience_and_a_permission_belong_to_one(self, admin):
        await create(admin)
        assert problem(await create(admin, permissions=[])) == (409, "audience_taken")
        assert problem(await create(admin, audience="other")) == (409, "permission_taken")

    @pytest.mark.parametrize("name", ["users:read", "billing:read", "Billing:a.b", "billing", "a:b.c d"])
    async def test_a_permission_has_a_form_of_its_own(self, admin, name):
        response = await create(admin, permissions=[{"name": name, "description": "x"}])
        assert faults(response) == [("/permissions/0/name", "pattern")]

    async def test_a_permission_is_named_once(self, admin):
        twice = [{"name": READ, "description": text} for text in ("One.", "Two.")]
        assert faults(await create(admin, permissions=twice)) == [("/permissions", "unique_items")]

    @pytest.mark.parametrize(
        ("kind", "address"),
        [
            ("web", "https://billing.example.com/back?a=b"),
            ("web", "http://localhost:3000/back"),
            ("browser", "https://billing.example.com"),
            ("native", "http://127.0.0.1/back"),
            ("native", "com.example.billing:/back"),
        ],
    )
    async def test_where_people_may_be_sent_back_to(self, admin, kind, address):
        assert (await create(admin, kind=kind, redirect_uris=[address])).status_code == 201

    @pytest.mark.parametrize(
        ("kind", "address"),
        [
            ("web", "http://billing.example.com/back"),
            ("web", "https://billing.example.com/back#part"),
            ("web", "https://billing.example.com@evil.example/back"),
            ("web", "https:///back"),
            ("web", "https://billing.example.com:port/"),
            ("web", "com.example.billing:/back"),
            ("web", "/back"),
            ("native", "javascript:alert(1)"),
            ("native", "data:text/html,x"),
            ("native", "com.example.billing:/back#part"),
            ("service", "https://billing.example.com/back"),
        ],
    )
    async def test_where_they_may_not(self, admin, kind, address):
        for name in ("redirect_uris", "post_logout_redirect_uris"):
            addresses = {"redirect_uris": [], name: [address]}
            response = await create(admin, kind=kind, **addresses)
            assert faults(response) == [(f"/{name}/0", "redirect_uri")]

    async def test_it_is_told_of_ended_sessions_by_https_only(self, admin):
        response = await create(admin, backchannel_logout_uri="http://billing.example.com/ended")
        assert faults(response) == [("/backchannel_logout_uri", "uri")]

    async def test_a_key_registers_one(self, admin):
        headers = {"Idempotency-Key": "once"}
        first, again = [
            await admin.client.post("/admin/applications", json=BILLING, headers=headers) for _ in range(2)
        ]
        assert first.json() == again.json()
        assert again.headers["idempotency-replayed"] == "true"


class TestRead:
    async def test_all_of_them_page_by_page(self, service, superuser):
        names = sorted([(await register(service, owner=superuser)).client_id for _ in range(3)])
        first = await superuser.client.get("/admin/applications", params={"limit": 2})
        cursor = first.json()["next_cursor"]
        assert cursor in first.headers["link"]
        second = await superuser.client.get("/admin/applications", params={"limit": 2, "cursor": cursor})
        listed = [*first.json()["items"], *second.json()["items"]]
        assert [each["client_id"] for each in listed] == names
        assert second.json()["next_cursor"] is None

    async def test_one(self, service, superuser):
        application = await register(service, "admin", owner=superuser, permissions=(READ,))
        body = (await superuser.client.get(application.path)).json()
        assert body["roles"] == ["admin"]
        assert body["permissions"] == [{"name": READ, "description": "For a test."}]

    async def test_none(self, admin):
        missing = "/admin/applications/app_0000000000000000"
        for method, path in (
            ("GET", ""),
            ("PATCH", ""),
            ("DELETE", ""),
            ("GET", "/secrets"),
            ("GET", "/keys"),
        ):
            body: Any = {"json": {}} if method == "PATCH" else {}
            response = await admin.client.request(method, missing + path, **body)
            assert problem(response) == (404, "application_not_found")

    async def test_people_without_the_permission_learn_nothing(self, service, superuser):
        application = await register(service, owner=superuser)
        person = await service.person()
        for path in ("/admin/applications", application.path, "/admin/applications/app_0000000000000000"):
            assert problem(await person.client.get(path)) == (403, "forbidden")


class TestUpdate:
    async def test_changes_what_is_given(self, service, superuser):
        application = await register(service, owner=superuser, permissions=(READ,))
        changed = {"name": "Dunning", "is_trusted": True, "signing_algorithm": "ES256"}
        before = (await superuser.client.get(application.path)).json()
        after = (await superuser.client.patch(application.path, json=changed)).json()
        assert {**after, "updated_at": None} == {**before, **changed, "updated_at": None}

    async def test_only_the_version_that_was_read(self, service, superuser):
        application = await register(service, owner=superuser)
        etag = (await superuser.client.get(application.path)).headers["etag"]
        await application.grant("user")
        stale = await superuser.client.patch(application.path, json={"name": "x"}, headers={"If-Match": etag})
        assert problem(stale) == (412, "etag_mismatch")

    async def test_permissions_that_no_role_has_can_go(self, service, superuser):
        application = await register(service, owner=superuser, permissions=(READ, WRITE))
        await create_role(superuser, "accountant", READ)
        kept = [{"name": READ, "description": "View invoices."}]
        assert (await superuser.client.patch(application.path, json={"permissions": kept})).status_code == 200
        refused = await superuser.client.patch(application.path, json={"permissions": []})
        assert problem(refused) == (409, "permission_in_use")
        assert (await superuser.client.get(application.path)).json()["permissions"] == kept

    async def test_addresses_are_held_against_its_kind(self, service, superuser):
        application = await register(service, owner=superuser)
        changes = {"redirect_uris": ["https://billing.example.com/back"]}
        response = await superuser.client.patch(application.path, json=changes)
        assert faults(response) == [("/redirect_uris/0", "redirect_uri")]


class TestDelete:
    async def test_with_all_that_belongs_to_it(self, service, superuser):
        application = await register(service, "user", owner=superuser, permissions=(READ,))
        assert (await superuser.client.delete(application.path)).status_code == 204
        assert problem(await superuser.client.get(application.path)) == (404, "application_not_found")
        for table in ("application_secrets", "application_permissions", "application_roles"):
            assert await execute(service.settings, f"SELECT FROM {table}") == []

    async def test_not_while_a_role_has_its_permissions(self, service, superuser):
        application = await register(service, owner=superuser, permissions=(READ,))
        await create_role(superuser, "accountant", READ)
        assert problem(await superuser.client.delete(application.path)) == (409, "permission_in_use")


class TestPermissions:
    async def test_are_listed_with_those_of_the_service(self, service, superuser):
        application = await register(service, owner=superuser, permissions=(READ,))
        listed = (await superuser.client.get("/admin/permissions")).json()["items"]
        assert listed[0]["client_id"] is None
        assert listed[-1] == {"name": READ, "description": "For a test.", "client_id": application.client_id}

    async def test_roles_bundle_them(self, service, superuser):
        await register(service, owner=superuser, permissions=(READ,))
        await create_role(superuser, "accountant", READ, "users:read")
        role = (await superuser.client.get("/admin/roles/accountant")).json()
        assert role["permissions"] == [READ, "users:read"]

    @pytest.mark.parametrize("name", ["billing:invoices.delete", "nobody:defines.this"])
    async def test_nobody_grants_one_that_does_not_exist(self, service, superuser, name):
        await register(service, owner=superuser, permissions=(READ,))
        body = {"name": "accountant", "permissions": [name]}
        response = await superuser.client.post("/admin/roles", json=body)
        assert problem(response) == (403, "privilege_escalation")

    async def test_a_role_of_an_application_is_not_deleted(self, service, superuser):
        await create_role(superuser, "reader", "users:read")
        await register(service, "reader", owner=superuser)
        assert problem(await superuser.client.delete("/admin/roles/reader")) == (409, "role_in_use")


class TestRoles:
    async def test_are_granted_and_revoked(self, service, superuser):
        application = await register(service, owner=superuser)
        path = f"{application.path}/roles/user"
        for _ in range(2):
            assert (await superuser.client.put(path)).json()["roles"] == ["user"]
        for _ in range(2):
            assert (await superuser.client.delete(path)).json()["roles"] == []

    async def test_one_that_does_not_exist(self, service, superuser):
        application = await register(service, owner=superuser)
        for method in ("PUT", "DELETE"):
            response = await superuser.client.request(method, f"{application.path}/roles/no-such")
            assert problem(response) == (404, "role_not_found")


class TestSecrets:
    async def test_are_shown_once(self, service, superuser):
        application = await register(service, owner=superuser)
        made = await new_secret(application, expires_in_days=1)
        assert made["secret"].startswith(made["prefix"])
        listed = await superuser.client.get(f"{application.path}/secrets")
        newest, first = listed.json()["items"]
        assert (newest["id"], newest["prefix"]) == (made["id"], made["prefix"])
        assert newest["expires_at"] is not None
        assert first["expires_at"] is None
        assert made["secret"] not in listed.text
        stored = await execute(service.settings, "SELECT * FROM application_secrets")
        assert made["secret"] not in str(stored)

    async def test_there_are_ten_at_most(self, service, superuser):
        application = await register(service, owner=superuser)
        for _ in range(9):
            await new_secret(application)
        response = await superuser.client.post(f"{application.path}/secrets", json={"name": "one more"})
        assert problem(response) == (409, "secret_limit")

    async def test_one_that_does_not_exist(self, service, superuser):
        first, second = [await register(service, owner=superuser) for _ in range(2)]
        of_second = (await superuser.client.get(f"{second.path}/secrets")).json()["items"][0]["id"]
        response = await superuser.client.delete(f"{first.path}/secrets/{of_second}")
        assert problem(response) == (404, "secret_not_found")

    async def test_the_same_key_makes_one_for_each_application(self, service, superuser):
        first, second = [await register(service, owner=superuser) for _ in range(2)]
        headers, body = {"Idempotency-Key": "once"}, {"name": "test"}
        made = [
            await superuser.client.post(f"{each.path}/secrets", json=body, headers=headers)
            for each in (first, second, first)
        ]
        texts = [response.json()["secret"] for response in made]
        assert texts[0] == texts[2] != texts[1]

    @pytest.mark.parametrize("kind", ["native", "browser"])
    async def test_public_applications_have_none(self, service, superuser, kind):
        application = await register(service, owner=superuser, kind=kind)
        response = await superuser.client.post(f"{application.path}/secrets", json={"name": "x"})
        assert problem(response) == (409, "public_application")
