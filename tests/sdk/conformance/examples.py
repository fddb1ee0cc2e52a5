"""The examples of the document, so that vectors need not repeat them.

`{$example: Ada}` stands for the value of `components/examples/Ada`; `{$example: Ada, id: 7}` for the same
with another `id`. `{$problem: user_not_found}` stands for the example problem with that code.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DOCUMENT = Path(__file__).parents[3] / "openapi.yaml"


@cache
def document() -> dict[str, Any]:
    """The document, as it is written."""
    loaded: dict[str, Any] = yaml.safe_load(DOCUMENT.read_text())
    return loaded


@cache
def _problems() -> dict[str, dict[str, Any]]:
    responses = document()["components"]["responses"].values()
    contents = [response.get("content", {}).get("application/problem+json", {}) for response in responses]
    return {name: each["value"] for content in contents for name, each in content.get("examples", {}).items()}


def problem_answer(code: str) -> tuple[int, dict[str, Any]]:
    """Status and body of a problem."""
    body = _problems()[code]
    return body["status"], body


def with_examples(written: Any) -> Any:
    """The same value, with examples in the places that refer to them."""
    if isinstance(written, list):
        return [with_examples(each) for each in written]
    if not isinstance(written, dict):
        return written
    members = {name: with_examples(each) for name, each in written.items()}
    if "$example" in members:
        return document()["components"]["examples"][members.pop("$example")]["value"] | members
    if "$problem" in members:
        return _problems()[members.pop("$problem")] | members
    return members
