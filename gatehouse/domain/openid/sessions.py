"""Sessions that people give to applications: their tokens, their refreshing, and who is behind a token."""

from datetime import timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from gatehouse.core import clock
from gatehouse.domain import audit
from gatehouse.domain.actors import Client
from gatehouse.domain.oauth_errors import OAuthError
from gatehouse.domain.openid import id_tokens, scopes
from gatehouse.domain.rights import Holder
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import access_life, find_usable, is_usable, refresh_life, rotate
from gatehouse.persistence import application_sessions, credentials, sessions
from gatehouse.persistence.application_sessions import ApplicationSession, New
from gatehouse.persistence.applications import Application
from gatehouse.persistence.database import Transaction
from gatehouse.security.application_tokens import ApplicationTokens
from gatehouse.security.opaque import (
    RefreshToken,
    read_application_refresh_token,
    write_application_refresh_token,
)
from gatehouse.security.tokens import Authentication, TokenInvalid

Json = dict[str, Any]

_MOST: Final = 20  # of one person at one application


class Allowed(NamedTuple):
    """What somebody has allowed an application, and how they had signed in."""

    user_id: int
    parent_id: UUID
    scope: list[str]
    authentication: Authentication
    nonce: str | None = None


class Opened(NamedTuple):
    """One generation of a session at an application, as it was when its tokens were given."""

    application: Application
    session: ApplicationSession
    token: RefreshToken
    scope: list[str]
    nonce: str | None = None


async def open_session(
    services: Services,
    tx: Transaction,
    application: Application,
    allowed: Allowed,
    client: Client,
    session_id: UUID,
) -> Opened | None:
    """A new session; none if who allowed it is not signed in any more."""
    found, now = await credentials.lock(tx, allowed.user_id), clock.now()
    parent = await sessions.lock_for_rotation(tx, allowed.parent_id)
    if found is None or found.must_reset_password or parent is None or not is_usable(parent):
        return None
    expires_at = now + refresh_life(services.settings, remember_me=False)
    new = New(
        id=session_id,
        user_id=allowed.user_id,
        application_id=application.id,
        parent_id=allowed.parent_id,
        scope=allowed.scope,
        amr=allowed.authentication.amr,
        authenticated_at=allowed.authentication.at,
        expires_at=expires_at,
        user_agent=client.user_agent,
        ip_address=client.address,
    )
    await application_sessions.add(tx, new, now)
    await application_sessions.end_surplus(tx, allowed.user_id, application.id, _MOST, now)
    opened = await _opened(tx, application, RefreshToken(session_id, 1), allowed.scope, allowed.nonce)
    if opened is not None:
        who = found.uuid
        await audit.record(tx, "openid.sign_in", client, who, who, application=application.client_id)
    return opened


async def _opened(
    tx: Transaction, application: Application, token: RefreshToken, scope: list[str], nonce: str | None = None
) -> Opened | None:
    """Seen before the transaction ends: others who use the same code end the session afterwards."""
    session = await application_sessions.find_live(tx, token.session_id, clock.now())
    return Opened(application, session, token, scope, nonce) if session else None


async def refresh(
    services: Services, application: Application, text: str, wanted: str | None, client: Client
) -> Json:
    """The next tokens of a session, as for those of Gatehouse itself; `wanted` may be a part of its scope."""
    token = read_application_refresh_token(services.vault, text)
    if token is None:
        raise _invalid_grant()
    tokens = await services.keys.for_applications()
    async with services.database.transaction() as tx:
        session = await find_usable(tx, token)
        if session.application_id != application.id:
            raise _invalid_grant()
        scope = _narrowed(session.scope or [], wanted)
        successor = await rotate(services, tx, token, session, client)
        opened = await _opened(tx, application, successor, scope) if successor else None
    if successor is None:
        raise OAuthError("invalid_grant", "The refresh token was used before, so its session was ended.")
    if opened is None:
        raise _invalid_grant()
    return await answer(services, tokens, opened)


async def answer(services: Services, tokens: ApplicationTokens, opened: Opened) -> Json:
    """What the token endpoint answers: with an ID token, if the scope has `openid`."""
    session = opened.session
    left = session.expires_at - clock.now()
    life = min(access_life(services.settings, remember_me=False), left)
    scope = await held_scope(services, session, opened.scope)
    access_token = _access_token(tokens, opened, scope, life)
    body: Json = {
        "access_token": access_token,
        "token_type": "bearer",
        "expires_in": int(life.total_seconds()),
        "refresh_token": write_application_refresh_token(services.vault, opened.token),
        "refresh_expires_in": int(left.total_seconds()),
        "scope": " ".join(scope),
    }
    if scopes.OPENID in scope:
        told = id_tokens.SignIn(session.user_uuid, session.session_id, _authentication(session), opened.nonce)
        body["id_token"] = id_tokens.write(tokens, opened.application, told, access_token)
    return body


def _access_token(tokens: ApplicationTokens, opened: Opened, scope: list[str], life: timedelta) -> str:
    session = opened.session
    claims = {
        "sub": str(session.user_uuid),
        "aud": opened.application.audience,
        "client_id": session.client_id,
        "scope": " ".join(scope),
        "sid": str(session.session_id),
        **_authentication(session).claims,
    }
    return tokens.sign(claims, life, opened.application.signing_algorithm)


def _authentication(session: ApplicationSession) -> Authentication:
    return Authentication(tuple(session.amr), session.authenticated_at)


class Shown(NamedTuple):
    """A live session, and the token that was shown for it."""

    session: ApplicationSession
    claims: Json
    scope: list[str]


async def find_by_token(services: Services, token: str) -> Shown | None:
    """The live session of an access token, and what is left of the token's scope."""
    try:
        claims = (await services.keys.for_applications(token)).read(token)
        session_id, sub = UUID(str(claims["sid"])), str(claims["sub"])
    except (TokenInvalid, KeyError, ValueError):
        return None
    session = await application_sessions.find_live(services.database.read, session_id, clock.now())
    if session is None or str(session.user_uuid) != sub or session.client_id != claims["client_id"]:
        return None
    wanted = str(claims.get("scope", "")).split()
    return Shown(session, claims, await held_scope(services, session, wanted))


async def held_scope(services: Services, holder: Holder, wanted: list[str]) -> list[str]:
    """Of a scope that was granted, what the person still has to give."""
    held = (await services.rights.of(holder)).permissions
    return [name for name in wanted if name in scopes.OF_OPENID or name in held]


def _narrowed(granted: list[str], wanted: str | None) -> list[str]:
    if wanted is None:
        return granted
    names = wanted.split()
    if not set(names) <= set(granted):
        raise OAuthError("invalid_scope", "A refresh cannot ask for more than was granted.")
    return [name for name in granted if name in names]


def _invalid_grant() -> OAuthError:
    return OAuthError("invalid_grant", "The refresh token is unknown or expired, or its session has ended.")
