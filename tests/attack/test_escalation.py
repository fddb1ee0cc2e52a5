"""From administrator to superuser: every way that is closed."""

import pytest

from gatehouse.core.permissions import ADMIN, PERMISSIONS, SUPERUSER, SYSTEM_ROLES
from tests.support.answers import problem
from tests.support.mails import subjects
from tests.support.service import Person, Service

ABOVE = sorted(PERMISSIONS.keys() - set(SYSTEM_ROLES[ADMIN][1]))
NEW_USER = {"email": "eve@example.com", "username": "eve"}


async def rights(person: Person) -> dict[str, object]:
    shown = (await person.client.get("/auth/me")).json()
    return {"roles": shown["roles"], "is_superuser": shown["is_superuser"]}


async def api_key(person: Person, *scopes: str) -> dict[str, str]:
    body = {"name": "job", "scopes": list(scopes)}
    response = await person.client.post("/users/me/api-keys", json=body)
    return {"X-API-Key": response.json()["key"]}


def ways(admin: Person, superuser: Person, bystander: Person):
    """Requests by which an administrator might come to, or get hold of, more than they have."""
    me, above, other = f"/users/{admin.id}", f"/users/{superuser.id}", f"/users/{bystander.id}"
    yield "POST", "/users", {**NEW_USER, "roles": [SUPERUSER]}
    yield "POST", "/users", {**NEW_USER, "roles": ["user", SUPERUSER]}
    for target in (me, other):
        yield "PUT", f"{target}/roles/{SUPERUSER}", None
    for permission in ABOVE:
        yield "POST", "/admin/roles", {"name": "stairs", "permissions": [permission]}
        yield "PATCH", f"/admin/roles/{ADMIN}", {"permissions": [permission]}
        yield "POST", "/users/me/api-keys", {"name": "stairs", "scopes": [permission]}
    for method in ("PUT", "PATCH"):
        yield method, above, {"email": "eve@example.com"}
    for act in ("deactivate", "activate", "unlock", "force-password-reset", "restore"):
        yield "POST", f"{above}/{act}", None
    yield "DELETE", f"{above}/sessions", None
    yield "DELETE", f"{above}/roles/{SUPERUSER}", None
    yield "DELETE", f"{above}/roles/user", None
    yield "DELETE", above, None
    yield "DELETE", f"{above}?erase=true", None
    yield "DELETE", f"/admin/roles/{SUPERUSER}", None


async def test_no_way_leads_from_administrator_to_superuser(service):
    admin, superuser = await service.admin(ADMIN), await service.admin()
    bystander = await service.person()
    for method, path, body in ways(admin, superuser, bystander):
        response = await admin.client.request(method, path, **({"json": body} if body else {}))
        assert response.status_code == 403, (method, path, response.text)
    assert await rights(admin) == {"roles": [ADMIN, "user"], "is_superuser": False}
    assert await rights(superuser) == {"roles": [SUPERUSER, "user"], "is_superuser": True}
    assert await rights(bystander) == {"roles": ["user"], "is_superuser": False}


async def test_nor_with_an_api_key_of_the_administrator(service):
    admin, superuser = await service.admin(ADMIN), await service.admin()
    bystander = await service.person()
    client = service.client(**await api_key(admin, *SYSTEM_ROLES[ADMIN][1]))
    for method, path, body in ways(admin, superuser, bystander):
        response = await client.request(method, path, **({"json": body} if body else {}))
        refused = {401, 403} if path.startswith("/users/me") else {403}
        assert response.status_code in refused, (method, path, response.text)


class TestApiKeysOfTheMighty:
    """What a key may use bounds what it may give, whatever its owner holds."""

    @pytest.fixture
    async def narrow(self, service):
        superuser = await service.admin()
        return service.client(**await api_key(superuser, "users:read", "users:write", "roles:assign"))

    async def test_creates_nobody_with_wider_roles(self, narrow):
        for role in (ADMIN, SUPERUSER):
            response = await narrow.post("/users", json={**NEW_USER, "roles": [role]})
            assert response.json()["code"] == "privilege_escalation"
        assert (await narrow.post("/users", json={**NEW_USER, "roles": ["user"]})).status_code == 201

    async def test_grants_and_revokes_no_wider_roles(self, service, narrow):
        admin = await service.admin(ADMIN)
        for method, role in (("PUT", SUPERUSER), ("PUT", ADMIN), ("DELETE", ADMIN)):
            response = await narrow.request(method, f"/users/{admin.id}/roles/{role}")
            assert response.json()["code"] == "privilege_escalation"


class TestRoleManager:
    """Somebody who may write and assign roles, and little else."""

    HELD = ("roles:assign", "roles:read", "roles:write")

    @pytest.fixture
    async def manager(self, service):
        superuser = await service.admin()
        await superuser.client.post("/admin/roles", json={"name": "manager", "permissions": self.HELD})
        return await service.admin("manager")

    @pytest.mark.parametrize("permission", sorted(PERMISSIONS.keys() - {*HELD, "users:read"}))
    async def test_writes_no_role_that_holds_more(self, manager, permission):
        for method, path, body in (
            ("POST", "/admin/roles", {"name": "stairs", "permissions": [permission]}),
            ("PATCH", "/admin/roles/manager", {"permissions": [*self.HELD, permission]}),
        ):
            response = await manager.client.request(method, path, json=body)
            assert response.json()["code"] == "privilege_escalation"

    async def test_grows_no_role_in_two_steps(self, service, manager):
        assert (
            await manager.client.post("/admin/roles", json={"name": "stairs", "permissions": []})
        ).status_code == 201
        assert (await manager.client.put(f"/users/{manager.id}/roles/stairs")).status_code == 200
        manager = await service.login(manager.user)
        response = await manager.client.patch("/admin/roles/stairs", json={"permissions": ["users:write"]})
        assert response.json()["code"] == "privilege_escalation"

    @pytest.mark.parametrize("role", SYSTEM_ROLES)
    async def test_leaves_system_roles_alone(self, manager, role):
        answers = [
            await manager.client.patch(f"/admin/roles/{role}", json={"permissions": list(self.HELD)}),
            await manager.client.patch(f"/admin/roles/{role}", json={"description": "mine"}),
            await manager.client.delete(f"/admin/roles/{role}"),
        ]
        assert [answer.json()["code"] for answer in answers] == ["system_role"] * 3

    @pytest.mark.parametrize(
        "name", [*SYSTEM_ROLES, "Superuser", "SUPERUSER", "superuser ", "supe\u0433user"]
    )
    async def test_makes_no_role_that_passes_for_a_system_role(self, manager, name):
        body = {"name": name, "permissions": ["roles:read"]}
        response = await manager.client.post("/admin/roles", json=body)
        assert response.status_code == (409 if name in SYSTEM_ROLES else 422)

    async def test_takes_no_rights_from_those_who_hold_more(self, service: Service, manager):
        superuser, admin = await service.admin(), await service.admin(ADMIN)
        for target in (superuser, admin):
            response = await manager.client.delete(f"/users/{target.id}/roles/user")
            assert response.json()["code"] == "privilege_escalation"


async def test_a_superuser_in_the_bin_is_not_brought_back_by_an_administrator(service):
    admin, superuser, other = await service.admin(ADMIN), await service.admin(), await service.admin()
    await superuser.client.delete(f"/users/{other.id}")
    assert (await admin.client.post(f"/users/{other.id}/restore")).status_code == 403
    assert (await admin.client.get(f"/users/{other.id}")).status_code == 404


async def test_a_key_that_writes_users_does_not_become_a_superuser(service):
    """It changes the address of a superuser, asks for a reset there, sets the password, and signs in."""
    owner, victim = await service.admin(), await service.admin()
    thief = service.client(**await api_key(owner, "users:write"))
    response = await thief.patch(f"/users/{victim.id}", json={"email": "eve@example.com"})
    assert problem(response) == (403, "privilege_escalation")
    await service.client().post("/auth/password/reset", json={"email": "eve@example.com"})
    await thief.post(f"/users/{victim.id}/force-password-reset")
    assert await subjects(service, "eve@example.com") == []
    assert (await victim.client.get("/auth/me")).json() == victim.user


def reaching(user_id: int):
    """Everything that can be done to a user with a permission."""
    path = f"/users/{user_id}"
    for method in ("PUT", "PATCH"):
        yield method, path, {"email": "eve@example.com"}
        yield method, path, {"username": "eve"}
    for act in ("activate", "deactivate", "restore", "unlock", "force-password-reset"):
        yield "POST", f"{path}/{act}", None
    yield "GET", f"{path}/sessions", None
    yield "DELETE", f"{path}/sessions", None
    for role in ("user", "auditor", ADMIN, SUPERUSER):
        yield "PUT", f"{path}/roles/{role}", None
        yield "DELETE", f"{path}/roles/{role}", None


ALL = sorted(PERMISSIONS)
ALL_OF_ADMIN = sorted(SYSTEM_ROLES[ADMIN][1])


class TestApiKeysActByTheirScopes:
    """Whose key it is makes no difference, and a key is nobody's self."""

    @pytest.mark.parametrize(
        ("scopes", "target"),
        [
            (["users:write"], "owner"),
            (["users:write"], "superuser"),
            (["users:write"], "admin"),
            (["users:write"], "user"),
            (["users:read", "users:write", "users:delete", "roles:assign"], "owner"),
            (["users:read", "users:write", "users:delete", "roles:assign"], "superuser"),
            (["users:read", "users:write", "users:delete", "roles:assign"], "admin"),
            (["roles:assign"], "owner"),
            (["roles:assign"], "superuser"),
            (ALL_OF_ADMIN, "superuser"),
            (ALL, "owner"),
            (ALL, "superuser"),
        ],
    )
    async def test_no_key_reaches_whoever_holds_more(self, service, scopes, target):
        people = {
            "owner": await service.admin(),
            "superuser": await service.admin(),
            "admin": await service.admin(ADMIN),
            "user": await service.person(),
        }
        await people["owner"].client.post("/admin/roles", json={"name": "auditor", "permissions": []})
        key = service.client(**await api_key(people["owner"], *scopes))
        for method, path, body in reaching(people[target].id):
            response = await key.request(method, path, **({"json": body} if body else {}))
            assert response.status_code == 403, (method, path, response.text)
        for person in people.values():
            assert (await person.client.get("/auth/me")).json() == person.user

    @pytest.mark.parametrize("scopes", [["users:delete"], ["users:read", "users:write", "users:delete"], ALL])
    @pytest.mark.parametrize("erase", [False, True])
    async def test_nor_deletes_them(self, service, scopes, erase):
        owner, superuser = await service.admin(), await service.admin()
        key = service.client(**await api_key(owner, *scopes))
        targets = [superuser] if scopes == ALL else [superuser, await service.admin(ADMIN)]
        for target in targets:
            response = await key.delete(f"/users/{target.id}", params={"erase": erase})
            assert problem(response) == (403, "privilege_escalation")
            assert (await target.client.get("/auth/me")).status_code == 200

    async def test_an_admins_key_with_fewer_scopes_is_not_its_owner(self, service):
        """Or it would move the owner's address, and have the owner's password reset."""
        await service.admin()
        owner = await service.admin(ADMIN)
        key = service.client(**await api_key(owner, "users:read", "users:write"))
        response = await key.patch(f"/users/{owner.id}", json={"email": "eve@example.com"})
        assert problem(response) == (403, "privilege_escalation")
        assert problem(await key.post(f"/users/{owner.id}/deactivate")) == (403, "privilege_escalation")

    async def test_no_key_makes_a_superuser(self, service):
        owner, bystander = await service.admin(), await service.person()
        key = service.client(**await api_key(owner, *ALL))
        answers = [
            await key.post("/users", json={**NEW_USER, "roles": [SUPERUSER]}),
            await key.put(f"/users/{bystander.id}/roles/{SUPERUSER}"),
        ]
        assert [problem(answer) for answer in answers] == [(403, "privilege_escalation")] * 2

    async def test_whoever_holds_no_more_than_the_key_is_in_its_reach(self, service):
        owner, bystander = await service.admin(), await service.person()
        key = service.client(**await api_key(owner, "users:read", "users:write", "users:delete"))
        path = f"/users/{bystander.id}"
        assert (await key.patch(path, json={"full_name": "Bystander"})).status_code == 200
        assert (await key.get(f"{path}/sessions")).status_code == 200
        assert (await key.post(f"{path}/force-password-reset")).status_code == 202
        assert (await key.delete(path)).status_code == 204

    async def test_a_signed_in_superuser_still_reaches_everybody(self, service):
        superuser, other = await service.admin(), await service.admin()
        for target in (superuser, other):
            response = await superuser.client.patch(f"/users/{target.id}", json={"bio": "Here."})
            assert response.status_code == 200
