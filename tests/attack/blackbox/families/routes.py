"""Every route of the document by every kind of credential: what each may do follows from the document."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx

from gatehouse.contract.document import Operation
from tests.attack.blackbox.callers import Caller
from tests.attack.blackbox.expect import code, fall
from tests.attack.blackbox.suite import Family, Skipped
from tests.attack.blackbox.target import DOCUMENT, PERMISSIONS, Person, Target
from tests.support.conformance import example_body

FAMILY = Family("routes by credential", parallel=8)
_JSON = "application/json"
NOBODY = {
    "user_id": 2**53,
    "role": "attack-nothing",
    "client_id": "app_0000000000000000",
    **dict.fromkeys(
        ("user_uuid", "session_id", "key_id", "factor_id", "secret_id"),
        "00000000-0000-4000-8000-000000000000",
    ),
}
_QUICK = ("users.get", "users.delete", "roles.create")


@dataclass(frozen=True)
class Credential:
    """What a request is sent with, and what that may do."""

    caller: Caller
    kind: str
    permissions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Victim:
    """Somebody whose ids are in every request."""

    person: Person
    ids: dict[str, Any]


async def victim(target: Target) -> Victim:
    person = await target.person()
    await target.api_key(person)
    key = (await person.caller.get("/users/me/api-keys")).json()["items"][0]
    session = (await person.caller.get("/users/me/sessions")).json()["items"][0]
    factor = await person.caller.post("/users/me/factors/totp", json={"password": person.password})
    ids = {
        **NOBODY,
        "user_id": person.id,
        "user_uuid": person.user["uuid"],
        "session_id": session["id"],
        "key_id": key["id"],
        "factor_id": factor.json()["id"],
        "role": "user",
    }
    if "applications:write" in target.permissions:
        ids["client_id"] = await target.application()
    return Victim(person, ids)


async def anonymous(target: Target) -> Credential:
    return Credential(target.caller(), "nothing")


async def nonsense(target: Target) -> Credential:
    return Credential(target.caller({"Authorization": "Bearer x.y.z"}), "nothing")


async def user(target: Target) -> Credential:
    """Somebody who signed in, with what the role `user` allows here."""
    role = await target.admin.get("/admin/roles/user")
    if not role.is_success:
        raise Skipped("the administrator may not read roles, so it is not known what a user may do")
    held = frozenset(role.json()["permissions"])
    return Credential((await target.person()).caller, "bearer", held)


async def user_key(target: Target) -> Credential:
    person = await target.person()
    return Credential(target.with_key(await target.api_key(person)), "apiKey")


async def disabled(target: Target) -> Credential:
    person = await target.person()
    await target.admin.post(f"/users/{person.id}/deactivate")
    return Credential(person.caller, "nothing")


async def disabled_key(target: Target) -> Credential:
    person = await target.person()
    key = await target.api_key(person)
    await target.admin.post(f"/users/{person.id}/deactivate")
    return Credential(target.with_key(key), "nothing")


def one_scope(scope: str) -> Any:
    """Makes an API key of a superuser that may do one thing."""

    async def make(target: Target) -> Credential:
        owner = await target.once(Target.mighty)
        key = await target.api_key(owner, scope)
        return Credential(target.with_key(key), "apiKey", frozenset([scope]))

    return make


CREDENTIALS = {
    "nobody": anonymous,
    "a nonsensical token": nonsense,
    "a user": user,
    "a user's API key without scopes": user_key,
    "a disabled user": disabled,
    "a disabled user's API key": disabled_key,
    **{f"a superuser's API key for {scope}": one_scope(scope) for scope in PERMISSIONS},
}


def _refusal(operation: Operation, credential: Credential) -> int | None:
    """The status with which the document has this refused; None if it is allowed."""
    schemes = {name for alternative in operation.security for name in alternative}
    if credential.kind not in schemes:
        return 401
    if operation.permission and operation.permission not in credential.permissions:
        return 403
    return None


def body_of(target: Target, operation: Operation) -> dict[str, Any]:
    """The example of the document, with names that are ours."""
    if not operation.body:
        return {}
    body = dict(example_body(DOCUMENT, operation))
    for name in ("email", "new_email"):
        if name in body:
            body[name] = f"{target.name()}@example.com"
    if "username" in body:
        body["username"] = target.name()
    if operation.id == "roles.create":
        body["name"] = target.role_name()
    return {"json" if _JSON in operation.body else "data": body}


async def ask(target: Target, caller: Caller, operation: Operation, ids: dict[str, Any]) -> httpx.Response:
    path = operation.path.format(**ids)
    return await caller.request(operation.method, path, **body_of(target, operation))


async def _asked(target: Target, *, operation: Operation, make: Any) -> None:
    credential = await target.once(make)
    refusal = _refusal(operation, credential)
    if refusal is None:
        await _allowed(target, operation, credential)
        return
    answer = await ask(target, credential.caller, operation, (await target.once(victim)).ids)
    right = {401: ("unauthenticated", "invalid_token"), 403: ("forbidden",)}[refusal]
    if answer.status_code != refusal or code(answer) not in right:
        raise fall(answer, f"{refusal} {' or '.join(right)}")


async def _allowed(target: Target, operation: Operation, credential: Credential) -> None:
    """So what is refused above is refused for the credential; nothing that would change anything is sent."""
    reads = operation.method == "GET"
    if not (reads or "{" in operation.path):
        return
    ids = (await target.once(victim)).ids if reads else NOBODY
    answer = await ask(target, credential.caller, operation, ids)
    if answer.status_code == 401 or code(answer) == "forbidden" or answer.status_code >= 500:
        raise fall(answer, "not 401 or 403 forbidden, as the document allows it")


def _register() -> None:
    for operation in DOCUMENT.operations:
        if operation.anonymous:
            continue
        for name, make in CREDENTIALS.items():
            attack = partial(_asked, operation=operation, make=make)
            FAMILY.add(f"{operation.id} by {name}", attack, quick=operation.id in _QUICK)


_register()
