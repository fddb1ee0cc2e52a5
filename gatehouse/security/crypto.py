"""Keys derived from SECRET_KEY: one for each purpose, for authenticating and for sealing."""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


class SealBroken(Exception):
    """A sealed value was made under another SECRET_KEY, or was changed."""


class Vault:
    """Everything that uses SECRET_KEY; nothing else holds it."""

    def __init__(self, secret_key: str) -> None:
        self._root = secret_key.encode()
        self._key = lru_cache(maxsize=32)(self._derive)

    def _derive(self, purpose: str) -> bytes:
        return HKDF(SHA256(), 32, salt=b"gatehouse", info=purpose.encode()).derive(self._root)

    def mac(self, purpose: str, message: bytes, size: int = 32) -> bytes:
        """A message authentication code for this message and purpose."""
        return hmac.digest(self._key(purpose), message, hashlib.sha256)[:size]

    def seal(self, purpose: str, plain: bytes) -> bytes:
        """Encrypt and authenticate."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self._key(purpose)).encrypt(nonce, plain, purpose.encode())

    def unseal(self, purpose: str, sealed: bytes) -> bytes:
        """Undo `seal`, or raise `SealBroken`."""
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return AESGCM(self._key(purpose)).decrypt(nonce, body, purpose.encode())
        except (InvalidTag, ValueError):
            raise SealBroken(purpose) from None


def encode(raw: bytes) -> str:
    """URL-safe base64 without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Undo `encode`; a ValueError for anything `encode` would not have written."""
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(raw) != text:
        raise ValueError("not canonical base64url")
    return raw
