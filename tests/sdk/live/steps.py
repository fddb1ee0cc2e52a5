"""What a step of the live tests is.

A text that is `$name.member` stands for what an earlier step kept, `{lang}` inside a text for the language,
`Mailed(recipient, containing)` for the token in the newest mail to somebody, `Code(secret)` for a code of an
authenticator app, and `Made(options)` and `Signed(options)` for what a browser returns that has a passkey.
"""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mailed:
    """The token in the newest mail to somebody; another one than was used before."""

    recipient: str
    containing: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A fresh code of the authenticator app that has a secret, such as `$enrolment.secret`."""

    secret: str


@dataclass(frozen=True, slots=True)
class Made:
    """The caller's passkey, made for options such as `$asked.options`."""

    options: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature of the caller's passkey."""

    options: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A call, and the least that its value has; or the problem that it ends in."""

    operation: str
    options: Json = field(default_factory=dict)
    input: Json = field(default_factory=dict)
    value: Any = None
    problem: tuple[int, str] | None = None
    keep: str = ""


def step(operation: str, options: Json, value: Any = None, **more: Any) -> Step:
    """Write a step down in short: places of the input are named arguments."""
    control = {name: more.pop(name) for name in ("problem", "keep") if name in more}
    return Step(operation=operation, options=options, value=value, input=more, **control)
