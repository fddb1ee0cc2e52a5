"""Tokens that applications get for themselves (RFC 6749, section 4.4), for one audience (RFC 8707)."""

from datetime import timedelta
from typing import Any, NamedTuple

from gatehouse.core.permissions import PERMISSIONS
from gatehouse.domain import audit
from gatehouse.domain.actors import ApplicationActor, Client
from gatehouse.domain.client_authentication import Identified, invalid_client
from gatehouse.domain.oauth_errors import OAuthError, invalid_request
from gatehouse.domain.services import Services
from gatehouse.persistence import application_permissions, applications, service_accounts
from gatehouse.persistence.applications import Application
from gatehouse.persistence.database import Reader
from gatehouse.persistence.service_accounts import ServiceAccount
from gatehouse.security.application_tokens import ServiceClaims
from gatehouse.security.tokens import TokenInvalid

_LONGEST_SCOPE = 2000  # a token must fit into a header


class _Target(NamedTuple):
    """Whom a token is for, and the permissions that mean something there."""

    audience: str
    permissions: frozenset[str]
    algorithm: str


async def issue(
    services: Services, identified: Identified, client: Client, *, scope: str | None, audience: str | None
) -> dict[str, Any]:
    """A token with what was asked for, or else with all that the application may do there."""
    application, credential_id = identified
    if credential_id is None:
        raise OAuthError(
            "unauthorized_client", "An application without a secret or key has no token of its own."
        )
    wanted = None if scope is None else frozenset(scope.split())
    account = await service_accounts.get(services.database.read, application.client_id)
    if account is None or credential_id not in account.credentials:
        raise invalid_client("The application or its secret was revoked meanwhile.")
    held = (await services.rights.of(account)).permissions
    target = await _target(services, audience, wanted)
    granted = _granted(held & target.permissions, wanted)
    life = timedelta(minutes=services.settings.access_token_expire_minutes)
    tokens = await services.keys.for_applications()
    token = tokens.sign_service(
        application.client_id,
        target.audience,
        granted,
        generation=account.generation,
        credential_id=credential_id,
        life=life,
        algorithm=target.algorithm,
    )
    actor = ApplicationActor(account.uuid)
    db = services.database.autocommit
    await audit.record(
        db, "applications.token", client, actor, application.client_id, audience=target.audience
    )
    return {
        "access_token": token,
        "token_type": "bearer",
        "expires_in": int(life.total_seconds()),
        "scope": " ".join(sorted(granted)),
    }


async def holder(services: Services, token: str) -> tuple[ServiceAccount, ServiceClaims] | None:
    """Whose token this is, while the application and the secret or key that it came from are good."""
    try:
        claims = (await services.keys.for_applications(token)).read_service(token)
    except TokenInvalid:
        return None
    account = await service_accounts.get(services.database.read, claims.client_id)
    if account is None or account.generation != claims.generation:
        return None
    return (account, claims) if claims.credential_id in account.credentials else None


async def scope_now(services: Services, account: ServiceAccount, claims: ServiceClaims) -> frozenset[str]:
    """What is left of the scope of a token, as roles may have changed since."""
    return claims.scope & (await services.rights.of(account)).permissions


async def _target(services: Services, audience: str | None, wanted: frozenset[str] | None) -> _Target:
    """Named by its audience, or else by what is wanted of it; without either, it is this service."""
    db = services.database.read
    own = _Target(services.settings.token_audience, frozenset(PERMISSIONS), "EdDSA")
    if audience in (own.audience, services.settings.issuer):
        return own
    if audience is not None:
        return await _application(db, await applications.find_by_audience(db, audience))
    if not wanted or wanted <= own.permissions:
        return own
    defined = await application_permissions.list_all(db)
    owners = {each.client_id for each in defined if each.name in wanted}
    if len(owners) != 1 or wanted & own.permissions:
        raise _invalid_scope()
    found = await applications.find(db, owners.pop())
    if found is None:
        raise _invalid_scope()
    return await _application(db, found)


async def _application(db: Reader, found: Application | None) -> _Target:
    if found is None or not found.is_active:
        raise OAuthError("invalid_target", "No application has this audience.")
    permissions = await application_permissions.of(db, found.id)
    return _Target(found.audience, frozenset(each.name for each in permissions), found.signing_algorithm)


def _granted(available: frozenset[str], wanted: frozenset[str] | None) -> frozenset[str]:
    """What was asked for and may be had; nothing that is asked for is left out in silence."""
    if wanted is not None and not wanted <= available:
        raise _invalid_scope()
    granted = available if wanted is None else wanted
    if len(" ".join(granted)) > _LONGEST_SCOPE:
        raise invalid_request("These are too many permissions for one token: ask for some of them by scope.")
    return granted


def _invalid_scope() -> OAuthError:
    return OAuthError(
        "invalid_scope", "The application does not hold these permissions, or they are for several audiences."
    )
