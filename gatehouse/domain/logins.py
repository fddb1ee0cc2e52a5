"""Checking a password without telling who has an account, and without letting anyone guess."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.identity import email_key, fold
from gatehouse.domain import audit
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import open_session
from gatehouse.persistence import limits, login_attempts, sessions, users
from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.users import Credentials, User

_ACCOUNT_WINDOW = timedelta(hours=1)
_LONGEST_WAIT = timedelta(seconds=5)
_PAUSE = timedelta(milliseconds=50)

Pair = tuple[bytes, bytes]


async def find_credentials(db: Reader, identifier: str) -> Credentials | None:
    """The account an address or a username names."""
    if "@" in identifier:
        return await users.credentials_by_email(db, email_key(identifier))
    return await users.credentials_by_username(db, fold(identifier))


async def log_in(
    services: Services, identifier: str, password: str, client: Client, *, remember_me: bool
) -> tuple[dict[str, Any], User]:
    """A new session for whoever knows the password: its token pair and its user."""
    while True:
        found = await _check_login(services, identifier, password, client)
        async with services.database.transaction() as tx:
            if await users.lock_credentials(tx, found.user_id) != found:
                continue  # the password or the account became another one while it was checked
            tokens = await open_session(
                services, tx, found.user_id, found.uuid, client, remember_me=remember_me
            )
            user = await users.change(tx, found.user_id, clock.now(), {"last_login_at": clock.now()})
            await audit.record(tx, "auth.login", client, found.uuid, found.uuid)
            return tokens, user


async def _check_login(services: Services, identifier: str, password: str, client: Client) -> Credentials:
    """The account, if the password is right and it may be used; one and the same answer otherwise."""
    services.hasher.require_room()
    found = await find_credentials(services.database.read, identifier)
    checked = await _checked(services, found, fold(identifier), password, client)
    if checked is None:
        await _note_failure(services, found, client)
        raise Problem("invalid_credentials", "The address, username or password is wrong.")
    _refuse_unusable(checked)
    return checked


async def check_own_password(
    services: Services, caller: Principal, password: str, client: Client
) -> Credentials:
    """The caller's account, if they know its password; guesses here count as they do at login."""
    services.hasher.require_room()
    found = await users.credentials_by_id(services.database.read, caller.user_id)
    checked = await _checked(services, found, "", password, client)
    if checked is None:
        await _note_failure(services, found, client)
        raise _wrong_password()
    return checked


async def require_unchanged(tx: Transaction, checked: Credentials) -> None:
    """Nothing is done with a password that became another one while it was checked."""
    if await users.lock_credentials(tx, checked.user_id) != checked:
        raise _wrong_password()


def _wrong_password() -> Problem:
    return Problem("current_password_invalid", "The current password is wrong.")


async def unlock(services: Services, tx: Transaction, user_id: int) -> None:
    """Forget the failed logins of an account, from everywhere."""
    account = _account_key(services, user_id, "")
    await login_attempts.unlock(tx, account)
    await limits.forgive(tx, account)


async def _checked(
    services: Services, found: Credentials | None, name: str, password: str, client: Client
) -> Credentials | None:
    """The account as it now is, if the password is right; the same work is done when there is none."""
    pair = _pair(services, found, name, client)
    begun = await _begin(services, pair)
    try:
        allowed = begun and await _within_account_budget(services, found, pair[0], client)
        stored = found.password_hash if found is not None and allowed else None
        right, better = await services.hasher.verify(password, stored)
    except BaseException:
        if begun:
            await login_attempts.give_back(services.database.single, *pair)
        raise
    db = services.database.single
    if begun and not right:
        lock = timedelta(seconds=services.settings.login_lock_seconds)
        await login_attempts.fail(db, *pair, clock.now() + lock)
    if not right or found is None:
        return None
    await login_attempts.succeed(db, *pair)
    return found if better is None else await _rehash(services, found, better)


async def _rehash(services: Services, found: Credentials, better: str) -> Credentials:
    """Store a better hash of the same password, unless another login or a new password was faster."""
    async with services.database.transaction() as tx:
        current = await users.lock_credentials(tx, found.user_id)
        if current != found:
            return found
        await users.change(tx, found.user_id, clock.now(), {"password_hash": better})
        return found._replace(password_hash=better)


async def _begin(services: Services, pair: Pair) -> bool:
    """Take an attempt before looking at the password; wait while those under way may give theirs back."""
    db, limit = services.database.single, services.settings.login_max_failures
    lock = timedelta(seconds=services.settings.login_lock_seconds)
    for _ in range(_LONGEST_WAIT // _PAUSE):
        if await login_attempts.begin(db, *pair, limit=limit, moment=clock.now(), lock=lock):
            return True
        if await login_attempts.failed(db, *pair, clock.now()) >= limit:
            return False
        await asyncio.sleep(_PAUSE / timedelta(seconds=1))
    raise Problem("overloaded", "Too many logins of one account at once.", headers={"Retry-After": "1"})


async def _within_account_budget(
    services: Services, found: Credentials | None, account: bytes, client: Client
) -> bool:
    """Guesses from many addresses are slowed down, but never where the owner has logged in from before."""
    db = services.database.single
    if found and await sessions.has_address(db, found.user_id, client.address):
        return True
    cost = _ACCOUNT_WINDOW / services.settings.account_max_failures
    return await limits.spend(db, account, clock.now(), cost, _ACCOUNT_WINDOW) is not None


def _pair(services: Services, found: Credentials | None, name: str, client: Client) -> Pair:
    address = services.vault.mac("login-address", client.network.encode())
    return _account_key(services, found.user_id if found else None, name), address


def _account_key(services: Services, user_id: int | None, name: str) -> bytes:
    """The same for every name of one account; unknown names are counted too, so that they look the same."""
    account = f"id:{user_id}" if user_id is not None else f"name:{name}"
    return services.vault.mac("login-account", account.encode("utf-8", "replace"))


async def _note_failure(services: Services, found: Credentials | None, client: Client) -> None:
    target: UUID | None = found.uuid if found else None
    await audit.record(services.database.single, "auth.login_failed", client, None, target)


def _refuse_unusable(found: Credentials) -> None:
    if found.status == "pending_verification":
        raise Problem("email_not_verified", "Confirm your address first; ask for a new mail if it is lost.")
    if found.status != "active":
        raise Problem("account_inactive", "This account is not active.")
    if found.must_reset_password:
        raise Problem("password_reset_required", "Set a new password first; ask for a mail to do so.")
