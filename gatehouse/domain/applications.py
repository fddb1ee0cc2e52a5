"""Registering applications, and what may be changed of them."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import uuid4

from gatehouse.contract.problems import FieldError, Problem
from gatehouse.core import clock
from gatehouse.domain.access import refuse_stronger
from gatehouse.domain.actors import Principal
from gatehouse.domain.services import Services
from gatehouse.persistence import application_permissions, application_roles, applications, roles
from gatehouse.persistence.application_permissions import Permission
from gatehouse.persistence.applications import NATIVE, SERVICE, Application
from gatehouse.persistence.database import Reader, Transaction
from gatehouse.security.opaque import make_client_id

Json = dict[str, Any]

_ADDRESSES: Final = ("redirect_uris", "post_logout_redirect_uris")
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_OWN_SCHEME: Final = re.compile(r"[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+")  # a domain of the owner, turned round


async def add(services: Services, tx: Transaction, body: Mapping[str, Any]) -> Application:
    """Register an application, which is active and has no secret, key or role yet."""
    _refuse_invalid_addresses(body, body["kind"])
    client_id, now = make_client_id(), clock.now()
    audience = body.get("audience", client_id)
    if audience in (services.settings.token_audience, services.settings.issuer):
        raise applications.audience_taken()
    await applications.add(
        tx,
        {
            "uuid": uuid4(),
            "client_id": client_id,
            "name": body["name"],
            "kind": body["kind"],
            "audience": audience,
            "redirect_uris": body.get("redirect_uris", []),
            "post_logout_redirect_uris": body.get("post_logout_redirect_uris", []),
            "backchannel_logout_uri": body.get("backchannel_logout_uri"),
            "signing_algorithm": body.get("signing_algorithm", "EdDSA"),
            "is_trusted": body.get("is_trusted", False),
            "created_at": now,
            "updated_at": now,
        },
    )
    application = await applications.get(tx, client_id)
    await _define(tx, application, body)
    return application


async def change(tx: Transaction, application: Application, body: Mapping[str, Any]) -> Application:
    """Change only what is given; who is deactivated loses every token."""
    _refuse_invalid_addresses(body, application.kind)
    given = {name: value for name, value in body.items() if name != "permissions"}
    ends = application.is_active and not body.get("is_active", True)
    changed = application._replace(**given, generation=application.generation + ends, updated_at=clock.now())
    await applications.change(tx, changed)
    await _define(tx, application, body)
    return await applications.get(tx, application.client_id)


async def remove(tx: Transaction, application: Application) -> None:
    """Delete the application, unless roles have its permissions."""
    await _refuse_used(tx, {each.name for each in await application_permissions.of(tx, application.id)})
    await applications.remove(tx, application.id)


async def lock_below(tx: Transaction, caller: Principal, client_id: str) -> Application:
    """The application, locked, if the caller may change it."""
    application = await applications.lock(tx, client_id)
    await refuse_stronger(tx, caller, application)
    return application


async def touch(tx: Transaction, application: Application, now: datetime) -> Application:
    """Give it a new version, as something that belongs to it has changed."""
    await applications.change(tx, application._replace(updated_at=now))
    return await applications.get(tx, application.client_id)


async def body_of(db: Reader, application: Application) -> Json:
    """The application as callers see it."""
    return (await bodies_of(db, [application]))[0]


async def bodies_of(db: Reader, several: list[Application]) -> list[Json]:
    ids = [each.id for each in several]
    permissions = await application_permissions.of_each(db, ids)
    held = await application_roles.of_each(db, ids)
    return [
        {
            **_shown(each),
            "permissions": [one._asdict() for one in permissions.get(each.id, [])],
            "roles": held.get(each.id, []),
        }
        for each in several
    ]


def etag_of(application: Application) -> str:
    return f'"application-{application.client_id}-{application.version}"'


def _shown(application: Application) -> Json:
    body = application._asdict()
    for name in ("id", "generation", "version"):
        del body[name]
    return body


async def _define(tx: Transaction, application: Application, body: Mapping[str, Any]) -> None:
    """Set the permissions that the application defines, if they are given."""
    if "permissions" not in body:
        return
    before = {each.name for each in await application_permissions.of(tx, application.id)}
    wanted = {each["name"]: Permission(each["name"], each["description"]) for each in body["permissions"]}
    if len(wanted) < len(body["permissions"]):
        error = FieldError("/permissions", "unique_items", "Must not name a permission twice.")
        raise Problem("validation_failed", "The request is invalid; see errors.", [error])
    await application_permissions.replace(tx, application.id, list(wanted.values()))
    await _refuse_used(tx, before - wanted.keys())


async def _refuse_used(tx: Transaction, names: set[str]) -> None:
    if names and await roles.allow_any(tx, sorted(names)):
        detail = "Roles still have a permission of this application. Take it from them first."
        raise Problem("permission_in_use", detail)


def _refuse_invalid_addresses(body: Mapping[str, Any], kind: str) -> None:
    errors = [
        FieldError(f"/{name}/{index}", "redirect_uri", _expected(kind))
        for name in _ADDRESSES
        for index, address in enumerate(body.get(name, ()))
        if not _may_redirect_to(address, kind)
    ]
    told = body.get("backchannel_logout_uri")
    if told is not None and not _is_web_address(told, ["https"]):
        errors.append(
            FieldError("/backchannel_logout_uri", "uri", "Must be an https address without fragment.")
        )
    if errors:
        raise Problem("validation_failed", "The request is invalid; see errors.", errors)


def _expected(kind: str) -> str:
    if kind == SERVICE:
        return "An application of kind service signs nobody in, and has no redirect addresses."
    own = ", or one with a scheme of its own such as com.example.app:/path" if kind == NATIVE else ""
    return f"Must be an https address without fragment, or an http one of this machine{own}."


def _may_redirect_to(address: str, kind: str) -> bool:
    if kind == SERVICE:
        return False
    scheme = address.partition(":")[0]
    if kind == NATIVE and _OWN_SCHEME.fullmatch(scheme):
        return "#" not in address
    return _is_web_address(address, ["https"]) or _is_web_address(address, ["http"], _LOOPBACK)


def _is_web_address(address: str, schemes: Collection[str], hosts: Collection[str | None] = ()) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    plain = "#" not in address and "@" not in parts.netloc and "\\" not in address
    known = parts.hostname in hosts if hosts else bool(parts.hostname)
    return plain and known and parts.scheme in schemes
