"""ORM models over the tables of the service."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, ForeignKey, Identity, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from bench.peers.shared import etag_of


class Base(DeclarativeBase):
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it so
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[str]: ARRAY(Text),
    }


class Role(Base):
    __tablename__ = "roles"

    name: Mapped[str] = mapped_column(primary_key=True)
    permissions: Mapped[list[str]]


class UserRole(Base):
    __tablename__ = "user_roles"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    role: Mapped[str] = mapped_column(ForeignKey("roles.name"), primary_key=True)
    definition: Mapped[Role] = relationship()


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    uuid: Mapped[UUID]
    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(deferred=True)
    username: Mapped[str]
    username_key: Mapped[str] = mapped_column(deferred=True)
    full_name: Mapped[str | None]
    full_name_key: Mapped[str] = mapped_column(deferred=True)
    bio: Mapped[str | None]
    avatar_url: Mapped[str | None]
    extra: Mapped[dict[str, Any]] = mapped_column("metadata")
    search_grams: Mapped[list[str]] = mapped_column(deferred=True)
    status: Mapped[str]
    is_verified: Mapped[bool]
    must_reset_password: Mapped[bool] = mapped_column(deferred=True)
    password_hash: Mapped[str | None] = mapped_column(deferred=True)
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    last_login_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None] = mapped_column(deferred=True)
    held: Mapped[list[UserRole]] = relationship(order_by=UserRole.role)

    @property
    def roles(self) -> list[str]:
        return [held.role for held in self.held]

    @property
    def permissions(self) -> set[str]:
        return {name for held in self.held for name in held.definition.permissions}

    @property
    def is_active(self) -> bool:
        return self.status == "active"

    @property
    def is_superuser(self) -> bool:
        return "superuser" in self.roles

    @property
    def etag(self) -> str:
        return etag_of(self.id, self.version)


class OpenSession(Base):
    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    remember_me: Mapped[bool]
    generation: Mapped[int] = mapped_column(default=1)
    user_agent: Mapped[str | None]
    ip_address: Mapped[str | None]
    created_at: Mapped[datetime]
    rotated_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()


class ApiKey(Base):
    __tablename__ = "api_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    digest: Mapped[bytes]
    scopes: Mapped[list[str]]
    last_used_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()


class AuditEntry(Base):
    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    created_at: Mapped[datetime]
    action: Mapped[str]
    actor_uuid: Mapped[UUID | None]
    actor_kind: Mapped[str]
    target_type: Mapped[str | None]
    target_id: Mapped[str | None]
    ip_address: Mapped[str | None]
    user_agent: Mapped[str | None]
    request_id: Mapped[str | None]
    details: Mapped[dict[str, Any]]
