"""Who may do what: credentials become principals, and nobody exceeds their own permissions."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Final, Literal

from gatehouse.contract.answer import Handler
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.permissions import SUPERUSER
from gatehouse.domain import service_tokens
from gatehouse.domain.actors import Principal
from gatehouse.domain.openid.sessions import find_by_token
from gatehouse.domain.rights import Held
from gatehouse.domain.services import Services
from gatehouse.persistence import api_keys, application_roles, principals, roles, sessions
from gatehouse.persistence.applications import Application
from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.users import User
from gatehouse.security.opaque import digest_secret, read_session_cookie
from gatehouse.security.tokens import TokenInvalid

_TOUCH_AFTER = timedelta(minutes=1)


async def authenticate(services: Services, kind: str, credential: str) -> Principal:
    """The principal behind an access token, an API key or a session cookie, or `invalid_token`."""
    bearer = await _FINDERS[kind](services, credential)
    if bearer is not None:
        return _principal(bearer, await services.rights.of(bearer))
    application = await _application(services, credential) if kind == "bearer" else None
    if application is None:
        raise _invalid_token()
    return application


async def require_live(tx: Transaction, caller: Principal) -> None:
    """`invalid_token` if the session has ended since: nothing may be created that outlives it."""
    if await principals.by_session(tx, caller.credential_id, caller.user_uuid, clock.now()) is None:
        raise _invalid_token()


def authorize(principal: Principal, permission: str | None) -> None:
    """`forbidden` unless the principal holds the permission; what needs none is for people."""
    if permission is None and principal.kind == "application":
        raise Problem("invalid_token", "This is for people. An application has no account.", caller=principal)
    if permission is not None and permission not in principal.permissions:
        raise Problem("forbidden", f"This operation needs the permission {permission}.", caller=principal)


def lets_owners_in(handler: Handler) -> Handler:
    """The handler asks for the permission of its operation itself, by `authorize_or_own`."""
    handler.lets_owners_in = True  # type: ignore[attr-defined]
    return handler


def takes_application_tokens(handler: Handler) -> Handler:
    """The handler also answers applications that somebody has signed in to, by `authenticate_delegated`."""
    handler.takes_application_tokens = True  # type: ignore[attr-defined]
    return handler


async def authenticate_delegated(services: Services, kind: str, credential: str) -> Principal:
    """As `authenticate`; the permissions of an application are the scope of its token."""
    shown = await find_by_token(services, credential) if kind == "bearer" else None
    if shown is None:
        return await authenticate(services, kind, credential)
    session = shown.session
    return Principal(
        user_id=session.user_id,
        user_uuid=session.user_uuid,
        username=session.username,
        kind="delegated",
        credential_id=session.session_id,
        roles=frozenset(),
        permissions=frozenset(shown.scope),
    )


def authorize_or_own(caller: Principal, permission: str, *, own: bool) -> None:
    """`forbidden` unless the caller holds the permission, or it is their own record."""
    if not own:
        authorize(caller, permission)


def refuse_escalation(caller: Principal, permissions: Iterable[str]) -> None:
    """Nobody grants a permission that they do not hold."""
    if not caller.permissions.issuperset(permissions):
        raise Problem("privilege_escalation", "You cannot grant permissions that you do not hold.")


async def refuse_reaching_up(db: Reader, caller: Principal, target: User) -> None:
    """Nobody changes a user who holds permissions that they do not; an API key holds its scopes only."""
    if caller.kind == "user" and target.uuid == caller.user_uuid:
        return
    if await _exceeds(db, target.roles, caller):
        raise Problem("privilege_escalation", "This user has permissions that you do not hold.")


async def refuse_stronger(db: Reader, caller: Principal, application: Application) -> None:
    """Nobody changes an application that holds permissions that they do not: they could act as it."""
    if await _exceeds(db, await application_roles.of(db, application.id), caller):
        raise Problem("privilege_escalation", "This application has permissions that you do not hold.")


async def _exceeds(db: Reader, names: list[str], caller: Principal) -> bool:
    """Whether these roles allow what the caller may not do."""
    above = SUPERUSER in names and not caller.is_superuser
    return above or not caller.permissions.issuperset((await roles.allowed(db, names)).permissions)


def _invalid_token() -> Problem:
    return Problem("invalid_token", "The access token or API key is unknown, expired or revoked.")


async def _by_api_key(services: Services, key: str) -> principals.Bearer | None:
    now = clock.now()
    bearer = await principals.by_api_key(services.database.read, digest_secret(key), now)
    if bearer and _is_due(bearer, now):
        await api_keys.touch(services.database.autocommit, bearer.credential_id, now)
    return bearer


async def _by_access_token(services: Services, token: str) -> principals.Bearer | None:
    try:
        claims = await services.keys.verify(token)
    except TokenInvalid:
        return None
    now = clock.now()
    bearer = await principals.by_session(services.database.read, claims.session_id, claims.user_uuid, now)
    if bearer and bearer.generation == claims.generation and _is_due(bearer, now):
        await sessions.touch(services.database.autocommit, bearer.credential_id, now)
    return bearer


async def _application(services: Services, token: str) -> Principal | None:
    """The application that shows a token of its own for this service."""
    found = await service_tokens.holder(services, token)
    if found is None or found[1].audience != services.settings.token_audience:
        return None
    account, claims = found
    held = await services.rights.of(account)
    return Principal(
        user_id=-account.application_id,
        user_uuid=account.uuid,
        username=account.client_id,
        kind="application",
        credential_id=claims.credential_id,
        roles=held.roles,
        permissions=held.permissions & claims.scope,
    )


async def _by_cookie(services: Services, text: str) -> principals.Bearer | None:
    """For pages only: no operation takes a cookie, so that other websites cannot call one."""
    cookie = read_session_cookie(services.vault, text)
    if cookie is None:
        return None
    now = clock.now()
    bearer = await principals.by_session(services.database.read, cookie.session_id, cookie.user_uuid, now)
    if bearer and _is_due(bearer, now):
        await sessions.touch(services.database.autocommit, bearer.credential_id, now)
    return bearer


_FINDERS: Final[dict[str, Callable[[Services, str], Awaitable[principals.Bearer | None]]]] = {
    "apiKey": _by_api_key,
    "bearer": _by_access_token,
    "cookie": _by_cookie,
}


def _is_due(bearer: principals.Bearer, now: datetime) -> bool:
    """Whether to note this use: at most once a minute, and at once what proves that a token pair arrived."""
    last = bearer.last_used_at
    return last is None or not bearer.is_confirmed or now - last >= _TOUCH_AFTER


def _principal(bearer: principals.Bearer, held: Held) -> Principal:
    kind: Literal["user", "api_key"] = "user" if bearer.scopes is None else "api_key"
    return Principal(
        user_id=bearer.user_id,
        user_uuid=bearer.user_uuid,
        username=bearer.username,
        kind=kind,
        credential_id=bearer.credential_id,
        roles=held.roles,
        permissions=held.permissions if bearer.scopes is None else held.permissions & set(bearer.scopes),
        has_factor=bearer.has_factor,
        factor_at=bearer.factor_at,
    )
