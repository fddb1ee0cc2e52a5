"""Limits: no way around the lock of a name or the limit of a caller, and no lock as a weapon."""

import asyncio
from collections import Counter
from itertools import count

from tests.attack.blackbox.callers import Caller
from tests.attack.blackbox.expect import expect, fall
from tests.attack.blackbox.suite import Family, Skipped
from tests.attack.blackbox.target import Person, Target

FAMILY = Family("limits")
_WRONG = "Wrong-Gate-1"
_MOST_FAILURES = 20
_LOCKED = (429, "too_many_attempts")
_FORWARDED = (
    "X-Forwarded-For",
    "Forwarded",
    "X-Real-IP",
    "X-Client-IP",
    "True-Client-IP",
    "CF-Connecting-IP",
)
_MOST_REQUESTS = 500


def _failures(target: Target) -> int:
    """How many lock a name; the case is skipped where that takes very many."""
    failures = int(target.policy["lockout"]["max_failures"])
    if failures > _MOST_FAILURES:
        raise Skipped(f"LOGIN_MAX_FAILURES is {failures}; at most {_MOST_FAILURES} are tried here")
    return failures


async def _guess(caller: Caller, name: str, **headers: str) -> int:
    body = {"email" if "@" in name else "username": name, "password": _WRONG}
    answer = await caller.post("/auth/login", json=body, headers=headers)
    return expect(answer, 401, _LOCKED).status_code


async def _locked(caller: Caller, person: Person, name: str = "") -> None:
    """Not even the right password opens."""
    name = name or person.email
    body = {"email" if "@" in name else "username": name, "password": person.password}
    expect(await caller.post("/auth/login", json=body), _LOCKED)


@FAMILY.case("wrong passwords lock the name", quick=True)
async def _lock(target: Target) -> None:
    person, caller = await target.person(), target.caller()
    for _ in range(_failures(target)):
        await _guess(caller, person.email)
    await _locked(caller, person)


async def _spoofed(target: Target, header: str) -> None:
    person, caller = await target.person(), target.caller()
    for number in range(_failures(target)):
        value = f"198.51.100.{number}"
        await _guess(caller, person.email, **{header: f"for={value}" if header == "Forwarded" else value})
    await _locked(caller, person)


@FAMILY.case("an address that the caller makes up is not believed, whatever the header", quick=True)
async def _spoofed_everywhere(target: Target) -> None:
    for header in _FORWARDED:
        await _spoofed(target, header)


@FAMILY.case("the spelling of an address makes no new name")
async def _spellings(target: Target) -> None:
    person, caller = await target.person(), target.caller()
    changes = [str.upper, str.title, str.lower, str.swapcase, str.capitalize]
    for number in range(_failures(target)):
        await _guess(caller, changes[number % len(changes)](person.email))
    await _locked(caller, person)


@FAMILY.case("another route asks the same counter")
async def _routes(target: Target) -> None:
    person, caller = await target.person(), target.caller()
    for number in range(_failures(target)):
        form = {"username": person.email, "password": _WRONG}
        path = ("/auth/login", "/auth/token")[number % 2]
        expect(await caller.post(path, data=form), 400, 401, _LOCKED)
    await _locked(caller, person)
    expect(
        await caller.post("/auth/token", data={"username": person.email, "password": person.password}),
        _LOCKED,
    )


@FAMILY.case("a session is no way to guess its owner's password")
async def _change_password(target: Target) -> None:
    person = await target.person()
    body = {"current_password": _WRONG, "new_password": target.secret()}
    for _ in range(_failures(target)):
        expect(await person.caller.post("/users/me/change-password", json=body), 403, _LOCKED)
    body["current_password"] = person.password
    ended = (401, "invalid_token")
    expect(await person.caller.post("/users/me/change-password", json=body), _LOCKED, ended)
    expect(await person.caller.get("/users/me"), 200, ended)


@FAMILY.case("success with one account forgives nothing to another")
async def _own_success(target: Target) -> None:
    victim, guesser = await target.person(), await target.person()
    caller = target.caller()
    for _ in range(_failures(target)):
        await _guess(caller, victim.email)
        body = {"email": guesser.email, "password": guesser.password}
        expect(await caller.post("/auth/login", json=body), 200)
    await _locked(caller, victim)


@FAMILY.case("fifty guesses at once are not more than the limit", quick=True)
async def _burst(target: Target) -> None:
    person, failures = await target.person(), _failures(target)
    caller, body = target.caller(), {"email": person.email, "password": _WRONG}
    answers = await asyncio.gather(*(caller.post("/auth/login", json=body) for _ in range(50)))
    counted = Counter(expect(answer, 401, _LOCKED, 503).status_code for answer in answers)
    if counted[401] > failures:
        raise fall(answers[0], f"at most {failures} passwords are tried; {counted[401]} were")


@FAMILY.case("the lock is no weapon against whoever signs in from elsewhere")
async def _weapon(target: Target) -> None:
    if not target.addresses.many:
        raise Skipped("takes more than one address to call from, as on the loopback network of Linux")
    person = await target.person()
    for _ in range(_failures(target)):
        attacker = target.caller()
        for _ in range(_failures(target) + 1):
            await _guess(attacker, person.email)
    body = {"email": person.email, "password": person.password}
    expect(await person.caller.post("/auth/login", json=body), 200)


@FAMILY.case("an unknown name is locked as a known one is")
async def _unknown(target: Target) -> None:
    caller, name = target.caller(), f"{target.name()}@example.com"
    statuses = [await _guess(caller, name) for _ in range(_failures(target) + 1)]
    if statuses[-1] != 429:
        answer = await caller.post("/auth/login", json={"email": name, "password": _WRONG})
        raise fall(answer, "429 too_many_attempts")


@FAMILY.case("anonymous writes are counted, and a made-up address starts no new count")
async def _rate(target: Target) -> str:
    if not await target.limited():
        raise Skipped("RATE_LIMIT_ENABLED is false")
    caller = target.caller(patient=False)
    for number in count(1):
        headers = {"X-Forwarded-For": f"198.51.100.{number % 250}", "X-Real-IP": f"198.51.100.{number % 250}"}
        answer = expect(await caller.post("/auth/revoke", data={"token": "x"}, headers=headers), 200, 429)
        if answer.status_code == 429:
            expect(answer, (429, "rate_limited"))
            if "retry-after" not in answer.headers:
                raise fall(answer, "Retry-After")
            return f"after {number - 1} requests"
        if number == _MOST_REQUESTS:
            raise fall(answer, f"429 rate_limited within {_MOST_REQUESTS} requests")
    return ""
