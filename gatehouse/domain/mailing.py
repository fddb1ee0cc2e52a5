"""Queueing emails, and how many of them strangers can have sent to somebody."""

from datetime import timedelta
from math import ceil
from uuid import uuid4

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.identity import email_key
from gatehouse.domain import audit
from gatehouse.domain.actors import Client
from gatehouse.domain.limits import Budget
from gatehouse.domain.mails import TOKEN_LIFE
from gatehouse.persistence import credentials, one_time_tokens, outbox
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.registrations import PENDING
from gatehouse.persistence.users import User
from gatehouse.security.crypto import Vault

PASSWORD, VERIFICATION, EMAIL_CHANGE = "password", "verification", "email_change"  # purposes of tokens
_PURPOSE = {
    "password_reset": PASSWORD,
    "invitation": PASSWORD,
    "registration": VERIFICATION,
    "email_verification": VERIFICATION,
    "email_change": EMAIL_CHANGE,
}
REQUEST = "_request"  # ends the kind of what is in the outbox to be decided, not to be sent
_BUDGET = Budget(3, timedelta(hours=1))


async def mail_token(tx: Transaction, kind: str, user_id: int, username: str, email: str) -> None:
    """Queue an email with a one-time token; those for the same purpose that end sooner end now."""
    token_id, now = uuid4(), clock.now()
    expires_at = now + TOKEN_LIFE[kind]
    await one_time_tokens.void_sooner(tx, user_id, _PURPOSE[kind], now, expires_at)
    await one_time_tokens.add(tx, token_id, user_id, _PURPOSE[kind], email, now, expires_at)
    await outbox.add(tx, kind, email, {"username": username, "token_id": str(token_id)}, now)


async def mail_notice(tx: Transaction, kind: str, username: str, email: str) -> None:
    """Queue an email without a token."""
    await outbox.add(tx, kind, email, {"username": username}, clock.now())


async def may_mail(vault: Vault, tx: Transaction, kind: str, email: str, *, helps: bool = True) -> bool:
    """Whether one more email of this kind may go to an address that a stranger named.

    Each kind counts by itself, so that whoever has one sent cannot keep others away. What goes nowhere costs
    the same time, and is counted apart: it keeps nothing away from the next account with this address.
    """
    key = vault.mac("mail", f"{kind}:{'somebody' if helps else 'nobody'}:{email_key(email)}".encode())
    return await _BUDGET.allows(tx, key)


async def require_mail(vault: Vault, tx: Transaction, kind: str, email: str) -> None:
    """`rate_limited` if the address has been sent enough emails of this kind."""
    if not await may_mail(vault, tx, kind, email):
        headers = {"Retry-After": str(ceil(_BUDGET.cost.total_seconds()))}
        raise Problem("rate_limited", "That address was sent several such emails just now.", headers=headers)


async def decide(vault: Vault, tx: Transaction, request: outbox.Mail) -> None:
    """Queue what somebody asked to have sent to an address, if it helps whoever has that address."""
    kind, client = request.kind.removesuffix(REQUEST), Client(**request.details)
    found = await credentials.lock_by_email(tx, email_key(request.recipient))
    if found is not None and _helps(kind, found) and await may_mail(vault, tx, kind, found.email):
        waits = kind == "email_verification" and found.status == PENDING
        written = "registration" if waits else kind
        await mail_token(tx, written, found.user_id, found.username, found.email)
    await audit.record(tx, f"auth.{kind}_requested", client, None, found.uuid if found else None)


def _helps(kind: str, found: Credentials) -> bool:
    if kind == "email_verification":
        return not found.is_verified
    return found.status in ("active", PENDING) and not found.email_set_by_admin


async def mail_reset(tx: Transaction, user: User) -> None:
    """Mail what leads to a new password; an address that an administrator set is to be confirmed first."""
    current = await credentials.lock(tx, user.id)
    proven = current is not None and not current.email_set_by_admin
    kind = "password_reset" if proven else "email_verification"
    await mail_token(tx, kind, user.id, user.username, user.email)
