"""What an operation may refuse a request for although it fits its schema: the rules no schema can express.

Only `positive_data_acceptance` is concerned, and only for the problem code named here; the same status with
another code still fails.
"""

_STALE = {"etag_mismatch": "no schema knows the version a resource is at"}
_SPENT = {"one_time_token_invalid": "tokens are random and mailed, a made-up one is never known"}
_LARGE = {
    "metadata_invalid": "depth and size cannot be written into a schema, and updates add to what is stored"
}
_FOREIGN_CURSOR = {"cursor_invalid": "cursors are sealed by the service, a made-up one does not open"}

REASONS: dict[str, dict[str, str]] = {
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
}
