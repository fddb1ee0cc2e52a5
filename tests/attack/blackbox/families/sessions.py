"""Sessions: what is revoked stops on the next request, on every connection, and theft is noticed."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import httpx

from tests.attack.blackbox.expect import expect, fall
from tests.attack.blackbox.suite import Family
from tests.attack.blackbox.target import Person, Target

FAMILY = Family("sessions", parallel=6)
_CONNECTIONS = 8  # enough to reach every worker of a small deployment
_GRACE_SECONDS = 11  # the default of REFRESH_GRACE_SECONDS, and one more

Act = Callable[[Target, Person], Awaitable[httpx.Response]]


async def _everywhere(target: Target, headers: dict[str, str], status: int) -> None:
    """The same answer over several connections, each of which a worker of its own may hold."""
    callers = [target.caller(headers) for _ in range(_CONNECTIONS)]
    for answer in await asyncio.gather(*(caller.get("/users/me") for caller in callers)):
        expect(answer, status)


async def _refresh(target: Target, token: str) -> httpx.Response:
    return await target.caller().post("/auth/refresh", json={"refresh_token": token})


def _of_user(method: str, path: str, **arguments: Any) -> Act:
    async def act(target: Target, person: Person) -> httpx.Response:
        return await target.admin.request(method, path.format(id=person.id), **arguments)

    return act


def _of_owner(method: str, path: str, **arguments: Any) -> Act:
    async def act(target: Target, person: Person) -> httpx.Response:
        return await person.caller.request(method, path, **arguments)

    return act


async def _change_password_elsewhere(target: Target, person: Person) -> httpx.Response:
    other = await target.log_in(person.user, person.password)
    body = {"current_password": person.password, "new_password": target.secret()}
    return await other.caller.post("/users/me/change-password", json=body)


async def _revoke_refresh_token(target: Target, person: Person) -> httpx.Response:
    return await target.caller().post("/auth/revoke", data={"token": person.tokens["refresh_token"]})


async def _revoke_access_token(target: Target, person: Person) -> httpx.Response:
    return await target.caller().post("/auth/revoke", data={"token": person.tokens["access_token"]})


async def _end_elsewhere(target: Target, person: Person) -> httpx.Response:
    session = (await person.caller.get("/users/me/sessions")).json()["items"][0]["id"]
    other = await target.log_in(person.user, person.password)
    return await other.caller.delete(f"/users/me/sessions/{session}")


async def _reset(target: Target, person: Person) -> httpx.Response:
    expect(await target.caller().post("/auth/password/reset", json={"email": person.email}), 202)
    token = await target.mailbox.token_to(person.email, "/reset-password")
    body = {"token": token, "new_password": target.secret()}
    return await target.caller().post("/auth/password/reset/confirm", json=body)


_SESSIONS_ONLY: dict[str, Act] = {
    "sign-out": _of_owner("POST", "/auth/logout", json={"scope": "this"}),
    "sign-out everywhere": _of_owner("POST", "/auth/logout", json={"scope": "all"}),
    "revocation of the refresh token": _revoke_refresh_token,
    "revocation of the access token": _revoke_access_token,
    "the end of the session, from another": _end_elsewhere,
    "the end of all sessions, by an administrator": _of_user("DELETE", "/users/{id}/sessions"),
}
_KEYS_TOO: dict[str, Act] = {
    "deactivation": _of_user("POST", "/users/{id}/deactivate"),
    "deactivation by the owner": _of_owner("DELETE", "/users/me"),
    "deletion": _of_user("DELETE", "/users/{id}"),
    "erasure": _of_user("DELETE", "/users/{id}?erase=true"),
    "a change of the password": _change_password_elsewhere,
    "a forced reset": _of_user("POST", "/users/{id}/force-password-reset"),
    "a reset": _reset,
}


async def _stops(target: Target, *, act: Act, keys: bool) -> None:
    person = await target.person()
    key = {"X-API-Key": await target.api_key(person)}
    for headers in (person.bearer, key):
        await _everywhere(target, headers, 200)
    answer = await act(target, person)
    if not answer.is_success:
        raise fall(answer, "success, as the person or the administrator may do this")
    await _everywhere(target, person.bearer, 401)
    await _everywhere(target, key, 401 if keys else 200)
    expect(await _refresh(target, person.tokens["refresh_token"]), 401)


@FAMILY.case("a role given or taken counts from the next request on", quick=True)
async def _roles_count_at_once(target: Target) -> None:
    target.need("roles:assign", "roles:write", "audit:read")
    person, role = await target.person(), await target.role("audit:read")
    expect(await person.caller.get("/admin/audit"), 403)
    expect(await target.admin.put(f"/users/{person.id}/roles/{role}"), 200)
    person = await target.log_in(person.user, person.password)
    key = {"X-API-Key": await target.api_key(person, "audit:read")}
    expect(await person.caller.get("/admin/audit"), 200)
    expect(await target.admin.delete(f"/users/{person.id}/roles/{role}"), 200, 204)
    for headers in (person.bearer, key):
        callers = [target.caller(headers) for _ in range(_CONNECTIONS)]
        for answer in await asyncio.gather(*(caller.get("/admin/audit") for caller in callers)):
            expect(answer, 401, 403)


@FAMILY.case("a permission taken from a role counts from the next request on")
async def _permissions_count_at_once(target: Target) -> None:
    target.need("roles:assign", "roles:write", "audit:read")
    role = await target.role("audit:read")
    person = await target.person(role)
    expect(await person.caller.get("/admin/audit"), 200)
    expect(await target.admin.patch(f"/admin/roles/{role}", json={"permissions": []}), 200)
    callers = [target.caller(person.bearer) for _ in range(_CONNECTIONS)]
    for answer in await asyncio.gather(*(caller.get("/admin/audit") for caller in callers)):
        expect(answer, 401, 403)


@FAMILY.case("an API key that was deleted stops at once")
async def _deleted_key(target: Target) -> None:
    person = await target.person()
    key = {"X-API-Key": await target.api_key(person)}
    await _everywhere(target, key, 200)
    listed = (await person.caller.get("/users/me/api-keys")).json()["items"]
    expect(await person.caller.delete(f"/users/me/api-keys/{listed[0]['id']}"), 204)
    await _everywhere(target, key, 401)


@FAMILY.case("signing out of the others leaves this session, and only this", quick=True)
async def _others(target: Target) -> None:
    first = await target.person()
    second, third = [await target.log_in(first.user, first.password) for _ in range(2)]
    expect(await second.caller.post("/auth/logout", json={"scope": "others"}), 204)
    await _everywhere(target, second.bearer, 200)
    for ended in (first, third):
        await _everywhere(target, ended.bearer, 401)
        expect(await _refresh(target, ended.tokens["refresh_token"]), 401)


@FAMILY.case("signing out leaves other sessions")
async def _this(target: Target) -> None:
    first = await target.person()
    second = await target.log_in(first.user, first.password)
    expect(await first.caller.post("/auth/logout"), 204)
    await _everywhere(target, second.bearer, 200)


@FAMILY.case("an old refresh token ends the session of its thief")
async def _reuse(target: Target) -> None:
    """As soon as its successor was used; at the latest when the time of grace is over."""
    person = await target.person()
    first, newest = person.tokens["refresh_token"], person.tokens
    for _ in range(2):
        newest = expect(await _refresh(target, newest["refresh_token"]), 200).json()
    await asyncio.sleep(_GRACE_SECONDS)
    expect(await _refresh(target, first), (401, "refresh_token_reused"))
    expect(await _refresh(target, newest["refresh_token"]), 401)
    await _everywhere(target, {"Authorization": f"Bearer {newest['access_token']}"}, 401)


@FAMILY.case("parallel refreshes give one successor", quick=True)
async def _parallel_refreshes(target: Target) -> None:
    person = await target.person()
    token = person.tokens["refresh_token"]
    caller, body = await target.unhurried(_CONNECTIONS), {"refresh_token": token}
    answers = await asyncio.gather(*(caller.post("/auth/refresh", json=body) for _ in range(_CONNECTIONS)))
    allowed = [expect(answer, 200, (429, "rate_limited")) for answer in answers]
    given = {answer.json()["refresh_token"] for answer in allowed if answer.is_success}
    if len(given) != 1:
        raise fall(answers[0], f"one successor for all; there were {len(given)}")
    expect(await _refresh(target, given.pop()), 200)


@FAMILY.case("signing in continues no session that the client names", quick=True)
async def _fixation(target: Target) -> None:
    person = await target.person()
    headers = {**person.bearer, "Cookie": f"session={person.tokens['refresh_token']}"}
    body = {"email": person.email, "password": person.password}
    answer = expect(await target.caller(headers).post("/auth/login", json=body), 200)
    if "set-cookie" in answer.headers or answer.json()["refresh_token"] == person.tokens["refresh_token"]:
        raise fall(answer, "a new session, and no cookie")
    expect(await person.caller.post("/auth/logout"), 204)
    await _everywhere(target, {"Authorization": f"Bearer {answer.json()['access_token']}"}, 200)


@FAMILY.case("nobody ends the session of another")
async def _session_of_another(target: Target) -> None:
    victim, thief = await target.person(), await target.person()
    session = (await victim.caller.get("/users/me/sessions")).json()["items"][0]["id"]
    expect(await thief.caller.delete(f"/users/me/sessions/{session}"), 404)
    await _everywhere(target, victim.bearer, 200)


@FAMILY.case("nobody deletes the API key of another")
async def _key_of_another(target: Target) -> None:
    victim, thief = await target.person(), await target.person()
    key = await target.api_key(victim)
    listed = (await victim.caller.get("/users/me/api-keys")).json()["items"]
    expect(await thief.caller.delete(f"/users/me/api-keys/{listed[0]['id']}"), 404)
    await _everywhere(target, {"X-API-Key": key}, 200)


def _register() -> None:
    for keys, acts in ((False, _SESSIONS_ONLY), (True, _KEYS_TOO)):
        for name, act in acts.items():
            attack = partial(_stops, act=act, keys=keys)
            FAMILY.add(f"everything stops after {name}", attack, quick=name in ("sign-out", "deactivation"))


_register()
