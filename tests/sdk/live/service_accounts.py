"""An application that calls the service and others by itself, with secrets that are exchanged."""

from tests.sdk.live.own_account import ADMIN, NOBODY, SOMETHING
from tests.sdk.live.steps import Json, step

ORDERS = "shop-{lang}:orders.read"
_PATH = {"client_id": "$account.client_id"}
_ROLE = {"role": "reader-{lang}"}


def as_application(secret: str) -> Json:
    """Options of a client that gets its tokens for a secret."""
    return {"credentials": {"oauth2": {"client_id": "$account.client_id", "client_secret": secret}}}


SERVICE_ACCOUNTS = (
    step(
        "applications.create",
        ADMIN,
        {"kind": "service"},
        body={
            "name": "Shop",
            "kind": "service",
            "audience": "shop-{lang}",
            "permissions": [{"name": ORDERS, "description": "View orders."}],
        },
        keep="account",
    ),
    step(
        "roles.create",
        ADMIN,
        {"name": "reader-{lang}"},
        body={"name": "reader-{lang}", "permissions": ["users:read", ORDERS]},
    ),
    step("applications.grant_role", ADMIN, {"roles": ["reader-{lang}"]}, path={**_PATH, **_ROLE}),
    step(
        "applications.create_secret",
        ADMIN,
        {"secret": SOMETHING},
        path=_PATH,
        body={"name": "old"},
        keep="old",
    ),
    step("users.stats", as_application("$old.secret"), {"total_users": SOMETHING}),
    step("audit.list", as_application("$old.secret"), problem=(403, "forbidden")),
    step(
        "applications.create_secret",
        ADMIN,
        {"secret": SOMETHING},
        path=_PATH,
        body={"name": "new"},
        keep="new",
    ),
    step("users.stats", as_application("$old.secret"), {"total_users": SOMETHING}),
    step("users.stats", as_application("$new.secret"), {"total_users": SOMETHING}),
    step("applications.revoke_secret", ADMIN, path={**_PATH, "secret_id": "$old.id"}),
    step("users.stats", as_application("$new.secret"), {"total_users": SOMETHING}),
    step(
        "auth.token",
        NOBODY,
        {"access_token": SOMETHING, "scope": ORDERS},
        body={
            "grant_type": "client_credentials",
            "client_id": "$account.client_id",
            "client_secret": "$new.secret",
            "scope": ORDERS,
        },
        keep="shop",
    ),
)

LEAVING_ACCOUNTS = (
    step("applications.revoke_role", ADMIN, {"roles": []}, path={**_PATH, **_ROLE}),
    step("roles.delete", ADMIN, path=_ROLE),
    step("applications.delete", ADMIN, path=_PATH),
)
