"""Codes of authenticator apps (RFC 6238): six digits for each step of 30 seconds."""

from datetime import datetime
from hmac import compare_digest
from typing import Final

import pyotp

STEP_SECONDS: Final = 30
_DIGITS: Final = 6
_WINDOW: Final = (0, -1, 1)  # clocks of phones are wrong, and people are slow


def make_secret() -> str:
    """A new secret in Base32, of 160 bits."""
    return pyotp.random_base32()


def otpauth_uri(secret: str, account: str, issuer: str) -> str:
    """The secret with all that an authenticator app needs to know."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def qr_svg(text: str) -> str:
    """The text as a QR code, an `svg` element. Takes a hundredth of a second: not for the event loop."""
    import segno  # noqa: PLC0415 - takes 30 ms, and most processes never need it

    return segno.make_qr(text, error="m").svg_inline(omitsize=True, svgclass=None, lineclass=None)


def is_totp(code: str) -> bool:
    """Whether it has the form of a code, without the spaces that apps show."""
    return len(code) == _DIGITS and code.isdecimal() and code.isascii()


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The step of time that the code is for, if it is the present one or one beside it."""
    totp, step = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    matching = [
        step + offset
        for offset in _WINDOW
        if compare_digest(totp.generate_otp(step + offset).encode(), code.encode())
    ]
    return matching[0] if matching else None
