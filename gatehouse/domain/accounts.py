"""Creating users, and the emailed one-time tokens that set passwords and verify email addresses."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from gatehouse.contract.problems import FieldError, Problem
from gatehouse.core import clock
from gatehouse.core.identity import email_key, fold
from gatehouse.core.permissions import SUPERUSER, USER
from gatehouse.domain import audit
from gatehouse.domain.actors import Client
from gatehouse.domain.mails import TOKEN_LIFE
from gatehouse.domain.new_passwords import hash_new
from gatehouse.domain.profiles import changed_profile, new_profile
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import end_credentials
from gatehouse.persistence import one_time_tokens, outbox, roles, users
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.one_time_tokens import OneTimeToken
from gatehouse.persistence.users import Credentials, User
from gatehouse.security.opaque import read_one_time_token

Json = dict[str, Any]

_CONFIRMED = {"is_verified": True, "email_set_by_admin": False}
PASSWORD_TOKENS = "password"  # noqa: S105 - a purpose, not a password
_PURPOSE = {
    "password_reset": PASSWORD_TOKENS,
    "invitation": PASSWORD_TOKENS,
    "email_verification": "verification",
    "email_change": "email_change",
}


async def add_user(
    tx: Transaction,
    body: Mapping[str, Any],
    *,
    password_hash: str | None,
    role_names: list[str],
    status: str = "active",
    is_verified: bool = False,
) -> User:
    """Store a user with the fields of the body and these roles."""
    now = clock.now()
    user_id = await users.add(
        tx,
        {
            **new_profile(body),
            "uuid": uuid4(),
            "password_hash": password_hash,
            "status": status,
            "is_verified": is_verified,
            "created_at": now,
            "updated_at": now,
        },
    )
    for name in role_names:
        await roles.grant(tx, user_id, name)
    return await users.get(tx, user_id)


async def refuse_admin(services: Services, email: str, username: str) -> None:
    """Say what is wrong with the email address or username of a new account, if anything."""
    new_profile({"email": email, "username": username})
    await users.refuse_taken_email(services.database.read, email_key(email))
    await users.refuse_taken_username(services.database.read, fold(username))


async def create_admin(services: Services, email: str, username: str, password: str) -> User:
    """A superuser, created by someone who can run commands on the server."""
    body = {"email": email, "username": username}
    new_profile(body)
    password_hash = await hash_new(services, "operator", password, [email, username], "/password")
    async with services.database.transaction() as tx:
        user = await add_user(
            tx, body, password_hash=password_hash, role_names=[USER, SUPERUSER], is_verified=True
        )
        await audit.record(tx, "users.create", audit.SYSTEM, None, user.uuid, roles=user.roles)
    return user


async def has_admin(services: Services) -> bool:
    return await users.count_active_with_role(services.database.read, SUPERUSER) > 0


async def mail_token(tx: Transaction, kind: str, user_id: int, username: str, email: str) -> None:
    """Queue an email with a one-time token."""
    token_id, now = uuid4(), clock.now()
    await one_time_tokens.add(tx, token_id, user_id, _PURPOSE[kind], email, now, now + TOKEN_LIFE[kind])
    await outbox.add(tx, kind, email, {"username": username, "token_id": str(token_id)}, now)


async def mail_notice(tx: Transaction, kind: str, username: str, email: str) -> None:
    """Queue an email without a token."""
    await outbox.add(tx, kind, email, {"username": username}, clock.now())


async def mail_to_address(services: Services, client: Client, email: str, kind: str) -> None:
    """Email a token to the user with this address, if it helps them; take the same time if not."""
    async with services.database.transaction() as tx:
        found = await users.credentials_by_email(tx, email_key(email))
        if found is not None and _helps(kind, found):
            await mail_token(tx, kind, found.user_id, found.username, found.email)
        await audit.record(tx, f"auth.{kind}_requested", client, None, found.uuid if found else None)
    services.postman.nudge()


def _helps(kind: str, found: Credentials) -> bool:
    if kind == "email_verification":
        return not found.is_verified
    return found.status in ("active", "pending_verification") and not found.email_set_by_admin


async def verify_address(services: Services, text: str, client: Client) -> None:
    """Use a verification token: verify the email address, and activate an account that waited for it."""
    async with services.database.transaction() as tx:
        token = await use_token(services, tx, text, "verification", "/token")
        user = await users.lock(tx, token.user_id)
        await users.change(tx, user.id, clock.now(), _proven(user))
        await audit.record(tx, "auth.verify_email", client, user.uuid, user.uuid)


def _proven(user: User) -> Json:
    """What changes when the holder of the address has shown up; an account that waited for it is active."""
    return {**_CONFIRMED, "status": "active" if user.status == "pending_verification" else user.status}


async def confirm_email_change(services: Services, text: str, client: Client) -> None:
    """Use an email-change token: set the new address, and notify the old one."""
    async with services.database.transaction() as tx:
        token = await use_token(services, tx, text, "email_change", "/token")
        user = await users.lock(tx, token.user_id)
        await void_mailed_tokens(tx, user.id)
        changes = {**changed_profile(user, {"email": token.email}), **_CONFIRMED}
        await users.change(tx, user.id, clock.now(), changes)
        await mail_notice(tx, "email_changed", user.username, user.email)
        await audit.record(tx, "me.confirm_email_change", client, user.uuid, user.uuid)
    services.postman.nudge()


async def void_mailed_tokens(tx: Transaction, user_id: int) -> None:
    """Void tokens that were emailed to an address the account no longer has."""
    await one_time_tokens.void_all(tx, user_id, clock.now())


async def readdress(tx: Transaction, user: User) -> Json:
    """What changes with an address that somebody else sets: it opens nothing until its holder confirms it.

    Without a password yet, there is nothing to open: whoever was invited can still be mailed a link.
    """
    await void_mailed_tokens(tx, user.id)
    current = await users.lock_credentials(tx, user.id)
    has_password = current is not None and current.password_hash is not None
    return {"is_verified": False, "email_set_by_admin": has_password}


async def mail_reset(tx: Transaction, user: User) -> None:
    """Mail what leads to a new password; an address that an administrator set is to be confirmed first."""
    current = await users.lock_credentials(tx, user.id)
    proven = current is not None and not current.email_set_by_admin
    kind = "password_reset" if proven else "email_verification"
    await mail_token(tx, kind, user.id, user.username, user.email)


async def tell_holder(services: Services, email: str) -> None:
    """Notify the owner of an address that someone tried to register with it."""
    async with services.database.transaction() as tx:
        holder = await users.credentials_by_email(tx, email_key(email))
        if holder is not None:
            await mail_notice(tx, "account_exists", holder.username, holder.email)


async def use_token(
    services: Services, tx: Transaction, text: str, purpose: str, pointer: str
) -> OneTimeToken:
    """Use up a one-time token; the same problem if it is unknown, used, expired or for another purpose."""
    token_id: UUID | None = read_one_time_token(services.vault, text)
    token = await one_time_tokens.use(tx, token_id, purpose, clock.now()) if token_id else None
    if token is None:
        error = FieldError(pointer, "one_time_token", "Unknown, expired or already used.")
        raise Problem(
            "one_time_token_invalid",
            "The token is unknown, expired or already used. Request a new one.",
            [error],
        )
    return token


async def set_password_by_token(
    services: Services, text: str, password: str, client: Client, pointer: str
) -> None:
    """Set a password with a one-time token: verifies the email address and ends every credential."""
    own = await _names_behind(services, text)
    password_hash = await hash_new(services, client.network, password, own, "/new_password")
    async with services.database.transaction() as tx:
        token = await use_token(services, tx, text, PASSWORD_TOKENS, pointer)
        user = await users.lock(tx, token.user_id)
        await change_password(tx, user.id, password_hash, extra=_proven(user), keep_session=None)
        await mail_notice(tx, "password_changed", user.username, user.email)
        await audit.record(tx, "auth.reset_password", client, user.uuid, user.uuid)
    services.postman.nudge()


async def _names_behind(services: Services, text: str) -> list[str | None]:
    """The names of the user whose password a token sets; none if it sets nobody's."""
    token_id = read_one_time_token(services.vault, text)
    read = services.database.read
    token = await one_time_tokens.find(read, token_id, PASSWORD_TOKENS, clock.now()) if token_id else None
    user = await users.credentials_by_id(read, token.user_id) if token else None
    return [user.email, user.username, user.full_name] if user else []


async def change_password(
    tx: Transaction, user_id: int, password_hash: str, *, extra: Json, keep_session: UUID | None
) -> None:
    """Store a new password, and end all other credentials of the user."""
    values = {"password_hash": password_hash, "must_reset_password": False, **extra}
    await users.change(tx, user_id, clock.now(), values)
    await end_credentials(tx, user_id, keep=keep_session)
