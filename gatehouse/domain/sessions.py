"""Sessions: opening, refreshing and ending them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.settings import Settings
from gatehouse.domain import audit
from gatehouse.domain.actors import Client
from gatehouse.domain.services import Services
from gatehouse.persistence import api_keys, one_time_tokens, sessions
from gatehouse.persistence.database import Transaction
from gatehouse.security.opaque import RefreshToken, read_refresh_token, write_refresh_token
from gatehouse.security.tokens import Authentication, TokenIssuer, is_strong, strengthened

MAX_SESSIONS = 100
_OVERLAP = timedelta(seconds=10)

Json = dict[str, Any]


def access_life(settings: Settings, remember_me: bool) -> timedelta:
    minutes = (
        settings.remember_me_access_token_expire_minutes
        if remember_me
        else settings.access_token_expire_minutes
    )
    return timedelta(minutes=minutes)


def refresh_life(settings: Settings, remember_me: bool) -> timedelta:
    days = (
        settings.remember_me_refresh_token_expire_days if remember_me else settings.refresh_token_expire_days
    )
    return timedelta(days=days)


async def open_session(
    services: Services,
    tx: Transaction,
    issuer: TokenIssuer,
    user_id: int,
    user_uuid: UUID,
    client: Client,
    *,
    remember_me: bool,
    amr: tuple[str, ...],
) -> Json:
    """A new session and its first token pair.

    Whoever begins a transaction gets the issuer before: reading keys anew takes another connection.
    """
    session_id, now = uuid4(), clock.now()
    expires_at = now + refresh_life(services.settings, remember_me)
    await sessions.add(
        tx,
        session_id,
        user_id,
        remember_me=remember_me,
        user_agent=client.user_agent,
        ip_address=client.address,
        now=now,
        expires_at=expires_at,
        amr=amr,
        factor_at=now if is_strong(amr) else None,
    )
    await sessions.end_surplus(tx, user_id, MAX_SESSIONS, now)
    token, begun = RefreshToken(session_id, 1), Authentication(amr, now)
    return _token_pair(services, issuer, token, user_uuid, remember_me, expires_at, begun)


async def strengthen(tx: Transaction, session_id: UUID, method: str) -> sessions.Rotation:
    """Note that a session has shown a second factor."""
    session, now = await sessions.lock_for_rotation(tx, session_id), clock.now()
    if session is None or not is_usable(session):
        raise _invalid()
    amr = strengthened(session.amr, method)
    await sessions.strengthen(tx, session_id, amr, now)
    return session._replace(amr=list(amr), factor_at=now)


def newest_pair(
    services: Services, issuer: TokenIssuer, session_id: UUID, session: sessions.Rotation
) -> Json:
    """Tokens that say what a session has shown, with the refresh token that it has.

    None is used up: whoever does not keep this answer loses nothing by it.
    """
    return _next_pair(services, issuer, RefreshToken(session_id, session.generation), session)


async def refresh(services: Services, text: str, client: Client) -> Json:
    """The next token pair; using a refresh token again ends the session, unless its successor got lost."""
    token = read_refresh_token(services.vault, text)
    if token is None:
        raise _invalid()
    issuer = await services.keys.issuer()
    async with services.database.transaction() as tx:
        session = await find_usable(tx, token)
        successor = await rotate(services, tx, token, session, client)
    if successor is None:
        raise Problem(
            "refresh_token_reused",
            "The refresh token was already used, so its session was ended. Sign in again.",
        )
    return _next_pair(services, issuer, successor, session)


async def find_usable(tx: Transaction, token: RefreshToken) -> sessions.Rotation:
    """The session of a refresh token, locked, or `refresh_token_invalid`."""
    session = await sessions.lock_for_rotation(tx, token.session_id)
    if session is None or not is_usable(session):
        raise _invalid()
    return session


async def rotate(
    services: Services, tx: Transaction, token: RefreshToken, session: sessions.Rotation, client: Client
) -> RefreshToken | None:
    """The next refresh token of a session; none if this one was used before, which ends the session."""
    if token.generation == session.generation:
        await sessions.rotate(tx, token.session_id, clock.now())
        return RefreshToken(token.session_id, session.generation + 1)
    if token.generation == session.generation - 1 and _may_be_lost(services.settings, session):
        return RefreshToken(token.session_id, session.generation)
    await sessions.end(tx, session.user_id, token.session_id, clock.now())
    await audit.record(tx, "session.reuse_detected", client, session.user_uuid, session.user_uuid)
    return None


async def end_credentials(tx: Transaction, user_id: int, keep: UUID | None = None) -> None:
    """End every session, API key and one-time token of the user, except the session to keep."""
    now = clock.now()
    await sessions.end_all(tx, user_id, now, keep)
    await api_keys.revoke_all(tx, user_id, now)
    await one_time_tokens.void_all(tx, user_id, now)


def is_usable(session: sessions.Rotation) -> bool:
    return (
        session.ended_at is None
        and session.expires_at > clock.now()
        and session.user_status == "active"
        and session.user_deleted_at is None
    )


def _may_be_lost(settings: Settings, session: sessions.Rotation) -> bool:
    """Whether the last answer may be lost, or on its way to another request of the same client."""
    grace = timedelta(seconds=settings.refresh_grace_seconds)
    return clock.now() - session.rotated_at < (min(grace, _OVERLAP) if session.is_confirmed else grace)


def _invalid() -> Problem:
    return Problem(
        "refresh_token_invalid",
        "The refresh token is unknown or expired, or its session has ended. Sign in again.",
    )


def _next_pair(
    services: Services, issuer: TokenIssuer, token: RefreshToken, session: sessions.Rotation
) -> Json:
    shown = Authentication(tuple(session.amr), session.factor_at or session.created_at)
    return _token_pair(
        services, issuer, token, session.user_uuid, session.remember_me, session.expires_at, shown
    )


def _token_pair(
    services: Services,
    issuer: TokenIssuer,
    token: RefreshToken,
    user_uuid: UUID,
    remember_me: bool,
    session_expires_at: datetime,
    begun: Authentication,
) -> Json:
    left = session_expires_at - clock.now()
    life = min(access_life(services.settings, remember_me), left)
    return {
        "access_token": issuer.sign(user_uuid, token.session_id, token.generation, life, begun),
        "refresh_token": write_refresh_token(services.vault, token),
        "token_type": "bearer",
        "expires_in": int(life.total_seconds()),
        "refresh_expires_in": int(left.total_seconds()),
    }
