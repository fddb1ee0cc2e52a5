"""Attempts at a password, counted before it is looked at, so that parallel guesses cannot outrun the limit.

Two counters watch a login. The account's stops guesses, whichever name they use. Callers are told about the
one of the name they typed: names without an account have it too, so a lock reveals neither who has an account
nor which names belong to the same one.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from math import ceil
from uuid import UUID

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.identity import email_key, fold
from gatehouse.domain.actors import Client
from gatehouse.domain.limits import Budget
from gatehouse.domain.services import Services
from gatehouse.persistence import known_networks, limits, login_attempts
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.users import User

LOCKED = "too_many_attempts"
ANYWHERE = Client(address=None, user_agent=None, request_id="")

ACCOUNT_WINDOW = timedelta(hours=1)
_LONGEST_WAIT = timedelta(seconds=5)
_PAUSE = timedelta(milliseconds=50)


class Attempt:
    """One attempt; whoever makes it says whether the password was right; `last` if a lock begins with it."""

    __slots__ = ("last", "right")

    def __init__(self) -> None:
        self.right = False
        self.last = False


@asynccontextmanager
async def attempt(services: Services, counter: bytes, client: Client) -> AsyncIterator[Attempt]:
    """Take one of the attempts left to this network; one that ends in an error is given back."""
    db = services.database.autocommit
    pair = counter, _network(services, client)
    await _begin(services, *pair)
    made = Attempt()
    try:
        yield made
    except BaseException:
        await login_attempts.give_back(db, *pair)
        raise
    if made.right:
        await login_attempts.succeed(db, *pair)
    else:
        failed = await login_attempts.fail(db, *pair, clock.now() + _lock(services))
        made.last = failed >= services.settings.login_max_failures


def name_key(identifier: str) -> str:
    """The same for every spelling of a username or an address."""
    return email_key(identifier) if "@" in identifier else fold(identifier)


def of_name(services: Services, identifier: str) -> bytes:
    """The counter of a name as it was typed, whether or not it belongs to an account."""
    return services.vault.mac("login-name", name_key(identifier).encode("utf-8", "replace"))


def of_account(services: Services, user_id: int | None, identifier: str = "") -> bytes:
    """The counter of an account; a name without one is counted here too, so that the work is the same."""
    account = f"id:{user_id}" if user_id is not None else f"name:{name_key(identifier)}"
    return services.vault.mac("login-account", account.encode("utf-8", "replace"))


def of_codes(services: Services, user_id: int) -> bytes:
    """The counter of codes for an account. A right password does not clear it: who guesses codes has that."""
    return services.vault.mac("login-codes", f"id:{user_id}".encode())


def of_factor(services: Services, factor_id: UUID) -> bytes:
    """The counter of codes for a factor that waits to be confirmed."""
    return services.vault.mac("login-factor", factor_id.bytes)


def of_session(services: Services, session_id: UUID) -> bytes:
    """The counter of guesses at the password of the account that is signed in to."""
    return services.vault.mac("login-session", session_id.bytes)


def of_application(services: Services, client_id: str) -> bytes:
    """The counter of wrong secrets of an application, whether or not there is one."""
    return services.vault.mac("login-application", client_id.encode("utf-8", "replace"))


def of_device_codes(services: Services, user_id: int) -> bytes:
    """The counter of guesses at the codes that devices show."""
    return services.vault.mac("device-codes", f"id:{user_id}".encode())


def of_session_codes(services: Services, session_id: UUID) -> bytes:
    """The counter of guesses at codes from a session; the right password does not clear it."""
    return services.vault.mac("login-session-codes", session_id.bytes)


async def forget(services: Services, tx: Transaction, user: User) -> None:
    """Forget the failed attempts at an account and its names, from everywhere."""
    of_both = of_account(services, user.id), of_codes(services, user.id)
    for counter in {*_counters(services, user), *of_both}:
        await login_attempts.unlock(tx, counter)
    for counter in of_both:
        await limits.forgive(tx, counter)


async def trust(services: Services, tx: Transaction, user: User, client: Client) -> None:
    """Let the owner in from here, who has shown to be it in another way than by the password."""
    await remember(services, tx, user.id, client)
    for counter in _counters(services, user):
        await login_attempts.succeed(tx, counter, _network(services, client))


async def remember(services: Services, tx: Transaction, user_id: int, client: Client) -> None:
    """From here, guesses that strangers make elsewhere lock nobody out any more."""
    await known_networks.remember(tx, user_id, _known(services, user_id, client))


async def is_known(services: Services, user_id: int | None, client: Client) -> bool:
    """Whether the owner has signed in from this network; without an account the work is the same."""
    db, user_id = services.database.autocommit, user_id or 0
    return await known_networks.knows(db, user_id, _known(services, user_id, client), client.address)


async def within_account_budget(
    services: Services, user_id: int | None, counter: bytes, client: Client
) -> bool:
    """Guesses from many networks are slowed down, but never those from one that the owner has used."""
    if await is_known(services, user_id, client):
        return True
    budget = Budget(services.settings.account_max_failures, ACCOUNT_WINDOW)
    return await budget.allows(services.database.autocommit, counter)


def _known(services: Services, user_id: int, client: Client) -> bytes:
    return services.vault.mac("known-network", f"{user_id}:{client.network}".encode())


def _network(services: Services, client: Client) -> bytes:
    return services.vault.mac("login-address", client.network.encode())


def _counters(services: Services, user: User) -> list[bytes]:
    names = (of_name(services, name) for name in (user.email, user.username))
    return [of_account(services, user.id), *names]


async def _begin(services: Services, counter: bytes, network: bytes) -> None:
    """Take an attempt before looking at the password; wait while those under way may give theirs back."""
    db, limit = services.database.autocommit, services.settings.login_max_failures
    for _ in range(_LONGEST_WAIT // _PAUSE):
        now = clock.now()
        if await login_attempts.begin(db, counter, network, limit=limit, now=now, lock=_lock(services)):
            return
        until = await login_attempts.locked_until(db, counter, network, limit=limit, now=now)
        if until is not None:
            raise locked(services, until - now)
        await asyncio.sleep(_PAUSE / timedelta(seconds=1))
    raise too_many_at_once()


def too_many_at_once() -> Problem:
    detail = "Too many sign-ins to this account at once. Try again shortly."
    return Problem("overloaded", detail, headers={"Retry-After": "1"})


def locked(services: Services, left: timedelta) -> Problem:
    seconds = min(ceil(left.total_seconds()), services.settings.login_lock_seconds)
    headers = {"Retry-After": str(seconds)}
    detail = "Too many wrong passwords or codes. Wait as long as Retry-After says."
    return Problem(LOCKED, detail, headers=headers)


def _lock(services: Services) -> timedelta:
    return timedelta(seconds=services.settings.login_lock_seconds)
