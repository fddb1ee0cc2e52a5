"""A call's arguments made into a request. Whatever cannot be written is an `InputError`, which shows no value."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

from .bodies import Body, write_body
from .errors import InputError
from .operation import Call
from .serialize import cookie_value, header_value, write_path, write_query
from .values import UNSET

_NAME = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")


@dataclass(frozen=True)
class Placement:
    """A credential, and where in a request it goes."""

    place: str
    name: str
    value: str


@dataclass(frozen=True)
class Prepared:
    """A request that lacks credentials only."""

    method: str
    url: str
    headers: httpx.Headers
    body: Body

    def request(self, placements: Iterable[Placement] = ()) -> httpx.Request:
        """Make a request of it, anew for each try."""
        headers, url = self.headers.copy(), self.url
        for each in placements:
            url = _place(each, headers, url)
        return httpx.Request(self.method, url, headers=headers, **self.body.arguments)


def prepare(call: Call, base_url: str, headers: Mapping[str, str], query: Mapping[str, Any]) -> Prepared:
    """Write a request; headers and query of the client give way to those of the call."""
    operation, values = call.operation, {**call.arguments, **call.place.arguments}
    path = write_path(operation.path, operation.parameters, values)
    text = write_query(operation.parameters, values, {**query, **call.options.query})
    body = write_body(operation.contents, call.body, call.content_type)
    made = httpx.Headers({"accept": operation.answer.accept, "accept-encoding": "gzip, deflate"})
    _set_parameters(call, values, made)
    if body and body.content_type:
        set_header(made, "content-type", body.content_type)
    if operation.idempotency and operation.idempotency not in made:
        made[operation.idempotency] = str(uuid.uuid4())
    for name, value in {**headers, **call.options.headers}.items():
        set_header(made, name, value)
    return Prepared(operation.method, base_url + path + (text and f"?{text}"), made, body or Body())


def _set_parameters(call: Call, values: Mapping[str, Any], headers: httpx.Headers) -> None:
    cookies: list[str] = []
    for parameter in call.operation.parameters:
        value = values.get(parameter.name)
        if value is None or value is UNSET:
            continue
        if parameter.place == "header":
            set_header(headers, parameter.wire, header_value(parameter, value))
        elif parameter.place == "cookie":
            cookies.append(f"{parameter.wire}={cookie_value(parameter, value)}")
    if cookies:
        set_header(headers, "cookie", "; ".join(cookies))


def _place(placement: Placement, headers: httpx.Headers, url: str) -> str:
    """Add a credential to headers or an address; return the address."""
    if placement.place == "query":
        pair = f"{quote(placement.name, safe='')}={quote(placement.value, safe='')}"
        return f"{url}{'&' if '?' in url else '?'}{pair}"
    if placement.place == "cookie":
        others = [headers["cookie"]] if "cookie" in headers else []
        pair = f"{placement.name}={quote(placement.value, safe='')}"
        set_header(headers, "cookie", "; ".join([*others, pair]))
    elif placement.name not in headers:
        set_header(headers, placement.name, placement.value)
    return url


def set_header(headers: httpx.Headers, name: str, value: str) -> None:
    """Set a header, unless it cannot be sent."""
    if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
        raise InputError(f"the header {name!r} has characters that cannot be sent")
    headers[name] = value
