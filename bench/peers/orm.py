"""The service as FastAPI's own template writes it: ORM, a session per request, response models."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from bench.peers.models import AuditEntry, Login, User, UserRole
from bench.peers.shared import (
    DATABASE_URL,
    POOL_SIZE,
    TOUCH_AFTER,
    Claims,
    ProfileUpdate,
    audit_values,
    cursor_after,
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

_url = DATABASE_URL.replace("postgresql://", "postgresql+asyncpg://")
_engine = create_async_engine(_url, pool_size=POOL_SIZE, max_overflow=0)
_sessions = async_sessionmaker(_engine, expire_on_commit=False)

app = FastAPI()


class UserOut(BaseModel):
    """A user in answers."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    uuid: UUID
    email: str
    username: str
    full_name: str | None
    bio: str | None
    avatar_url: str | None
    metadata: dict[str, Any] = Field(validation_alias="extra")
    roles: list[str]
    is_active: bool
    is_superuser: bool
    is_verified: bool
    status: str
    created_at: datetime
    updated_at: datetime
    last_login_at: datetime | None


class UserPage(BaseModel):
    """A page of users in answers."""

    items: list[UserOut]
    next_cursor: str | None


class Alive(BaseModel):
    """The answer of the liveness probe."""

    status: str


async def open_session() -> AsyncIterator[AsyncSession]:
    async with _sessions() as session:
        yield session


Db = Annotated[AsyncSession, Depends(open_session)]


async def current_user(db: Db, claims: Annotated[Claims, Depends(token_claims)]) -> User:
    """The live user behind a live session, with roles and their permissions."""
    moment = now()
    query = (
        select(Login)
        .join(Login.user)
        .where(
            Login.id == claims.session_id,
            Login.ended_at.is_(None),
            Login.expires_at > moment,
            User.uuid == claims.user_uuid,
            User.status == "active",
            User.deleted_at.is_(None),
            User.must_reset_password.is_(False),
        )
        .options(contains_eager(Login.user).joinedload(User.held).joinedload(UserRole.definition))
    )
    login = (await db.scalars(query)).unique().one_or_none()
    if login is None:
        raise unauthorized()
    if moment - login.last_used_at >= TOUCH_AFTER:
        login.last_used_at = moment
        await db.commit()
    return login.user


CurrentUser = Annotated[User, Depends(current_user)]


async def current_reader(user: CurrentUser) -> User:
    require_permission(user.permissions, "users:read")
    return user


def _user_with_roles(user_id: int) -> Select[Any]:
    """One query for one user; a list takes a second one, which is faster there."""
    return select(User).where(User.id == user_id, User.deleted_at.is_(None)).options(joinedload(User.held))


@app.get("/health/live", response_model=Alive)
async def live() -> Any:
    return Alive(status="alive")


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
    db.add(AuditEntry(**audit_values(request, user.uuid, list(body.model_fields_set))))
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
