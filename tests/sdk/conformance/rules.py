"""The rows of the table of wire rules: what is called, what has to arrive, and what has to come of it."""

from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import yaml

from tests.sdk.conformance.matching import Request

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as it has to arrive, to the letter, and the answer to it. An empty header is absent."""

    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    form: dict[str, str] = field(default_factory=dict)
    parts: list[Json] = field(default_factory=list)
    answer: Json = field(default_factory=dict)

    def faults(self, request: Request) -> list[str]:
        """Say what is not as it should be."""
        found: Json = {"target": request.target}
        wanted: Json = {"target": self.target}
        if self.parts:
            found["parts"], wanted["parts"] = _parts(request, self.parts), self.parts
        elif self.form:
            found["form"], wanted["form"] = dict(parse_qsl(request.body.decode())), self.form
        else:
            found["body"], wanted["body"] = _spaces(request.body.decode()), self.body
        for name, value in self.headers.items():
            found[name], wanted[name] = _header(request, name), value
        return [
            f"{each}: {found[each]} instead of {wanted[each]}"
            for each in wanted
            if found[each] != wanted[each]
        ]

    def answered(self) -> bytes:
        """Return the answer as it is sent; without one, that there is nothing to say."""
        text = str(self.answer.get("text", "")).encode()
        status = self.answer.get("status", 200 if self.answer else 204)
        kind = self.answer.get("type", "text/plain")
        length = f"Content-Type: {kind}\r\nContent-Length: {len(text)}\r\n" if self.answer else ""
        return f"HTTP/1.1 {status} As Told\r\n{length}Connection: close\r\n\r\n".encode() + text


@dataclass(frozen=True, slots=True)
class Rule:
    """A row. `error` is the kind that has to come of it; of the kind `input`, nothing may arrive."""

    rule: str
    operation: str
    arrivals: tuple[Arrival, ...]
    input: Json = field(default_factory=dict)
    options: Json = field(default_factory=dict)
    error: str = ""
    error_body: Json | None = None

    def faults(self, seen: list[Request], outcome: Json) -> list[str]:
        """Say what is not as it should be, in what arrived and in what came of it."""
        if len(seen) != len(self.arrivals):
            return [f"{len(seen)} requests instead of {len(self.arrivals)}", str(outcome)]
        found = [
            fault
            for arrival, request in zip(self.arrivals, seen, strict=True)
            for fault in arrival.faults(request)
        ]
        error = outcome.get("error", {})
        if error.get("kind", "") != self.error:
            found.append(f"error: {error or 'none'} instead of {self.error or 'none'}")
        if self.error and error.get("body") != self.error_body:
            found.append(f"body of the error: {error.get('body')} instead of {self.error_body}")
        return found


def rules() -> list[Rule]:
    """Read the table. Without `target`, a row is about a call that is not made."""
    rows: list[Json] = yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text())
    return [_rule(row) for row in rows]


def _rule(row: Json) -> Rule:
    described = {
        name: row[name]
        for name in ("rule", "operation", "input", "options", "error", "error_body")
        if name in row
    }
    own = {
        name: row[name] for name in ("target", "headers", "body", "form", "parts", "answer") if name in row
    }
    arrivals = [Arrival(**each) for each in row.get("before", [])] + ([Arrival(**own)] if own else [])
    return Rule(arrivals=tuple(arrivals), **described)


def _header(request: Request, name: str) -> str:
    return request.header(name) or ""


def _spaces(form: str) -> str:
    """In a form, a space is a plus sign or is escaped; both are right."""
    return form.replace("+", "%20")


def _parts(request: Request, wanted: list[Json]) -> list[Json]:
    """Read a multipart body as the row describes it: of each part, what is asked for."""
    head = f"Content-Type: {request.header('content-type')}\r\n\r\n".encode()
    parts = list(message_from_bytes(head + request.body, policy=policy.HTTP).iter_parts())
    facts = [
        {
            "name": part.get_param("name", header="content-disposition"),
            "text": bytes(part.get_payload(decode=True) or b"").decode(),
            "type": part.get_content_type(),
            "file": part.get_filename() is not None,
        }
        for part in parts
    ]
    asked = [each.keys() for each in wanted] + [facts[0].keys()] * len(facts) if facts else []
    return [{name: fact[name] for name in names} for fact, names in zip(facts, asked, strict=False)]
