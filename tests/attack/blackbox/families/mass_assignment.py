"""Fields that the service decides, on every body of the document: refused by name, and nothing is done."""

from functools import partial
from typing import Any

from gatehouse.contract.document import Operation
from tests.attack.blackbox.callers import Caller
from tests.attack.blackbox.expect import expect, fall, json_of
from tests.attack.blackbox.families.routes import body_of, victim
from tests.attack.blackbox.suite import Family
from tests.attack.blackbox.target import DOCUMENT, Target

FAMILY = Family("mass assignment", parallel=4)
_JSON = "application/json"
DECIDED: dict[str, Any] = {
    "id": 1,
    "user_id": 1,
    "uuid": "00000000-0000-4000-8000-000000000000",
    "is_superuser": True,
    "is_admin": True,
    "is_verified": True,
    "email_verified": True,
    "is_active": True,
    "is_system": True,
    "status": "active",
    "role": "superuser",
    "roles": ["superuser"],
    "permissions": ["users:write"],
    "password_hash": "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaA",
    "must_reset_password": False,
    "email_key": "eve@example.com",
    "version": 1,
    "deleted_at": None,
    "created_at": "2020-01-01T00:00:00Z",
    "last_login_at": "2020-01-01T00:00:00Z",
    "__proto__": {"is_superuser": True},
    "constructor": {"prototype": {}},
}


async def _fields(target: Target, *, operation: Operation) -> None:
    known = DOCUMENT.resolve(operation.body[_JSON])["properties"]
    path = operation.path.format(**{**(await target.once(victim)).ids, "token": "x" * 43})
    caller = await _caller(target, operation)
    body = body_of(target, operation)["json"]
    for name in DECIDED.keys() - known.keys():
        answer = expect(await caller.request(operation.method, path, json={**body, name: DECIDED[name]}), 422)
        if f"/{name}" not in [error.get("pointer") for error in (json_of(answer) or {}).get("errors", ())]:
            raise fall(answer, f"422 validation_failed that names /{name}")


async def _caller(target: Target, operation: Operation) -> Caller:
    """Somebody who may use the operation: with our own accounts only."""
    if operation.anonymous:
        return target.caller()
    if operation.permission is None:
        return (await target.person()).caller
    return (await target.once(Target.mighty)).caller


@FAMILY.case("nothing of a mixed request is done", quick=True)
async def _mixed(target: Target) -> None:
    person = await target.person()
    for method in ("PUT", "PATCH"):
        for field in ("is_superuser", "roles", "is_verified", "email", "id"):
            body = {"full_name": "Eve", field: DECIDED.get(field, "eve@example.com")}
            expect(await person.caller.request(method, "/users/me", json=body), 422)
    answer = expect(await person.caller.get("/users/me"), 200)
    if answer.json() != person.user:
        raise fall(answer, "an account as it was")


@FAMILY.case("a role granted at registration")
async def _registered(target: Target) -> None:
    for field in ("roles", "is_superuser", "is_verified", "status"):
        name = target.name()
        body = {"email": f"{name}@example.com", "username": name, "password": target.secret()}
        answer = await target.caller().post("/auth/register", json={**body, field: DECIDED[field]})
        expect(answer, 422, (403, "registration_closed"))


@FAMILY.case("a token request takes no rights")
async def _token_request(target: Target) -> None:
    """Its unknown fields are ignored, as RFC 6749 wants it."""
    person = await target.person()
    form = {"username": person.email, "password": person.password, "scope": "users:write roles:assign"}
    answer = await target.caller().post("/auth/token", data={**form, "roles": "superuser"})
    token = expect(answer, 200).json()["access_token"]
    me = expect(await target.caller({"Authorization": f"Bearer {token}"}).get("/users/me"), 200)
    if me.json()["roles"] != person.user["roles"] or me.json()["is_superuser"]:
        raise fall(me, "the roles that the account has")


def _register() -> None:
    for operation in DOCUMENT.operations:
        if _JSON in operation.body:
            quick = operation.id in ("me.update", "auth.register")
            FAMILY.add(operation.id, partial(_fields, operation=operation), quick=quick)


_register()
