"""What people do with accounts of their own, and who they are."""

from tests.sdk.live.steps import Code, Json, Made, Mailed, Signed, step

PASSWORD = "Wide-Open-Gate-7"
NEXT = "Wider-Open-Gate-8"
LAST = "Widest-Open-Gate-9"
ADA = "ada-{lang}@example.com"
LOVELACE = "lovelace-{lang}@example.com"
GRACE = "grace-{lang}@example.com"

NOBODY: Json = {}
ADMIN: Json = {"token": "$admin.access_token"}
AS_ADA: Json = {"token": "$login.access_token"}
SOMETHING: Json = {"$any": True}
USER = {"id": "$ada.id", "uuid": "$ada.uuid"}
GRACE_PATH = {"user_id": "$grace.id"}

JOINING = (
    step(
        "auth.register",
        NOBODY,
        {"email": ADA, "is_verified": False, "last_login_at": None},
        body={"email": ADA, "username": "ada-{lang}", "password": PASSWORD, "full_name": "Ada Lovelace"},
        keep="ada",
    ),
    step(
        "auth.register",
        NOBODY,
        body={"email": ADA, "username": "other-{lang}", "password": PASSWORD},
        problem=(409, "email_taken"),
    ),
    step(
        "auth.register",
        NOBODY,
        body={"email": "weak-{lang}@example.com", "username": "weak-{lang}", "password": "aaaaaaaa"},
        problem=(422, "weak_password"),
    ),
    step("auth.request_email_verification", NOBODY, {"detail": SOMETHING}, body={"email": ADA}),
    step("auth.verify_email", NOBODY, body={"token": Mailed(ADA, "verify-email")}),
    step(
        "auth.login",
        NOBODY,
        body={"email": ADA, "password": "Wrong-1"},
        problem=(401, "invalid_credentials"),
    ),
    step(
        "auth.login",
        NOBODY,
        {
            "status": "signed_in",
            "token_type": "bearer",
            "user": {"$at_least": {**USER, "is_verified": True}},
        },
        body={"username": "ada-{lang}", "password": PASSWORD, "remember_me": True},
        keep="login",
    ),
    step("auth.me", AS_ADA, USER),
    step("me.get", {"email": ADA, "password": PASSWORD}, USER),
    step("me.get", {"token": "no-token"}, problem=(401, "invalid_token")),
    step("me.get", {"without_credentials": True}, problem=(401, "unauthenticated")),
)

TOKENS = (
    step(
        "auth.token",
        NOBODY,
        {"access_token": SOMETHING, "refresh_token": SOMETHING},
        body={"grant_type": "password", "username": ADA, "password": PASSWORD},
        keep="oauth",
    ),
    step(
        "auth.refresh",
        NOBODY,
        {"access_token": SOMETHING, "refresh_token": SOMETHING},
        body={"refresh_token": "$oauth.refresh_token"},
        keep="pair",
    ),
    step("auth.introspect", ADMIN, {"active": True}, body={"token": "$pair.access_token"}),
    step("auth.introspect", AS_ADA, body={"token": "x"}, problem=(403, "forbidden")),
    step("auth.revoke", NOBODY, body={"token": "$pair.refresh_token", "token_type_hint": "refresh_token"}),
    step("auth.introspect", ADMIN, {"active": False}, body={"token": "$pair.access_token"}),
    step(
        "auth.refresh",
        NOBODY,
        body={"refresh_token": "$pair.refresh_token"},
        problem=(401, "refresh_token_invalid"),
    ),
)

OWN_ACCOUNT = (
    step("me.update", AS_ADA, {"bio": "ü\n", "full_name": None}, body={"bio": "ü\n", "full_name": None}),
    step(
        "me.update",
        AS_ADA,
        headers={"If-Match": '"0-stale"'},
        body={"bio": None},
        problem=(412, "etag_mismatch"),
    ),
    step(
        "me.replace",
        AS_ADA,
        {"metadata": {"team": {"size": 3}}, "bio": "ü\n"},
        headers={"If-Match": "*"},
        body={"metadata": {"team": {"size": 3}, "gone": None}},
    ),
    step(
        "me.create_api_key",
        AS_ADA,
        {"name": "nightly", "scopes": [], "expires_at": SOMETHING},
        body={"name": "nightly", "scopes": [], "expires_in_days": 7},
        keep="key",
    ),
    step("me.get", {"api_key": "$key.key"}, USER),
    step("users.list", {"api_key": "$key.key"}, problem=(403, "forbidden")),
    step("me.list_api_keys", AS_ADA, {"items": [{"$at_least": {"id": "$key.id", "name": "nightly"}}]}),
    step("me.revoke_api_key", AS_ADA, path={"key_id": "$key.id"}),
    step("me.revoke_api_key", AS_ADA, path={"key_id": "$key.id"}, problem=(404, "api_key_not_found")),
    step("me.list_sessions", AS_ADA, {"items": SOMETHING}, keep="sessions"),
    step("me.revoke_session", AS_ADA, path={"session_id": "$sessions.items.1.id"}),
    step("me.export", AS_ADA, {"user": {"$at_least": USER}, "audit": SOMETHING}),
    step(
        "me.change_email",
        AS_ADA,
        {"detail": SOMETHING},
        body={"new_email": LOVELACE, "password": PASSWORD},
    ),
    step("me.confirm_email_change", NOBODY, body={"token": Mailed(LOVELACE, "confirm-email")}),
    step("me.get", AS_ADA, {"email": LOVELACE}),
    step(
        "me.change_password",
        AS_ADA,
        body={"current_password": "wrong", "new_password": NEXT},
        problem=(403, "current_password_invalid"),
    ),
    step("me.change_password", AS_ADA, body={"current_password": PASSWORD, "new_password": NEXT}),
)

RECOVERY = (
    step("auth.request_password_reset", NOBODY, {"detail": SOMETHING}, body={"email": LOVELACE}),
    step(
        "auth.confirm_password_reset",
        NOBODY,
        body={"token": Mailed(LOVELACE, "reset-password"), "new_password": LAST},
    ),
    step("auth.request_password_reset", NOBODY, {"detail": SOMETHING}, body={"email": LOVELACE}),
    step(
        "auth.reset_password",
        NOBODY,
        path={"token": Mailed(LOVELACE, "reset-password")},
        body={"new_password": NEXT},
    ),
    step(
        "auth.reset_password",
        NOBODY,
        path={"token": "a" * 43},
        body={"new_password": LAST},
        problem=(422, "one_time_token_invalid"),
    ),
    step("auth.login", NOBODY, {"user": SOMETHING}, body={"email": LOVELACE, "password": NEXT}, keep="login"),
)

SECOND_FACTORS = (
    step("factors.make_recovery_codes", AS_ADA, body={"password": NEXT}, problem=(409, "no_factor")),
    step(
        "factors.enrol_totp",
        AS_ADA,
        {"name": "phone", "qr_svg": SOMETHING, "otpauth_uri": SOMETHING},
        body={"password": NEXT, "name": "phone"},
        keep="enrolment",
    ),
    step(
        "factors.confirm",
        AS_ADA,
        {"factor": {"$at_least": {"kind": "totp", "name": "phone"}}},
        path={"factor_id": "$enrolment.id"},
        body={"code": Code("$enrolment.secret")},
        keep="confirmed",
    ),
    step("factors.list", AS_ADA, {"recovery_codes_left": 10, "items": [SOMETHING]}),
    step(
        "factors.rename",
        AS_ADA,
        {"name": "old phone"},
        path={"factor_id": "$enrolment.id"},
        body={"name": "old phone"},
    ),
    step("me.get", {"email": LOVELACE, "password": NEXT, "code": Code("$enrolment.secret")}, USER),
    step(
        "auth.login",
        NOBODY,
        {"status": "factor_required", "factors": ["totp", "recovery_code"]},
        body={"email": LOVELACE, "password": NEXT},
        keep="due",
    ),
    step(
        "auth.complete_login",
        NOBODY,
        body={"login_token": "$due.login_token", "code": "AAAA-AAAA-AAAA-AAAA"},
        problem=(403, "factor_code_invalid"),
    ),
    step(
        "auth.complete_login",
        NOBODY,
        {"status": "signed_in", "user": {"$at_least": USER}},
        body={"login_token": "$due.login_token", "code": "$confirmed.recovery_codes.0"},
    ),
    step(
        "auth.complete_login",
        NOBODY,
        body={"login_token": "$due.login_token", "code": "$confirmed.recovery_codes.1"},
        problem=(401, "login_token_invalid"),
    ),
    step(
        "factors.make_recovery_codes",
        AS_ADA,
        {"recovery_codes": SOMETHING},
        body={"password": NEXT},
        keep="codes",
    ),
    step(
        "me.get",
        {"email": LOVELACE, "password": NEXT, "code": "$codes.recovery_codes.0"},
        USER,
    ),
    step("factors.remove", AS_ADA, path={"factor_id": "$enrolment.id"}, body={"password": NEXT}),
    step("me.get", {"email": LOVELACE, "password": NEXT}, USER),
)

PASSKEYS = (
    step("factors.begin_passkey", AS_ADA, {"options": SOMETHING}, body={"password": NEXT}, keep="asked"),
    step(
        "factors.add_passkey",
        AS_ADA,
        {"factor": {"$at_least": {"kind": "passkey", "name": "key"}}, "recovery_codes": SOMETHING},
        body={"credential": Made("$asked.options"), "name": "key"},
        keep="passkey",
    ),
    step("auth.step_up", AS_ADA, body={"code": "2222-2222-2222-2222"}, problem=(403, "factor_code_invalid")),
    step("auth.begin_step_up", AS_ADA, {"options": SOMETHING, "expires_in": 300}, keep="asked"),
    step(
        "auth.step_up_by_passkey",
        AS_ADA,
        {"access_token": SOMETHING, "token_type": "bearer"},
        body={"credential": Signed("$asked.options")},
    ),
    step(
        "auth.login",
        NOBODY,
        {"status": "factor_required", "factors": ["passkey", "recovery_code"]},
        body={"email": LOVELACE, "password": NEXT},
        keep="due",
    ),
    step(
        "auth.complete_by_passkey",
        NOBODY,
        body={"login_token": "$due.login_token", "credential": Signed("$asked.options")},
        problem=(403, "passkey_invalid"),
    ),
    step(
        "auth.begin_passkey",
        NOBODY,
        {"options": SOMETHING, "expires_in": 300},
        body={"login_token": "$due.login_token"},
        keep="asked",
    ),
    step(
        "auth.complete_by_passkey",
        NOBODY,
        {"status": "signed_in", "user": {"$at_least": USER}},
        body={"login_token": "$due.login_token", "credential": Signed("$asked.options")},
    ),
    step("auth.begin_login_by_passkey", NOBODY, {"options": SOMETHING, "expires_in": 300}, keep="asked"),
    step(
        "auth.login_by_passkey",
        NOBODY,
        {"status": "signed_in", "user": {"$at_least": USER}},
        body={"credential": Signed("$asked.options")},
    ),
    step("factors.remove", AS_ADA, path={"factor_id": "$passkey.factor.id"}, body={"password": NEXT}),
)
