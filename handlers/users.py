"""Administration of users."""

from datetime import datetime
from typing import Any, NotRequired, TypedDict
from uuid import UUID

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import invalid
from gatehouse.core import clock
from gatehouse.core.identity import email_key
from gatehouse.core.permissions import DIRECTORY, USER
from gatehouse.domain import (
    accounts,
    attempts,
    audit,
    directory,
    factors,
    lifecycle,
    mailed_tokens,
    mailing,
    profiles,
    role_grants,
)
from gatehouse.domain.access import authorize_or_own, lets_owners_in, refuse_reaching_up
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.idempotency import idempotent
from gatehouse.domain.new_passwords import hash_new
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import MAX_SESSIONS
from gatehouse.domain.views import require_match, session_body, user_answer, user_body, user_etag
from gatehouse.persistence import sessions, users


class CreateUserBody(TypedDict):
    email: str
    username: str
    password: NotRequired[str]
    full_name: NotRequired[str | None]
    bio: NotRequired[str | None]
    avatar_url: NotRequired[str | None]
    metadata: NotRequired[dict[str, Any]]
    roles: NotRequired[list[str]]


class UpdateUserBody(TypedDict):
    email: NotRequired[str]
    username: NotRequired[str]
    full_name: NotRequired[str | None]
    bio: NotRequired[str | None]
    avatar_url: NotRequired[str | None]
    metadata: NotRequired[dict[str, Any]]


async def list_(
    services: Services,
    limit: int,
    sort: str,
    include_total: bool,
    cursor: str | None = None,
    skip: int | None = None,
    search: str | None = None,
    email: str | None = None,
    username: str | None = None,
    role: str | None = None,
    is_active: bool | None = None,
    is_verified: bool | None = None,
    created_from: datetime | None = None,
    created_to: datetime | None = None,
) -> Answer:
    """One page of the users that match every filter."""
    if cursor is not None and skip:
        raise invalid("/query/skip", "conflict", "Cannot be combined with cursor.")
    filters = {
        "search": search,
        "email": email,
        "username": username,
        "role": role,
        "is_active": is_active,
        "is_verified": is_verified,
        "created_from": created_from,
        "created_to": created_to,
    }
    return await directory.list_users(
        services,
        filters,
        sort=sort,
        limit=limit,
        cursor=cursor,
        skip=skip or 0,
        include_total=include_total,
    )


@idempotent
async def create(
    services: Services,
    client: Client,
    caller: Principal,
    body: CreateUserBody,
) -> Answer:
    """Create a user; without a password, they are emailed an invitation to choose one."""
    profiles.new_profile(body)
    password, own = body.get("password"), [body["email"], body["username"], body.get("full_name")]
    password_hash = None
    if password is not None:
        password_hash = await hash_new(services, caller.line, password, own, "/password")
    async with services.database.transaction() as tx:
        roles = await role_grants.assignable(tx, caller, body.get("roles", [USER]))
        names = [role.name for role in roles]
        user = await accounts.add_user(tx, body, password_hash=password_hash, role_names=names)
        if password_hash is None:
            await mailing.mail_token(tx, "invitation", user.id, user.username, user.email)
        await audit.record(tx, "users.create", client, caller, user.uuid, roles=user.roles)
    services.postman.nudge()
    return user_answer(user, 201, Location=f"/users/{user.id}")


@lets_owners_in
async def get(services: Services, caller: Principal, user_id: int) -> Answer:
    """One user by id."""
    authorize_or_own(caller, DIRECTORY, own=user_id == caller.user_id)
    return user_answer(await services.shown_users.get(user_id))


@lets_owners_in
async def get_by_uuid(services: Services, caller: Principal, user_uuid: UUID) -> Answer:
    """One user by UUID."""
    authorize_or_own(caller, DIRECTORY, own=user_uuid == caller.user_uuid)
    return user_answer(await users.get_by_uuid(services.database.read, user_uuid))


async def replace(
    services: Services,
    client: Client,
    caller: Principal,
    user_id: int,
    body: UpdateUserBody,
    if_match: str | None = None,
) -> Answer:
    """Same as `update`."""
    return await update(services, client, caller, user_id, body, if_match)


async def update(
    services: Services,
    client: Client,
    caller: Principal,
    user_id: int,
    body: UpdateUserBody,
    if_match: str | None = None,
) -> Answer:
    """Change the fields given; a new email address has to be verified again, and the former one is told."""
    async with services.database.transaction() as tx:
        user = await lifecycle.lock_below(tx, caller, user_id)
        require_match(if_match, user_etag(user))
        changes = profiles.changed_profile(user, body)
        if changes.get("email_key", email_key(user.email)) != email_key(user.email):
            changes |= await mailed_tokens.readdress(tx, caller, user)
        changed = await users.change(tx, user.id, clock.now(), changes)
        await audit.record(tx, "users.update", client, caller, user.uuid, fields=sorted(body))
    services.postman.nudge()
    return user_answer(changed)


async def delete(services: Services, client: Client, caller: Principal, user_id: int, erase: bool) -> Answer:
    """Hide a user, or with `erase` remove their personal data."""
    await lifecycle.delete(services, client, caller, user_id, erase=erase)
    return Answer(status=204)


async def activate(services: Services, client: Client, caller: Principal, user_id: int) -> Answer:
    """Make the account usable again."""
    user = await lifecycle.set_status(services, client, caller, user_id, "active", "users.activate")
    return user_answer(user)


async def deactivate(services: Services, client: Client, caller: Principal, user_id: int) -> Answer:
    """Block sign-in and end every credential."""
    user = await lifecycle.set_status(services, client, caller, user_id, "suspended", "users.deactivate")
    return user_answer(user)


async def restore(services: Services, client: Client, caller: Principal, user_id: int) -> Answer:
    """Undo a deletion."""
    return user_answer(await lifecycle.restore(services, client, caller, user_id))


async def unlock(services: Services, client: Client, caller: Principal, user_id: int) -> Answer:
    """Clear failed sign-ins."""
    async with services.database.transaction() as tx:
        user = await lifecycle.lock_below(tx, caller, user_id)
        await attempts.forget(services, tx, user)
        await audit.record(tx, "users.unlock", client, caller, user.uuid)
    return user_answer(user)


async def force_password_reset(services: Services, client: Client, caller: Principal, user_id: int) -> Answer:
    """End every credential, and email a token to set a new password."""
    await lifecycle.force_password_reset(services, client, caller, user_id)
    return Answer({"detail": "An email with the next step is on its way to the user."}, 202)


async def reset_factors(services: Services, client: Client, caller: Principal, user_id: int) -> Answer:
    """Remove all second factors of somebody else, and end their sessions."""
    await factors.reset(services, client, caller, user_id)
    return Answer(status=204)


async def list_sessions(services: Services, caller: Principal, user_id: int) -> Answer:
    """Where a user is signed in."""
    db = services.database.read
    user = await users.get(db, user_id)
    await refuse_reaching_up(db, caller, user)
    live = await sessions.list_live(db, user.id, clock.now(), MAX_SESSIONS)
    return Answer({"items": [session_body(session, caller.credential_id) for session in live]})


async def revoke_sessions(services: Services, client: Client, caller: Principal, user_id: int) -> Answer:
    """End every session of a user."""
    async with services.database.transaction() as tx:
        user = await lifecycle.lock_below(tx, caller, user_id)
        await sessions.end_all(tx, user.id, clock.now())
        await audit.record(tx, "users.revoke_sessions", client, caller, user.uuid)
    return Answer(status=204)


async def grant_role(
    services: Services, client: Client, caller: Principal, user_id: int, role: str
) -> Answer:
    """Grant a role that the caller may grant."""
    return user_answer(await role_grants.grant(services, client, caller, user_id, role))


async def revoke_role(
    services: Services, client: Client, caller: Principal, user_id: int, role: str
) -> Answer:
    """Revoke a role."""
    return user_answer(await role_grants.revoke(services, client, caller, user_id, role))


@lets_owners_in
async def reference(services: Services, caller: Principal, user_id: int) -> Answer:
    """What other services store to point at a user."""
    authorize_or_own(caller, DIRECTORY, own=user_id == caller.user_id)
    user = await users.get(services.database.read, user_id)
    body = user_body(user)
    return Answer({name: body[name] for name in ("uuid", "username", "email", "is_active")})


async def stats(services: Services, days: int) -> Answer:
    """How many users there are, and how many registered on each of the last days."""
    return Answer(await directory.count_users(services, days))
