"""Every operation of the document with valid input, in an order that makes sense, and some calls refused."""

from tests.sdk.live.applications import APPLICATIONS
from tests.sdk.live.openid import OPENID
from tests.sdk.live.own_account import (
    ADMIN,
    AS_ADA,
    GRACE,
    GRACE_PATH,
    JOINING,
    LOVELACE,
    NEXT,
    NOBODY,
    OWN_ACCOUNT,
    PASSKEYS,
    RECOVERY,
    SECOND_FACTORS,
    SOMETHING,
    TOKENS,
)
from tests.sdk.live.stepping_up import STEPPING_UP
from tests.sdk.live.steps import step

SYSTEM = (
    step("system.root", NOBODY, {"name": "Gatehouse"}),
    step("system.live", NOBODY, {"status": "alive"}),
    step("system.ready", NOBODY, {"status": "ready"}),
    step("system.health", NOBODY, {"database": "up"}),
    step("system.jwks", NOBODY, {"keys": SOMETHING}),
    step("auth.policy", NOBODY, {"registration": {"mode": "open", "email_verification_required": False}}),
)

ROLES = (
    step("roles.list_permissions", ADMIN, {"items": SOMETHING}),
    step(
        "roles.create",
        ADMIN,
        {"name": "auditor-{lang}", "description": None, "is_system": False},
        body={"name": "auditor-{lang}", "description": None, "permissions": ["users:read", "audit:read"]},
    ),
    step(
        "roles.create",
        ADMIN,
        body={"name": "auditor-{lang}", "permissions": []},
        problem=(409, "role_exists"),
    ),
    step("roles.get", ADMIN, {"permissions": SOMETHING}, path={"role": "auditor-{lang}"}),
    step("roles.get", ADMIN, path={"role": "no-such-role"}, problem=(404, "role_not_found")),
    step(
        "roles.update",
        ADMIN,
        {"description": "Reads.", "permissions": ["users:read"]},
        path={"role": "auditor-{lang}"},
        headers={"If-Match": "*"},
        body={"description": "Reads.", "permissions": ["users:read"]},
    ),
    step("roles.list", {**ADMIN, "all_pages": True}, SOMETHING, query={"limit": 1}),
)

USERS = (
    step(
        "users.create",
        ADMIN,
        {"email": GRACE, "roles": ["auditor-{lang}", "user"]},
        body={"email": GRACE, "username": "grace-{lang}", "roles": ["user", "auditor-{lang}"]},
        keep="grace",
    ),
    step("users.create", ADMIN, body={"email": GRACE, "username": "x-{lang}"}, problem=(409, "email_taken")),
    step("users.create", AS_ADA, body={"email": GRACE, "username": "x-{lang}"}, problem=(403, "forbidden")),
    step("users.get", ADMIN, {"email": GRACE, "full_name": None}, path=GRACE_PATH),
    step("users.get", ADMIN, path={"user_id": 9223372036854775807}, problem=(404, "user_not_found")),
    step("users.get_by_uuid", ADMIN, {"id": "$grace.id"}, path={"user_uuid": "$grace.uuid"}),
    step("users.reference", ADMIN, {"uuid": "$grace.uuid", "is_active": True}, path=GRACE_PATH),
    step("users.stats", ADMIN, {"registrations": [SOMETHING, SOMETHING]}, query={"days": 2}),
    step(
        "users.list",
        ADMIN,
        {
            "items": [{"$at_least": {"id": "$grace.id"}}],
            "next_cursor": None,
            "total": 1,
            "total_is_estimate": False,
        },
        query={
            "email": GRACE,
            "is_active": True,
            "is_verified": False,
            "include_total": True,
            "created_from": "2026-01-01T00:00:00Z",
            "sort": "-created_at",
        },
    ),
    step("users.list", {**ADMIN, "all_pages": True}, SOMETHING, query={"limit": 1, "sort": "email"}),
    step("users.list", ADMIN, query={"cursor": "nonsense"}, problem=(422, "cursor_invalid")),
    step("users.update", ADMIN, {"bio": "b"}, path=GRACE_PATH, body={"bio": "b", "full_name": "Grace"}),
    step("users.replace", ADMIN, {"bio": None, "full_name": "Grace"}, path=GRACE_PATH, body={"bio": None}),
    step("users.deactivate", ADMIN, {"is_active": False, "status": "suspended"}, path=GRACE_PATH),
    step("users.activate", ADMIN, {"is_active": True, "status": "active"}, path=GRACE_PATH),
    step("users.unlock", ADMIN, {"id": "$grace.id"}, path=GRACE_PATH),
    step("users.force_password_reset", ADMIN, {"detail": SOMETHING}, path=GRACE_PATH),
    step("users.list_sessions", ADMIN, {"items": []}, path=GRACE_PATH),
    step("users.revoke_sessions", ADMIN, path=GRACE_PATH),
    step("users.reset_factors", ADMIN, path=GRACE_PATH),
    step("roles.delete", ADMIN, path={"role": "auditor-{lang}"}, problem=(409, "role_in_use")),
    step(
        "users.revoke_role",
        ADMIN,
        {"roles": ["user"]},
        path={"user_id": "$grace.id", "role": "auditor-{lang}"},
    ),
    step(
        "users.grant_role",
        ADMIN,
        {"roles": ["auditor-{lang}", "user"]},
        path={"user_id": "$grace.id", "role": "auditor-{lang}"},
    ),
    step("users.delete", ADMIN, path=GRACE_PATH, query={"erase": False}),
    step("users.get", ADMIN, path=GRACE_PATH, problem=(404, "user_not_found")),
    step("users.restore", ADMIN, {"id": "$grace.id"}, path=GRACE_PATH),
    step("users.delete", ADMIN, path=GRACE_PATH, query={"erase": True}),
    step("roles.delete", ADMIN, path={"role": "auditor-{lang}"}),
    step(
        "audit.list",
        ADMIN,
        {
            "items": [{"$at_least": {"target_id": "$grace.uuid"}}],
            "next_cursor": None,
        },
        query={"action": "users.create", "target": "$grace.uuid", "actor": "$admin.user.uuid"},
    ),
)

LEAVING = (
    step("auth.logout", AS_ADA, body={"scope": "others"}),
    step("auth.logout", AS_ADA),
    step("me.get", AS_ADA, problem=(401, "invalid_token")),
    step("auth.login", NOBODY, {"user": SOMETHING}, body={"email": LOVELACE, "password": NEXT}, keep="login"),
    step("me.deactivate", AS_ADA),
    step(
        "auth.login",
        NOBODY,
        body={"email": LOVELACE, "password": NEXT},
        problem=(403, "account_inactive"),
    ),
)

STEPS = (
    *SYSTEM,
    *JOINING,
    *TOKENS,
    *OWN_ACCOUNT,
    *RECOVERY,
    *SECOND_FACTORS,
    *APPLICATIONS,
    *OPENID,
    *PASSKEYS,
    *STEPPING_UP,
    *ROLES,
    *USERS,
    *LEAVING,
)
