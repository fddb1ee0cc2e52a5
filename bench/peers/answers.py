"""Answers of the ORM peer, as models."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


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


class TokenPair(BaseModel):
    """A token pair in answers."""

    access_token: str
    refresh_token: str
    token_type: str
    expires_in: int
    refresh_expires_in: int


class LoginAnswer(TokenPair):
    """A token pair and its user."""

    status: str
    user: UserOut
