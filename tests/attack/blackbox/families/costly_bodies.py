"""Bodies below 1 MiB that would keep a worker busy are refused before they cost anything."""

import asyncio
import time
import zlib
from dataclasses import dataclass
from functools import partial

import httpx

from tests.attack.blackbox.callers import Caller
from tests.attack.blackbox.expect import expect, expect_refusal, fall
from tests.attack.blackbox.processor import Processor
from tests.attack.blackbox.suite import Fallen, Family, Skipped
from tests.attack.blackbox.target import Target

FAMILY = Family("costly bodies")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
LIMIT = 1_048_576
_REPEATS = 5
_MOST_CPU, _MOST_SECONDS = 0.050, 1.0  # beyond an ordinary refusal
_ORDINARY = b'{"username": 1, "password": 2}'


def _many(text: bytes, between: bytes = b",", size: int = LIMIT - 100) -> bytes:
    """As often as fits below the limit."""
    return between.join([text] * (size // (len(text) + len(between))))


def _costly() -> dict[str, tuple[str, bytes]]:
    """Path and body of what is known to keep a parser or a validator busy."""
    password = b'{"username":"x","password":%b}'
    keys = b",".join(b'"%x":1' % number for number in range(90_000))
    bodies = {
        "90,000 unknown fields": b"{" + keys + b"}",
        "a list of 400,000 where a text belongs": password % (b"[" + _many(b"1") + b"]"),
        "8,000 brackets 60 deep": password % (b"[" + _many(b"[" * 60 + b"]" * 60) + b"]"),
        "500,000 brackets": password % (b"[" * 500_000 + b"]" * 500_000),
        "objects in objects": password % (b'{"a":' * 150_000 + b"1" + b"}" * 150_000),
        "a text of 1 MB": password % (b'"' + b"x" * (LIMIT - 100) + b'"'),
        "a text of 170,000 escapes": password % (b'"' + b"\\u0041" * 170_000 + b'"'),
        "a text of 80,000 pairs": password % (b'"' + b"\\ud83d\\ude00" * 80_000 + b'"'),
        "a number of a million digits": password % (b"9" * (LIMIT - 100)),
        "a number with a million zeros": password % (b"0." + b"0" * (LIMIT - 100) + b"1"),
        "the same field 50,000 times": b"{" + _many(b'"password":"x"') + b"}",
        "a million spaces": b"{" + b" " * (LIMIT - 100) + b"}",
        "a million line ends": b"\n" * (LIMIT - 100),
        "an address that backtracks": password.replace(b"username", b"email")
        % (b'"' + b"a@" * 30_000 + b'"'),
        "no JSON at all": b"\xff" * (LIMIT - 100),
        "unclosed texts": b'{"' + b'\\"' * 500_000,
        "63 KiB of unknown fields": b"{" + keys[:63_000].rpartition(b",")[0] + b"}",
        "63 KiB of a list": password % (b"[" + _many(b"1", size=63_000) + b"]"),
        "63 KiB of brackets": password % (b"[" * 31_000 + b"]" * 31_000),
        "63 KiB of a text": password % (b'"' + b"x" * 63_000 + b'"'),
    }
    listed = {name: (JSON, body) for name, body in bodies.items()}
    forms = {
        "a form of %41": b"username=" + b"%41" * 340_000,
        "a form of 250,000 fields": _many(b"a=b", b"&"),
        "a form of ampersands": b"&" * (LIMIT - 100),
        "a form of one field, 200,000 times": _many(b"a=", b"&"),
        "63 KiB of form fields": _many(b"a=b", b"&", size=63_000),
        "63 KiB of %41": b"username=" + b"%41" * 20_900,
    }
    return listed | {name: (FORM, body) for name, body in forms.items()}


@dataclass(frozen=True, slots=True)
class _Cost:
    """Of one request: the shortest wait, and the CPU time in the mean."""

    seconds: float
    cpu: float
    resets: int

    def told(self, processor: Processor) -> str:
        cpu = f", {self.cpu * 1000:.0f} ms of CPU" if processor.known else ""
        resets = ", the connection was closed before all was sent" if self.resets else ""
        return f"{self.seconds * 1000:.0f} ms{cpu}{resets}"


async def _costs(_target: Target) -> dict[str, _Cost]:
    """What each has cost, for the last case to tell."""
    return {}


async def _cheap(target: Target, *, name: str, media_type: str, body: bytes) -> None:
    processor = Processor.of(target)
    ordinary = await _cost(target, processor, JSON, _ORDINARY)
    cost = await _cost(target, processor, media_type, body)
    if cost.seconds - ordinary.seconds > _MOST_SECONDS or cost.cpu - ordinary.cpu > _MOST_CPU:
        sent = f"POST /auth/login | {media_type} | {body[:100].decode('latin-1')} ... ({len(body)} bytes)"
        right = f"a refusal within {_MOST_SECONDS:.0f} s, for at most {_MOST_CPU * 1000:.0f} ms of CPU"
        raise Fallen(sent, cost.told(processor), right)
    (await target.once(_costs))[name] = cost


async def _cost(target: Target, processor: Processor, media_type: str, body: bytes) -> _Cost:
    caller = await target.unhurried(_REPEATS)
    waits, resets, before = [], 0, processor.seconds()
    for _ in range(_REPEATS):
        started = time.monotonic()
        answer = await _post(caller, media_type, body)
        waits.append(time.monotonic() - started)
        resets += answer is None
        if answer is not None:
            expect_refusal(answer)
    return _Cost(min(waits), (processor.seconds() - before) / _REPEATS, resets)


async def _post(caller: Caller, media_type: str, body: bytes) -> httpx.Response | None:
    """The answer; nothing if the service has closed the connection before all was sent."""
    try:
        return await caller.post("/auth/login", content=body, headers={"Content-Type": media_type})
    except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
        return None


@FAMILY.case("a bomb of gzip")
async def _bomb(target: Target) -> None:
    bomb = zlib.compress(b" " * 200_000_000)
    headers = {"Content-Type": JSON, "Content-Encoding": "deflate"}
    expect_refusal(await target.caller().post("/auth/login", content=bomb, headers=headers))


@FAMILY.case("readers are served beside twenty senders of costly bodies")
async def _beside(target: Target) -> str:
    person = await target.somebody()
    bodies = [body for media_type, body in _costly().values() if media_type == JSON]
    stop = asyncio.Event()

    async def send(number: int) -> None:
        caller = target.caller(patient=False)
        while not stop.is_set():
            await _post(caller, JSON, bodies[number % len(bodies)])

    senders = [asyncio.create_task(send(number)) for number in range(20)]
    waits = []
    try:
        for _ in range(100):
            started = time.monotonic()
            answer = expect(await person.caller.get("/users/me"), 200)
            waits.append(time.monotonic() - started)
    finally:
        stop.set()
        await asyncio.gather(*senders)
    if max(waits) > 2 * _MOST_SECONDS:
        raise fall(
            answer, f"every read within {2 * _MOST_SECONDS:.0f} s; the slowest took {max(waits):.2f} s"
        )
    return f"slowest read {max(waits) * 1000:.0f} ms"


def _register() -> None:
    for name, (media_type, body) in _costly().items():
        attack = partial(_cheap, name=name, media_type=media_type, body=body)
        FAMILY.add(name, attack, quick=name == "90,000 unknown fields")


_register()


@FAMILY.case("the slowest and the most expensive of them")
async def _worst(target: Target) -> str:
    costs, processor = await target.once(_costs), Processor.of(target)
    if not costs:
        raise Skipped("all the others fell")
    slowest = max(costs, key=lambda name: costs[name].seconds)
    dearest = max(costs, key=lambda name: costs[name].cpu)
    named = dict.fromkeys((slowest, dearest) if processor.known else (slowest,))
    return "; ".join(f"{name}: {costs[name].told(processor)}" for name in named)
