"""What applications are told of a person, by the names of OpenID Connect Core 1.0, section 5.1."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from gatehouse.domain.openid import scopes
from gatehouse.persistence.application_sessions import Profile


def about(user_uuid: UUID, profile: Profile, scope: Collection[str]) -> dict[str, Any]:
    """The claims that a scope stands for; what somebody has not told us is left out."""
    claims: dict[str, Any] = {"sub": str(user_uuid)}
    if scopes.PROFILE in scope:
        claims |= {
            "name": profile.full_name,
            "preferred_username": profile.username,
            "picture": profile.avatar_url,
            "updated_at": int(profile.updated_at.timestamp()),
        }
    if scopes.EMAIL in scope:
        claims |= {"email": profile.email, "email_verified": profile.is_verified}
    return {name: value for name, value in claims.items() if value is not None}
