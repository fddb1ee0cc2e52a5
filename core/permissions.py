"""The closed list of permissions and the roles every installation has."""

from typing import Final

PERMISSIONS: Final[dict[str, str]] = {
    "audit:read": "Read the audit log.",
    "roles:assign": "Grant and revoke roles that the caller holds.",
    "roles:read": "Read roles and the list of permissions.",
    "roles:write": "Create, change and delete roles.",
    "tokens:introspect": "Ask whether a token is live and whose it is.",
    "users:delete": "Delete and erase users.",
    "users:read": "Look up users and statistics.",
    "users:write": "Create users and change their profile, state and sessions.",
}

USER: Final = "user"
ADMIN: Final = "admin"
SUPERUSER: Final = "superuser"

_ADMIN_LACKS: Final = {"roles:write", "tokens:introspect"}

SYSTEM_ROLES: Final[dict[str, tuple[str, list[str]]]] = {
    USER: ("Every signed-in person.", ["users:read"]),
    ADMIN: ("Runs the user directory.", sorted(PERMISSIONS.keys() - _ADMIN_LACKS)),
    SUPERUSER: ("Holds every permission, also those of later versions.", sorted(PERMISSIONS)),
}
