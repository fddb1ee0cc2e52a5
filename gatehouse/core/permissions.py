"""The closed list of the service's own permissions, and the roles every installation has."""

from typing import Final

PERMISSIONS: Final[dict[str, str]] = {
    "users:read": "View users.",
    "users:write": "Create and update users, and end their sessions.",
    "users:delete": "Delete and erase users.",
    "roles:read": "View roles and permissions.",
    "roles:write": "Create, update and delete roles.",
    "roles:assign": "Grant roles to users and revoke them.",
    "audit:read": "Read the audit trail.",
    "tokens:introspect": "Introspect tokens.",
    "applications:read": "View applications.",
    "applications:write": "Create, update and delete applications, their secrets and their keys.",
}

DIRECTORY: Final = "users:read"
USER: Final = "user"
ADMIN: Final = "admin"
SUPERUSER: Final = "superuser"

_ADMIN_LACKS: Final = {"roles:write", "tokens:introspect"}

SYSTEM_ROLES: Final[dict[str, tuple[str, list[str]]]] = {
    USER: ("Every registered user.", [DIRECTORY]),
    ADMIN: ("Administers users.", sorted(PERMISSIONS.keys() - _ADMIN_LACKS)),
    SUPERUSER: ("Holds every permission, including those of later versions.", sorted(PERMISSIONS)),
}
