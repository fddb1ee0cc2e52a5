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
from gatehouse.domain.services import Services
from gatehouse.persistence import credentials, one_time_tokens, outbox
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.registrations import PENDING
from gatehouse.persistence.users import User

PASSWORD, VERIFICATION, EMAIL_CHANGE = "password", "verification", "email_change"  # purposes of tokens
_PURPOSE = {
    "password_reset": PASSWORD,
    "invitation": PASSWORD,
    "registration": VERIFICATION,
    "email_verification": VERIFICATION,
    "email_change": EMAIL_CHANGE,
}
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


async def may_mail(services: Services, tx: Transaction, kind: str, email: str, *, helps: bool = True) -> bool:
    """Whether one more email of this kind may go to an address that a stranger named.

    Each kind counts by itself, so that whoever has one sent cannot keep others away. What goes nowhere costs
    the same time, and is counted apart: it keeps nothing away from the next account with this address.
    """
    key = services.vault.mac(
        "mail", f"{kind}:{'somebody' if helps else 'nobody'}:{email_key(email)}".encode()
    )
    return await _BUDGET.allows(tx, key)


async def require_mail(services: Services, tx: Transaction, kind: str, email: str) -> None:
    """`rate_limited` if the address has been sent enough emails of this kind."""
    if not await may_mail(services, tx, kind, email):
        headers = {"Retry-After": str(ceil(_BUDGET.cost.total_seconds()))}
        raise Problem("rate_limited", "That address was sent several such emails just now.", headers=headers)


async def mail_to_address(services: Services, client: Client, email: str, kind: str) -> None:
    """Email a token to the user with this address, if it helps them; take the same time if not."""
    async with services.database.transaction() as tx:
        found = await credentials.lock_by_email(tx, email_key(email))
        helped = found if found is not None and _helps(kind, found) else None
        if await may_mail(services, tx, kind, email, helps=helped is not None) and helped:
            waits = kind == "email_verification" and helped.status == PENDING
            written = "registration" if waits else kind
            await mail_token(tx, written, helped.user_id, helped.username, helped.email)
        await audit.record(tx, f"auth.{kind}_requested", client, None, found.uuid if found else None)
    services.postman.nudge()


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
