"""Your own account."""

from datetime import timedelta
from typing import Any, NotRequired, TypedDict, cast
from uuid import UUID, uuid4

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.identity import clean_email, email_key
from gatehouse.domain import accounts, audit, lifecycle, logins, mailed_tokens, mailing, profiles
from gatehouse.domain.access import refuse_escalation, require_live
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.idempotency import idempotent
from gatehouse.domain.new_passwords import hash_new
from gatehouse.domain.openid import consent
from gatehouse.domain.rate_limit import rate_limited
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import MAX_SESSIONS
from gatehouse.domain.views import (
    api_key_body,
    audit_body,
    consent_body,
    factor_body,
    require_match,
    session_body,
    user_answer,
    user_body,
    user_etag,
)
from gatehouse.persistence import api_keys, consents, credentials, factors, recovery_codes, sessions, users
from gatehouse.persistence import audit as audit_log
from gatehouse.persistence.database import Writer
from gatehouse.persistence.users import User
from gatehouse.security.opaque import make_api_key

_TRIES = 3  # then the row is locked, as others change it all the time
_MAX_API_KEYS = 50
_MAX_EXPORTED_ACTS = 10_000


class ProfileBody(TypedDict):
    username: NotRequired[str]
    full_name: NotRequired[str | None]
    bio: NotRequired[str | None]
    avatar_url: NotRequired[str | None]
    metadata: NotRequired[dict[str, Any]]


class PasswordBody(TypedDict):
    current_password: str
    new_password: str


class EmailBody(TypedDict):
    new_email: str
    password: str


class ConfirmBody(TypedDict):
    token: str


class ApiKeyBody(TypedDict):
    name: str
    scopes: list[str]
    expires_in_days: NotRequired[int | None]


async def get(services: Services, caller: Principal) -> Answer:
    """The caller's own account."""
    return user_answer(await services.shown_users.get(caller.user_id))


async def replace(
    services: Services, client: Client, caller: Principal, body: ProfileBody, if_match: str | None = None
) -> Answer:
    """Same as `update`."""
    return await update(services, client, caller, body, if_match)


async def update(
    services: Services, client: Client, caller: Principal, body: ProfileBody, if_match: str | None = None
) -> Answer:
    """Change the fields given; null clears, metadata is merged."""
    for _ in range(_TRIES):
        user = await users.get(services.database.read, caller.user_id)
        if changed := await _changed(services.database.autocommit, user, client, caller, body, if_match):
            return user_answer(changed)
        # changed by another request meanwhile: read it again
    async with services.database.transaction() as tx:
        user = await users.lock(tx, caller.user_id)
        changed = await _changed(tx, user, client, caller, body, if_match)
    return user_answer(cast("User", changed))


async def _changed(
    db: Writer, user: User, client: Client, caller: Principal, body: ProfileBody, if_match: str | None
) -> User | None:
    """The user with the fields of the body, unless somebody else changed it since it was read."""
    require_match(if_match, user_etag(user))
    changes = profiles.changed_profile(user, body)
    act = audit.act("me.update", client, caller, user.uuid, fields=sorted(body))
    return await users.change_as_seen(db, user, clock.now(), changes, act)


async def deactivate(services: Services, client: Client, caller: Principal) -> Answer:
    """Deactivate the account; an administrator can activate it again."""
    await lifecycle.set_status(services, client, caller, caller.user_id, "inactive", "me.deactivate")
    return Answer(status=204)


async def change_password(
    services: Services, client: Client, caller: Principal, body: PasswordBody
) -> Answer:
    """Set a new password; ends every other session and all API keys."""
    found = await logins.check_own_password(services, caller, body["current_password"], client)
    own = [found.email, found.username, found.full_name]
    password_hash = await hash_new(services, caller.line, body["new_password"], own, "/new_password")
    async with services.database.transaction() as tx:
        await logins.require_unchanged(tx, found)
        await accounts.change_password(
            tx, caller.user_id, password_hash, extra={}, keep_session=caller.credential_id
        )
        await mailing.mail_notice(tx, "password_changed", found.username, found.email)
        await audit.record(tx, "me.change_password", client, caller, caller.user_uuid)
    services.postman.nudge()
    return Answer(status=204)


async def change_email(services: Services, client: Client, caller: Principal, body: EmailBody) -> Answer:
    """Email a token that confirms the new address, and a notice to the current one."""
    new_email = clean_email(body["new_email"], "/new_email")
    found = await logins.check_own_password(services, caller, body["password"], client)
    async with services.database.transaction() as tx:
        await logins.require_unchanged(tx, found)
        holder = await credentials.by_email(tx, email_key(new_email))
        if holder is not None and holder.user_id != caller.user_id:
            raise Problem("email_taken", "Another account uses this email address.")
        await mailing.require_mail(services.vault, tx, "email_change", new_email)
        await mailing.mail_token(tx, "email_change", caller.user_id, found.username, new_email)
        await mailing.mail_notice(tx, "email_change_requested", found.username, found.email)
        await audit.record(tx, "me.change_email", client, caller, caller.user_uuid)
    services.postman.nudge()
    return Answer({"detail": "An email with the next step is on its way to the new address."}, 202)


@rate_limited
async def confirm_email_change(services: Services, client: Client, body: ConfirmBody) -> Answer:
    """Make the new address the verified email address of the account."""
    await mailed_tokens.confirm_email_change(services, body["token"], client)
    return Answer(status=204)


async def list_sessions(services: Services, caller: Principal) -> Answer:
    """Where the caller is signed in: this session first, then by last use."""
    live = await sessions.list_live(services.database.read, caller.user_id, clock.now(), MAX_SESSIONS)
    live.sort(key=lambda session: (session.id == caller.credential_id, session.last_used_at), reverse=True)
    return Answer({"items": [session_body(session, caller.credential_id) for session in live]})


async def revoke_session(services: Services, client: Client, caller: Principal, session_id: UUID) -> Answer:
    """End one of the caller's sessions."""
    async with services.database.transaction() as tx:
        if not await sessions.end(tx, caller.user_id, session_id, clock.now()):
            raise Problem("session_not_found", "You have no such session.")
        await audit.record(tx, "me.revoke_session", client, caller, caller.user_uuid)
    return Answer(status=204)


async def list_consents(services: Services, caller: Principal) -> Answer:
    """What the caller has allowed applications."""
    given = await consents.list_all(services.database.read, caller.user_id)
    return Answer({"items": [consent_body(each) for each in given]})


async def withdraw_consent(services: Services, client: Client, caller: Principal, client_id: str) -> Answer:
    """Withdraw it, and end the sessions that it gave."""
    await consent.withdraw(services, client, caller, client_id)
    return Answer(status=204)


async def list_api_keys(services: Services, caller: Principal) -> Answer:
    """The caller's API keys, without the keys themselves."""
    keys = await api_keys.list_live(services.database.read, caller.user_id, clock.now())
    return Answer({"items": [api_key_body(key) for key in keys]})


@idempotent
async def create_api_key(
    services: Services,
    client: Client,
    caller: Principal,
    body: ApiKeyBody,
) -> Answer:
    """Create an API key with some of the caller's permissions; the key is shown only here."""
    refuse_escalation(caller, body["scopes"])
    made, days, now = make_api_key(), body.get("expires_in_days"), clock.now()
    expires_at = now + timedelta(days=days) if days else None
    key = api_keys.ApiKey(uuid4(), body["name"], made.prefix, sorted(body["scopes"]), now, expires_at, None)
    async with services.database.transaction() as tx:
        await users.lock(tx, caller.user_id)
        await require_live(tx, caller)
        if await api_keys.count_live(tx, caller.user_id, now) >= _MAX_API_KEYS:
            raise Problem("api_key_limit", f"You have {_MAX_API_KEYS} API keys. Revoke one first.")
        await api_keys.add(tx, caller.user_id, key, made.digest)
        await audit.record(tx, "me.create_api_key", client, caller, caller.user_uuid, prefix=key.prefix)
    headers = {"Location": f"/users/me/api-keys/{key.id}", "Cache-Control": "no-store"}
    return Answer({**api_key_body(key), "key": made.text}, 201, headers)


async def revoke_api_key(services: Services, client: Client, caller: Principal, key_id: UUID) -> Answer:
    """Revoke one of the caller's API keys."""
    async with services.database.transaction() as tx:
        if not await api_keys.revoke(tx, caller.user_id, key_id, clock.now()):
            raise Problem("api_key_not_found", "You have no such API key.")
        await audit.record(tx, "me.revoke_api_key", client, caller, caller.user_uuid)
    return Answer(status=204)


async def export(services: Services, caller: Principal) -> Answer:
    """Everything stored about the caller."""
    db = services.database.read
    user = await users.get(db, caller.user_id)
    live = await sessions.list_live(db, user.id, clock.now(), MAX_SESSIONS)
    keys = await api_keys.list_live(db, user.id, clock.now())
    held = await factors.list_confirmed(db, user.id)
    acts = await audit_log.about(db, user.uuid, _MAX_EXPORTED_ACTS + 1)
    return Answer(
        {
            "generated_at": clock.now(),
            "user": user_body(user),
            "sessions": [session_body(session, caller.credential_id) for session in live],
            "consents": [consent_body(each) for each in await consents.list_all(db, user.id)],
            "api_keys": [api_key_body(key) for key in keys],
            "factors": [factor_body(factor) for factor in held],
            "recovery_codes_left": await recovery_codes.left(db, user.id),
            "audit": [audit_body(entry, seen_by=user.uuid) for entry in acts[:_MAX_EXPORTED_ACTS]],
            "audit_truncated": len(acts) > _MAX_EXPORTED_ACTS,
        }
    )
