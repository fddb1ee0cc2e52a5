"""Fifty at once of what may happen once: one wins, and nobody gets a 5xx but an honest 503."""

import asyncio
from collections import Counter
from typing import Any

import httpx

from tests.attack.blackbox.callers import Caller
from tests.attack.blackbox.expect import code, expect, fall
from tests.attack.blackbox.suite import Fallen, Family, Skipped
from tests.attack.blackbox.target import Person, Target

FAMILY = Family("races")
_AT_ONCE = 50
_BUSY = 503


async def _fifty(caller: Caller, method: str, path: str, **arguments: Any) -> list[httpx.Response]:
    """The same request over fifty connections; no answer may be a 5xx but 503."""
    answers = await asyncio.gather(*(caller.request(method, path, **arguments) for _ in range(_AT_ONCE)))
    for answer in answers:
        if answer.status_code >= 500 and answer.status_code != _BUSY:
            raise fall(answer, "no 5xx but 503")
    return list(answers)


def _one_wins(answers: list[httpx.Response], won: int, *lost: int) -> httpx.Response:
    """The answer to the one that won; the others have a status of those who lost."""
    counted = Counter(answer.status_code for answer in answers)
    winners = [answer for answer in answers if answer.status_code == won]
    if len(winners) != 1 or counted.keys() - {won, *lost, _BUSY, 429}:
        right = f"one {won}, and {' or '.join(map(str, lost))} for the others; there were {dict(counted)}"
        raise fall((winners or answers)[0], right)
    return winners[0]


def _new_account(target: Target) -> dict[str, str]:
    name = target.name()
    return {"email": f"{name}@example.com", "username": name, "password": target.secret()}


async def _how_many(target: Target, name: str) -> int:
    page = expect(await target.admin.get("/users", params={"search": name, "limit": 100}), 200)
    return len(page.json()["items"])


@FAMILY.case("registration of one address", quick=True)
async def _registration(target: Target) -> None:
    if target.policy["registration"]["mode"] != "open":
        raise Skipped("registration is not open")
    verified = target.policy["registration"]["email_verification_required"]
    body = _new_account(target)
    answers = await _fifty(await target.unhurried(_AT_ONCE), "POST", "/auth/register", json=body)
    if verified:
        counted = Counter(answer.status_code for answer in answers)
        if counted.keys() - {202, 409, _BUSY, 429}:
            raise fall(answers[0], f"202 for all; there were {dict(counted)}")
    else:
        _one_wins(answers, 201, 409)
    if (found := await _how_many(target, body["username"])) != 1:
        raise Fallen("50 x POST /auth/register", f"{found} accounts", "one account")


@FAMILY.case("creation of one address by an administrator")
async def _creation(target: Target) -> None:
    body = _new_account(target)
    _one_wins(await _fifty(target.admin, "POST", "/users", json=body), 201, 409)
    if (found := await _how_many(target, body["username"])) != 1:
        raise Fallen("50 x POST /users", f"{found} accounts", "one account")


@FAMILY.case("refresh of one token", quick=True)
async def _refresh(target: Target) -> None:
    person = await target.person()
    body = {"refresh_token": person.tokens["refresh_token"]}
    answers = await _fifty(await target.unhurried(_AT_ONCE), "POST", "/auth/refresh", json=body)
    pairs = {answer.json()["refresh_token"] for answer in answers if answer.is_success}
    if len(pairs) != 1:
        raise fall(answers[0], f"one pair for all; there were {len(pairs)}")
    expect(await target.caller().post("/auth/refresh", json={"refresh_token": pairs.pop()}), 200)


@FAMILY.case("an idempotency key for a new account", quick=True)
async def _idempotent_account(target: Target) -> None:
    name = target.name()
    body = {"email": f"{name}@example.com", "username": name, "password": target.secret()}
    headers = {"Idempotency-Key": name}
    answers = await _fifty(target.admin, "POST", "/users", json=body, headers=headers)
    first = [answer for answer in answers if answer.status_code == 201]
    fresh = [answer for answer in first if "idempotency-replayed" not in answer.headers]
    others = {code(answer) for answer in answers if answer.status_code not in (201, _BUSY)}
    if len(fresh) != 1 or others - {"idempotency_in_progress"}:
        raise fall(answers[0], f"one 201 that is no replay; there were {len(fresh)}, and {others}")


@FAMILY.case("an idempotency key for an API key", quick=True)
async def _idempotent_key(target: Target) -> None:
    person = await target.person()
    body, headers = {"name": "once", "scopes": []}, {"Idempotency-Key": target.name()}
    answers = await _fifty(person.caller, "POST", "/users/me/api-keys", json=body, headers=headers)
    listed = (await person.caller.get("/users/me/api-keys")).json()["items"]
    keys = {answer.json()["key"] for answer in answers if answer.is_success}
    if len(listed) != 1 or len(keys) != 1:
        raise fall(answers[0], f"one API key; there are {len(listed)}, and {len(keys)} were shown")


@FAMILY.case("an idempotency key with another body")
async def _idempotent_misuse(target: Target) -> None:
    person = await target.person()
    headers = {"Idempotency-Key": target.name()}
    for name, wanted in (("one", 201), ("another", 422)):
        body = {"name": name, "scopes": []}
        expect(await person.caller.post("/users/me/api-keys", json=body, headers=headers), wanted)


@FAMILY.case("an idempotency key of somebody else")
async def _idempotency_key_of_another(target: Target) -> None:
    """It must not show them what the first one was shown."""
    headers, body = {"Idempotency-Key": target.name()}, {"name": "mine", "scopes": []}
    shown = []
    for _ in range(2):
        person = await target.person()
        answer = await person.caller.post("/users/me/api-keys", json=body, headers=headers)
        shown.append(expect(answer, 201).json()["key"])
    if shown[0] == shown[1]:
        raise fall(answer, "an API key of their own")


@FAMILY.case("the limit of API keys")
async def _key_limit(target: Target) -> None:
    person = await target.person()
    body = {"name": "many", "scopes": []}
    for _ in range(2):
        await _fifty(person.caller, "POST", "/users/me/api-keys", json=body)
    answer = expect(await person.caller.post("/users/me/api-keys", json=body), (409, "api_key_limit"))
    listed = (await person.caller.get("/users/me/api-keys")).json()["items"]
    if len(listed) > 50:
        raise fall(answer, f"at most 50 keys; there are {len(listed)}")


@FAMILY.case("a change under one ETag", quick=True)
async def _etag(target: Target) -> None:
    person = await target.person()
    etag = expect(await person.caller.get("/users/me"), 200).headers["etag"]
    answers = await _fifty(person.caller, "PATCH", "/users/me", json={"bio": "x"}, headers={"If-Match": etag})
    _one_wins(answers, 200, 412)


@FAMILY.case("fifty changes of one account")
async def _changes(target: Target) -> None:
    person = await target.person()
    answers = await asyncio.gather(
        *(
            person.caller.patch("/users/me", json={"metadata": {f"key{number}": number}})
            for number in range(_AT_ONCE)
        )
    )
    acknowledged = sum(expect(answer, 200, _BUSY).is_success for answer in answers)
    kept = len((await person.caller.get("/users/me")).json()["metadata"])
    if kept != acknowledged:
        raise fall(answers[0], f"all {acknowledged} acknowledged changes are kept; there are {kept}")


@FAMILY.case("a change of the password")
async def _password(target: Target) -> None:
    person = await target.person()
    body = {"current_password": person.password, "new_password": target.secret()}
    answers = await _fifty(person.caller, "POST", "/users/me/change-password", json=body)
    _one_wins(answers, 204, 401, 403, 422)


@FAMILY.case("creation of a role", quick=True)
async def _role_creation(target: Target) -> None:
    target.need("roles:write")
    body = {"name": target.role_name(), "permissions": []}
    _one_wins(await _fifty(target.admin, "POST", "/admin/roles", json=body), 201, 409)


@FAMILY.case("deletion of a role")
async def _role_deletion(target: Target) -> None:
    path = f"/admin/roles/{await target.role()}"
    _one_wins(await _fifty(target.admin, "DELETE", path), 204, 404)


@FAMILY.case("a role is deleted while it is granted")
async def _role_granted(target: Target) -> None:
    target.need("roles:assign")
    role, person = await target.role(), await target.account()
    granted, deleted = await asyncio.gather(
        asyncio.gather(*(target.admin.put(f"/users/{person['id']}/roles/{role}") for _ in range(20))),
        asyncio.gather(*(target.admin.delete(f"/admin/roles/{role}") for _ in range(20))),
    )
    for answer in granted:
        expect(answer, 200, 404, _BUSY)
    for answer in deleted:
        expect(answer, 204, 404, 409, _BUSY)
    held = role in (await target.admin.get(f"/users/{person['id']}")).json()["roles"]
    gone = (await target.admin.get(f"/admin/roles/{role}")).status_code == 404
    if held == gone:
        raise fall(deleted[0], "either the role is granted, or it is deleted")


@FAMILY.case("deletion of an account")
async def _deletion(target: Target) -> None:
    user = await target.account()
    _one_wins(await _fifty(target.admin, "DELETE", f"/users/{user['id']}"), 204, 404)


async def _asked_for_reset(target: Target) -> tuple[Person, str]:
    person = await target.person()
    expect(await target.caller().post("/auth/password/reset", json={"email": person.email}), 202)
    return person, await target.mailbox.token_to(person.email, "/reset-password")


@FAMILY.case("a reset token")
async def _reset(target: Target) -> None:
    person, token = await _asked_for_reset(target)
    body = {"token": token, "new_password": target.secret()}
    _one_wins(
        await _fifty(await target.unhurried(_AT_ONCE), "POST", "/auth/password/reset/confirm", json=body),
        204,
        422,
    )
    expect(await person.caller.get("/users/me"), 401)


@FAMILY.case("two reset tokens of one account")
async def _two_resets(target: Target) -> None:
    """What one of them has done ends the other."""
    person, first = await _asked_for_reset(target)
    body = {"current_password": person.password, "new_password": target.secret()}
    expect(await person.caller.post("/users/me/change-password", json=body), 204)
    late = {"token": first, "new_password": target.secret()}
    answer = await target.caller().post("/auth/password/reset/confirm", json=late)
    expect(answer, (422, "one_time_token_invalid"))


@FAMILY.case("a change of address")
async def _address(target: Target) -> None:
    person = await target.person()
    address = f"{target.name()}@example.com"
    body = {"new_email": address, "password": person.password}
    expect(await person.caller.post("/users/me/change-email", json=body), 202)
    token = await target.mailbox.token_to(address, "#token=")
    answers = await _fifty(
        await target.unhurried(_AT_ONCE), "POST", "/users/me/change-email/confirm", json={"token": token}
    )
    _one_wins(answers, 204, 422)


@FAMILY.case("verification of an address")
async def _verification(target: Target) -> None:
    person = await target.person()
    expect(await target.caller().post("/auth/email/verify/request", json={"email": person.email}), 202)
    token = await target.mailbox.token_to(person.email, "#token=")
    answers = await _fifty(
        await target.unhurried(_AT_ONCE), "POST", "/auth/email/verify", json={"token": token}
    )
    _one_wins(answers, 204, 422)
