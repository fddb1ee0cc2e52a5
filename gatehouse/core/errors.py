"""The closed registry of this service's problems."""

from typing import Final

from gatehouse.contract.problems import Problem, ProblemKind, ProblemRegistry

_CODES: Final[dict[int, str]] = {
    400: "bad_request malformed_json invalid_host",
    401: "unauthenticated invalid_token invalid_credentials refresh_token_invalid refresh_token_reused "
    "login_token_invalid step_up_required",
    403: "forbidden privilege_escalation account_inactive email_not_verified password_reset_required "
    "current_password_invalid factor_code_invalid passkey_invalid factor_enrolment_required "
    "second_factors_off registration_closed",
    404: "not_found user_not_found session_not_found api_key_not_found factor_not_found role_not_found "
    "application_not_found secret_not_found key_not_found",
    405: "method_not_allowed",
    408: "request_timeout",
    409: "email_taken username_taken role_exists role_in_use system_role last_admin cannot_delete_self "
    "api_key_limit factor_limit no_factor passkey_exists audience_taken permission_taken "
    "permission_in_use secret_limit key_exists public_application idempotency_in_progress",
    412: "etag_mismatch",
    413: "payload_too_large",
    415: "unsupported_media_type",
    422: "validation_failed weak_password one_time_token_invalid cursor_invalid metadata_invalid "
    "idempotency_key_reused",
    429: "rate_limited too_many_attempts",
    431: "head_too_large",
    500: "internal_error",
    503: "overloaded unavailable",
}

STATUS_OF: Final[dict[str, int]] = {
    code: status for status, codes in _CODES.items() for code in codes.split()
}


_TITLES: Final[dict[str, str]] = {
    "malformed_json": "Malformed JSON",
    "unauthenticated": "Authentication required",
    "invalid_token": "Invalid access token or API key",
    "refresh_token_invalid": "Invalid refresh token",
    "forbidden": "Permission denied",
    "privilege_escalation": "Privilege escalation refused",
    "account_inactive": "Account deactivated",
    "email_not_verified": "Email address not verified",
    "current_password_invalid": "Wrong current password",
    "login_token_invalid": "Invalid login token",
    "step_up_required": "Recent second factor required",
    "factor_code_invalid": "Wrong or used code",
    "factor_enrolment_required": "Second factor required",
    "factor_not_found": "Second factor not found",
    "factor_limit": "Too many second factors",
    "no_factor": "No second factor",
    "audience_taken": "Audience taken",
    "permission_taken": "Permission of another application",
    "permission_in_use": "Permission in use",
    "secret_limit": "Too many secrets",
    "key_exists": "Key already registered",
    "public_application": "Application can keep no secret",
    "passkey_invalid": "Passkey refused",
    "email_taken": "Email address taken",
    "role_exists": "Role already exists",
    "system_role": "System role is fixed",
    "last_admin": "Last administrator",
    "cannot_delete_self": "Cannot delete your own account",
    "api_key_limit": "Too many API keys",
    "idempotency_in_progress": "Request in progress",
    "one_time_token_invalid": "Invalid one-time token",
    "cursor_invalid": "Invalid cursor",
    "metadata_invalid": "Invalid metadata",
    "idempotency_key_reused": "Idempotency-Key reused",
    "rate_limited": "Too many requests",
    "internal_error": "Internal server error",
    "overloaded": "Service busy",
    "unavailable": "Service unavailable",
    "api_key_not_found": "API key not found",
    "etag_mismatch": "ETag mismatch",
}


def title_of(code: str) -> str:
    """The code in words, for people."""
    return _TITLES.get(code) or code.replace("_", " ").capitalize()


PROBLEMS: Final = ProblemRegistry(
    "gatehouse", {code: ProblemKind(status, title_of(code)) for code, status in STATUS_OF.items()}
)


def unavailable(detail: str = "The service cannot reach its database. Try again shortly.") -> Problem:
    """Something that the service needs is away for the moment."""
    return Problem("unavailable", detail, headers={"Retry-After": "5"})
