"""Whether there is an account, and in what state, shows neither in an answer nor in its time."""

import random
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from itertools import cycle
from math import ceil
from statistics import median
from typing import Any

import httpx

from tests.attack.blackbox.callers import Caller, in_turns
from tests.attack.blackbox.expect import expect, fall
from tests.attack.blackbox.statistics import mann_whitney
from tests.attack.blackbox.suite import Fallen, Family, Skipped
from tests.attack.blackbox.target import Target
from tests.support.answers import told

FAMILY = Family("enumeration")
UNKNOWN = "unknown"
_WRONG = "Wrong-Gate-1"
_CHANCE = 1e-4  # a difference that chance makes less often than this is one, if a second run shows it too
_PER_ACCOUNT = 3  # fewer attempts than lock a name, and no more mails than one person gets
_PER_CALLER = 60  # requests, below the limit of a caller
_LOCKED_NAMES, _ROUNDS_LOCKED = 8, 20

Accounts = dict[str, list[dict[str, Any]]]
Send = Callable[[Caller, dict[str, Any]], Awaitable[httpx.Response]]


async def _unknown(target: Target) -> dict[str, Any]:
    name = target.name()
    return {"email": f"{name}@example.com", "username": name}


async def _active(target: Target) -> dict[str, Any]:
    return await target.account(password=target.secret())


async def _inactive(target: Target) -> dict[str, Any]:
    user = await _active(target)
    expect(await target.admin.post(f"/users/{user['id']}/deactivate"), 200, 204)
    return user


async def _invited(target: Target) -> dict[str, Any]:
    return await target.account()


async def _deleted(target: Target) -> dict[str, Any]:
    user = await _active(target)
    expect(await target.admin.delete(f"/users/{user['id']}"), 204)
    return user


_CLASSES = {
    UNKNOWN: _unknown,
    "active": _active,
    "inactive": _inactive,
    "without a password": _invited,
    "deleted": _deleted,
}


async def _login(caller: Caller, user: dict[str, Any]) -> httpx.Response:
    return await caller.post("/auth/login", json={"email": user["email"], "password": _WRONG})


async def _login_by_username(caller: Caller, user: dict[str, Any]) -> httpx.Response:
    return await caller.post("/auth/login", json={"username": user["username"], "password": _WRONG})


async def _token(caller: Caller, user: dict[str, Any]) -> httpx.Response:
    return await caller.post("/auth/token", data={"username": user["email"], "password": _WRONG})


async def _reset(caller: Caller, user: dict[str, Any]) -> httpx.Response:
    return await caller.post("/auth/password/reset", json={"email": user["email"]})


async def _verify(caller: Caller, user: dict[str, Any]) -> httpx.Response:
    return await caller.post("/auth/email/verify/request", json={"email": user["email"]})


_SENDS: dict[str, Send] = {
    "login": _login,
    "login by username": _login_by_username,
    "token": _token,
    "reset": _reset,
    "verification": _verify,
}
_MAILING = ("reset", "verification")


async def _same_answer(target: Target, *, send: Send) -> None:
    """Each class from an address of its own, so that the counts of callers are the same."""
    wanted = None
    for make in _CLASSES.values():
        user = await make(target)
        answer = await send(target.caller(), user)
        shown = told(answer)
        wanted = wanted or shown
        if shown != wanted:
            raise fall(answer, f"the same as for an unknown name: {wanted[0]} {wanted[2]}")


async def _accounts(target: Target) -> Accounts:
    """As many of each class as the samples take."""
    number = ceil(target.samples / _PER_ACCOUNT)
    wanted = {name: make for name, make in _CLASSES.items() if name != "deleted"}
    return {name: await in_turns(make(target) for _ in range(number)) for name, make in wanted.items()}


async def _same_time(target: Target, *, name: str) -> str:
    await _require_quiet(target, mails=name in _MAILING)

    async def measure() -> dict[str, list[float]]:
        """A second run needs accounts that may be sent an email as well."""
        accounts = await (_accounts(target) if name in _MAILING else target.once(_accounts))
        return await _times(target, _SENDS[name], accounts)

    return await _compared(measure)


async def _require_quiet(target: Target, *, mails: bool) -> None:
    if mails and not target.many_mails:
        raise Skipped(f"sends about {2 * target.samples} mails; allow that with --many-mails")
    if not target.addresses.many and await target.limited():
        raise Skipped(
            "the limit of requests would stretch it to an hour: set RATE_LIMIT_ENABLED=false on a copy"
        )


async def _compared(measure: Callable[[], Awaitable[dict[str, list[float]]]]) -> str:
    """What was measured; `Fallen` if two runs in a row tell a class from the unknown."""
    times = await measure()
    if suspects := _apart(times):
        again = await measure()
        if confirmed := [name for name in _apart(again) if name in suspects]:
            came = f"{_medians(again)}; " + ", ".join(_chance(again, name) for name in confirmed)
            raise Fallen(
                f"{len(again[UNKNOWN])} requests of each class, mixed", came, "times that tell nothing"
            )
    return _medians(times)


def _apart(times: dict[str, list[float]]) -> list[str]:
    return [
        name for name in times if name != UNKNOWN and mann_whitney(times[name], times[UNKNOWN])[0] < _CHANCE
    ]


def _medians(times: dict[str, list[float]]) -> str:
    """With the chance of so large a difference from the unknown, where there is none."""
    told = []
    for name, values in times.items():
        chance = "" if name == UNKNOWN else f" (p = {mann_whitney(values, times[UNKNOWN])[0]:.2g})"
        told.append(f"{name} {median(values) * 1000:.1f} ms{chance}")
    return ", ".join(told)


def _chance(times: dict[str, list[float]], name: str) -> str:
    probability, larger = mann_whitney(times[name], times[UNKNOWN])
    return f"{name} is the slower one in {larger:.0%} of pairs (by chance: p = {probability:.1e})"


async def _times(target: Target, send: Send, accounts: Accounts) -> dict[str, list[float]]:
    """Seconds of requests for every class, mixed at random, each round over one connection."""
    times: dict[str, list[float]] = {name: [] for name in accounts}
    users = {name: cycle(each) for name, each in accounts.items()}
    callers = _callers(target, _PER_CALLER // len(accounts))
    for _ in range(target.samples):
        caller = await anext(callers)
        for name in random.sample(list(accounts), len(accounts)):
            started = time.perf_counter()
            answer = await send(caller, next(users[name]))
            times[name].append(time.perf_counter() - started)
            if answer.status_code >= 500:
                raise fall(answer, "no 5xx")
    return times


async def _callers(target: Target, rounds: int, url: str | None = None) -> Any:
    """One after the other, each connected, so that a connection is not measured."""
    while True:
        caller = target.caller(url=url)
        await caller.get("/health/live")
        for _ in range(rounds):
            yield caller
        await caller.aclose()


@FAMILY.case("locked names, in time")
async def _locked(target: Target) -> str:
    await _require_quiet(target, mails=False)
    users = [await _active(target) for _ in range(_LOCKED_NAMES)]
    return await _compared(partial(_locked_times, target, cycle(users)))


async def _locked_times(target: Target, users: Iterator[dict[str, Any]]) -> dict[str, list[float]]:
    """As `_times`; each caller locks a name that exists and one that does not, and tries them in turn."""
    times: dict[str, list[float]] = {UNKNOWN: [], "active": []}
    while len(times[UNKNOWN]) < target.samples:
        caller = target.caller()
        names = {UNKNOWN: await _unknown(target), "active": next(users)}
        for user in names.values():
            for _ in range(int(target.policy["lockout"]["max_failures"])):
                expect(await _login(caller, user), 401)
        for _ in range(_ROUNDS_LOCKED):
            for name in random.sample(list(names), len(names)):
                started = time.perf_counter()
                expect(await _login(caller, names[name]), (429, "too_many_attempts"))
                times[name].append(time.perf_counter() - started)
    return times


def _registration(target: Target, email: str) -> dict[str, str]:
    return {"email": email, "username": target.name(), "password": f"Gate-{random.getrandbits(100)}-Open"}


@FAMILY.case("registration, by the answer")
async def _registered_answer(target: Target) -> None:
    url, taken = target.verifying(), f"{target.name()}@example.com"
    answers = [
        await target.caller(url=url).post("/auth/register", json=_registration(target, email))
        for email in (taken, taken, f"{target.name()}@example.com")
    ]
    if told(answers[0]) != told(answers[1]) or told(answers[1]) != told(answers[2]):
        raise fall(answers[1], "the same answer for an address that is taken")


@FAMILY.case("registration, in time")
async def _registered_time(target: Target) -> str:
    url = target.verifying()
    await _require_quiet(target, mails=True)
    taken = [f"{target.name()}@example.com" for _ in range(ceil(target.samples / _PER_ACCOUNT))]
    for email in taken:
        await target.caller(url=url).post("/auth/register", json=_registration(target, email))

    async def send(caller: Caller, user: dict[str, Any]) -> httpx.Response:
        return await caller.post("/auth/register", json=_registration(target, user["email"]))

    async def measure() -> dict[str, list[float]]:
        return await _registrations(target, send, url, taken)

    return await _compared(measure)


async def _registrations(target: Target, send: Send, url: str, taken: list[str]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {UNKNOWN: [], "taken": []}
    addresses = {UNKNOWN: _new_addresses(target), "taken": cycle(taken)}
    callers = _callers(target, _PER_CALLER // 2, url)
    for _ in range(target.samples):
        caller = await anext(callers)
        for name in random.sample(list(times), 2):
            user = {"email": next(addresses[name])}
            started = time.perf_counter()
            expect(await send(caller, user), 202)
            times[name].append(time.perf_counter() - started)
    return times


def _new_addresses(target: Target) -> Iterator[str]:
    while True:
        yield f"{target.name()}@example.com"


def _register() -> None:
    for name, send in _SENDS.items():
        FAMILY.add(
            f"{name}, by the answer", partial(_same_answer, send=send), quick=name in ("login", "reset")
        )
    for name in ("login", "reset", "verification"):
        FAMILY.add(f"{name}, in time", partial(_same_time, name=name))


_register()
