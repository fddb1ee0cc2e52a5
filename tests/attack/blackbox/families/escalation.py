"""Up: from what somebody holds to what they do not."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.attack.blackbox.callers import Caller
from tests.attack.blackbox.expect import expect, fall
from tests.attack.blackbox.suite import Family
from tests.attack.blackbox.target import PERMISSIONS, Person, Target

FAMILY = Family("escalation", parallel=4)
_REFUSED = (401, 403, (409, "cannot_delete_self"))
_ADMINS = ("users:read", "users:write", "users:delete", "roles:assign", "roles:read", "audit:read")
_NARROW = {
    "one that writes users": ("users:write",),
    "one that deletes users": ("users:delete",),
    "one that assigns roles": ("roles:assign",),
    "one that writes roles": ("roles:write",),
    "one with all an administrator may": _ADMINS,
    "one with every scope": tuple(PERMISSIONS),
}

Way = tuple[str, str, Any]


def _against(target: Target, victim: Person) -> Iterator[Way]:
    """All that takes somebody's account, or what they hold, away."""
    path = f"/users/{victim.id}"
    for method in ("PUT", "PATCH"):
        yield method, path, {"email": f"{target.name()}@example.com"}
        yield method, path, {"username": target.name()}
    for act in ("deactivate", "activate", "unlock", "force-password-reset", "restore"):
        yield "POST", f"{path}/{act}", None
    yield "GET", f"{path}/sessions", None
    yield "DELETE", f"{path}/sessions", None
    for role in ("user", "superuser"):
        yield "DELETE", f"{path}/roles/{role}", None
    yield "DELETE", path, None
    yield "DELETE", f"{path}?erase=true", None


def _upwards(target: Target, bystander: Person) -> Iterator[Way]:
    """All that makes somebody a superuser."""
    name = target.name()
    new = {"email": f"{name}@example.com", "username": name}
    yield "POST", "/users", {**new, "roles": ["superuser"]}
    yield "POST", "/users", {**new, "roles": ["user", "superuser"]}
    yield "PUT", f"/users/{bystander.id}/roles/superuser", None


async def _refused(caller: Caller, ways: Iterator[Way]) -> None:
    for method, path, body in ways:
        expect(await caller.request(method, path, **({"json": body} if body else {})), *_REFUSED)


async def _untouched(person: Person) -> None:
    answer = expect(await person.caller.get("/users/me"), 200)
    kept = ("email", "username", "roles", "is_active")
    if any(answer.json()[name] != person.user[name] for name in kept):
        raise fall(answer, "an account as it was")


async def _by_key(target: Target, *, scopes: tuple[str, ...]) -> None:
    """A key is nobody's self: neither its owner, nor another superuser, is within its reach."""
    owner, other, bystander = await target.mighty(), await target.mighty(), await target.person()
    key = target.with_key(await target.api_key(owner, *scopes))
    for person in (owner, other):
        await _refused(key, _against(target, person))
        await _untouched(person)
    await _refused(key, _upwards(target, bystander))
    await _untouched(bystander)


@FAMILY.case("a key that writes users does not become a superuser", quick=True)
async def _takeover(target: Target) -> None:
    """It changes the address of a superuser, and asks for a reset there."""
    owner, victim = await target.mighty(), await target.mighty()
    key = target.with_key(await target.api_key(owner, "users:write"))
    body = {"email": f"{target.name()}@example.com"}
    expect(await key.patch(f"/users/{victim.id}", json=body), (403, "privilege_escalation"))
    await _untouched(victim)


@FAMILY.case("an administrator does not become a superuser")
async def _administrator(target: Target) -> None:
    superuser, bystander = await target.mighty(), await target.person()
    admin = await target.person("admin")
    await _refused(admin.caller, _against(target, superuser))
    await _refused(admin.caller, _upwards(target, bystander))
    await _refused(admin.caller, _upwards(target, admin))
    for person in (superuser, bystander, admin):
        await _untouched(person)


@FAMILY.case("a user does not become anything", quick=True)
async def _user(target: Target) -> None:
    user, other = await target.person(), await target.person()
    await _refused(user.caller, _against(target, other))
    await _refused(user.caller, _upwards(target, user))
    for permission in PERMISSIONS:
        body = {"name": target.role_name(), "permissions": [permission]}
        expect(await user.caller.post("/admin/roles", json=body), 403)
    for person in (user, other):
        await _untouched(person)


@FAMILY.case("no API key is wider than its owner", quick=True)
async def _wider_key(target: Target) -> None:
    user = await target.person()
    for permission in set(PERMISSIONS) - {"users:read"}:
        body = {"name": "wide", "scopes": [permission]}
        expect(await user.caller.post("/users/me/api-keys", json=body), (403, "privilege_escalation"))


@FAMILY.case("an API key makes no API key, and knows no password")
async def _key_of_key(target: Target) -> None:
    owner = await target.mighty()
    key = target.with_key(await target.api_key(owner, *PERMISSIONS))
    expect(await key.post("/users/me/api-keys", json={"name": "x", "scopes": []}), 401)
    expect(await key.get("/users/me/export"), 401)
    expect(await key.post("/auth/logout"), 401)
    body = {"current_password": owner.password, "new_password": target.secret()}
    expect(await key.post("/users/me/change-password", json=body), 401)


@FAMILY.case("who writes and assigns roles gives nothing that they lack", quick=True)
async def _role_manager(target: Target) -> None:
    held = ("roles:assign", "roles:read", "roles:write")
    target.need(*held, *_ADMINS)
    role = await target.role(*held)
    manager = await target.person(role)
    for permission in sorted(set(PERMISSIONS) - {*held, "users:read"}):
        body = {"name": target.role_name(), "permissions": [permission]}
        expect(await manager.caller.post("/admin/roles", json=body), (403, "privilege_escalation"))
        change = {"permissions": [*held, permission]}
        answer = await manager.caller.patch(f"/admin/roles/{role}", json=change)
        expect(answer, (403, "privilege_escalation"))
    expect(await manager.caller.put(f"/users/{manager.id}/roles/admin"), (403, "privilege_escalation"))


@FAMILY.case("a role that somebody holds does not grow under them")
async def _growing_role(target: Target) -> None:
    held = ("roles:assign", "roles:read", "roles:write")
    target.need(*held)
    manager, stairs = await target.person(await target.role(*held)), target.role_name()
    expect(await manager.caller.post("/admin/roles", json={"name": stairs, "permissions": []}), 201)
    expect(await manager.caller.put(f"/users/{manager.id}/roles/{stairs}"), 200)
    manager = await target.log_in(manager.user, manager.password)
    answer = await manager.caller.patch(f"/admin/roles/{stairs}", json={"permissions": ["users:write"]})
    expect(answer, (403, "privilege_escalation"))


@FAMILY.case("system roles stay as they are")
async def _system_roles(target: Target) -> None:
    target.need("roles:write")
    mighty = await target.mighty()
    for role in ("user", "admin", "superuser"):
        path = f"/admin/roles/{role}"
        expect(await mighty.caller.patch(path, json={"description": "mine"}), (409, "system_role"))
        expect(await mighty.caller.delete(path), (409, "system_role"))
    for name in ("Superuser", "SUPERUSER", "superuser ", "supe\u0433user", "superuser\x00", "\uff53uperuser"):
        expect(await mighty.caller.post("/admin/roles", json={"name": name, "permissions": []}), 422)


@FAMILY.case("an account that was deleted is not brought back by who holds less")
async def _restored(target: Target) -> None:
    superuser, admin = await target.mighty(), await target.person("admin")
    expect(await target.admin.delete(f"/users/{superuser.id}"), 204)
    expect(await admin.caller.post(f"/users/{superuser.id}/restore"), 403)


@FAMILY.case("nobody deletes their own account as an administrator")
async def _own_account(target: Target) -> None:
    mighty = await target.mighty()
    expect(await mighty.caller.delete(f"/users/{mighty.id}"), (409, "cannot_delete_self"))


@FAMILY.case("an administrator changes their own address only with their password")
async def _own_address(target: Target) -> None:
    """By `me.change_email`: a session that was left open must not become the account."""
    admin = await target.person("admin")
    body = {"email": f"{target.name()}@example.com"}
    expect(await admin.caller.patch(f"/users/{admin.id}", json=body), 403, 409, 422)


def _register() -> None:
    for name, scopes in _NARROW.items():
        FAMILY.add(f"no superuser is in the reach of a key: {name}", partial(_by_key, scopes=scopes))


_register()
