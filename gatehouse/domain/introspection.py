"""Token introspection (RFC 7662) and revocation (RFC 7009)."""

from typing import Any

from gatehouse.core import clock
from gatehouse.domain import audit, service_tokens
from gatehouse.domain.actors import ApplicationActor, Client
from gatehouse.domain.openid.sessions import find_by_token
from gatehouse.domain.services import Services
from gatehouse.persistence import api_keys, application_sessions, applications, principals, sessions
from gatehouse.security.opaque import digest_secret, read_application_refresh_token, read_refresh_token
from gatehouse.security.tokens import TokenInvalid

Json = dict[str, Any]


async def describe(services: Services, text: str) -> Json:
    """The introspection response: whose token it is, or only that it is not active."""
    return (
        await _access_token(services, text)
        or await _refresh_token(services, text)
        or await _api_key(services, text)
        or await _service_token(services, text)
        or await _delegated_token(services, text)
        or await _application_refresh_token(services, text)
        or {"active": False}
    )


async def revoke(services: Services, text: str, client: Client) -> None:
    """End the session, API key or tokens of an application that this one belongs to; ignore anything else."""
    refresh = read_refresh_token(services.vault, text) or read_application_refresh_token(services.vault, text)
    if refresh is not None:
        session_id = refresh.session_id
    elif shown := await find_by_token(services, text):
        session_id = shown.session.session_id
    else:
        try:
            session_id = (await services.keys.verify(text)).session_id
        except TokenInvalid:
            await _revoke_other(services, text, client)
            return
    async with services.database.transaction() as tx:
        session = await sessions.lock_for_rotation(tx, session_id)
        if session is not None and await sessions.end(tx, session.user_id, session_id, clock.now()):
            await audit.record(tx, "auth.revoke", client, session.user_uuid, session.user_uuid)


async def _revoke_other(services: Services, text: str, client: Client) -> None:
    bearer = await principals.by_api_key(services.database.read, digest_secret(text), clock.now())
    if bearer is not None:
        await _revoke_api_key(services, bearer, client)
    elif found := await service_tokens.holder(services, text):
        account, _ = found
        async with services.database.transaction() as tx:
            await applications.end_tokens(tx, account.application_id)
            actor = ApplicationActor(account.uuid)
            await audit.record(tx, "applications.end_tokens", client, actor, account.client_id)


async def _revoke_api_key(services: Services, bearer: principals.Bearer, client: Client) -> None:
    async with services.database.transaction() as tx:
        await api_keys.revoke(tx, bearer.user_id, bearer.credential_id, clock.now())
        await audit.record(tx, "auth.revoke", client, bearer.user_uuid, bearer.user_uuid)


async def _access_token(services: Services, text: str) -> Json | None:
    try:
        claims = await services.keys.verify(text)
    except TokenInvalid:
        return None
    bearer = await principals.by_session(
        services.database.read, claims.session_id, claims.user_uuid, clock.now()
    )
    if bearer is None:
        return None
    return {
        **await _about(services, bearer, "access_token"),
        "exp": int(claims.expires_at.timestamp()),
        "iat": int(claims.issued_at.timestamp()),
        "jti": claims.token_id,
        "sid": str(claims.session_id),
        "iss": services.settings.token_issuer,
        "aud": services.settings.token_audience,
        **(claims.authentication.claims if claims.authentication else {}),
    }


async def _refresh_token(services: Services, text: str) -> Json | None:
    token = read_refresh_token(services.vault, text)
    if token is None:
        return None
    async with services.database.transaction() as tx:
        session = await sessions.lock_for_rotation(tx, token.session_id)
        if session is None or session.generation != token.generation:
            return None
        bearer = await principals.by_session(tx, token.session_id, session.user_uuid, clock.now())
    if bearer is None:
        return None
    return {
        **await _about(services, bearer, "refresh_token"),
        "exp": int(session.expires_at.timestamp()),
        "sid": str(token.session_id),
    }


async def _api_key(services: Services, text: str) -> Json | None:
    bearer = await principals.by_api_key(services.database.read, digest_secret(text), clock.now())
    if bearer is None:
        return None
    expiry = {"exp": int(bearer.expires_at.timestamp())} if bearer.expires_at else {}
    return {**await _about(services, bearer, "api_key"), **expiry}


async def _service_token(services: Services, text: str) -> Json | None:
    found = await service_tokens.holder(services, text)
    if found is None:
        return None
    account, claims = found
    return {
        "active": True,
        "token_type": "access_token",
        "scope": " ".join(sorted(await service_tokens.scope_now(services, account, claims))),
        "client_id": account.client_id,
        "sub": account.client_id,
        "exp": int(claims.expires_at.timestamp()),
        "iat": int(claims.issued_at.timestamp()),
        "jti": claims.token_id,
        "iss": services.settings.issuer,
        "aud": claims.audience,
    }


async def _delegated_token(services: Services, text: str) -> Json | None:
    """An access token that somebody gave to an application."""
    shown = await find_by_token(services, text)
    if shown is None:
        return None
    told = ("client_id", "sub", "aud", "iss", "jti", "sid", "iat", "exp", "amr", "acr", "auth_time")
    return {
        "active": True,
        "token_type": "access_token",
        "scope": " ".join(shown.scope),
        "username": shown.session.username,
        **{name: shown.claims[name] for name in told},
    }


async def _application_refresh_token(services: Services, text: str) -> Json | None:
    token = read_application_refresh_token(services.vault, text)
    if token is None:
        return None
    db, now = services.database.read, clock.now()
    session = await application_sessions.find_live(db, token.session_id, now)
    if session is None or session.generation != token.generation:
        return None
    return {
        "active": True,
        "token_type": "refresh_token",
        "scope": " ".join(session.scope),
        "username": session.username,
        "client_id": session.client_id,
        "sub": str(session.user_uuid),
        "sid": str(session.session_id),
        "exp": int(session.expires_at.timestamp()),
    }


async def _about(services: Services, bearer: principals.Bearer, token_type: str) -> Json:
    held = (await services.rights.of(bearer)).permissions
    scopes = held if bearer.scopes is None else held & set(bearer.scopes)
    return {
        "active": True,
        "token_type": token_type,
        "scope": " ".join(sorted(scopes)),
        "username": bearer.username,
        "sub": str(bearer.user_uuid),
    }
