"""The password and sign-in policy, for clients to show."""

from typing import Any

from gatehouse.core.settings import Settings
from gatehouse.domain.new_passwords import password_rules
from gatehouse.domain.sessions import access_life, refresh_life
from gatehouse.security import strength

Json = dict[str, Any]


def policy_body(settings: Settings) -> Json:
    return {
        "password": {
            "min_length": strength.MIN_LENGTH,
            "max_length": strength.MAX_LENGTH,
            "min_character_classes": strength.MIN_CLASSES if settings.password_require_mix else 1,
            "passphrase_length": strength.PASSPHRASE_LENGTH,
            "min_score": settings.password_min_score,
            "breached_refused": True,
            "rules": password_rules(settings).texts(),
        },
        "lockout": {
            "max_failures": settings.login_max_failures,
            "window_seconds": settings.login_lock_seconds,
        },
        "registration": {
            "mode": settings.registration,
            "email_verification_required": settings.require_email_verification,
        },
        "second_factors": {
            "mode": settings.second_factors,
            "required_for_roles": settings.factor_required_for_roles,
            "recent_for_seconds": settings.step_up_minutes * 60,
        },
        "tokens": {
            "access_expires_in": int(access_life(settings, False).total_seconds()),
            "refresh_expires_in": int(refresh_life(settings, False).total_seconds()),
            "remember_access_expires_in": int(access_life(settings, True).total_seconds()),
            "remember_refresh_expires_in": int(refresh_life(settings, True).total_seconds()),
        },
    }
