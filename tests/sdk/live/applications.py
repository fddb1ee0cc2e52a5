"""Calls about applications, and one by an application for itself."""

from tests.sdk.live.own_account import ADMIN, NOBODY, SOMETHING
from tests.sdk.live.steps import step

_PATH = {"client_id": "$application.client_id"}
_PERMISSION = {"name": "billing-{lang}:invoices.read", "description": "View invoices."}
_JWK = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "first"}

APPLICATIONS = (
    step(
        "applications.create",
        ADMIN,
        {"kind": "service", "permissions": [_PERMISSION], "roles": []},
        body={
            "name": "Billing",
            "kind": "service",
            "audience": "billing-{lang}",
            "permissions": [_PERMISSION],
        },
        keep="application",
    ),
    step(
        "applications.create",
        ADMIN,
        body={"name": "Billing", "kind": "service", "audience": "billing-{lang}"},
        problem=(409, "audience_taken"),
    ),
    step("applications.get", ADMIN, {"audience": "billing-{lang}", "is_active": True}, path=_PATH),
    step(
        "applications.update",
        ADMIN,
        {"name": "Dunning", "permissions": [_PERMISSION]},
        path=_PATH,
        headers={"If-Match": "*"},
        body={"name": "Dunning"},
    ),
    step("applications.list", {**ADMIN, "all_pages": True}, SOMETHING, query={"limit": 1}),
    step("applications.grant_role", ADMIN, {"roles": ["user"]}, path={**_PATH, "role": "user"}),
    step("applications.revoke_role", ADMIN, {"roles": []}, path={**_PATH, "role": "user"}),
    step(
        "applications.create_secret",
        ADMIN,
        {"name": "production", "secret": SOMETHING},
        path=_PATH,
        body={"name": "production", "expires_in_days": 90},
        keep="secret",
    ),
    step("applications.list_secrets", ADMIN, {"items": [{"$at_least": {"id": "$secret.id"}}]}, path=_PATH),
    step(
        "applications.add_key",
        ADMIN,
        {"kid": "first", "algorithm": "EdDSA"},
        path=_PATH,
        body={"name": "laptop", "jwk": _JWK},
        keep="key",
    ),
    step("applications.list_keys", ADMIN, {"items": [{"$at_least": {"id": "$key.id"}}]}, path=_PATH),
    step(
        "auth.token",
        NOBODY,
        {"access_token": SOMETHING, "scope": ""},
        body={
            "grant_type": "client_credentials",
            "client_id": "$application.client_id",
            "client_secret": "$secret.secret",
        },
    ),
    step("applications.remove_key", ADMIN, path={**_PATH, "key_id": "$key.id"}),
    step("applications.revoke_secret", ADMIN, path={**_PATH, "secret_id": "$secret.id"}),
    step("applications.delete", ADMIN, path=_PATH),
    step("applications.get", ADMIN, path=_PATH, problem=(404, "application_not_found")),
)
