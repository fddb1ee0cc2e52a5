"""Overload: whoever sends much is held back, others are served, and everybody gets an answer in time."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable
from statistics import median

import httpx

from tests.attack.blackbox.callers import Caller
from tests.attack.blackbox.expect import expect, fall
from tests.attack.blackbox.suite import Fallen, Family
from tests.attack.blackbox.target import Person, Target

FAMILY = Family("overload")
_SECONDS = 15
_MANY, _CALLERS = 300, 10
_BYSTANDERS, _GUESSES_AT_ONCE, _WARM_SECONDS = 9, 100, 1


def _in_time(answers: list[httpx.Response], started: float, *allowed: int) -> str:
    """Every answer is one of these, and the last came in time; 503 says when to try again."""
    seconds = time.monotonic() - started
    counted = Counter(answer.status_code for answer in answers)
    if seconds > _SECONDS or counted.keys() - {*allowed, 503}:
        right = f"answers of {', '.join(map(str, allowed))} or 503 within {_SECONDS} s"
        raise Fallen(f"{len(answers)} requests at once", f"{dict(counted)} after {seconds:.1f} s", right)
    for answer in answers:
        if answer.status_code == 503 and "retry-after" not in answer.headers:
            raise fall(answer, "503 with Retry-After")
    return f"{dict(counted)} in {seconds:.1f} s"


def _callers(target: Target, headers: dict[str, str] | None = None) -> list[Caller]:
    return [target.caller(headers, patient=False) for _ in range(_CALLERS)]


async def _all(requests: list[Awaitable[httpx.Response]]) -> list[httpx.Response]:
    return list(await asyncio.gather(*requests))


@FAMILY.case("many changes of one account at once are all answered")
async def _changes(target: Target) -> str:
    person = await target.person()
    callers, started = _callers(target, person.bearer), time.monotonic()
    answers = await _all(
        [callers[n % _CALLERS].patch("/users/me", json={"bio": f"number {n}"}) for n in range(_MANY)]
    )
    return _in_time(answers, started, 200)


@FAMILY.case("many logins of one account at once are all answered")
async def _logins(target: Target) -> str:
    person = await target.person()
    body = {"email": person.email, "password": person.password}
    callers, started = _callers(target), time.monotonic()
    answers = await _all([callers[n % _CALLERS].post("/auth/login", json=body) for n in range(_MANY)])
    return _in_time(answers, started, 200, 429)


@FAMILY.case("reads are served beside a flood of logins")
async def _reads(target: Target) -> str:
    person = await target.person()
    body = {"email": f"{target.name()}@example.com", "password": "Wrong-Gate-1"}
    callers = _callers(target)
    flood = asyncio.gather(*(callers[n % _CALLERS].post("/auth/login", json=body) for n in range(_MANY)))
    waits = []
    for _ in range(30):
        started = time.monotonic()
        answer = expect(await person.caller.get("/users/me"), 200)
        waits.append(time.monotonic() - started)
    await flood
    if median(waits) > 1:
        raise fall(answer, f"half of the reads within 1 s; the median was {median(waits):.2f} s")
    return f"median {median(waits) * 1000:.0f} ms"


@FAMILY.case("one person's guesses at their own password do not stop the logins of others")
async def _guesses(target: Target) -> str:
    guesser = await target.person()
    others = [await target.person() for _ in range(_BYSTANDERS)]
    body = {"current_password": "Wrong-Gate-1", "new_password": target.secret()}
    callers, done = _callers(target, guesser.bearer), asyncio.Event()

    async def guess(caller: Caller) -> None:
        while not done.is_set():
            await caller.post("/users/me/change-password", json=body)

    guessing = [asyncio.create_task(guess(callers[n % _CALLERS])) for n in range(_GUESSES_AT_ONCE)]
    try:
        await asyncio.sleep(_WARM_SECONDS)
        answers = await _all([_log_in(target, person) for person in others])
    finally:
        done.set()
        await asyncio.gather(*guessing)
    served = sum(answer.status_code == 200 for answer in answers)
    if served < _BYSTANDERS - 2:
        refused = next(answer for answer in answers if answer.status_code != 200)
        raise fall(refused, f"200 for most of {_BYSTANDERS} others; {served} got it")
    return f"{served} of {_BYSTANDERS} others signed in"


async def _log_in(target: Target, person: Person) -> httpx.Response:
    body = {"email": person.email, "password": person.password}
    return await target.caller().post("/auth/login", json=body)
