"""How stored rows look in responses, and their ETags."""

from typing import Any
from uuid import UUID

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.core.permissions import SUPERUSER
from gatehouse.persistence.api_keys import ApiKey
from gatehouse.persistence.audit import Entry
from gatehouse.persistence.consents import Consent
from gatehouse.persistence.factors import Factor
from gatehouse.persistence.roles import Role
from gatehouse.persistence.sessions import Session
from gatehouse.persistence.users import User

Json = dict[str, Any]


def user_body(user: User) -> Json:
    return {
        "id": user.id,
        "uuid": user.uuid,
        "email": user.email,
        "username": user.username,
        "full_name": user.full_name,
        "bio": user.bio,
        "avatar_url": user.avatar_url,
        "metadata": user.metadata,
        "roles": user.roles,
        "is_active": user.status == "active",
        "is_superuser": SUPERUSER in user.roles,
        "is_verified": user.is_verified,
        "status": user.status,
        "created_at": user.created_at,
        "updated_at": user.updated_at,
        "last_login_at": user.last_login_at,
    }


def user_etag(user: User) -> str:
    return f'"user-{user.id}-{user.version}"'


def user_answer(user: User, status: int = 200, **headers: str) -> Answer:
    return Answer(user_body(user), status, {"ETag": user_etag(user), **headers})


def role_body(role: Role) -> Json:
    body = role._asdict()
    del body["version"]
    return body


def role_etag(role: Role) -> str:
    """The time of creation tells a role from an earlier one with the same name."""
    return f'"role-{role.name}-{role.created_at.timestamp():.6f}-{role.version}"'


def role_answer(role: Role, status: int = 200, **headers: str) -> Answer:
    return Answer(role_body(role), status, {"ETag": role_etag(role), **headers})


def session_body(session: Session, current: object) -> Json:
    return {**session._asdict(), "is_current": session.id == current}


def consent_body(consent: Consent) -> Json:
    return consent._asdict()


def factor_body(factor: Factor) -> Json:
    return factor._asdict()


def api_key_body(key: ApiKey) -> Json:
    return key._asdict()


def audit_body(entry: Entry, seen_by: UUID | None = None) -> Json:
    """An entry; whom it was done to is not shown where somebody else did it from."""
    body = {"id": entry.id, **entry.act._asdict()}
    if seen_by is not None and entry.act.actor_uuid not in (None, seen_by):
        body |= {"ip_address": None, "user_agent": None}
    return body


def require_match(if_match: str | None, etag: str) -> None:
    """`etag_mismatch` if the resource has changed since the caller read it; weak tags never match."""
    if if_match is None or if_match.strip() == "*":
        return
    if etag not in {tag.strip() for tag in if_match.split(",")}:
        raise Problem("etag_mismatch", "The resource has changed since you read it. Read it again.")
