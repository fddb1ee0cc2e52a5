"""The closed list of permissions and the roles every installation has."""

from typing import Final

PERMISSIONS: Final[dict[str, str]] = {
    "users:read": "Look up users.",
    "users:write": "Create and change users, and end their sessions.",
    "users:delete": "Delete and erase users.",
    "roles:read": "Look up roles and permissions.",
    "roles:write": "Create, change and delete roles.",
    "roles:assign": "Give roles to users and take them away.",
    "audit:read": "Read the audit trail.",
    "tokens:introspect": "Ask whether tokens are in force.",
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
