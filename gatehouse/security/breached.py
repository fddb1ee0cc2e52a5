"""Passwords known from breaches, as a Bloom filter: 1.4 MB stand for half a million of them."""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from math import ceil
from typing import Final

FILE: Final = "breached.bloom"  # written by tools/breached_passwords.py, which names the source
# 24 bits and 17 positions a password: 1 in 100,000 others is taken for one of them.
_BITS_EACH: Final = 24
_POSITIONS: Final = 17


def is_breached(password: str) -> bool:
    """Whether the password is on the list, in any letter case."""
    return contains(_shipped(), password)


def contains(bloom: bytes, password: str) -> bool:
    return all(bloom[at >> 3] & 1 << (at & 7) for at in _positions(password, len(bloom) * 8))


def make_filter(passwords: Iterable[str]) -> bytes:
    """A filter of these passwords."""
    folded = {password.casefold() for password in passwords}
    bloom = bytearray(ceil(len(folded) * _BITS_EACH / 8))
    for password in folded:
        for at in _positions(password, len(bloom) * 8):
            bloom[at >> 3] |= 1 << (at & 7)
    return bytes(bloom)


def _positions(password: str, bits: int) -> Iterator[int]:
    digest = blake2b(password.casefold().encode(), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8]), int.from_bytes(digest[8:]) | 1
    return ((first + number * step) % bits for number in range(_POSITIONS))


@cache
def _shipped() -> bytes:
    return files(__package__).joinpath(FILE).read_bytes()
