"""The end of every sign-in, whatever was asked for before."""

from typing import Any, NamedTuple

from gatehouse.core import clock
from gatehouse.domain import attempts, audit
from gatehouse.domain.actors import Client
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import open_session
from gatehouse.persistence import users
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.users import User
from gatehouse.security.tokens import TokenIssuer


class SignedIn(NamedTuple):
    """A token pair and its user."""

    tokens: dict[str, Any]
    user: User


async def begin_session(
    services: Services,
    tx: Transaction,
    issuer: TokenIssuer,
    found: Credentials,
    client: Client,
    *,
    remember_me: bool,
    amr: tuple[str, ...],
    **details: str,
) -> SignedIn:
    """Open a session for somebody who has shown who they are; `details` go into the audit trail."""
    tokens = await open_session(
        services, tx, issuer, found.user_id, found.uuid, client, remember_me=remember_me, amr=amr
    )
    await attempts.remember(services, tx, found.user_id, client)
    user = await users.change(tx, found.user_id, clock.now(), {"last_login_at": clock.now()})
    await audit.record(tx, "auth.login", client, found.uuid, found.uuid, **details)
    return SignedIn(tokens, user)
