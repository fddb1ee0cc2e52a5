"""Vectors: one file per case, what a client is told to do and what has to come of it."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.sdk.conformance.examples import problem_answer, with_examples

FOLDER = Path(__file__).parents[1] / "vectors"
REQUEST_ID = "01JNB7Q2K3M8R5T2V9X4Z6A1C0"
FAULTS = ("never", "reset", "reset_in_body", "truncate", "stall", "garbage")
SECRETS = ("token", "api_key", "password", "access_token", "refresh_token")

Json = Any


class _Loader(yaml.SafeLoader):
    """YAML in which times stay text, and only true and false are booleans."""


_UNWANTED = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _UNWANTED]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A request that has to arrive: `path` as on the wire, `after_ms` the least pause before it."""

    method: str
    path: str
    query: dict[str, Json] = field(default_factory=dict)
    headers: dict[str, Json] = field(default_factory=dict)
    json: Json = None
    form: dict[str, Json] | None = None
    after_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server does about it."""

    status: int = 200
    headers: dict[str, str | None] = field(default_factory=dict)
    json: Json = None
    text: str | None = None
    fault: str = ""
    delay_ms: int = 0


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer."""

    request: Expected
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """A case. `base` is the path of the base URL; `other` answers for a second host."""

    name: str
    title: str
    operation: str
    input: dict[str, Json] = field(default_factory=dict)
    options: dict[str, Json] = field(default_factory=dict)
    base: str = ""
    unreachable: bool = False
    any_order: bool = False
    exchanges: tuple[Exchange, ...] = ()
    other: Answer | None = None
    secrets: tuple[str, ...] = ()
    outcome: dict[str, Json] = field(default_factory=dict)
    elapsed_ms: tuple[int, int] = (0, 10_000)

    @property
    def kept_secret(self) -> tuple[str, ...]:
        """All that no error may repeat, and no other host may see."""
        given = [self.options[name] for name in SECRETS if name in self.options]
        return (*given, *self.secrets)


def load_all(folder: Path = FOLDER) -> list[Vector]:
    """Read every case in a folder, by name."""
    return [load(path) for path in sorted(folder.glob("*.yaml"))]


def load(path: Path) -> Vector:
    """Read one case; what it does not know is an error, so that a slip of the pen tests something."""
    raw = with_examples(yaml.load(path.read_text(), _Loader))
    outcome = {key: raw.pop(key) for key in ("value", "error", "anything") if key in raw}
    assert len(outcome) == 1, f"{path.name}: one of value, error and anything"
    other = raw.pop("other", None)
    return Vector(
        name=path.stem,
        exchanges=tuple(
            _exchange(each) for written in raw.pop("exchanges", []) for each in _repeated(written)
        ),
        other=_answer(other) if other else None,
        secrets=tuple(raw.pop("secrets", ())),
        elapsed_ms=tuple(raw.pop("elapsed_ms", (0, 10_000))),
        outcome=outcome,
        **raw,
    )


def _repeated(written: dict[str, Json]) -> list[dict[str, Json]]:
    return [written] * written.pop("times", 1)


def _exchange(raw: dict[str, Json]) -> Exchange:
    assert set(raw) == {"request", "answer"}, f"an exchange has a request and an answer, not {sorted(raw)}"
    return Exchange(Expected(**raw["request"]), _answer(raw["answer"]))


def _answer(raw: dict[str, Json]) -> Answer:
    raw = dict(raw)
    code = raw.pop("problem", None)
    headers = {"X-Request-ID": REQUEST_ID, **raw.pop("headers", {})}
    if code is not None:
        status, body = problem_answer(code)
        headers = {"Content-Type": "application/problem+json", **headers}
        raw = {"status": status, "json": body, **raw}
    answer = Answer(headers=headers, **raw)
    assert answer.fault in ("", *FAULTS), f"there is no fault {answer.fault}"
    return answer
