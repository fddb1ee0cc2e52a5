"""What the one-time tokens in emails do: set passwords, verify and change email addresses."""

from typing import Any, NamedTuple
from uuid import UUID

from gatehouse.contract.problems import FieldError, Problem, invalid
from gatehouse.core import clock
from gatehouse.core.identity import email_key
from gatehouse.domain import attempts, audit
from gatehouse.domain.accounts import change_password
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.mailing import EMAIL_CHANGE, PASSWORD, VERIFICATION, mail_notice
from gatehouse.domain.new_passwords import hash_new
from gatehouse.domain.profiles import changed_profile
from gatehouse.domain.services import Services
from gatehouse.persistence import credentials, one_time_tokens, users
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.one_time_tokens import OneTimeToken
from gatehouse.persistence.registrations import PENDING
from gatehouse.persistence.users import User
from gatehouse.security.opaque import read_one_time_token

Json = dict[str, Any]

_CONFIRMED = {"is_verified": True, "email_set_by_admin": False}


async def verify_address(services: Services, text: str, password: str | None, client: Client) -> None:
    """Use a verification token: verify the email address, and activate an account that waited for it.

    Who registered it may not be who holds the address, so the password comes from the latter.
    """
    password_hash = None
    if password:
        password_hash = await _hash_for(services, client, text, VERIFICATION, password, "/password")
    async with services.database.transaction() as tx:
        user = (await use_token(services, tx, text, VERIFICATION, "/token")).user
        changes: Json = _proven(user)
        if user.status == PENDING:
            chosen = {"password_hash": password_hash} if password_hash else {"must_reset_password": True}
            changes |= chosen
        elif password_hash:
            raise invalid("/password", "conflict", "This account has a password; leave this out.")
        await users.change(tx, user.id, clock.now(), changes)
        if password_hash:
            await attempts.trust(services, tx, user, client)
        await audit.record(tx, "auth.verify_email", client, user.uuid, user.uuid)


def _proven(user: User) -> Json:
    """What changes when the holder of the address has shown up; an account that waited for it is active."""
    return {**_CONFIRMED, "status": "active" if user.status == PENDING else user.status}


async def confirm_email_change(services: Services, text: str, client: Client) -> None:
    """Use an email-change token: set the new address, and notify the old one."""
    async with services.database.transaction() as tx:
        user, new_email = await use_token(services, tx, text, EMAIL_CHANGE, "/token")
        await void_mailed_tokens(tx, user.id)
        changes = {**changed_profile(user, {"email": new_email}), **_CONFIRMED}
        await users.change(tx, user.id, clock.now(), changes)
        await mail_notice(tx, "email_changed", user.username, user.email)
        await audit.record(tx, "me.confirm_email_change", client, user.uuid, user.uuid)
    services.postman.nudge()


async def void_mailed_tokens(tx: Transaction, user_id: int) -> None:
    """Void tokens that were emailed to an address the account no longer has."""
    await one_time_tokens.void_all(tx, user_id, clock.now())


async def readdress(tx: Transaction, caller: Principal, user: User) -> Json:
    """What changes with an address that somebody else sets: it opens nothing until its holder confirms it.

    Without a password yet, there is nothing to open: whoever was invited can still be mailed a link. Nobody
    does it to themselves, or a stolen session could, without their password.
    """
    if user.id == caller.user_id:
        raise Problem("forbidden", "Change your own address with POST /users/me/change-email.")
    await mail_notice(tx, "email_changed", user.username, user.email)
    await void_mailed_tokens(tx, user.id)
    current = await credentials.lock(tx, user.id)
    has_password = current is not None and current.password_hash is not None
    return {"is_verified": False, "email_set_by_admin": has_password}


class UsedToken(NamedTuple):
    """Whose token it was, locked until the transaction ends, and where it was mailed."""

    user: User
    email: str


async def use_token(services: Services, tx: Transaction, text: str, purpose: str, pointer: str) -> UsedToken:
    """Use up a one-time token; the same problem if it is unknown, used, expired or for another purpose.

    It counts only while the account has the address that it was mailed to. The account is locked first, as by
    everybody who voids its tokens.
    """
    token_id = read_one_time_token(services.vault, text)
    token = await _use(tx, token_id, purpose) if token_id else None
    if token is not None:
        return UsedToken(await users.get(tx, token.user_id), token.email)
    error = FieldError(pointer, "one_time_token", "Unknown, expired or already used.")
    raise Problem(
        "one_time_token_invalid", "The token is unknown, expired or already used. Request a new one.", [error]
    )


async def _use(tx: Transaction, token_id: UUID, purpose: str) -> OneTimeToken | None:
    now = clock.now()
    token = await one_time_tokens.find(tx, token_id, purpose, now)
    owner = await credentials.lock(tx, token.user_id) if token else None
    if token is None or owner is None or not _is_bound(token, owner, purpose):
        return None
    return await one_time_tokens.use(tx, token_id, purpose, now)


def _is_bound(token: OneTimeToken, owner: Credentials, purpose: str) -> bool:
    return purpose == EMAIL_CHANGE or email_key(token.email) == email_key(owner.email)


async def set_password_by_token(
    services: Services, text: str, password: str, client: Client, pointer: str
) -> None:
    """Set a password with a one-time token: verifies the email address and ends every credential.

    The owner can sign in from here afterwards, however many guesses somebody makes.
    """
    password_hash = await _hash_for(services, client, text, PASSWORD, password, "/new_password")
    async with services.database.transaction() as tx:
        user = (await use_token(services, tx, text, PASSWORD, pointer)).user
        await change_password(tx, user.id, password_hash, extra=_proven(user), keep_session=None)
        await attempts.trust(services, tx, user, client)
        await mail_notice(tx, "password_changed", user.username, user.email)
        await audit.record(tx, "auth.reset_password", client, user.uuid, user.uuid)
    services.postman.nudge()


async def _hash_for(
    services: Services, client: Client, text: str, purpose: str, password: str, pointer: str
) -> str:
    """Hash the password that a token is to set, even if it sets nobody's."""
    token_id, read = read_one_time_token(services.vault, text), services.database.read
    token = await one_time_tokens.find(read, token_id, purpose, clock.now()) if token_id else None
    user = await credentials.by_id(read, token.user_id) if token else None
    own = [user.email, user.username, user.full_name] if user else []
    return await hash_new(services, client.network, password, own, pointer)
