"""Malformed HTTP over raw sockets: an answer below 500 or a closed connection, and others are served."""

import asyncio
import zlib
from functools import partial

from tests.attack.blackbox.expect import expect
from tests.attack.blackbox.families import raw_requests
from tests.attack.blackbox.suite import Family
from tests.attack.blackbox.target import Target
from tests.attack.blackbox.wire import exchange, judge

FAMILY = Family("malformed HTTP", parallel=12)
_QUICK_STEP, _QUICK_REST = 12, 0
_DRIPPED = 40


async def _send(target: Target, *, request: bytes, refused: bool, form: bool) -> None:
    """A proxy may put the form of a request right, and hand on what remains."""
    sent = await _filled(target, request)
    refused = refused and not (form and target.proxied)
    judge(target, request, await exchange(target, sent), refused=refused)
    await _serves_others(target)


async def _filled(target: Target, request: bytes) -> bytes:
    if b"{bearer}" in request:
        person = await target.somebody()
        request = request.replace(b"{bearer}", person.tokens["access_token"].encode())
    return request.replace(b"{host}", target.host.encode())


async def _serves_others(target: Target) -> None:
    expect(await target.admin.get("/health/live"), 200)


@FAMILY.case("a head that drips, a byte a second")
async def _drip(target: Target) -> None:
    drops = [raw_requests.GET[number : number + 1] for number in range(_DRIPPED)]
    reply = await exchange(target, *drops, pause=1)
    judge(target, b"".join(drops), reply, refused=True)


@FAMILY.case("200 connections that say nothing keep nobody out")
async def _silent_crowd(target: Target) -> None:
    await asyncio.gather(*(exchange(target, b"", patience=3) for _ in range(200)), _serves_others(target))


def _is_quick(name: str) -> bool:
    """One in so many, by its name alone, so that another case changes nothing."""
    return zlib.crc32(name.encode()) % _QUICK_STEP == _QUICK_REST


def _register() -> None:
    for requests, refused, form in (
        (raw_requests.OF_BAD_FORM, True, True),
        (raw_requests.OF_BAD_CONTENT, True, False),
        (raw_requests.HARMLESS, False, False),
    ):
        for name, request in requests.items():
            attack = partial(_send, request=request, refused=refused, form=form)
            FAMILY.add(name, attack, quick=_is_quick(name))


_register()
