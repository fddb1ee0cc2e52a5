"""Hashing passwords in a bounded pool."""

import asyncio
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from functools import cache
from typing import TypeVar

from passlib.context import CryptContext
from passlib.exc import PasslibSecurityError, PasswordSizeError

from gatehouse.contract.problems import Problem
from gatehouse.core import clock, metrics
from gatehouse.core.traces import NO_TRACES, Traces
from gatehouse.security.turns import Turns

_ABREAST = 4  # what precedes a hash waits for the database: enough to keep the thread busy meanwhile
_NICENESS = 7  # a fifth of the weight of a thread that has not been lowered
_HURRIED_EVERY_SECONDS = 0.1

_context = CryptContext(
    schemes=["argon2", "bcrypt"],
    deprecated="auto",
    argon2__type="ID",
    argon2__memory_cost=19_456,
    argon2__time_cost=2,
    argon2__parallelism=1,
)

T = TypeVar("T")


class PasswordHasher:
    """Hashes on a thread that gives way, so that reads stay fast; but hurries those who come now and then."""

    def __init__(self, queue_limit: int, traces: Traces = NO_TRACES) -> None:
        self._traces = traces
        self._hurried = ThreadPoolExecutor(1, thread_name_prefix="password")
        self._patient = ThreadPoolExecutor(1, thread_name_prefix="password", initializer=_give_way)
        self._giving_way = 0
        self._spoken_for_until = clock.monotonic()
        self.limit = queue_limit
        abreast = min(queue_limit, _ABREAST)
        self._turns = Turns(abreast, queue_limit - abreast, _overloaded)

    @property
    def waiting(self) -> int:
        """How many have or want a turn."""
        return self._turns.inside + self._turns.waiting

    def turn(self, caller: str) -> AbstractAsyncContextManager[None]:
        """A turn to hash, with all that has to be done for it; `overloaded` if this caller has too many.

        So nobody keeps others from it, and no work is done for what would be refused.
        """
        return self._turns.turn(caller)

    async def hash(self, password: str, check: Callable[[], None] = lambda: None) -> str:
        """Hash on the thread, after a check too slow for the event loop; what that raises is raised here."""

        def checked() -> str:
            check()
            return str(_context.hash(password))

        return await self._run(checked)

    async def verify(self, password: str, stored: str | None) -> tuple[bool, str | None]:
        """Whether the password is right, and a better hash to store in place of an outdated one.

        Without a stored hash the same work is done, so that the time says nothing about the account.
        """
        return await self._run(lambda: _verify(password, stored))

    def close(self) -> None:
        for pool in (self._hurried, self._patient):
            pool.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        asked = clock.monotonic()

        def timed() -> T:
            metrics.PASSWORD_WAIT.observe(clock.monotonic() - asked)
            return work()

        loop = asyncio.get_running_loop()
        with self._traces.span("password"):
            if self._may_hurry():
                return await loop.run_in_executor(self._hurried, timed)
            self._giving_way += 1
            try:
                return await loop.run_in_executor(self._patient, timed)
            finally:
                self._giving_way -= 1

    def _may_hurry(self) -> bool:
        """Whether nobody has to give way yet, and those who were hurried had a fifth of a core at most."""
        now = clock.monotonic()
        if self._giving_way or self._spoken_for_until > now + _HURRIED_EVERY_SECONDS:
            return False
        self._spoken_for_until = max(self._spoken_for_until, now) + _HURRIED_EVERY_SECONDS
        return True


def _overloaded() -> Problem:
    detail = "Too many passwords are being checked at the moment."
    return Problem("overloaded", detail, headers={"Retry-After": "2"})


def _give_way() -> None:
    """Let this thread have what processor time others leave it."""
    if sys.platform == "linux":  # elsewhere the whole process would give way
        os.nice(_NICENESS)


def _verify(password: str, stored: str | None) -> tuple[bool, str | None]:
    try:
        right, better = _context.verify_and_update(password, stored or _nobodys_hash())
    except (ValueError, PasswordSizeError, PasslibSecurityError):
        return False, None
    return (bool(right), better) if stored else (False, None)


@cache
def _nobodys_hash() -> str:
    return str(_context.hash("nobody has this password"))
