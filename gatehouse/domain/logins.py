"""Checking passwords without revealing who has an account, and without letting anyone guess."""

from typing import NamedTuple
from uuid import UUID

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain import attempts, audit, second_steps
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.second_steps import FactorDue
from gatehouse.domain.services import Services
from gatehouse.domain.signing_in import SignedIn, begin_session
from gatehouse.persistence import credentials, sessions, users
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Reader, Transaction
from gatehouse.security.tokens import BY_PASSWORD

_TRIES = 3


class _Checked(NamedTuple):
    """Whether a password was right, a better hash of it, and whether a lock begins with this attempt."""

    right: bool
    better: str | None
    last: bool


async def find_credentials(db: Reader, identifier: str) -> Credentials | None:
    """The account with this email address or username."""
    find = credentials.by_email if "@" in identifier else credentials.by_username
    return await find(db, attempts.name_key(identifier))


async def log_in(
    services: Services, identifier: str, password: str, client: Client, *, remember_me: bool
) -> SignedIn | FactorDue:
    """Check the password and open a session, unless the account has a second factor to ask for first."""
    for _ in range(_TRIES):
        found = await _check_login(services, identifier, password, client)
        issuer = await services.keys.issuer()
        async with services.database.transaction() as tx:
            if await credentials.lock(tx, found.user_id) != found:
                continue  # the password or the account changed while it was checked
            if found.has_factor:
                return await second_steps.ask(services, tx, found, client, remember_me=remember_me)
            return await begin_session(
                services, tx, issuer, found, client, remember_me=remember_me, amr=BY_PASSWORD
            )
    raise attempts.too_many_at_once()


async def _check_login(services: Services, identifier: str, password: str, client: Client) -> Credentials:
    """The account, if the password is right and the account usable; the same answer otherwise."""
    name = attempts.of_name(services, identifier)
    async with (
        services.hasher.turn(client.network),
        attempts.attempt(services, name, client) as attempt,
    ):
        found = await find_credentials(services.database.read, identifier)
        counter = attempts.of_account(services, found.user_id if found else None, identifier)
        checked = await _check_untold(services, found, counter, password, client)
        attempt.right = checked.right
    if found is None or not checked.right:
        await _note_failure(services, found, client, locks=checked.last or attempt.last)
        raise Problem("invalid_credentials", "Wrong email address, username or password.")
    current = await _rehash(services, found, checked.better)
    refuse_unusable(current)
    return current


async def check_own_password(
    services: Services, caller: Principal, password: str, client: Client
) -> Credentials:
    """The caller's account, if they know its password; wrong guesses count as failed sign-ins.

    They count for the session too, from wherever they come, and the last one ends it: whoever has stolen it
    learns no password, and the owner, whose other sessions go on, is not locked out by that.
    """
    counter = attempts.of_account(services, caller.user_id)
    session = attempts.of_session(services, caller.credential_id)
    async with (
        services.hasher.turn(caller.line),
        attempts.attempt(services, session, attempts.ANYWHERE) as guess,
    ):
        found = await credentials.by_id(services.database.read, caller.user_id)
        checked = await _check(services, found, counter, password, client)
        guess.right = checked.right
    if found is None or not checked.right:
        await _note_failure(services, found, client, locks=checked.last or guess.last)
        if guess.last:
            await end_for_guessing(services, caller, client)
        raise _wrong_password()
    return await _rehash(services, found, checked.better)


async def end_for_guessing(services: Services, caller: Principal, client: Client) -> None:
    """End a session from which somebody guesses at the password or at codes."""
    async with services.database.transaction() as tx:
        await sessions.end(tx, caller.user_id, caller.credential_id, clock.now())
        await audit.record(tx, "session.ended_for_guessing", client, caller, caller.user_uuid)


async def require_unchanged(tx: Transaction, checked: Credentials) -> None:
    """`current_password_invalid` if the password changed while it was checked."""
    if await credentials.lock(tx, checked.user_id) != checked:
        raise _wrong_password()


def _wrong_password() -> Problem:
    return Problem("current_password_invalid", "The current password is wrong.")


async def _check_untold(
    services: Services, found: Credentials | None, counter: bytes, password: str, client: Client
) -> _Checked:
    """As `_check`, but an account that is locked under another of its names looks as if it were not there."""
    try:
        return await _check(services, found, counter, password, client)
    except Problem as problem:
        if problem.code != attempts.LOCKED:
            raise
        right, better = await services.hasher.verify(password, None)
        return _Checked(right, better, last=False)


async def _check(
    services: Services, found: Credentials | None, counter: bytes, password: str, client: Client
) -> _Checked:
    """Check the password; without an account the work is the same."""
    async with attempts.attempt(services, counter, client) as attempt:
        user_id = found.user_id if found else None
        allowed = await attempts.within_account_budget(services, user_id, counter, client)
        stored = found.password_hash if found is not None and allowed else None
        attempt.right, better = await services.hasher.verify(password, stored)
    return _Checked(attempt.right, better, attempt.last)


async def _rehash(services: Services, found: Credentials, better: str | None) -> Credentials:
    """Store a better hash, if there is one, unless another request changed the password meanwhile."""
    if better is None:
        return found
    async with services.database.transaction() as tx:
        current = await credentials.lock(tx, found.user_id)
        if current != found:
            return found
        await users.change(tx, found.user_id, clock.now(), {"password_hash": better})
        return found._replace(password_hash=better)


async def _note_failure(
    services: Services, found: Credentials | None, client: Client, *, locks: bool
) -> None:
    target: UUID | None = found.uuid if found else None
    details = {"locks": True} if locks else {}
    await audit.record(services.database.autocommit, "auth.login_failed", client, None, target, **details)


def refuse_unusable(found: Credentials) -> None:
    """What is wrong with the account, if anything; only for somebody who has shown to own it."""
    if found.status == "pending_verification":
        raise Problem(
            "email_not_verified",
            "Verify your email address first. You can request another verification email.",
        )
    if found.status != "active":
        raise Problem("account_inactive", "This account is deactivated. Ask an administrator to activate it.")
    if found.must_reset_password:
        raise Problem(
            "password_reset_required", "Reset your password first. You can request an email to do so."
        )
