"""Authorization codes: given to whoever sent a person here, and exchanged once, by the same application."""

import hmac
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from gatehouse.core import clock
from gatehouse.domain import audit
from gatehouse.domain.actors import Client
from gatehouse.domain.oauth_errors import OAuthError, invalid_request
from gatehouse.domain.openid import sessions
from gatehouse.domain.openid.requests import Asked
from gatehouse.domain.openid.sessions import Allowed, Opened
from gatehouse.domain.services import Services
from gatehouse.persistence import authorization_codes
from gatehouse.persistence import sessions as stored_sessions
from gatehouse.persistence.applications import Application
from gatehouse.persistence.authorization_codes import Allowed as Stored
from gatehouse.persistence.database import Transaction
from gatehouse.security.crypto import encode
from gatehouse.security.opaque import digest_secret
from gatehouse.security.tokens import Authentication

LIFE: Final = timedelta(minutes=1)
_BYTES: Final = 32


async def issue(services: Services, asked: Asked, allowed: Allowed) -> str:
    """A code for what somebody has allowed."""
    code = secrets.token_urlsafe(_BYTES)
    stored = Stored(
        allowed.user_id,
        allowed.parent_id,
        asked.back.address,
        allowed.scope,
        asked.nonce,
        asked.code_challenge,
        list(allowed.authentication.amr),
        allowed.authentication.at,
    )
    db, expires_at = services.database.autocommit, clock.now() + LIFE
    await authorization_codes.add(db, digest_secret(code), asked.application.id, stored, expires_at)
    return code


async def exchange(
    services: Services, application: Application, form: Mapping[str, str], client: Client
) -> dict[str, Any]:
    """The first tokens of a session; a code that is used again ends the session that it gave."""
    code, verifier = form.get("code", ""), form.get("code_verifier", "")
    if not code or not verifier:
        raise invalid_request("code and code_verifier are required.")
    tokens = await services.keys.for_applications()
    async with services.database.transaction() as tx:
        opened = await _open(services, tx, application, form, client)
    if opened is None:
        raise OAuthError(
            "invalid_grant",
            "The code is unknown, expired or used, or was given for another redirect_uri or code_challenge.",
        )
    return await sessions.answer(services, tokens, opened)


async def _open(
    services: Services, tx: Transaction, application: Application, form: Mapping[str, str], client: Client
) -> Opened | None:
    """The code is used up, whatever comes of it: nobody tries a second verifier."""
    digest, session_id = digest_secret(form["code"]), uuid4()
    stored = await authorization_codes.use(tx, digest, application.id, session_id, clock.now())
    if stored is None:
        await _end_what_it_gave(tx, digest, application, client)
        return None
    if form.get("redirect_uri") != stored.redirect_uri or not _verifies(form["code_verifier"], stored):
        return None
    return await sessions.open_session(services, tx, application, _allowed(stored), client, session_id)


def _allowed(stored: Stored) -> Allowed:
    authentication = Authentication(tuple(stored.amr), stored.authenticated_at)
    return Allowed(stored.user_id, stored.parent_id, stored.scope, authentication, stored.nonce)


async def _end_what_it_gave(tx: Transaction, digest: bytes, application: Application, client: Client) -> None:
    gave = await authorization_codes.gave(tx, digest, application.id)
    if gave and await stored_sessions.end(tx, gave.user_id, gave.session_id, clock.now()):
        await audit.record(tx, "openid.code_reused", client, None, gave.user_uuid)


def _verifies(verifier: str, stored: Stored) -> bool:
    return hmac.compare_digest(encode(digest_secret(verifier)), stored.code_challenge)
