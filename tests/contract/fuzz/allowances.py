"""What single checks complain about and should not, by operation and with the reason why.

Every check stays on for every operation: what is allowed here is one problem code or one kind of address,
and anything else under the same check still fails.
"""

from typing import Any

from schemathesis.openapi.checks import RejectedPositiveData, UseAfterFree

_STALE = {"etag_mismatch": "no schema knows the version a resource is at"}
_SPENT = {"one_time_token_invalid": "tokens are random and mailed, a made-up one is never known"}
_LARGE = {
    "metadata_invalid": "depth and size cannot be written into a schema, and updates add to what is stored"
}
_FOREIGN_CURSOR = {"cursor_invalid": "cursors are sealed by the service, a made-up one does not open"}

_ADDRESSES = {"validation_failed": "where people may be sent back to depends on the kind of application"}
_FORM = {
    "bad_request": "unknown fields are passed over, but none may come twice, which a list of values does",
    "validation_failed": "a form without any field is no body",
    "invalid_request": "a secret and an assertion at once are one too many",
}
_NO_KEY = {"validation_failed": "a schema cannot tell a public key from other numbers"}

# positive_data_acceptance: the codes of problems, or of OAuth errors, with which a request may be refused
# although it fits its schema.
REFUSALS: dict[str, dict[str, str]] = {
    "auth.confirm_password_reset": _SPENT,
    "auth.reset_password": _SPENT,
    "auth.verify_email": _SPENT,
    "me.confirm_email_change": _SPENT,
    "me.replace": _STALE | _LARGE,
    "me.update": _STALE | _LARGE,
    "users.replace": _STALE | _LARGE,
    "users.update": _STALE | _LARGE,
    "roles.update": _STALE,
    "users.create": _LARGE,
    "users.list": _FOREIGN_CURSOR,
    "roles.list": _FOREIGN_CURSOR,
    "audit.list": _FOREIGN_CURSOR,
    "applications.list": _FOREIGN_CURSOR,
    "applications.create": _ADDRESSES,
    "applications.update": _ADDRESSES | _STALE,
    "applications.add_key": _NO_KEY,
    "openid.authorize_device": _FORM,
}

# use_after_free: lists that are still there after a DELETE of their own address.
LISTS: dict[str, str] = {
    "users.list_sessions": "users.revoke_sessions ends what is in the list, and an empty list is left",
}


def is_allowed(failure: Any, operation_id: str, response: Any) -> bool:
    """Whether a check complains about something that is as it should be."""
    if isinstance(failure, RejectedPositiveData):
        is_problem = "application/problem+json" in response.headers["content-type"]
        told = response.json().get("code" if is_problem else "error")
        return told in REFUSALS.get(operation_id, {})
    if isinstance(failure, UseAfterFree):
        return operation_id in LISTS and _address(failure.free) == _address(failure.usage)
    return False


def _address(request: str) -> str:
    return request.partition(" ")[2].partition("?")[0]
