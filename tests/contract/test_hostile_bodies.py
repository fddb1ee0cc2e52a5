"""Bodies that break servers, sent to a real one: each is refused in the right way, or taken as it should."""

import gzip
from itertools import count
from queue import SimpleQueue
from typing import Any

import orjson
import pytest
from structlog.testing import capture_logs

from gatehouse.process import logs
from tests.support.answers import faults, problem

LOGIN = "/auth/login"
RIGHT = {"username": "nobody", "password": "Not-The-Right-1"}
RIGHT_BODY = orjson.dumps(RIGHT)
LONG_INTEGER = b"1" * 5000


def right_body() -> bytes:
    """A body that is read and then refused, for a name that no other request has locked."""
    return orjson.dumps({**RIGHT, "username": f"nobody-{next(_numbers)}"})


_numbers = count()


def login_with(password: bytes) -> bytes:
    return b'{"username": "nobody", "password": ' + password + b"}"


class TestJson:
    @pytest.mark.parametrize(
        "body",
        [
            b"\xff\xfe",
            login_with(b'"\xc3\x28"'),
            "{}".encode("utf-16"),
            b"\xef\xbb\xbf" + RIGHT_BODY,
            login_with(b"NaN"),
            login_with(b"Infinity"),
            login_with(b"-Infinity"),
            login_with(LONG_INTEGER),
            login_with(b"-" + LONG_INTEGER),
            login_with(b"1e400"),
            login_with(b"01"),
            login_with(b"'x'"),
            login_with(rb'"\ud800"'),
            login_with(rb'"\udc00 first"'),
            login_with(b'"a\x00b"'),
            b'{"username": "nobody", "username": "x", "password": "Not-The-Right-1"}',
            rb'{"username": "nobody", "\u0075sername": "x", "password": "Not-The-Right-1"}',
            b'{"username": "nobody", "password": "x",}',
            b"[" * 4000,
            b"[" * 2000 + b"]" * 2000,
            b'{"a":' * 500 + b"1" + b"}" * 500 + b"}",
            RIGHT_BODY + b"x",
        ],
    )
    def test_that_is_malformed(self, wire, body):
        assert problem(wire.post(LOGIN, body)) == (400, "malformed_json")

    @pytest.mark.parametrize(
        ("password", "expected"),
        [
            (rb'"a\u0000b"', ("", "nul")),
            (b"1" * 300, ("/password", "type")),
            (b"1" * 300 + b".5e3", ("/password", "type")),
            (b"{}", ("/password", "type")),
            (b"null", ("/password", "type")),
            (b'""', ("/password", "min_length")),
            (b'"' + b"x" * 1025 + b'"', ("/password", "max_length")),
        ],
    )
    def test_with_a_value_that_cannot_be(self, wire, password, expected):
        response = wire.post(LOGIN, login_with(password))
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [expected]

    @pytest.mark.parametrize("depth", [63, 500, 1000])
    def test_nested_as_deeply_as_parsers_go(self, wire, depth):
        response = wire.post(LOGIN, login_with(b"[" * depth + b"]" * depth))
        expected = (422, "validation_failed") if depth == 63 else (400, "malformed_json")
        assert problem(response) == expected


class TestContentType:
    @pytest.mark.parametrize(
        "headers",
        [
            ["X-No: content type"],
            ["Content-Type: "],
            ["Content-Type: json"],
            ["Content-Type: /"],
            ["Content-Type: application/json, text/plain"],
            ["Content-Type: text/json"],
            ["Content-Type: application/json; charset=utf-16"],
            ["Content-Type: application/json; charset=bogus"],
            ["Content-Type: application/json; charset=latin-1"],
            ["Content-Type: application/json", "Content-Type: text/plain"],
            ["Content-Type: application/json", "Content-Type: application/json"],
            ["Content-Type: multipart/form-data"],
            ["Content-Type: multipart/form-data; boundary="],
            ["Content-Type: multipart/form-data; boundary=x"],
            ["Content-Type: multipart/form-data; boundary=x; charset=utf-16"],
            ["Content-Type: application/json", "Content-Encoding: gzip"],
            ["Content-Type: application/json", "Content-Encoding: br"],
            ["Content-Type: application/json", "Content-Encoding: identity, gzip"],
        ],
    )
    def test_that_nothing_reads(self, wire, headers):
        assert problem(wire.post(LOGIN, RIGHT_BODY, *headers)) == (415, "unsupported_media_type")

    @pytest.mark.parametrize(
        "value",
        [
            "application/json",
            "Application/JSON",
            "application/json ; charset=utf-8",
            'application/json;charset="UTF-8"',
            "application/json; charset=utf8",
            "application/json; profile=x",
        ],
    )
    def test_spelled_in_another_way(self, wire, value):
        """The body is read, and checked no less."""
        assert problem(wire.post(LOGIN, right_body(), f"Content-Type: {value}")) == (
            401,
            "invalid_credentials",
        )
        assert problem(wire.post(LOGIN, b"\xff", f"Content-Type: {value}")) == (400, "malformed_json")
        refused = wire.post(LOGIN, b'{"password": 1, "username": "x"}', f"Content-Type: {value}")
        assert faults(refused) == [("/password", "type")]

    @pytest.mark.parametrize(
        "headers", [[], ["Content-Type: text/plain"], ["Content-Encoding: gzip"], ["Content-Type: x"] * 2]
    )
    @pytest.mark.parametrize("method", ["GET", "DELETE"])
    def test_where_no_body_belongs(self, wire, method, headers):
        """It means nothing, as no such operation declares 415."""
        response = wire.request(method, "/users/1", *headers, body=b"{")
        assert problem(response) == (401, "unauthenticated")

    def test_a_compressed_body_is_not_inflated(self, wire):
        body = gzip.compress(b"[" + b"0," * 1_000_000 + b"0]")
        headers = ("Content-Type: application/json", "Content-Encoding: gzip")
        assert problem(wire.post(LOGIN, body, *headers)) == (415, "unsupported_media_type")

    @pytest.mark.parametrize(
        "body", [b"", b"garbage", b"--x\r\n\r\nno name\r\n--x--", b"--x\r\n" * 800, b"--x\r\n" + b"f" * 4000]
    )
    @pytest.mark.parametrize("target", [LOGIN, "/auth/token"])
    def test_multipart_is_not_parsed(self, wire, body, target):
        response = wire.post(target, body, "Content-Type: multipart/form-data; boundary=x")
        assert response.status_code == (415 if body else 422)


class TestForm:
    FORM = "Content-Type: application/x-www-form-urlencoded"

    @pytest.mark.parametrize(
        "body",
        [
            b"grant_type=%ff",
            b"grant_type=\xff",
            b"grant_type=password&grant_type=password",
            b"grant_type=%00",
            b"&".join(b"f%d=1" % number for number in range(65)),
            b"&" * 3000,
        ],
    )
    def test_that_is_malformed(self, wire, body):
        assert problem(wire.post("/auth/token", body, self.FORM)) == (400, "bad_request")

    def test_in_capitals(self, wire):
        body = b"grant_type=password&username=somebody-else&password=wrong"
        response = wire.post("/auth/token", body, self.FORM.replace("form", "FORM"))
        assert (response.status_code, response.json()["error"]) == (400, "invalid_grant")


class TestSize:
    HEAD = (
        b"POST /auth/login HTTP/1.1\r\n"
        b"Host: localhost\r\n"
        b"Content-Type: application/json\r\n"
        b"Connection: close\r\n"
    )

    def test_declared_too_large_is_refused_unread(self, wire):
        assert problem(wire.send(self.HEAD + b"Content-Length: 8193\r\n\r\n")) == (413, "payload_too_large")

    def test_who_sends_it_all_the_same_is_told(self, wire):
        body = b" " * 5_000_000
        response = wire.send(self.HEAD + b"Content-Length: %d\r\n\r\n" % len(body), body)
        assert problem(response) == (413, "payload_too_large")

    def test_declared_absurdly_large(self, wire):
        """More digits than the parser of HTTP can count with are not HTTP."""
        response = wire.send(self.HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n")
        assert problem(response) == (400, "bad_request")

    def test_too_large_without_saying_so(self, wire):
        chunks = b"2000\r\n" + b" " * 8192 + b"\r\n1\r\n \r\n0\r\n\r\n"
        response = wire.send(self.HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
        assert problem(response) == (413, "payload_too_large")

    def test_as_large_as_may_be(self, wire):
        body = right_body().ljust(8192)
        assert problem(wire.post(LOGIN, body)) == (401, "invalid_credentials")

    def test_in_chunks(self, wire):
        body = right_body()
        half = len(body) // 2
        chunks = [b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:half], body[half:])]
        pieces = [self.HEAD, b"Transfer-Encoding: chunked\r\n\r\n", *chunks, b"0\r\n\r\n"]
        assert problem(wire.send(*pieces)) == (401, "invalid_credentials")

    @pytest.mark.parametrize(
        "framing", [b"Content-Length: 100\r\n\r\n{", b"Transfer-Encoding: chunked\r\n\r\n1\r\n{"]
    )
    def test_that_does_not_arrive(self, wire, framing):
        response = wire.send(self.HEAD, framing)
        assert problem(response) == (408, "request_timeout")
        assert response.headers["connection"] == "close"

    def test_optional_and_left_out(self, wire, bearer):
        assert wire.request("POST", "/auth/logout", bearer).status_code == 204


class TestSecrecy:
    SECRET = "Sesame-Open-Up-77"

    @pytest.mark.parametrize(
        "body",
        [
            b'{"password": ["Sesame-Open-Up-77"], "username": "x"}',
            b'{"password": "Sesame-Open-Up-77", "username": {"Sesame-Open-Up-77": 1}}',
            b'{"password": "Sesame-Open-Up-77\x01", "username": "x"}',
            b'{"password": "Sesame-Open-Up-77", "email": "x", "username": "y"}',
            b'{"password": "Sesame-Open-Up-77"',
            b'{"password": "Sesame-Open-Up-77", "username": "nobody"}',
        ],
    )
    def test_what_was_refused_is_neither_repeated_nor_logged(self, wire, body, settings, monkeypatch):
        log: SimpleQueue[Any] = SimpleQueue()
        monkeypatch.setattr(logs.configure_logs(settings), "_access", log.put)
        with capture_logs() as others:
            response = wire.post(LOGIN, body)
        assert response.is_client_error
        assert self.SECRET not in response.text
        assert self.SECRET not in str(log.get(timeout=5)) + str(others)

    def test_the_answer_to_something_long_is_short(self, wire):
        body = orjson.dumps({"password": "x" * 3900, "username": "y"})
        assert len(wire.post(LOGIN, body).content) < 1000

    def test_the_answer_to_many_mistakes_is_short(self, wire):
        body = orjson.dumps({f"field{number}": 1 for number in range(250)})
        assert len(wire.post(LOGIN, body).json()["errors"]) <= 20
