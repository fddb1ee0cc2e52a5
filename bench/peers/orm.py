"""The service as FastAPI's own template writes it: ORM, a session per request, response models."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request, Response
from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import contains_eager, joinedload, selectinload, undefer

from bench.peers.answers import Alive, LoginAnswer, TokenPair, UserOut, UserPage
from bench.peers.models import ApiKey, AuditEntry, OpenSession, User, UserRole
from bench.peers.shared import (
    DATABASE_URL,
    POOL_SIZE,
    TOUCH_AFTER,
    Claims,
    ProfileUpdate,
    audit_values,
    credential,
    cursor_after,
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

_url = DATABASE_URL.replace("postgresql://", "postgresql+asyncpg://")
_engine = create_async_engine(_url, pool_size=POOL_SIZE, max_overflow=0)
_sessions = async_sessionmaker(_engine, expire_on_commit=False)

app = FastAPI()


async def open_session() -> AsyncIterator[AsyncSession]:
    async with _sessions() as session:
        yield session


Db = Annotated[AsyncSession, Depends(open_session)]


@dataclass(frozen=True, slots=True)
class Caller:
    """The user who asks, and what their credential allows."""

    user: User
    permissions: set[str]


async def current_caller(db: Db, given: Annotated[Claims | bytes, Depends(credential)]) -> Caller:
    """The live user behind a live session or API key, with roles and their permissions."""
    return await (_key_owner(db, given) if isinstance(given, bytes) else _signed_in(db, given))


_usable = (User.status == "active") & User.deleted_at.is_(None) & User.must_reset_password.is_(False)


async def _key_owner(db: AsyncSession, digest: bytes) -> Caller:
    moment = now()
    query = (
        select(ApiKey)
        .join(ApiKey.user)
        .where(
            ApiKey.digest == digest,
            ApiKey.revoked_at.is_(None),
            ApiKey.expires_at.is_(None) | (ApiKey.expires_at > moment),
            _usable,
        )
        .options(contains_eager(ApiKey.user).joinedload(User.held).joinedload(UserRole.definition))
    )
    key = (await db.scalars(query)).unique().one_or_none()
    if key is None:
        raise unauthorized()
    if key.last_used_at is None or moment - key.last_used_at >= TOUCH_AFTER:
        key.last_used_at = moment
        await db.commit()
    return Caller(key.user, key.user.permissions & set(key.scopes))


async def _signed_in(db: AsyncSession, claims: Claims) -> Caller:
    moment = now()
    query = (
        select(OpenSession)
        .join(OpenSession.user)
        .where(
            OpenSession.id == claims.session_id,
            OpenSession.ended_at.is_(None),
            OpenSession.expires_at > moment,
            User.uuid == claims.user_uuid,
            _usable,
        )
        .options(contains_eager(OpenSession.user).joinedload(User.held).joinedload(UserRole.definition))
    )
    login = (await db.scalars(query)).unique().one_or_none()
    if login is None:
        raise unauthorized()
    if moment - login.last_used_at >= TOUCH_AFTER:
        login.last_used_at = moment
        await db.commit()
    return Caller(login.user, login.user.permissions)


CurrentCaller = Annotated[Caller, Depends(current_caller)]


async def current_user(caller: CurrentCaller) -> User:
    return caller.user


CurrentUser = Annotated[User, Depends(current_user)]


async def current_reader(caller: CurrentCaller) -> Caller:
    require_permission(caller.permissions, "users:read")
    return caller


def _user_with_roles(user_id: int) -> Select[Any]:
    """One query for one user; a list takes a second one, which is faster there."""
    return select(User).where(User.id == user_id, User.deleted_at.is_(None)).options(joinedload(User.held))


@app.get("/health/live", response_model=Alive)
async def live() -> Any:
    return Alive(status="alive")


@app.post("/auth/login", response_model=LoginAnswer)
async def log_in(request: Request, db: Db, body: Login) -> Any:
    moment = now()
    query = select(User).where(User.username_key == username_key(body), _usable)
    query = query.options(joinedload(User.held), undefer(User.password_hash))
    user = (await db.scalars(query)).unique().one_or_none()
    await check_password(body, user.password_hash if user else None)
    if user is None:
        raise unauthorized()
    session = opened(moment)
    db.add(OpenSession(**session_values(session, user.id, request, moment)))
    user.last_login_at = user.updated_at = moment
    user.version += 1
    db.add(AuditEntry(**audit_values(request, "auth.login", user.uuid)))
    await db.commit()
    return {"status": "signed_in", **token_pair(user.uuid, session, 1, moment), "user": user}


@app.post("/auth/refresh", response_model=TokenPair)
async def refresh(db: Db, body: Refresh) -> Any:
    moment, token = now(), read_refresh(body)
    query = (
        select(OpenSession)
        .join(OpenSession.user)
        .where(
            OpenSession.id == token.session_id,
            OpenSession.ended_at.is_(None),
            OpenSession.expires_at > moment,
            _usable,
        )
        .options(contains_eager(OpenSession.user))
        .with_for_update(of=OpenSession)
    )
    session = (await db.scalars(query)).one_or_none()
    if session is None or session.generation != token.generation:
        raise invalid_refresh()
    session.generation += 1
    session.rotated_at = moment
    await db.commit()
    return token_pair(session.user.uuid, Opened(session.id, session.expires_at), session.generation, moment)


@app.get("/users/me", response_model=UserOut)
async def get_me(user: CurrentUser, response: Response) -> Any:
    response.headers["ETag"] = user.etag
    return user


@app.patch("/users/me", response_model=UserOut)
async def update_me(
    request: Request,
    response: Response,
    db: Db,
    caller: CurrentUser,
    body: ProfileUpdate,
    if_match: Annotated[str | None, Header()] = None,
) -> Any:
    locked = _user_with_roles(caller.id).with_for_update(of=User).execution_options(populate_existing=True)
    user = (await db.scalars(locked)).unique().one_or_none()
    if user is None:
        raise not_found()
    require_match(if_match, user.etag)
    _change(user, body.model_dump(exclude_unset=True))
    fields = sorted(body.model_fields_set)
    db.add(AuditEntry(**audit_values(request, "me.update", user.uuid, fields=fields)))
    try:
        await db.commit()
    except IntegrityError:
        raise HTTPException(409, "Another account uses this username.") from None
    response.headers["ETag"] = user.etag
    return user


def _change(user: User, changes: dict[str, Any]) -> None:
    if "metadata" in changes:
        changes["extra"] = merged(user.extra, changes.pop("metadata"))
    if changes.keys() & {"username", "full_name"}:
        names = {"username": user.username, "full_name": user.full_name, **changes}
        changes |= search_columns(user.email, names["username"], names["full_name"])
    for name, value in changes.items():
        setattr(user, name, value)
    user.updated_at = now()
    user.version += 1


@app.get("/users", response_model=UserPage, dependencies=[Depends(current_reader)])
async def list_users(db: Db, response: Response, limit: Annotated[int, Query(ge=1, le=100)] = 50) -> Any:
    alive = select(User).where(User.deleted_at.is_(None)).options(selectinload(User.held))
    users = (await db.scalars(alive.order_by(User.created_at, User.id).limit(limit + 1))).all()
    cursor = None
    if len(users) > limit:
        cursor = cursor_after(users[limit - 1].created_at, users[limit - 1].id)
        response.headers["Link"] = next_link(limit, cursor)
    return {"items": users[:limit], "next_cursor": cursor}


@app.get("/users/{user_id}", response_model=UserOut, dependencies=[Depends(current_reader)])
async def get_user(user_id: int, db: Db, response: Response) -> Any:
    user = (await db.scalars(_user_with_roles(user_id))).unique().one_or_none()
    if user is None:
        raise not_found()
    response.headers["ETag"] = user.etag
    return user
