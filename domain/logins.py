"""Checking a password without telling who has an account, and without letting anyone guess."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from core import clock
from core.errors import Problem
from core.identity import email_key, fold
from domain import audit
from domain.actors import Client, Principal
from domain.services import Services
from domain.sessions import open_session
from persistence import limits, sessions, users
from persistence.database import Reader, Transaction
from persistence.users import Credentials, User

_ACCOUNT_WINDOW = timedelta(hours=1)


async def find_credentials(db: Reader, identifier: str) -> Credentials | None:
    """The account an address or a username names."""
    if "@" in identifier:
        return await users.credentials_by_email(db, email_key(identifier))
    return await users.credentials_by_username(db, fold(identifier))


async def log_in(
    services: Services, identifier: str, password: str, client: Client, *, remember_me: bool
) -> tuple[dict[str, Any], User]:
    """A new session for whoever knows the password: its token pair and its user."""
    found = await _check_login(services, identifier, password, client)
    async with services.database.transaction() as tx:
        tokens = await open_session(services, tx, found.user_id, found.uuid, client, remember_me=remember_me)
        await users.change(tx, found.user_id, clock.now(), {"last_login_at": clock.now()})
        await audit.record(tx, "auth.login", client, found.uuid, found.uuid)
        return tokens, await users.get(tx, found.user_id)


async def _check_login(services: Services, identifier: str, password: str, client: Client) -> Credentials:
    """The account, if the password is right and it may be used; one and the same answer otherwise."""
    found = await find_credentials(services.database.read, identifier)
    if not await _password_is_right(services, found, fold(identifier), password, client):
        await _note_failure(services, found, client)
        raise Problem("invalid_credentials", "The address, username or password is wrong.")
    assert found is not None  # noqa: S101 - nobody's password is never right
    _refuse_unusable(found)
    return found


async def check_own_password(
    services: Services, caller: Principal, password: str, client: Client
) -> Credentials:
    """The caller's account, if they know its password; guesses here count as they do at login."""
    found = await users.credentials_by_id(services.database.read, caller.user_id)
    if found is None or not await _password_is_right(services, found, "", password, client):
        await _note_failure(services, found, client)
        raise Problem("current_password_invalid", "The current password is wrong.")
    return found


async def unlock(services: Services, tx: Transaction, user_id: int) -> None:
    """Forget the failed logins of an account, from everywhere."""
    account = _account_key(services, user_id, "")
    await limits.unlock(tx, account)
    await limits.forgive(tx, account)


async def _password_is_right(
    services: Services, found: Credentials | None, name: str, password: str, client: Client
) -> bool:
    account = _account_key(services, found.user_id if found else None, name)
    address = services.vault.mac("login-address", client.network.encode())
    locked = await _count_attempt(services, found, account, address, client)
    stored = None if found is None or locked else found.password_hash
    right, better = await services.hasher.verify(password, stored)
    if right and found is not None:
        async with services.database.transaction() as tx:
            await limits.forget_attempts(tx, account, address)
            if better is not None:
                await users.change(tx, found.user_id, clock.now(), {"password_hash": better})
    return right


async def _count_attempt(
    services: Services, found: Credentials | None, account: bytes, address: bytes, client: Client
) -> bool:
    """Whether this attempt is one too many; counted before the password is looked at."""
    settings = services.settings
    lock = timedelta(seconds=settings.login_lock_seconds)
    async with services.database.transaction() as tx:
        attempts = await limits.count_attempt(
            tx, account, address, settings.login_max_failures, clock.now(), lock
        )
        if attempts > settings.login_max_failures:
            return True
        if found and await sessions.has_address(tx, found.user_id, client.address):
            return False  # an attacker elsewhere cannot lock the owner out of where they log in from
        cost = _ACCOUNT_WINDOW / settings.account_max_failures
        return await limits.spend(tx, account, clock.now(), cost, _ACCOUNT_WINDOW) is None


def _account_key(services: Services, user_id: int | None, name: str) -> bytes:
    """The same for every name of one account; unknown names are counted too, so that they look the same."""
    account = f"id:{user_id}" if user_id is not None else f"name:{name}"
    return services.vault.mac("login-account", account.encode("utf-8", "replace"))


async def _note_failure(services: Services, found: Credentials | None, client: Client) -> None:
    target: UUID | None = found.uuid if found else None
    async with services.database.transaction() as tx:
        await audit.record(tx, "auth.login_failed", client, None, target)


def _refuse_unusable(found: Credentials) -> None:
    if found.status == "pending_verification":
        raise Problem("email_not_verified", "Confirm your address first; ask for a new mail if it is lost.")
    if found.status != "active":
        raise Problem("account_inactive", "This account is not active.")
    if found.must_reset_password:
        raise Problem("password_reset_required", "Set a new password first; ask for a mail to do so.")
