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
    cursor_after,
    etag_of,
    merged,
    next_link,
    not_found,
    now,
    require_match,
    require_permission,
    search_columns,
    token_claims,
    unauthorized,
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


async def current_caller(claims: Annotated[Claims, Depends(token_claims)]) -> Caller:
    """The live user behind a live session."""
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
    audit = audit_values(request, caller.user_uuid, list(body.model_fields_set))
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
