"""Makes up requests: some are right, most are wrong in one place, and a few are wrong in every way."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote

from gatehouse.contract.document import METHODS, Document, Json

GOOD_TOKEN, POOR_TOKEN = "good-token", "poor-token"

_ODD_TEXTS = (
    *(
        "",
        "0",
        "-1",
        "1.5",
        "1e3",
        "007",
        "+1",
        "9" * 25,
        "true",
        "TRUE",
        "null",
        "é",
        "\0",
        "a b",
        ".",
        "..",
    ),
    *(
        "٣",
        "x" * 300,
        "2026-02-30T00:00:00Z",
        "2026-11-21T10:00:00",
        "0001-01-01T00:00:00+23:59",
        "\n",
        "[]",
        "*",
    ),
    *("0B0E3A52-7A0E-4D0C-9C1F-5C2F1D9A6E11", "{0b0e3a52-7a0e-4d0c-9c1f-5c2f1d9a6e11}", "admin\n", "ﬁ"),
)
_ODD_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        10**30,
        "",
        "x" * 5000,
        "é",
        "\u0000",
        [],
        {},
        [None],
        {"a": {"b": [1]}},
    ),
    *(["users:read", "users:read"], "2026-11-21", "not an email", "a@b", float(10**16)),
)
_ODD_BODIES = (
    *(
        b"",
        b" ",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff",
        b"\xef\xbb\xbf{}",
        b"{} {}",
        b'{"a":1,"a":2}',
        b"NaN",
    ),
    *(
        b'{"a":Infinity}',
        b"[" * 100 + b"]" * 100,
        b'{"a":"\\ud800"}',
        b'{"a":"\\u0000"}',
        "{}".encode("utf-16"),
    ),
)
_ODD_PATHS = (
    "/",
    "//",
    "/users/",
    "/Users",
    "/users//me",
    "/nowhere",
    "/users/me/nothing",
    "/auth",
    "/docs/x",
    "*",
)
_ODD_QUERIES = ("%zz=1", "limit=%ff", "&&", ";", "=", "a", "limit", "limit=1;skip=2", "&".join(["a=1"] * 70))
_MEDIA_TYPES = (
    *(
        "application/json",
        "application/json; charset=utf-8",
        "APPLICATION/JSON",
        "application/json;charset=latin-1",
    ),
    *(
        "application/x-www-form-urlencoded",
        "text/plain",
        "",
        "application/*",
        "multipart/form-data; boundary=x",
    ),
)
_AUTHORIZATIONS = (
    *(
        f"Bearer {GOOD_TOKEN}",
        f"bearer {GOOD_TOKEN}",
        f"Bearer  {GOOD_TOKEN}",
        f"Bearer {POOR_TOKEN}",
        "Bearer",
    ),
    *("Bearer wrong", "Basic Zzp6", GOOD_TOKEN, "", "Bearer é"),
)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrives."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Requests:
    """An endless source; the same seed makes the same requests."""

    def __init__(self, document: Document, seed: int) -> None:
        self._document = document
        self._random = Random(seed)
        self._operations = [
            (path, method, item)
            for path, item in document.raw["paths"].items()
            for method in METHODS
            if method in item
        ]

    def make(self) -> Request:
        path, method, item = self._random.choice(self._operations)
        operation = item[method]
        nodes = [*item.get("parameters", ()), *operation.get("parameters", ())]
        parameters = [self._document.resolve(node) for node in nodes]
        body, media_type = self._body(operation)
        headers = [
            *self._credentials(),
            *(("Content-Type", value) for value in self._twice(media_type) if body or self._rarely()),
            *self._given(parameters, "header"),
        ]
        self._random.shuffle(headers)
        return Request(
            method=self._method(method.upper()),
            target=self._path(path, parameters) + self._query(parameters),
            headers=tuple(headers),
            body=body,
        )

    def _rarely(self) -> bool:
        return self._random.random() < 0.06

    def _often(self) -> bool:
        return self._random.random() < 0.6

    def _twice(self, value: str) -> list[str]:
        return [value, value] if self._rarely() else [value]

    def _method(self, method: str) -> str:
        return (
            self._random.choice(["GET", "HEAD", "OPTIONS", "PUT", "TRACE", "BREW"])
            if self._rarely()
            else method
        )

    def _text(self, node: Json) -> str:
        if self._random.random() < 0.15:
            return self._random.choice(_ODD_TEXTS)
        schema = self._document.resolve(node["schema"])
        known = node.get("example", schema.get("example", schema.get("default", "x")))
        known = self._random.choice(schema.get("enum", [known]))
        return json.dumps(known) if isinstance(known, bool) else str(known)

    def _path(self, path: str, parameters: list[Json]) -> str:
        if self._rarely():
            return self._random.choice(_ODD_PATHS)
        for node in parameters:
            if node["in"] == "path":
                path = path.replace(f"{{{node['name']}}}", quote(self._text(node), safe="*.!"))
        return path + self._random.choice(["/", "%2F", "%FF", ";x"]) if self._rarely() else path

    def _query(self, parameters: list[Json]) -> str:
        fields = [f"{name}={quote(text)}" for name, text in self._given(parameters, "query")]
        if self._rarely():
            fields.append(self._random.choice(_ODD_QUERIES))
        return "?" + "&".join(fields) if fields or self._rarely() else ""

    def _given(self, parameters: list[Json], place: str) -> list[tuple[str, str]]:
        return [
            (node["name"], text)
            for node in parameters
            if node["in"] == place and (self._random.random() < 0.3)
            for text in self._twice(self._text(node))
        ]

    def _credentials(self) -> list[tuple[str, str]]:
        roll = self._random.random()
        if roll < 0.6:
            return [("Authorization", f"Bearer {GOOD_TOKEN}")]
        if roll < 0.75:
            return [("X-API-Key", self._random.choice([GOOD_TOKEN, POOR_TOKEN, "wrong", "", "é"]))]
        given = [
            ("Authorization", self._random.choice(_AUTHORIZATIONS))
            for _ in range(self._random.choice([0, 1, 1, 2]))
        ]
        return [*given, ("X-API-Key", GOOD_TOKEN)] if self._rarely() else given

    def _body(self, operation: Json) -> tuple[bytes, str]:
        content = self._document.resolve(operation.get("requestBody", {})).get("content", {})
        if not content:
            return (b"{}" if self._rarely() else b""), self._random.choice(_MEDIA_TYPES)
        media_type = self._random.choice(list(content))
        value = self._changed(self._example(content[media_type]))
        body = _form(value) if "form" in media_type else json.dumps(value).encode()
        if self._rarely():
            body = self._random.choice(_ODD_BODIES)
        return body, self._random.choice(_MEDIA_TYPES) if self._rarely() else media_type

    def _example(self, media: Json) -> Json:
        """The example of a body, or one made of its fields' examples."""
        examples = [self._document.resolve(each)["value"] for each in media.get("examples", {}).values()]
        schema = self._document.resolve(media["schema"])
        made = {
            name: self._document.resolve(node).get("example", "x")
            for name, node in schema.get("properties", {}).items()
            if name in schema.get("required", ()) or self._often()
        }
        return dict(
            self._random.choice([*examples, *([media["example"]] if "example" in media else []), made])
        )

    def _changed(self, value: Json) -> Json:
        """The value with something about it changed, or as it is."""
        value = dict(value)
        while value and self._random.random() < 0.35:
            name = self._random.choice([*value, "unknown"])
            if self._often():
                value[name] = self._random.choice(_ODD_VALUES)
            else:
                value.pop(name, None)
        return value


def _form(value: dict[str, Any]) -> bytes:
    """Text as it is, everything else as JSON writes it."""
    texts = {name: field if isinstance(field, str) else json.dumps(field) for name, field in value.items()}
    return "&".join(f"{quote(name)}={quote(text)}" for name, text in texts.items()).encode()
