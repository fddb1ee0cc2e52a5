"""A session that is asked for its second factor again: no token is renewed, and afterwards it goes on."""

from tests.sdk.live.own_account import AS_ADA, LOVELACE, NEXT, NOBODY, SOMETHING
from tests.sdk.live.steps import Code, step

EARLIER = {"access_token": "$earlier.access_token", "refresh_token": "$earlier.refresh_token"}
KEY = {"name": "weekly", "scopes": []}

STEPPING_UP = (
    step(
        "auth.login", NOBODY, {"user": SOMETHING}, body={"email": LOVELACE, "password": NEXT}, keep="earlier"
    ),
    step("me.create_api_key", EARLIER, {"name": "weekly"}, body=KEY),
    step("auth.step_up", EARLIER, body={"code": "492039"}, problem=(409, "no_factor")),
    step("factors.enrol_totp", AS_ADA, {"secret": SOMETHING}, body={"password": NEXT}, keep="enrolment"),
    step(
        "factors.confirm",
        AS_ADA,
        {"factor": SOMETHING},
        path={"factor_id": "$enrolment.id"},
        body={"code": Code("$enrolment.secret")},
    ),
    step("me.create_api_key", EARLIER, body=KEY, problem=(401, "step_up_required")),
    step("auth.step_up", EARLIER, {"access_token": SOMETHING}, body={"code": Code("$enrolment.secret")}),
    step("me.create_api_key", EARLIER, {"name": "weekly"}, body=KEY),
    # It was never used: a renewal after 401 would have made this one a stolen token.
    step(
        "auth.refresh",
        NOBODY,
        {"access_token": SOMETHING},
        body={"refresh_token": "$earlier.refresh_token"},
    ),
    step("factors.remove", AS_ADA, path={"factor_id": "$enrolment.id"}, body={"password": NEXT}),
)
