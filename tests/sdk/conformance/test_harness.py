"""The harness itself: it has to notice what it is there to notice."""

import asyncio
import json
import time
from dataclasses import replace
from typing import Any

import pytest

from tests.sdk.conformance.matching import Memory, Request
from tests.sdk.conformance.parity import Parity
from tests.sdk.conformance.server import Stage, staged
from tests.sdk.conformance.vectors import FOLDER, Expected, Vector, load, load_all

EXPECTED = Expected(
    method="POST",
    path="/a/b%2Fc",
    query={"on": "true"},
    headers={"Authorization": "Bearer t", "X-API-Key": None, "Idempotency-Key": {"$same": "key"}},
    json={"name": None, "n": 1},
)
HEADERS = (
    ("authorization", "Bearer t"),
    ("idempotency-key", "k1"),
    ("content-type", "application/json; charset=utf-8"),
)
RIGHT = Request("POST", "/a/b%2fc?on=true", HEADERS, b'{"n": 1, "name": null}', 0.0)

WRONG = {
    "method": (replace(RIGHT, method="PUT"), 'method: expected "POST", got "PUT"'),
    "unescaped": (replace(RIGHT, target="/a/b/c?on=true"), "path: expected"),
    "escaped twice": (replace(RIGHT, target="/a/b%252Fc?on=true"), "path/2: expected"),
    "no query": (replace(RIGHT, target="/a/b%2Fc"), "query/on: expected"),
    "another query": (replace(RIGHT, target="/a/b%2Fc?on=true&x=1"), "query/x: not expected"),
    "query twice": (replace(RIGHT, target="/a/b%2Fc?on=true&on=true"), "query/on: expected"),
    "no credentials": (replace(RIGHT, headers=HEADERS[1:]), "header Authorization: expected"),
    "too many": (
        replace(RIGHT, headers=(*HEADERS, ("x-api-key", "k"))),
        "header X-API-Key: expected nothing",
    ),
    "media type": (
        replace(RIGHT, headers=HEADERS[:2]),
        "header Content-Type: expected application/json",
    ),
    "absent": (replace(RIGHT, body=b'{"n": 1}'), "body/name: expected nothing"),
    "boolean": (replace(RIGHT, body=b'{"n": true, "name": null}'), "body/n: expected 1, got true"),
    "extra": (replace(RIGHT, body=b'{"n": 1, "name": null, "x": 0}'), "body/x: not expected"),
    "not JSON": (replace(RIGHT, body=b"n=1"), "body: expected"),
}


def test_what_is_right_passes() -> None:
    assert Memory().request(EXPECTED, RIGHT) == []


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named(case: str) -> None:
    request, fault = WRONG[case]
    assert any(each.startswith(fault) for each in Memory().request(EXPECTED, request))


def test_a_key_has_to_stay_the_same() -> None:
    memory = Memory()
    assert memory.request(EXPECTED, RIGHT) == []
    other = replace(RIGHT, headers=(HEADERS[0], ("Idempotency-Key", "k2"), HEADERS[2]))
    assert memory.request(EXPECTED, other) == ['header Idempotency-Key: expected "k1", got "k2"']


@pytest.mark.parametrize(
    ("expected", "actual", "fits"),
    [
        ("2026-03-02T09:00:00Z", "2026-03-02T10:00:00.000+01:00", True),
        ("2026-03-02T09:00:00Z", "2026-03-02T09:00:01Z", False),
        (9223372036854775807, 9223372036854775808, False),
        ({"$at_least": {"a": 1}}, {"a": 1, "b": 2}, True),
        ({"$at_least": {"a": 1}}, {"b": 2}, False),
        ({"$one_of": [1, 2]}, 2, True),
        ({"$one_of": [1, 2]}, 3, False),
        ({"$matches": "a+"}, "aab", False),
        ({"$any": True}, None, False),
        ([1, 2], [2, 1], False),
        ([1], [1, 1], False),
    ],
)
def test_values(expected: Any, actual: Any, fits: bool) -> None:
    assert (Memory().match(expected, actual, "value") == []) is fits


def test_a_request_too_many_or_too_few_is_named() -> None:
    stage = Stage(load(FOLDER / "no-retry-404.yaml"))
    request = Request("GET", "/users/42", (), b"", 0.0)
    assert stage.missing() == ["did not come: GET /users/42"]
    assert stage.answer(request).status == 404
    assert (stage.faults, stage.missing()) == ([], [])
    assert stage.answer(request).status == 500
    assert stage.faults == ["request 2 is not in the script: GET /users/42"]


def test_a_try_that_comes_too_early_is_named() -> None:
    stage = Stage(load(FOLDER / "retry-429-waits.yaml"))
    stage.answer(Request("GET", "/users/42", (), b"", 10.0))
    stage.answered_at = 10.0
    stage.answer(Request("GET", "/users/42", (), b"", 10.5))
    assert stage.faults == ["request 2: came 0.50 s after the answer before, not 1.0 s"]


def test_secrets_at_another_host_are_named() -> None:
    stage = Stage(load(FOLDER / "redirect-token.yaml"))
    stage.answer_elsewhere(Request("GET", "/users/42", (), b"", 0.0))
    assert stage.faults == []
    stage.answer_elsewhere(Request("GET", "/", (("Authorization", "Bearer secret-token-1"),), b"", 0.0))
    assert stage.faults == ["a secret went to another host: secret-token-1"]


async def _bytes(vector: Vector) -> bytes:
    async with staged(vector) as stage:
        _, _, address = stage.base_url.partition("//")
        host, port = address.split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(f"GET {vector.exchanges[0].request.path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        try:
            return await asyncio.wait_for(reader.read(65_536), 0.3)
        finally:
            writer.close()


async def test_faults_on_the_wire() -> None:
    with pytest.raises(ConnectionResetError):
        await _bytes(load(FOLDER / "reset.yaml"))
    with pytest.raises(TimeoutError):
        await _bytes(load(FOLDER / "timeout-post.yaml"))
    head, _, body = (await _bytes(load(FOLDER / "truncated.yaml"))).partition(b"\r\n\r\n")
    assert 0 < len(body) < int(head.rpartition(b"Content-Length: ")[2])
    assert not (await _bytes(load(FOLDER / "garbage.yaml"))).startswith(b"HTTP/")
    started = time.monotonic()
    head, _, body = (await _bytes(_hasty(load(FOLDER / "slow-in-time.yaml")))).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert json.loads(body)["id"] == 42
    assert time.monotonic() - started >= 0.1


def _hasty(vector: Vector) -> Vector:
    (exchange,) = vector.exchanges
    return replace(vector, exchanges=(replace(exchange, answer=replace(exchange.answer, delay_ms=100)),))


def test_the_table() -> None:
    parity = Parity()
    parity.add("first", "go", passed=True)
    parity.add("second-one", "go", passed=False)
    parity.add("second-one", "rust", passed=True)
    assert parity.lines(["rust", "go", "nushell"]) == [
        "           rust go",
        "first      -    ok",
        "second-one ok   RED",
        "rust 1/1, go 1/2",
    ]


def test_there_are_enough_vectors() -> None:
    assert len(load_all()) >= 60
