"""Recovery codes: 78 random bits in sixteen letters and digits that nobody confuses."""

import hashlib
import secrets
from typing import Final

NUMBER: Final = 10
_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS: Final = 4


def make_codes() -> list[str]:
    """Ten new codes, as they are shown."""
    return ["-".join(_group() for _ in range(_GROUPS)) for _ in range(NUMBER)]


def digest(user_id: int, code: str) -> bytes:
    """What is stored of a code, however it was typed: as an API key, it has too many bits to be guessed."""
    return hashlib.sha256(f"{user_id}:{compact(code).upper()}".encode()).digest()


def compact(code: str) -> str:
    """A code without what it is only shown with."""
    return code.replace(" ", "").replace("-", "")


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(4))
