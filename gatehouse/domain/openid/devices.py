"""Devices without a browser: they show a code, which somebody enters with their own browser (RFC 8628)."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from gatehouse.core import clock
from gatehouse.domain import attempts, audit
from gatehouse.domain.actors import Client
from gatehouse.domain.oauth_errors import OAuthError, invalid_request
from gatehouse.domain.openid import sessions
from gatehouse.domain.openid.consent import Person
from gatehouse.domain.openid.sessions import Allowed, Opened
from gatehouse.domain.services import Services
from gatehouse.persistence import device_codes
from gatehouse.persistence.applications import SERVICE, Application
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.device_codes import REFUSED, Decision, Polled, Waiting
from gatehouse.security.opaque import digest_secret
from gatehouse.security.tokens import Authentication

GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
PATH: Final = "/oauth/device"
LIFE: Final = timedelta(minutes=10)
_PAUSE: Final = 5  # seconds
_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so that no words come about
_LENGTH: Final = 8
_BYTES: Final = 32
_MOST_SCOPES: Final = 100


async def begin(services: Services, application: Application, scope: str) -> dict[str, Any]:
    """The code that the device keeps, and the one that it shows."""
    names = list(dict.fromkeys(scope.split()))
    if application.kind == SERVICE:
        raise OAuthError("unauthorized_client", "An application of the kind service signs nobody in.")
    if len(names) > _MOST_SCOPES:
        raise OAuthError("invalid_scope", f"scope must have {_MOST_SCOPES} names at most.")
    code = secrets.token_urlsafe(_BYTES)
    shown = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    db, expires_at = services.database.autocommit, clock.now() + LIFE
    digests = digest_secret(code), _digest_shown(services, shown)
    await device_codes.add(db, *digests, application.id, names, expires_at, _PAUSE)
    address, user_code = services.settings.issuer + PATH, f"{shown[:4]}-{shown[4:]}"
    return {
        "device_code": code,
        "user_code": user_code,
        "verification_uri": address,
        "verification_uri_complete": f"{address}?user_code={user_code}",
        "expires_in": int(LIFE.total_seconds()),
        "interval": _PAUSE,
    }


async def find(services: Services, user_id: int, user_code: str, client: Client) -> Waiting | None:
    """What waits for a code; wrong ones are counted as wrong passwords are."""
    counter = attempts.of_device_codes(services, user_id)
    async with attempts.attempt(services, counter, client) as attempt:
        digest = _digest_shown(services, user_code)
        found = await device_codes.find_waiting(services.database.read, digest, clock.now())
        attempt.right = found is not None
    return found


async def decide(
    services: Services, user_code: str, person: Person, allowed: Allowed | None, client: Client
) -> bool:
    """Let the device have what was allowed, or nothing; False if there is nothing to decide any more."""
    decision = REFUSED
    if allowed is not None:
        shown = allowed.authentication
        decision = Decision(allowed.user_id, allowed.parent_id, shown.amr, shown.at, allowed.scope)
    async with services.database.transaction() as tx:
        digest = _digest_shown(services, user_code)
        decided = await device_codes.decide(tx, digest, decision, clock.now())
        if decided:
            who, named = person.user_uuid, person.application.client_id
            action = "openid.device_allowed" if allowed else "openid.device_refused"
            await audit.record(tx, action, client, who, who, application=named)
    return decided


async def exchange(
    services: Services, application: Application, form: Mapping[str, str], client: Client
) -> dict[str, Any]:
    """The tokens, once somebody has allowed it; or why there are none."""
    code = form.get("device_code", "")
    if not code:
        raise invalid_request("device_code is required.")
    tokens = await services.keys.for_applications()
    async with services.database.transaction() as tx:
        outcome = await _poll(services, tx, application, digest_secret(code), client)
    if isinstance(outcome, OAuthError):
        raise outcome
    return await sessions.answer(services, tokens, outcome)


async def _poll(
    services: Services, tx: Transaction, application: Application, digest: bytes, client: Client
) -> Opened | OAuthError:
    found, now = await device_codes.lock(tx, digest, application.id), clock.now()
    if found is None:
        return OAuthError("invalid_grant", "The device code is unknown, or was used.")
    if found.expires_at <= now:
        return OAuthError("expired_token", "The device code has expired. Begin again.")
    if found.decided_at is None:
        hasty = found.polled_at is not None and now - found.polled_at < timedelta(seconds=found.pause_seconds)
        pause = found.pause_seconds + (_PAUSE if hasty else 0)
        await device_codes.poll(tx, digest, application.id, pause, now)
        if hasty:
            return OAuthError("slow_down", f"Wait {pause} seconds between two requests.")
        return OAuthError("authorization_pending", "Nobody has decided yet.")
    await device_codes.remove(tx, digest, application.id)
    return await _open(services, tx, application, found, client)


async def _open(
    services: Services, tx: Transaction, application: Application, found: Polled, client: Client
) -> Opened | OAuthError:
    if found.user_id is None or found.parent_id is None or found.authenticated_at is None:
        return OAuthError("access_denied", "The person did not allow it.")
    authentication = Authentication(tuple(found.amr or ()), found.authenticated_at)
    allowed = Allowed(found.user_id, found.parent_id, found.scope, authentication)
    opened = await sessions.open_session(services, tx, application, allowed, client, uuid4())
    return opened or OAuthError("invalid_grant", "The person has signed out meanwhile.")


def _digest_shown(services: Services, user_code: str) -> bytes:
    """However somebody writes the code; it is too short for a digest that needs no key."""
    letters = "".join(letter for letter in user_code.upper() if letter.isalnum())[:64]
    return services.vault.mac("device-code", letters.encode("utf-8", "replace"))
