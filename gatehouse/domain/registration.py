"""Registering where the holder of an address has to confirm it, and nobody may learn whether it is taken."""

from collections.abc import Mapping
from typing import Any

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.identity import email_key, fold
from gatehouse.core.permissions import USER
from gatehouse.domain import audit
from gatehouse.domain.accounts import add_user
from gatehouse.domain.actors import Client
from gatehouse.domain.mailing import mail_notice, mail_token, may_mail
from gatehouse.domain.services import Services
from gatehouse.persistence import credentials, registrations, users
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.registrations import PENDING


async def register_unconfirmed(
    services: Services, client: Client, body: Mapping[str, Any], password_hash: str
) -> None:
    """Store an account that waits for its address; an address that is taken is told by mail, and only there.

    The username is gone afterwards in either case, or else trying it again would answer the question.
    """
    try:
        async with services.database.transaction() as tx:
            await users.refuse_taken_username(tx, fold(body["username"]))
            user = await add_user(tx, body, password_hash=password_hash, role_names=[USER], status=PENDING)
            await mail_token(tx, "registration", user.id, user.username, user.email)
            await audit.record(tx, "auth.register", client, user.uuid, user.uuid)
    except Problem as problem:
        if problem.code != "email_taken":
            raise
        await _register_again(services, client, body)
    services.postman.nudge()


async def _register_again(services: Services, client: Client, body: Mapping[str, Any]) -> None:
    """What the first one typed stays: neither of them has shown to be the holder of the address."""
    async with services.database.transaction() as tx:
        username, email = body["username"], body["email"]
        await registrations.reserve(tx, username, fold(username), clock.now())
        holder = await credentials.lock_by_email(tx, email_key(email))
        kind = "email_verification" if holder and holder.status == PENDING else "account_exists"
        if await may_mail(services.vault, tx, kind, email, helps=holder is not None) and holder:
            await _mail_holder(tx, holder)
        await audit.record(tx, "auth.register_again", client, None, holder.uuid if holder else None)


async def _mail_holder(tx: Transaction, holder: Credentials) -> None:
    if holder.status == PENDING:
        await mail_token(tx, "registration", holder.user_id, holder.username, holder.email)
    else:
        await mail_notice(tx, "account_exists", holder.username, holder.email)
