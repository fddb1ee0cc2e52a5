"""The service as FastAPI and asyncpg allow at best: hand-written SQL, no models in answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple
from uuid import UUID

import asyncpg
import orjson
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request, Response

from bench.peers.shared import (
    DATABASE_URL,
    POOL_SIZE,
    TOUCH_AFTER,
    Claims,
    ProfileUpdate,
    audit_values,
    credential,
    cursor_after,
    etag_of,
    merged,
    next_link,
    not_found,
    now,
    require_match,
    require_permission,
    search_columns,
    unauthorized,
)
from bench.peers.signing_in import (
    Login,
    Opened,
    Refresh,
    check_password,
    invalid_refresh,
    opened,
    read_refresh,
    session_values,
    token_pair,
    username_key,
)

if TYPE_CHECKING:
    Pool = asyncpg.Pool[asyncpg.Record]
    Connection = asyncpg.Connection[asyncpg.Record]

_CALLER = """
SELECT u.id, u.uuid, s.last_used_at, ARRAY(
    SELECT DISTINCT unnest(r.permissions)
    FROM user_roles ur JOIN roles r ON r.name = ur.role WHERE ur.user_id = u.id)
FROM sessions s JOIN users u ON u.id = s.user_id
WHERE s.id = $1 AND u.uuid = $2 AND s.ended_at IS NULL AND s.expires_at > $3
    AND u.status = 'active' AND u.deleted_at IS NULL AND NOT u.must_reset_password
"""
_KEY_OWNER = """
SELECT u.id, u.uuid, k.id, k.last_used_at, ARRAY(
    SELECT DISTINCT unnest(r.permissions)
    FROM user_roles ur JOIN roles r ON r.name = ur.role WHERE ur.user_id = u.id) AS held, k.scopes
FROM api_keys k JOIN users u ON u.id = k.user_id
WHERE k.digest = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)
    AND u.status = 'active' AND u.deleted_at IS NULL AND NOT u.must_reset_password
"""
_TOUCH_KEY = "UPDATE api_keys SET last_used_at = $2 WHERE id = $1"
_LOGIN = """
SELECT id, uuid, password_hash FROM users
WHERE username_key = $1 AND deleted_at IS NULL AND status = 'active' AND NOT must_reset_password
"""
_OPEN = """
INSERT INTO sessions (id, user_id, remember_me, user_agent, ip_address, created_at, rotated_at,
    last_used_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
_SEEN = "UPDATE users SET last_login_at = $2, updated_at = $2, version = version + 1 WHERE id = $1 RETURNING "
_SESSION = """
SELECT s.id, s.generation, s.expires_at, u.uuid FROM sessions s JOIN users u ON u.id = s.user_id
WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND u.status = 'active' AND u.deleted_at IS NULL
FOR UPDATE OF s
"""
_ROTATE = "UPDATE sessions SET generation = generation + 1, rotated_at = $2 WHERE id = $1"
_TOUCH = "UPDATE sessions SET last_used_at = $2 WHERE id = $1"
_COLUMNS = """
id, uuid, email, username, full_name, bio, avatar_url, metadata, status, is_verified, created_at, updated_at,
last_login_at, version, ARRAY(SELECT role FROM user_roles WHERE user_id = users.id ORDER BY role) AS roles
"""
_USER = f"SELECT {_COLUMNS} FROM users WHERE id = $1 AND deleted_at IS NULL"
_LOCKED = f"{_USER} FOR UPDATE"
_PAGE = f"SELECT {_COLUMNS} FROM users WHERE deleted_at IS NULL ORDER BY created_at, id LIMIT $1"
_AUDIT = """
INSERT INTO audit_log (created_at, action, actor_uuid, actor_kind, target_type, target_id, ip_address,
    user_agent, request_id, details)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""


class Caller(NamedTuple):
    """Who asks, and what they may do."""

    user_id: int
    user_uuid: UUID
    permissions: set[str]


class _Running:
    """The pool, from start-up to shutdown."""

    pool: "Pool"


@asynccontextmanager
async def _lifespan(_app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(
        DATABASE_URL, min_size=1, max_size=POOL_SIZE, init=_prepare, reset=_leave_as_is
    ) as _Running.pool:
        yield


async def _prepare(connection: "Connection") -> None:
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=lambda value: orjson.dumps(value).decode(), decoder=orjson.loads
    )


async def _leave_as_is(_connection: Any) -> None:
    """As the service under test: an equal data layer."""


app = FastAPI(lifespan=_lifespan)


async def current_caller(given: Annotated[Claims | bytes, Depends(credential)]) -> Caller:
    """The live user behind a live session or API key."""
    return await (_key_owner(given) if isinstance(given, bytes) else _signed_in(given))


async def _key_owner(digest: bytes) -> Caller:
    moment = now()
    row = await _Running.pool.fetchrow(_KEY_OWNER, digest, moment)
    if row is None:
        raise unauthorized()
    user_id, user_uuid, key_id, last_used_at, held, scopes = row
    if last_used_at is None or moment - last_used_at >= TOUCH_AFTER:
        await _Running.pool.execute(_TOUCH_KEY, key_id, moment)
    return Caller(user_id, user_uuid, set(held) & set(scopes))


async def _signed_in(claims: Claims) -> Caller:
    moment = now()
    row = await _Running.pool.fetchrow(_CALLER, claims.session_id, claims.user_uuid, moment)
    if row is None:
        raise unauthorized()
    user_id, user_uuid, last_used_at, permissions = row
    if moment - last_used_at >= TOUCH_AFTER:
        await _Running.pool.execute(_TOUCH, claims.session_id, moment)
    return Caller(user_id, user_uuid, set(permissions))


CurrentCaller = Annotated[Caller, Depends(current_caller)]


async def current_reader(caller: CurrentCaller) -> Caller:
    require_permission(caller.permissions, "users:read")
    return caller


@app.get("/health/live")
async def live() -> Response:
    return _json({"status": "alive"})


@app.post("/auth/login")
async def log_in(request: Request, body: Login) -> Response:
    moment = now()
    found = await _Running.pool.fetchrow(_LOGIN, username_key(body))
    await check_password(body, found["password_hash"] if found else None)
    if found is None:
        raise unauthorized()
    session = opened(moment)
    async with _Running.pool.acquire() as connection, connection.transaction():
        await connection.execute(_OPEN, *session_values(session, found["id"], request, moment).values())
        user = await connection.fetchrow(_SEEN + _COLUMNS, found["id"], moment)
        await connection.execute(_AUDIT, *audit_values(request, "auth.login", found["uuid"]).values())
    pair = token_pair(found["uuid"], session, 1, moment)
    return _json({"status": "signed_in", **pair, "user": _user_body(user) if user else None})


@app.post("/auth/refresh")
async def refresh(body: Refresh) -> Response:
    moment, token = now(), read_refresh(body)
    async with _Running.pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow(_SESSION, token.session_id, moment)
        if row is None or row["generation"] != token.generation:
            raise invalid_refresh()
        await connection.execute(_ROTATE, token.session_id, moment)
    return _json(token_pair(row["uuid"], Opened(row["id"], row["expires_at"]), row["generation"] + 1, moment))


@app.get("/users/me")
async def get_me(caller: CurrentCaller) -> Response:
    return _user_response(await _Running.pool.fetchrow(_USER, caller.user_id))


@app.patch("/users/me")
async def update_me(
    request: Request,
    caller: CurrentCaller,
    body: ProfileUpdate,
    if_match: Annotated[str | None, Header()] = None,
) -> Response:
    audit = audit_values(request, "me.update", caller.user_uuid, fields=sorted(body.model_fields_set))
    async with _Running.pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow(_LOCKED, caller.user_id)
        if row is None:
            raise not_found()
        require_match(if_match, etag_of(row["id"], row["version"]))
        changes = _changes(row, body.model_dump(exclude_unset=True))
        try:
            changed = await connection.fetchrow(_update_of(changes), caller.user_id, *changes.values())
        except asyncpg.UniqueViolationError:
            raise HTTPException(409, "Another account uses this username.") from None
        await connection.execute(_AUDIT, *audit.values())
    return _user_response(changed)


def _changes(row: asyncpg.Record, body: dict[str, Any]) -> dict[str, Any]:
    changes = {**body, "updated_at": now()}
    if "metadata" in body:
        changes["metadata"] = merged(row["metadata"], body["metadata"])
    if body.keys() & {"username", "full_name"}:
        names = {**row, **body}
        changes |= search_columns(names["email"], names["username"], names["full_name"])
    return changes


def _update_of(changes: dict[str, Any]) -> str:
    assignments = ", ".join(f"{name} = ${number}" for number, name in enumerate(changes, start=2))
    return f"UPDATE users SET {assignments}, version = version + 1 WHERE id = $1 RETURNING {_COLUMNS}"


@app.get("/users", dependencies=[Depends(current_reader)])
async def list_users(limit: Annotated[int, Query(ge=1, le=100)] = 50) -> Response:
    rows = await _Running.pool.fetch(_PAGE, limit + 1)
    cursor, headers = None, {}
    if len(rows) > limit:
        cursor = cursor_after(rows[limit - 1]["created_at"], rows[limit - 1]["id"])
        headers = {"Link": next_link(limit, cursor)}
    return _json({"items": [_user_body(row) for row in rows[:limit]], "next_cursor": cursor}, headers)


@app.get("/users/{user_id}", dependencies=[Depends(current_reader)])
async def get_user(user_id: int) -> Response:
    return _user_response(await _Running.pool.fetchrow(_USER, user_id))


def _user_response(row: asyncpg.Record | None) -> Response:
    if row is None:
        raise not_found()
    return _json(_user_body(row), {"ETag": etag_of(row["id"], row["version"])})


def _user_body(row: asyncpg.Record) -> dict[str, Any]:
    body = dict(row)
    del body["version"]
    body["is_active"] = body["status"] == "active"
    body["is_superuser"] = "superuser" in body["roles"]
    return body


def _json(body: Any, headers: dict[str, str] | None = None) -> Response:
    content = orjson.dumps(body, default=str, option=orjson.OPT_UTC_Z)
    return Response(content, headers=headers, media_type="application/json")
