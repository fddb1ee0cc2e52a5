"""Calls that programs make when people sign in to them."""

from tests.sdk.live.own_account import ADMIN, NOBODY, SOMETHING
from tests.sdk.live.steps import step

OPENID = (
    step(
        "openid.get_configuration",
        NOBODY,
        {"issuer": SOMETHING, "code_challenge_methods_supported": ["S256"]},
    ),
    step("openid.get_metadata", NOBODY, {"issuer": SOMETHING, "response_types_supported": ["code"]}),
    step(
        "applications.create",
        ADMIN,
        {"kind": "native"},
        body={"name": "Television", "kind": "native"},
        keep="television",
    ),
    step(
        "openid.authorize_device",
        NOBODY,
        {"user_code": SOMETHING, "interval": 5},
        body={"client_id": "$television.client_id", "scope": "openid"},
    ),
    step("openid.get_userinfo", ADMIN, {"sub": "$admin.user.uuid"}),
    step("openid.post_userinfo", ADMIN, {"sub": "$admin.user.uuid"}),
    step("me.list_consents", ADMIN, {"items": []}),
    step(
        "me.withdraw_consent",
        ADMIN,
        path={"client_id": "$television.client_id"},
        problem=(404, "application_not_found"),
    ),
)
