"""What is made of the requests that a client sends for a wire rule."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.sdk.conformance.matching import Request
from tests.sdk.conformance.rules import Arrival, Rule

# In a query or a form, servers read both of each alike; the last ones are of JSON.
_SPELLINGS = {
    **{"[": "%5B", "]": "%5D", "|": "%7C", "+": "%20"},
    **{"%22%3A%20": "%22%3A", "%2C%20%22": "%2C%22"},
}
_ZEROS = re.compile(r"(?<=\.)(\d*[1-9])0+$")
_JSON = {'": ': '":', ', "': ',"', "\\u00e9": "é"}


@dataclass(frozen=True, slots=True)
class Score:
    """What came of the rules, by name; `refusal` says why there is no client to call."""

    verdicts: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""

    @property
    def counts(self) -> Counter[str]:
        """How many rules came out in which way: `right`, `alike`, `wrong`, `missing`, `refused`."""
        return Counter(verdict.partition(":")[0] for verdict in self.verdicts.values())


def verdict(rule: Rule, seen: list[Request], outcome: Mapping[str, Any]) -> str:
    """Say whether what arrived is right to the letter, or but for spellings; else what is wrong."""
    error = outcome.get("error", {})
    if error.get("kind") == "missing":
        return f"missing: {error['message']}"
    faults = rule.faults(seen, dict(outcome))
    if not faults:
        return "right"
    spelled = replace(rule, arrivals=tuple(map(_arrival, rule.arrivals)))
    return (
        f"wrong: {faults[-1]}"
        if spelled.faults([_request(each) for each in seen], dict(outcome))
        else "alike"
    )


def _arrival(arrival: Arrival) -> Arrival:
    return replace(
        arrival, target=_target(arrival.target), body=_written(arrival.body.removesuffix("\n"), _SPELLINGS)
    )


def _request(request: Request) -> Request:
    is_form = "urlencoded" in (request.header("content-type") or "")
    body = _written(request.body.decode().removesuffix("\n"), _SPELLINGS if is_form else _JSON).encode()
    headers = tuple((name, _header(name, value)) for name, value in request.headers)
    return replace(request, target=_target(request.target), headers=headers, body=body)


def _header(name: str, value: str) -> str:
    """Write a list, or JSON, without the spaces that may be between items."""
    return _written(value, {", ": ",", '": ': '":'}) if name.lower().startswith("x-") else value


def _target(target: str) -> str:
    path, mark, query = target.partition("?")
    return path + (mark and query and mark) + _ZEROS.sub(r"\1", _written(query, _SPELLINGS))


def _written(text: str, spellings: Mapping[str, str]) -> str:
    for found, wanted in spellings.items():
        text = text.replace(found, wanted)
    return text
