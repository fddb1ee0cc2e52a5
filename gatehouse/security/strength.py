"""The rules a new password must meet: length, variety, breaches, and how many guesses it withstands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, Final

from gatehouse.contract.problems import FieldError, Problem
from gatehouse.security.breached import is_breached

MIN_LENGTH: Final = 8
MAX_LENGTH: Final = 128
PASSPHRASE_LENGTH: Final = 15
MIN_CLASSES: Final = 3
_CLASSES: Final = tuple(re.compile(pattern) for pattern in ("[a-z]", "[A-Z]", "[0-9]", "[^A-Za-z0-9]"))
_MIX: Final = "at least three of lower case, upper case, digits and symbols"

# What zxcvbn is given is bounded: its time grows with the cube of the length (docs/decisions/0021).
_MAX_SCORED: Final = 40
_MAX_WORDS: Final = 20
_MIN_WORD: Final = 3
_PARTS: Final = (re.compile(r"[^\W_]+"), re.compile(r"[^\W\d_]+"))
# It tries every reading of such signs: 736 with its own table, 8 with this one.
_SIGNS: Final = {"a": ["4", "@"], "e": ["3"], "i": ["1", "!"], "o": ["0"], "s": ["5", "$"], "t": ["7"]}
_one_at_a_time = Lock()  # it keeps the words of the account in a global


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """The rules of an installation; `product_words` are as easy to guess as the user's own."""

    min_score: int
    mix_required: bool
    product_words: tuple[str, ...]

    def texts(self) -> list[str]:
        """The rules in words, to show to users."""
        mix = [f"{_MIX}, or {PASSPHRASE_LENGTH} characters or more"] if self.mix_required else []
        guess = ["hard to guess, even for someone who knows your name"] if self.min_score else []
        return [
            f"{MIN_LENGTH} to {MAX_LENGTH} characters",
            *mix,
            "not in lists of breached passwords",
            *guess,
        ]

    def check_form(self, password: str, pointer: str) -> None:
        """Raise `weak_password` for what is seen at once: length, variety, known breaches."""
        checks = (_length_error, _variety_error if self.mix_required else None, _breach_error)
        errors = [check(password) for check in checks if check]
        _refuse([error for error in errors if error], pointer)

    def check_guesses(self, password: str, own: Iterable[str], pointer: str) -> None:
        """Raise `weak_password` for what is easy to guess. Takes milliseconds: not for the event loop."""
        if self.min_score == 0:
            return
        words = [*_words(own)[:_MAX_WORDS], *self.product_words]
        if _score(password, words) < self.min_score:
            _refuse([("guessable", "Too easy to guess: add another word or two.")], pointer)


def words_of_hosts(hosts: Iterable[str | None]) -> tuple[str, ...]:
    """What anyone would try first at a service with these hosts."""
    return tuple(_words(["gatehouse", *(host for host in hosts if host)]))


def _length_error(password: str) -> tuple[str, str] | None:
    if len(password) < MIN_LENGTH:
        return "length", f"Too short: at least {MIN_LENGTH} characters."
    if len(password) > MAX_LENGTH:
        return "length", f"Too long: at most {MAX_LENGTH} characters."
    return None


def _variety_error(password: str) -> tuple[str, str] | None:
    if len(password) >= PASSPHRASE_LENGTH:
        return None
    if sum(bool(pattern.search(password)) for pattern in _CLASSES) >= MIN_CLASSES:
        return None
    return "variety", f"Must mix {_MIX}, or have at least {PASSPHRASE_LENGTH} characters."


def _breach_error(password: str) -> tuple[str, str] | None:
    return (
        ("breached", "Appears in lists of breached passwords: choose another.")
        if is_breached(password)
        else None
    )


def _refuse(errors: list[tuple[str, str]], pointer: str) -> None:
    if errors:
        faults = [FieldError(pointer, code, detail) for code, detail in errors]
        raise Problem("weak_password", "The password does not meet the policy.", faults)


def _words(texts: Iterable[str]) -> list[str]:
    """Each text whole and run together, then its parts, with their digits and without; each word once."""
    lower = [text.lower() for text in texts]
    joined = [re.sub(r"[\W_]+", "", text.partition("@")[0]) for text in lower]
    parts = [part for pattern in _PARTS for text in lower for part in pattern.findall(text)]
    words = (word[:_MAX_SCORED] for word in (*lower, *joined, *parts) if len(word) >= _MIN_WORD)
    return list(dict.fromkeys(words))


def _score(password: str, words: list[str]) -> int:
    """0 to 4: from 10**3, 10**6, 10**8 and 10**10 guesses on it is one more."""
    with _one_at_a_time:
        return int(_zxcvbn()(password[:_MAX_SCORED], user_inputs=words)["score"])


@cache
def _zxcvbn() -> Any:
    """Imported when the first password is set: its lists take 10 MB and 40 ms."""
    from zxcvbn import matching, zxcvbn  # noqa: PLC0415

    matching.L33T_TABLE.clear()
    matching.L33T_TABLE.update(_SIGNS)
    return zxcvbn
