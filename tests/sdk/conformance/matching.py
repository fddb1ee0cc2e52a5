"""What was expected, held against what came.

Expected values are compared exactly, except for these: `{$any: true}` is any value that is there,
`{$one_of: [...]}` one of several, `{$matches: "..."}` a text that the pattern fits from end to end,
`{$same: name}` the value that was first seen under the name, and `{$at_least: {...}}` an object that may have
more members. Two times are equal if they are the same instant.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, unquote

from tests.sdk.conformance.vectors import Expected

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it arrived."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: float

    def header(self, name: str) -> str | None:
        """The value of a header; several are joined, as intermediaries may do."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    @property
    def raw(self) -> bytes:
        """All of it, to look for what should not be there."""
        head = "\n".join([self.target, *(f"{name}: {value}" for name, value in self.headers)])
        return head.encode() + b"\n" + self.body


@dataclass
class Memory:
    """Values that have to be the same wherever a name stands for them."""

    values: dict[str, Any] = field(default_factory=dict)

    def match(self, expected: Any, actual: Any, at: str) -> list[str]:
        """The differences, as sentences."""
        if isinstance(expected, dict) and len(expected) == 1:
            ((name, argument),) = expected.items()
            if rule := _RULES.get(name):
                return rule(self, argument, actual, at)
        if isinstance(expected, dict) and isinstance(actual, dict):
            return self._match_members(expected, actual, at)
        if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
            pairs = enumerate(zip(expected, actual, strict=True))
            return [fault for n, (left, right) in pairs for fault in self.match(left, right, f"{at}/{n}")]
        return [] if _equal(expected, actual) else [f"{at}: expected {_show(expected)}, got {_show(actual)}"]

    def _match_members(self, expected: dict[str, Any], actual: dict[str, Any], at: str) -> list[str]:
        extra = [
            f"{at}/{name}: not expected: {_show(actual[name])}" for name in actual.keys() - expected.keys()
        ]
        found = [
            fault
            for name, value in expected.items()
            for fault in self.match(value, actual.get(name, _ABSENT), f"{at}/{name}")
        ]
        return sorted(extra) + found

    def _any(self, _argument: Any, actual: Any, at: str) -> list[str]:
        return [f"{at}: missing"] if actual is _ABSENT or actual is None else []

    def _one_of(self, choices: list[Any], actual: Any, at: str) -> list[str]:
        fits = any(not self.match(choice, actual, at) for choice in choices)
        return [] if fits else [f"{at}: expected one of {_show(choices)}, got {_show(actual)}"]

    def _matches(self, pattern: str, actual: Any, at: str) -> list[str]:
        fits = isinstance(actual, str) and re.fullmatch(pattern, actual)
        return [] if fits else [f"{at}: expected {pattern}, got {_show(actual)}"]

    def _same(self, name: str, actual: Any, at: str) -> list[str]:
        if actual is _ABSENT or actual is None:
            return [f"{at}: missing"]
        return self.match(self.values.setdefault(name, actual), actual, at)

    def _at_least(self, members: dict[str, Any], actual: Any, at: str) -> list[str]:
        if not isinstance(actual, dict):
            return [f"{at}: expected an object, got {_show(actual)}"]
        kept = {name: value for name, value in actual.items() if name in members}
        return self._match_members(members, kept, at)

    def request(self, expected: Expected, actual: Request) -> list[str]:
        """The differences between two requests."""
        path, _, query = actual.target.partition("?")
        return [
            *self.match(expected.method, actual.method, "method"),
            *self.match(_segments(expected.path), _segments(path), "path"),
            *self.match(expected.query, _pairs(query), "query"),
            *self._headers(expected, actual),
            *self._body(expected, actual),
        ]

    def _headers(self, expected: Expected, actual: Request) -> list[str]:
        return [
            fault
            for name, value in expected.headers.items()
            for fault in self.match(value, actual.header(name), f"header {name}")
        ]

    def _body(self, expected: Expected, actual: Request) -> list[str]:
        if expected.form is not None:
            form = _pairs(actual.body.decode(errors="replace"))
            return _type_fault(actual, "application/x-www-form-urlencoded") + self.match(
                expected.form, form, "form"
            )
        if expected.json is not None:
            return _type_fault(actual, "application/json") + self.match(
                expected.json, _decoded(actual.body), "body"
            )
        return (
            [f"body: none expected, got {_show(actual.body.decode(errors='replace'))}"] if actual.body else []
        )


_RULES: dict[str, Callable[[Memory, Any, Any, str], list[str]]] = {
    "$any": Memory._any,
    "$one_of": Memory._one_of,
    "$matches": Memory._matches,
    "$same": Memory._same,
    "$at_least": Memory._at_least,
}


def _type_fault(request: Request, wanted: str) -> list[str]:
    given = (request.header("Content-Type") or "none").partition(";")[0].strip()
    return [] if given == wanted else [f"header Content-Type: expected {wanted}, got {given}"]


def _segments(path: str) -> list[str]:
    return [unquote(segment) for segment in path.split("/")]


def _pairs(text: str) -> dict[str, Any]:
    """Decoded pairs; the values of a repeated name are a list."""
    pairs: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        pairs.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in pairs.items()}


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return f"not JSON: {body[:200]!r}"


def _equal(expected: Any, actual: Any) -> bool:
    if isinstance(expected, str) and isinstance(actual, str) and _TIME.fullmatch(expected):
        return bool(_TIME.fullmatch(actual)) and _instant(expected) == _instant(actual)
    return bool(expected == actual) and isinstance(expected, bool) == isinstance(actual, bool)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _show(value: Any) -> str:
    return "nothing" if value is _ABSENT or value is None else json.dumps(value, ensure_ascii=False)[:300]
