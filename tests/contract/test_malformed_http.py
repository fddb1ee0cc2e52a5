"""Bytes that are not quite HTTP, and what comes around bodies."""

import re
import socket

import httpx
import pytest

from gatehouse.contract.edge import SECURITY_HEADERS
from tests.support.answers import problem
from tests.support.live import Wire, live, only_http

HEAD = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n"


class TestBadHttp:
    @pytest.mark.parametrize(
        "raw",
        [
            b"nonsense\r\n\r\n",
            b"GET\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"NONSENSE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            HEAD + b"Bad Name: x\r\n\r\n",
            HEAD + b"X: a\x00b\r\n\r\n",
            HEAD + b"Content-Length: x\r\n\r\n",
            HEAD + b"Content-Length: -1\r\n\r\n",
            HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
            HEAD + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
            b"GET http://evil.example/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET http://localhost:1/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ],
        ids=lambda raw: repr(raw[:40]),
    )
    def test_is_answered_as_everything_else_is(self, wire, raw):
        response = wire.send(raw)
        assert problem(response) == (400, "bad_request")
        assert response.headers["content-type"] == "application/problem+json"
        assert response.headers["connection"] == "close"
        assert response.headers["x-request-id"] == response.json()["request_id"]
        assert SECURITY_HEADERS.items() <= {name.title(): v for name, v in response.headers.items()}.items()

    @pytest.mark.parametrize("headers", [b"X: " + b"x" * 600_000, b"X: x\r\n" * 5000 + b"\r\n"], ids=len)
    def test_too_much_is_answered_likewise(self, wire, headers):
        response = wire.send(HEAD + headers)
        assert problem(response) == (431, "head_too_large")
        assert SECURITY_HEADERS.items() <= {name.title(): v for name, v in response.headers.items()}.items()

    def test_a_target_may_be_whole_if_it_names_the_same_host(self, wire):
        response = wire.send(b"GET http://localhost/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert response.json() == {"status": "alive"}

    def test_an_upgrade_is_not_taken(self, wire):
        response = wire.send(HEAD + b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n")
        assert response.json() == {"status": "alive"}

    @pytest.mark.parametrize("between", [0, 2])
    def test_what_was_sent_before_it_gets_its_own_answer(self, wire, between):
        posts = [
            f"POST /auth/logout HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: post-{number}\r\n"
            "Content-Length: 2\r\n\r\n{}"
            for number in range(1 + between)
        ]
        bad = f"{HEAD.decode()}X-Request-ID: bad\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
        with socket.create_connection(("127.0.0.1", wire.port), timeout=5) as connection:
            connection.sendall("".join([*posts, bad]).encode())
            answers = connection.makefile("rb").read().decode()
        ids = re.findall("x-request-id: (.*)\r\n", answers)
        assert ids == [f"post-{number}" for number in range(1 + between)]

    @pytest.mark.parametrize("line", [HEAD, b"GET /\x7f HTTP/1.1\r\n", b"\r\nGET /\xff HTTP/1.1\r\n"])
    def test_head_is_refused_without_a_body(self, wire, line):
        response = wire.send(line.replace(b"GET", b"HEAD") + b"Host: localhost\r\n\r\n")
        assert (response.status_code, response.content) == (400, b"")

    def test_nothing_is_asked_for_after_it(self, wire, capfd):
        head = b"POST /auth/logout HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        response = wire.send(head + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n")
        assert problem(response) == (400, "bad_request")
        assert "write_eof" not in capfd.readouterr().err

    @pytest.mark.parametrize(
        ("request_line", "headers"),
        [
            ("POST /auth/logout", "Connection: upgrade\r\nUpgrade: h2c\r\nContent-Length: {length}"),
            ("CONNECT localhost:80", "Content-Length: {length}"),
            ("POST /auth/logout", "Connection: upgrade\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked"),
        ],
    )
    def test_what_comes_with_an_upgrade_is_no_request(self, wire, request_line, headers):
        hidden = HEAD + b"X-Request-ID: hidden\r\n\r\n"
        head = f"{request_line} HTTP/1.1\r\nHost: localhost\r\n{headers.format(length=len(hidden))}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", wire.port), timeout=5) as connection:
            connection.sendall(head.encode() + hidden)
            answers = connection.makefile("rb").read()
        assert answers.startswith(b"HTTP/1.1 400 ")
        assert answers.count(b"HTTP/1.1 ") == 1
        assert b"hidden" not in answers

    def test_what_follows_an_upgrade_is_answered(self, wire):
        post = b"POST /auth/logout HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
        upgrade = HEAD + b"Connection: upgrade\r\nUpgrade: h2c\r\n\r\n"
        last = HEAD + b"X-Request-ID: last\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", wire.port), timeout=5) as connection:
            connection.sendall(post + upgrade * 3 + post + last)
            answers = connection.makefile("rb").read()
        assert answers.count(b"HTTP/1.1 ") == 6
        assert b"x-request-id: last" in answers

    def test_an_upgrade_may_say_that_it_has_no_body(self, wire):
        response = wire.send(HEAD + b"Connection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n")
        assert response.json() == {"status": "alive"}


PATCH = b"PATCH /users/me HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"


class TestFraming:
    """Chunks can have next to nothing in them and anything around it."""

    @pytest.mark.parametrize(
        "pieces",
        [
            [b"2;", *[b"x" * 10_000] * 5],
            [b"2\r\n{}\r\n0\r\nX: ", *[b"x" * 10_000] * 5],
            [b"2\r\n{}\r\n0\r\n", *[b"X: x\r\n" * 2000] * 5],
            [b"1000\r\n" + b" " * 0x1000 + b"\r\n1;", *[b"x" * 10_000] * 5],
        ],
        ids=["an extension", "a trailer", "trailers", "an extension behind a large chunk"],
    )
    def test_of_any_size_is_refused(self, wire, pieces):
        assert problem(wire.send_slowly(PATCH, *pieces)) == (400, "bad_request")

    @pytest.mark.parametrize("size", [1, 1000])
    def test_that_carries_something_is_not(self, wire, size):
        chunk = b"%x\r\n%b\r\n" % (size, b" " * size)
        body = chunk * (8000 // size)
        response = wire.send_slowly(PATCH, body[:9000], body[9000:], b"0\r\n\r\n")
        assert problem(response) == (415, "unsupported_media_type")


class TestTrailers:
    """Headers after a chunked body are not headers of the request."""

    def send(self, wire: Wire, request: str, *headers: str, trailers: list[str]) -> httpx.Response:
        lines = [request, "Host: localhost", "Connection: close", "Transfer-Encoding: chunked", *headers]
        head = "\r\n".join([*lines, "", ""])
        body = "\r\n".join(["2", "{}", "0", *trailers, "", ""])
        return wire.send((head + body).encode())

    JSON = "Content-Type: application/json"

    def test_they_do_not_sign_in(self, wire, bearer):
        request = "PATCH /users/me HTTP/1.1"
        assert problem(self.send(wire, request, self.JSON, trailers=[bearer])) == (401, "unauthenticated")
        assert self.send(wire, request, self.JSON, bearer, trailers=["X: y"]).status_code == 200

    @pytest.mark.parametrize("trailers", [["X: x"] * 20_000, ["X: " + "x" * 40_000]], ids=["many", "long"])
    def test_they_may_not_outweigh_the_body(self, wire, bearer, trailers):
        refused = self.send(wire, "PATCH /users/me HTTP/1.1", self.JSON, bearer, trailers=trailers)
        assert problem(refused) == (400, "bad_request")

    def test_they_are_no_condition(self, wire, bearer):
        request = "PATCH /users/me HTTP/1.1"
        refused = self.send(wire, request, self.JSON, bearer, 'If-Match: "x"', trailers=[])
        assert problem(refused) == (412, "etag_mismatch")
        answer = self.send(wire, request, self.JSON, bearer, trailers=['If-Match: "x"'])
        assert answer.status_code == 200

    def test_they_change_no_content_type(self, wire, bearer):
        answer = self.send(wire, "PATCH /users/me HTTP/1.1", bearer, trailers=[self.JSON])
        assert problem(answer) == (415, "unsupported_media_type")

    def test_what_follows_one_that_closes_is_not_waited_for(self, wire):
        request = b"POST /auth/logout HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        with socket.create_connection(("127.0.0.1", wire.port), timeout=5) as connection:
            connection.sendall(request + b"2\r\n{}\r\n0\r\nConnection: close\r\n\r\n" + HEAD + b"\r\n")
            answers = connection.makefile("rb").read()
        assert answers.count(b"HTTP/1.1 ") == 1
        assert b"connection: close" in answers

    def test_the_application_never_sees_them(self):
        seen: list[list[tuple[bytes, bytes]]] = []

        async def app(scope, receive, send):
            while (await receive()).get("more_body"):
                pass
            seen.append(scope["headers"])
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        names = ["Authorization", "If-Match", "X-Forwarded-For", "X-API-Key", "Content-Length"]
        with live(only_http(app)) as wire:
            self.send(wire, "POST / HTTP/1.1", trailers=[f"{name}: 1" for name in names])
            self.send(wire, "POST / HTTP/1.1", "X-Forwarded-For: 192.0.2.1", trailers=[])
        assert [name for name, _ in seen[0]] == [b"host", b"connection", b"transfer-encoding"]
        assert (b"x-forwarded-for", b"192.0.2.1") in seen[1]
