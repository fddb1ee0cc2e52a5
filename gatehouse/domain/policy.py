"""The password and sign-in policy, for clients to show."""

from typing import Any

from gatehouse.core.settings import Settings
from gatehouse.domain.sessions import access_life, refresh_life
from gatehouse.security import passwords

Json = dict[str, Any]


def policy_body(settings: Settings) -> Json:
    return {
        "password": {
            "min_length": passwords.MIN_LENGTH,
            "max_length": passwords.MAX_LENGTH,
            "min_character_classes": passwords.MIN_CLASSES,
            "passphrase_length": passwords.PASSPHRASE_LENGTH,
            "rules": passwords.RULES,
        },
        "lockout": {
            "max_failures": settings.login_max_failures,
            "window_seconds": settings.login_lock_seconds,
        },
        "registration": {
            "mode": settings.registration,
            "email_verification_required": settings.require_email_verification,
        },
        "tokens": {
            "access_expires_in": int(access_life(settings, False).total_seconds()),
            "refresh_expires_in": int(refresh_life(settings, False).total_seconds()),
            "remember_access_expires_in": int(access_life(settings, True).total_seconds()),
            "remember_refresh_expires_in": int(refresh_life(settings, True).total_seconds()),
        },
    }
