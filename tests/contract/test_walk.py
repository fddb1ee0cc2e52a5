"""What holds for every operation of the document alike, asked of each of them."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from gatehouse.contract.document import Operation
from gatehouse.contract.reader import FORM, JSON
from gatehouse.contract.resolver import resolve_handlers
from gatehouse.core import clock
from tests.support.answers import faults, problem
from tests.support.conformance import example_body, example_path
from tests.support.service import DOCUMENT

_callers = count(1)
_PASS_OVER_UNKNOWN_FIELDS = {"auth.token", "openid.authorize_device"}  # as RFC 6749 wants it


def walk(which: Callable[[Operation], Any] = lambda _: True) -> pytest.MarkDecorator:
    """Run a test once for each operation that it is about."""
    chosen = [operation for operation in DOCUMENT.operations if which(operation)]
    return pytest.mark.parametrize("operation", chosen, ids=[operation.id for operation in chosen])


def answers(status: int) -> Callable[[Operation], bool]:
    return lambda operation: str(status) in operation.responses


def media_type(operation: Operation) -> str:
    return next(iter(operation.body))


def encode(operation: Operation, value: Any) -> bytes:
    return json.dumps(value).encode() if media_type(operation) == JSON else urlencode(value).encode()


async def ask(
    client: httpx.AsyncClient, operation: Operation, query: str = "", **request: Any
) -> httpx.Response:
    path = example_path(DOCUMENT, operation)
    return await client.request(operation.method, f"{path}?{query}" if query else path, **request)


async def send(
    client: httpx.AsyncClient,
    operation: Operation,
    body: bytes | AsyncIterator[bytes],
    content_type: str = "",
) -> httpx.Response:
    headers = {"Content-Type": content_type or media_type(operation)}
    return await ask(client, operation, content=body, headers=headers)


async def send_example(client: httpx.AsyncClient, operation: Operation) -> httpx.Response:
    if not operation.body:
        return await ask(client, operation)
    return await send(client, operation, encode(operation, example_body(DOCUMENT, operation)))


def pointers(response: httpx.Response) -> list[str]:
    return [pointer for pointer, _ in faults(response)]


class TestHandlers:
    @walk()
    def test_each_operation_has_one(self, operation):
        assert operation.id in resolve_handlers(DOCUMENT, "gatehouse.handlers")


class TestCredentials:
    @walk(lambda operation: not operation.anonymous)
    async def test_somebody_unknown_is_asked_to_sign_in(self, walked, operation):
        response = await send_example(walked.client(), operation)
        assert problem(response) == (401, "unauthenticated")
        assert response.headers["www-authenticate"] == 'Bearer realm="gatehouse"'

    @walk(lambda operation: not operation.anonymous)
    @pytest.mark.parametrize(
        "credential", ["garbage", "a.b.c", "gk_000000000000_garbage", "eyJhbGciOiJub25lIn0.e30."]
    )
    async def test_a_bearer_token_that_is_none(self, walked, operation, credential):
        response = await ask(walked.client(Authorization=f"Bearer {credential}"), operation)
        assert problem(response) == (401, "invalid_token")
        assert 'error="invalid_token"' in response.headers["www-authenticate"]

    @walk(lambda operation: not operation.anonymous)
    async def test_an_api_key_that_is_none(self, walked, operation):
        response = await ask(walked.client(**{"X-API-Key": "gk_000000000000_garbage"}), operation)
        takes_keys = any("apiKey" in alternative for alternative in operation.security)
        assert problem(response) == (401, "invalid_token" if takes_keys else "unauthenticated")

    @walk(lambda operation: not operation.anonymous)
    @pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Bearer ", "token"])
    async def test_an_authorization_of_another_kind(self, walked, operation, header):
        response = await ask(walked.client(Authorization=header), operation)
        assert problem(response) == (401, "unauthenticated")

    @walk(lambda operation: operation.permission)
    async def test_somebody_without_the_permission(self, powerless, operation):
        response = await send_example(powerless.client, operation)
        assert problem(response) == (403, "forbidden")
        assert operation.permission in response.json()["detail"]


class TestQuery:
    @walk()
    async def test_an_unknown_parameter(self, superuser, operation):
        response = await ask(superuser.client, operation, "no_such=1")
        assert problem(response) == (422, "validation_failed")
        assert pointers(response) == ["/query/no_such"]

    @walk()
    @pytest.mark.parametrize(
        "query",
        ["x=%ff", "&".join(f"x{number}=1" for number in range(65))],
        ids=["not UTF-8", "too many fields"],
    )
    async def test_a_malformed_one(self, superuser, operation, query):
        assert problem(await ask(superuser.client, operation, query)) == (400, "bad_request")


class TestBody:
    @walk(lambda operation: JSON in operation.body)
    @pytest.mark.parametrize("body", [b'{"a":', b"{} {}", b"\xff", b"'a'"])
    async def test_malformed_json(self, superuser, operation, body):
        assert problem(await send(superuser.client, operation, body)) == (400, "malformed_json")

    @walk(lambda operation: FORM in operation.body)
    @pytest.mark.parametrize("body", [b"token=%ff", b"token=\xff", b"a=1&a=2", b"token=%00"])
    async def test_a_malformed_form(self, superuser, operation, body):
        assert problem(await send(superuser.client, operation, body, FORM)) == (400, "bad_request")

    @walk(lambda operation: operation.body and operation.id not in _PASS_OVER_UNKNOWN_FIELDS)
    async def test_an_unknown_field(self, superuser, operation):
        body = {**example_body(DOCUMENT, operation), "no_such": "thing"}
        response = await send(superuser.client, operation, encode(operation, body))
        assert problem(response) == (422, "validation_failed")
        assert "/no_such" in pointers(response)

    @walk(lambda operation: JSON in operation.body)
    @pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"text"'])
    async def test_something_other_than_an_object(self, superuser, operation, body):
        response = await send(superuser.client, operation, body)
        assert problem(response) == (422, "validation_failed")
        assert set(pointers(response)) == {""}

    @walk(lambda operation: operation.body_required)
    async def test_none(self, superuser, operation):
        response = await ask(superuser.client, operation)
        assert problem(response) == (422, "validation_failed")
        assert pointers(response) == [""]

    @walk(lambda operation: operation.body)
    @pytest.mark.parametrize("content_type", ["text/plain", "multipart/form-data; boundary=x", "json"])
    async def test_of_a_type_that_nothing_takes(self, superuser, operation, content_type):
        response = await send(superuser.client, operation, b"{}", content_type)
        assert problem(response) == (415, "unsupported_media_type")

    @walk(lambda operation: len(operation.body) == 1)
    async def test_of_a_type_that_only_others_take(self, superuser, operation):
        other = FORM if media_type(operation) == JSON else JSON
        response = await send(superuser.client, operation, b"{}", other)
        assert problem(response) == (415, "unsupported_media_type")
        assert media_type(operation) in response.json()["detail"]

    @walk(lambda operation: operation.body)
    async def test_too_large(self, strict, operation):
        response = await send(strict.client(), operation, b" " * 1025)
        assert problem(response) == (413, "payload_too_large")
        assert "1024" in response.json()["detail"]

    @walk(lambda operation: operation.body)
    async def test_that_does_not_arrive(self, strict, operation):
        response = await send(strict.client(), operation, _stalling())
        assert problem(response) == (408, "request_timeout")
        assert response.headers["connection"] == "close"


async def _stalling() -> AsyncIterator[bytes]:
    yield b"{"
    await asyncio.Event().wait()


class TestLimits:
    @walk(lambda operation: operation.anonymous and answers(429)(operation))
    async def test_one_request_too_many(self, strict, operation):
        client = strict.client(f"203.0.113.{next(_callers)}")
        assert (await send_example(client, operation)).status_code != 429
        response = await send_example(client, operation)
        assert problem(response) == (429, "rate_limited")
        assert response.headers["retry-after"] == "60"
        assert response.headers["ratelimit-policy"] == '"anonymous-writes";q=1;w=60'

    @walk(lambda operation: operation.anonymous and operation.method != "GET")
    def test_every_anonymous_write_has_one(self, operation):
        assert "429" in operation.responses


class TestOutage:
    @walk(answers(503))
    async def test_the_database_is_away(self, cut_off, operation, monkeypatch):
        _let_keys_age(monkeypatch)
        response = await send_example(cut_off.superuser, operation)
        assert response.status_code == 503
        assert int(response.headers["retry-after"]) > 0
        if operation.id != "system.health":
            assert response.json()["code"] == "unavailable"

    @walk(lambda operation: any("apiKey" in alternative for alternative in operation.security))
    async def test_the_database_is_away_from_an_api_key(self, cut_off, operation):
        client = cut_off.service.client(**{"X-API-Key": "gk_000000000000_any"})
        response = await ask(client, operation)
        assert problem(response) == (503, "unavailable")

    @walk(lambda operation: "503" not in operation.responses)
    async def test_what_needs_no_database_answers(self, cut_off, operation):
        assert (await ask(cut_off.superuser, operation)).status_code == 200


def _let_keys_age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signing keys are kept for a minute without asking the database."""
    passed = timedelta(hours=1).total_seconds()
    measured = clock.monotonic
    monkeypatch.setattr(clock, "monotonic", lambda: measured() + passed)


def test_the_walk_covers_the_generic_statuses():
    """Every operation is walked for what its shape implies."""
    missing: Iterable[str] = (
        f"{operation.id} {status}"
        for operation in DOCUMENT.operations
        for status, applies in (
            ("400", True),
            ("422", True),
            ("401", not operation.anonymous),
            ("403", operation.permission is not None),
            ("408", bool(operation.body)),
            ("413", bool(operation.body)),
            ("415", bool(operation.body)),
        )
        if applies and status not in operation.responses
    )
    assert list(missing) == []
