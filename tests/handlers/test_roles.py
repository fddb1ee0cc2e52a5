"""Roles, and the permissions they bundle."""

import pytest

from gatehouse.core.permissions import PERMISSIONS, SYSTEM_ROLES
from tests.support.answers import faults, problem
from tests.support.users import create_api_key, create_role, create_user

AUDITOR = {"name": "auditor", "description": "Reads.", "permissions": ["users:read", "audit:read"]}


@pytest.fixture
async def admin(service):
    return await service.admin()


@pytest.fixture
async def role_writer(service, admin):
    """Somebody who writes roles and holds little else."""
    await create_role(admin, "role-writer", "roles:read", "roles:write")
    return await service.admin("role-writer")


async def change(by, fields, name="auditor", **headers):
    return await by.client.patch(f"/admin/roles/{name}", json=fields, headers=headers)


class TestAccess:
    @pytest.mark.parametrize(
        ("method", "path", "reads"),
        [
            ("GET", "/admin/roles", True),
            ("GET", "/admin/roles/user", True),
            ("GET", "/admin/permissions", True),
            ("POST", "/admin/roles", False),
            ("PATCH", "/admin/roles/user", False),
            ("DELETE", "/admin/roles/user", False),
        ],
    )
    async def test_reading_and_writing_are_two_permissions(self, service, method, path, reads):
        body = {"json": AUDITOR} if method == "POST" else {"json": {}} if method == "PATCH" else {}
        anybody, person, admin = service.client(), await service.person(), await service.admin("admin")
        assert problem(await anybody.request(method, path, **body)) == (401, "unauthenticated")
        assert problem(await person.client.request(method, path, **body)) == (403, "forbidden")
        assert (await admin.client.request(method, path, **body)).status_code == (200 if reads else 403)


class TestList:
    async def test_the_built_in_roles(self, admin):
        listed = (await admin.client.get("/admin/roles")).json()
        assert listed["next_cursor"] is None
        found = {role["name"]: (role["description"], role["permissions"]) for role in listed["items"]}
        assert found == SYSTEM_ROLES
        assert all(role["is_system"] for role in listed["items"])

    async def test_page_by_page_in_the_order_of_names(self, admin):
        for name in ("zz", "aa", "m-1", "m_1", "ma"):
            await create_role(admin, name)
        response = await admin.client.get("/admin/roles", params={"limit": 3})
        names = [role["name"] for role in response.json()["items"]]
        await admin.client.delete(f"/admin/roles/{names[-1]}" if names[-1] != "admin" else "/admin/roles/aa")
        await create_role(admin, "zzz")
        while link := response.links.get("next"):
            response = await admin.client.get(link["url"])
            names += [role["name"] for role in response.json()["items"]]
        assert names == sorted([*SYSTEM_ROLES, "aa", "m-1", "m_1", "ma", "zz", "zzz"])
        assert "link" not in response.headers


class TestCreate:
    async def test_valid(self, admin):
        response = await admin.client.post("/admin/roles", json=AUDITOR)
        role = response.json()
        assert response.status_code == 201
        assert role["permissions"] == ["audit:read", "users:read"]
        assert (role["description"], role["is_system"]) == ("Reads.", False)
        assert response.headers["location"] == "/admin/roles/auditor"
        again = await admin.client.get(response.headers["location"])
        assert (again.json(), again.headers["etag"]) == (role, response.headers["etag"])

    async def test_the_least(self, admin):
        role = await create_role(admin, "zero")
        assert (role["description"], role["permissions"]) == (None, [])

    @pytest.mark.parametrize("name", ["auditor", "user", "superuser"])
    async def test_conflict(self, admin, name):
        await create_role(admin, "auditor")
        response = await admin.client.post("/admin/roles", json={**AUDITOR, "name": name})
        assert problem(response) == (409, "role_exists")

    async def test_permissions_that_the_caller_lacks(self, role_writer):
        response = await role_writer.client.post("/admin/roles", json=AUDITOR)
        assert problem(response) == (403, "privilege_escalation")

    @pytest.mark.parametrize(
        ("fields", "place"),
        [
            ({"name": "A"}, "/name"),
            ({"name": "Admin"}, "/name"),
            ({"name": "1st"}, "/name"),
            ({"name": "a" * 51}, "/name"),
            ({"name": "a/b"}, "/name"),
            ({"name": "a\n"}, "/name"),
            ({"description": "\u0000"}, ""),
            ({"description": "x" * 501}, "/description"),
            ({"permissions": ["users:everything"]}, "/permissions/0"),
            ({"permissions": ["users:read", "users:read"]}, "/permissions"),
            ({"permissions": None}, "/permissions"),
            ({"is_system": True}, "/is_system"),
        ],
    )
    async def test_fields_that_break_a_rule(self, admin, fields, place):
        response = await admin.client.post("/admin/roles", json={**AUDITOR, **fields})
        assert problem(response) == (422, "validation_failed")
        assert {where for where, _ in faults(response)} == {place}

    async def test_twice_with_one_key(self, admin):
        key = {"Idempotency-Key": "auditor"}
        first, second = [await admin.client.post("/admin/roles", json=AUDITOR, headers=key) for _ in range(2)]
        assert (second.status_code, second.json()) == (201, first.json())
        assert second.headers["idempotency-replayed"] == "true"
        response = await admin.client.post("/admin/roles", json={**AUDITOR, "name": "other"}, headers=key)
        assert problem(response) == (422, "idempotency_key_reused")


class TestGet:
    async def test_one_that_does_not_exist(self, admin):
        assert problem(await admin.client.get("/admin/roles/nothing")) == (404, "role_not_found")

    async def test_the_entity_tag_is_a_strong_one(self, admin):
        tag = (await admin.client.get("/admin/roles/user")).headers["etag"]
        assert tag.startswith('"')


class TestUpdate:
    async def test_the_fields_given(self, admin):
        created = (await admin.client.post("/admin/roles", json=AUDITOR)).json()
        changed = (await change(admin, {"description": None})).json()
        assert (changed["description"], changed["permissions"]) == (None, created["permissions"])
        changed = (await change(admin, {"permissions": ["roles:read"]})).json()
        assert changed["permissions"] == ["roles:read"]
        assert changed["updated_at"] > created["updated_at"]

    async def test_those_who_hold_it_feel_it_on_the_next_request(self, service, admin):
        await create_role(admin, "auditor", "users:read")
        holder = await service.admin("auditor")
        key = service.client(**{"X-API-Key": await create_api_key(holder, "users:read")})
        assert problem(await holder.client.get("/admin/audit")) == (403, "forbidden")
        await change(admin, {"permissions": ["audit:read"]})
        assert (await holder.client.get("/admin/audit")).status_code == 200
        await change(admin, {"permissions": []})
        assert problem(await holder.client.get("/admin/audit")) == (403, "forbidden")
        assert problem(await key.get("/admin/audit")) == (403, "forbidden")

    async def test_if_match(self, admin):
        await admin.client.post("/admin/roles", json=AUDITOR)
        seen = (await admin.client.get("/admin/roles/auditor")).headers["etag"]
        changed = await change(admin, {"description": "a"}, **{"If-Match": seen})
        assert changed.status_code == 200
        response = await change(admin, {"description": "b"}, **{"If-Match": seen})
        assert problem(response) == (412, "etag_mismatch")
        assert (await change(admin, {}, **{"If-Match": changed.headers["etag"]})).status_code == 200

    async def test_a_role_made_anew_is_another_one(self, admin):
        await admin.client.post("/admin/roles", json=AUDITOR)
        seen = (await admin.client.get("/admin/roles/auditor")).headers["etag"]
        await admin.client.delete("/admin/roles/auditor")
        await admin.client.post("/admin/roles", json=AUDITOR)
        response = await change(admin, {"description": "b"}, **{"If-Match": seen})
        assert problem(response) == (412, "etag_mismatch")

    @pytest.mark.parametrize("name", SYSTEM_ROLES)
    async def test_a_built_in_role(self, admin, name):
        assert problem(await change(admin, {"description": "x"}, name)) == (409, "system_role")

    async def test_one_that_does_not_exist(self, admin):
        assert problem(await change(admin, {}, "nothing")) == (404, "role_not_found")

    @pytest.mark.parametrize(
        "permissions", [["users:delete"], ["audit:read", "users:read", "users:delete"], []]
    )
    async def test_what_the_caller_lacks_is_neither_added_nor_taken(self, admin, role_writer, permissions):
        await admin.client.post("/admin/roles", json=AUDITOR)
        response = await change(role_writer, {"permissions": permissions})
        assert problem(response) == (403, "privilege_escalation")

    async def test_the_rest_of_a_role_above_the_caller(self, admin, role_writer):
        await admin.client.post("/admin/roles", json=AUDITOR)
        assert (await change(role_writer, {"description": "Better."})).json()["description"] == "Better."

    @pytest.mark.parametrize("field", ["name", "is_system"])
    async def test_what_cannot_be_changed(self, admin, field):
        await admin.client.post("/admin/roles", json=AUDITOR)
        assert faults(await change(admin, {field: "x"})) == [(f"/{field}", "additional_properties")]


class TestDelete:
    async def test_valid(self, admin):
        await create_role(admin, "auditor")
        assert (await admin.client.delete("/admin/roles/auditor")).status_code == 204
        assert problem(await admin.client.get("/admin/roles/auditor")) == (404, "role_not_found")
        assert problem(await admin.client.delete("/admin/roles/auditor")) == (404, "role_not_found")

    async def test_while_somebody_holds_it(self, admin):
        await create_role(admin, "auditor")
        user = await create_user(admin, roles=["auditor"])
        assert problem(await admin.client.delete("/admin/roles/auditor")) == (409, "role_in_use")
        await admin.client.delete(f"/users/{user['id']}/roles/auditor")
        assert (await admin.client.delete("/admin/roles/auditor")).status_code == 204

    async def test_while_a_deleted_user_would_get_it_back(self, admin):
        await create_role(admin, "auditor")
        user = await create_user(admin, roles=["auditor"])
        await admin.client.delete(f"/users/{user['id']}")
        assert problem(await admin.client.delete("/admin/roles/auditor")) == (409, "role_in_use")

    @pytest.mark.parametrize("name", SYSTEM_ROLES)
    async def test_a_built_in_role(self, admin, name):
        assert problem(await admin.client.delete(f"/admin/roles/{name}")) == (409, "system_role")


class TestListPermissions:
    async def test_the_closed_list(self, admin):
        items = (await admin.client.get("/admin/permissions")).json()["items"]
        assert {item["name"]: item["description"] for item in items} == PERMISSIONS


class TestAudit:
    async def test_each_change_is_recorded(self, admin):
        await admin.client.post("/admin/roles", json=AUDITOR)
        await change(admin, {"permissions": ["audit:read"]})
        await admin.client.delete("/admin/roles/auditor")
        response = await admin.client.get("/admin/audit", params={"target": "auditor"})
        recorded = [
            (entry["action"], entry["target_type"], entry["details"]) for entry in response.json()["items"]
        ]
        assert recorded == [
            ("roles.delete", "roles", {}),
            ("roles.update", "roles", {"permissions": ["audit:read"]}),
            ("roles.create", "roles", {"permissions": ["audit:read", "users:read"]}),
        ]
