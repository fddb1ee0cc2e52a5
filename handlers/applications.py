"""Applications: programs that sign people in, or act for themselves."""

from typing import Any, Literal, NotRequired, TypedDict
from uuid import UUID

from gatehouse.contract.answer import Answer
from gatehouse.core import clock
from gatehouse.domain import application_credentials as credentials
from gatehouse.domain import applications as registry
from gatehouse.domain import audit, paging, role_grants
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.idempotency import idempotent
from gatehouse.domain.services import Services
from gatehouse.domain.views import require_match
from gatehouse.persistence import application_keys, application_roles, application_secrets, applications
from gatehouse.persistence.applications import Application
from gatehouse.persistence.database import Reader

_ORDER = "client_id"
_NO_STORE = {"Cache-Control": "no-store"}


class PermissionBody(TypedDict):
    name: str
    description: str


class CreateBody(TypedDict):
    name: str
    kind: Literal["service", "web", "native", "browser"]
    audience: NotRequired[str]
    redirect_uris: NotRequired[list[str]]
    post_logout_redirect_uris: NotRequired[list[str]]
    backchannel_logout_uri: NotRequired[str | None]
    signing_algorithm: NotRequired[str]
    is_trusted: NotRequired[bool]
    permissions: NotRequired[list[PermissionBody]]


class UpdateBody(TypedDict):
    name: NotRequired[str]
    redirect_uris: NotRequired[list[str]]
    post_logout_redirect_uris: NotRequired[list[str]]
    backchannel_logout_uri: NotRequired[str | None]
    signing_algorithm: NotRequired[str]
    is_trusted: NotRequired[bool]
    is_active: NotRequired[bool]
    permissions: NotRequired[list[PermissionBody]]


class SecretBody(TypedDict):
    name: str
    expires_in_days: NotRequired[int | None]


class KeyBody(TypedDict):
    name: str
    jwk: dict[str, Any]


async def list_(services: Services, limit: int, cursor: str | None = None) -> Answer:
    """One page of the applications, in the order of their client_id."""
    position = paging.read_position(services.vault, _ORDER, cursor)
    db = services.database.read
    rows = await applications.page(db, position[0] if position else "", limit + 1)
    page = rows[:limit]
    more = len(rows) > limit
    next_cursor = paging.write_position(services.vault, _ORDER, page[-1].client_id) if more else None
    body = {"items": await registry.bodies_of(db, page), "next_cursor": next_cursor}
    return Answer(body, 200, paging.next_link("/admin/applications", {"limit": limit}, next_cursor))


@idempotent
async def create(services: Services, client: Client, caller: Principal, body: CreateBody) -> Answer:
    """Register an application."""
    async with services.database.transaction() as tx:
        application = await registry.add(services, tx, body)
        await audit.record(
            tx, "applications.create", client, caller, application.client_id, kind=body["kind"]
        )
        return await _answer(tx, application, 201, Location=f"/admin/applications/{application.client_id}")


async def get(services: Services, client_id: str) -> Answer:
    """One application."""
    db = services.database.read
    return await _answer(db, await applications.get(db, client_id))


async def update(
    services: Services,
    client: Client,
    caller: Principal,
    client_id: str,
    body: UpdateBody,
    if_match: str | None = None,
) -> Answer:
    """Change an application; a deactivated one is refused from the next request on."""
    async with services.database.transaction() as tx:
        application = await registry.lock_below(tx, caller, client_id)
        require_match(if_match, registry.etag_of(application))
        changed = await registry.change(tx, application, body)
        await audit.record(tx, "applications.update", client, caller, client_id, fields=sorted(body))
        return await _answer(tx, changed)


async def delete(services: Services, client: Client, caller: Principal, client_id: str) -> Answer:
    """Delete an application with all that belongs to it."""
    async with services.database.transaction() as tx:
        await registry.remove(tx, await registry.lock_below(tx, caller, client_id))
        await audit.record(tx, "applications.delete", client, caller, client_id)
    return Answer(status=204)


async def list_secrets(services: Services, client_id: str) -> Answer:
    """The secrets of an application, without the secrets themselves."""
    db = services.database.read
    application = await applications.get(db, client_id)
    secrets = await application_secrets.list_live(db, application.id, clock.now())
    return Answer({"items": [each._asdict() for each in secrets]})


@idempotent
async def create_secret(
    services: Services, client: Client, caller: Principal, client_id: str, body: SecretBody
) -> Answer:
    """Make a secret, which is shown once."""
    async with services.database.transaction() as tx:
        application = await registry.lock_below(tx, caller, client_id)
        made = await credentials.add_secret(tx, application, body["name"], body.get("expires_in_days"))
        await audit.record(
            tx, "applications.create_secret", client, caller, client_id, secret_id=str(made.stored.id)
        )
    headers = {**_NO_STORE, "Location": f"/admin/applications/{client_id}/secrets/{made.stored.id}"}
    return Answer({**made.stored._asdict(), "secret": made.text}, 201, headers)


async def revoke_secret(
    services: Services, client: Client, caller: Principal, client_id: str, secret_id: UUID
) -> Answer:
    """Revoke a secret and every token that was got with it."""
    async with services.database.transaction() as tx:
        application = await registry.lock_below(tx, caller, client_id)
        await credentials.remove_secret(tx, application, secret_id)
        await audit.record(
            tx, "applications.revoke_secret", client, caller, client_id, secret_id=str(secret_id)
        )
    return Answer(status=204)


async def list_keys(services: Services, client_id: str) -> Answer:
    """The public keys of an application."""
    db = services.database.read
    application = await applications.get(db, client_id)
    keys = await application_keys.list_all(db, application.id)
    return Answer({"items": [credentials.key_body(each) for each in keys]})


@idempotent
async def add_key(
    services: Services, client: Client, caller: Principal, client_id: str, body: KeyBody
) -> Answer:
    """Register a public key."""
    async with services.database.transaction() as tx:
        application = await registry.lock_below(tx, caller, client_id)
        key = await credentials.add_key(tx, application, body["name"], body["jwk"])
        await audit.record(tx, "applications.add_key", client, caller, client_id, key_id=str(key.id))
    location = f"/admin/applications/{client_id}/keys/{key.id}"
    return Answer(credentials.key_body(key), 201, {"Location": location})


async def remove_key(
    services: Services, client: Client, caller: Principal, client_id: str, key_id: UUID
) -> Answer:
    """Remove a public key and every token that was got with it."""
    async with services.database.transaction() as tx:
        application = await registry.lock_below(tx, caller, client_id)
        await credentials.remove_key(tx, application, key_id)
        await audit.record(tx, "applications.remove_key", client, caller, client_id, key_id=str(key_id))
    return Answer(status=204)


async def grant_role(
    services: Services, client: Client, caller: Principal, client_id: str, role: str
) -> Answer:
    """Grant a role to the service account of an application."""
    async with services.database.transaction() as tx:
        application = await registry.lock_below(tx, caller, client_id)
        await role_grants.assignable(tx, caller, [role])
        if await application_roles.grant(tx, application.id, role):
            application = await registry.touch(tx, application, clock.now())
            await audit.record(tx, "applications.grant_role", client, caller, client_id, role=role)
        return await _answer(tx, application)


async def revoke_role(
    services: Services, client: Client, caller: Principal, client_id: str, role: str
) -> Answer:
    """Revoke a role from the service account of an application."""
    async with services.database.transaction() as tx:
        application = await registry.lock_below(tx, caller, client_id)
        await role_grants.assignable(tx, caller, [role])
        if await application_roles.revoke(tx, application.id, role):
            application = await registry.touch(tx, application, clock.now())
            await audit.record(tx, "applications.revoke_role", client, caller, client_id, role=role)
        return await _answer(tx, application)


async def _answer(db: Reader, application: Application, status: int = 200, **headers: str) -> Answer:
    body = await registry.body_of(db, application)
    return Answer(body, status, {"ETag": registry.etag_of(application), **headers})
