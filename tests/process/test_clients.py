"""Clients that say nothing, do not stop, or do not listen."""

import asyncio
import resource
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import sleep

import httpx
import psutil
import pytest
from starlette.types import Receive, Scope, Send

from gatehouse.contract import protocol
from gatehouse.core.settings import Settings
from gatehouse.process.protocol import GatehouseHttpProtocol
from tests.support.answers import problem
from tests.support.live import Wire, live, only_http, read
from tests.support.server import serving

REQUEST = b"GET /%d HTTP/1.1\r\nHost: localhost\r\n\r\n"
MEBIBYTE = 1_048_576


class App:
    """Answers with the path and the body, followed by so much else; slowly, if asked to."""

    def __init__(self, padding: int = 0) -> None:
        self.padding = b"." * padding
        self.calls = 0
        self.may_answer = Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls += 1
        if scope["path"] == "/slow":
            await asyncio.to_thread(self.may_answer.wait)
        body, more = scope["path"].encode(), True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        body += self.padding
        length = (b"content-length", b"%d" % len(body))
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": body})


class Line:
    """A connection that is used byte by byte."""

    def __init__(self, wire: Wire) -> None:
        self.socket = socket.create_connection(("127.0.0.1", wire.port), timeout=20)
        self._stream = self.socket.makefile("rb")

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def read(self) -> httpx.Response:
        return read(self._stream)

    def has_ended(self) -> bool:
        try:
            return self._stream.read(1) == b""
        except ConnectionError:
            return True

    def has_something(self) -> bool:
        return bool(select.select([self.socket], [], [], 0.1)[0])


@contextmanager
def connected(wire: Wire) -> Iterator[Line]:
    line = Line(wire)
    with line.socket, line._stream:
        yield line


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "_HEAD_SECONDS", 1)
    monkeypatch.setattr(protocol, "_STUCK_SECONDS", 1)


@pytest.mark.usefixtures("impatient")
class TestWaiting:
    def test_for_a_client_that_says_nothing(self):
        with live(only_http(App())) as wire, connected(wire) as line:
            assert line.has_ended()

    @pytest.mark.parametrize("start", [b"G", b"GET / HTTP/1.1\r\nHost: loc", b"GET / HTTP/1.1\r\n"])
    def test_for_the_rest_of_a_head(self, start):
        with live(only_http(App())) as wire, connected(wire) as line:
            line.send(start)
            answer = line.read()
            assert problem(answer) == (408, "request_timeout")
            assert answer.headers["connection"] == "close"
            assert line.has_ended()

    @pytest.mark.parametrize("before", [b"", REQUEST % 1])
    def test_for_a_head_that_comes_byte_by_byte(self, before):
        with live(only_http(App())) as wire, connected(wire) as line:
            if before:
                line.send(before)
                assert line.read().text == "/1"
            line.send(b"GET / HTTP/1.1\r\nX: ")
            while not line.has_something():
                line.send(b"x")
            assert problem(line.read()) == (408, "request_timeout")

    def test_empty_lines_are_no_sign_of_life(self):
        with live(only_http(App()), timeout_keep_alive=1) as wire, connected(wire) as line:
            line.send(REQUEST % 1)
            assert line.read().text == "/1"
            with pytest.raises(ConnectionError):
                while True:
                    line.send(b"\r\n")
                    sleep(0.2)

    def test_between_requests(self):
        with live(only_http(App()), timeout_keep_alive=3) as wire, connected(wire) as line:
            for number in range(2):
                line.send(REQUEST % number)
                assert line.read().text == f"/{number}"
                sleep(1.5)
            assert line.has_ended()

    def test_not_while_the_service_is_at_work(self):
        app = App()
        with live(only_http(app)) as wire, connected(wire) as line:
            line.send(b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
            sleep(3)
            app.may_answer.set()
            assert line.read().text == "/slow"

    @pytest.mark.parametrize("requests", [1, 100])
    def test_for_a_client_that_does_not_read(self, requests):
        with live(only_http(App(8 * MEBIBYTE))) as wire, connected(wire) as line:
            line.send(b"".join(REQUEST % number for number in range(requests)))
            sleep(3.5)
            received = 0
            with pytest.raises(ConnectionError):
                while data := line.socket.recv(MEBIBYTE):
                    received += len(data)
                raise ConnectionError
            assert received < 8 * MEBIBYTE


class TestHeads:
    def test_that_are_just_small_enough(self):
        with live(only_http(App())) as wire:
            head = b"GET /1 HTTP/1.1\r\nHost: localhost\r\n"
            many = b"X: x\r\n" * 99
            large = b"X: " + b"x" * 32_700 + b"\r\n"
            for headers in (many, large):
                assert wire.send(head + headers + b"\r\n").text == "/1"

    @pytest.mark.parametrize(
        "headers",
        [
            b"X: x\r\n" * 100,
            b"X: x\r\n" * 5000,
            b"X: " + b"x" * 33_000 + b"\r\n",
            b"X: " + b"x" * 300_000 + b"\r\n",
        ],
    )
    @pytest.mark.parametrize("end", [b"\r\n", b"Y: "])
    def test_that_are_not(self, headers, end):
        with live(only_http(App())) as wire, connected(wire) as line:
            line.send(b"GET /1 HTTP/1.1\r\nHost: localhost\r\n" + headers + end)
            answer = line.read()
            assert problem(answer) == (431, "head_too_large")
            assert answer.headers["connection"] == "close"
            assert line.has_ended()

    def test_the_body_before_does_not_count(self):
        with live(only_http(App())) as wire, connected(wire) as line:
            body = b"x" * 100_000
            line.send(
                b"POST /0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n" + body + REQUEST % 1
            )
            assert line.read().text == "/0" + body.decode()
            assert line.read().text == "/1"

    @pytest.mark.parametrize("name", ["Host", "host", "Authorization", "X-API-Key"])
    def test_with_two_of_what_must_be_one(self, name):
        with live(only_http(App())) as wire:
            answer = wire.send(f"GET / HTTP/1.1\r\n{name}: a\r\n{name.lower()}: a\r\n\r\n".encode())
            assert problem(answer) == (400, "bad_request")
            assert answer.json()["detail"] == f"The header {name.title()} must not be repeated."

    def test_with_two_of_something_else(self):
        with live(only_http(App())) as wire:
            head = (
                b"GET /1 HTTP/1.1\r\nHost: localhost\r\nAccept: a\r\nAccept: b\r\nConnection: close\r\n\r\n"
            )
            assert wire.send(head).text == "/1"


class TestPipelining:
    @pytest.mark.parametrize("cut", [1, 7, 1000, 1_000_000])
    def test_requests_are_answered_in_order(self, cut):
        with live(only_http(App())) as wire, connected(wire) as line:
            sent, expected = b"", []
            for number in range(0, 60, 2):
                body = b"%d\r\n\r\n" % number * number * 10
                head = b"POST /%d HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                sent += head % (number, len(body)) + body + REQUEST % (number + 1)
                expected += [f"/{number}{body.decode()}", f"/{number + 1}"]
            for at in range(0, len(sent), cut):
                line.send(sent[at : at + cut])
            assert [line.read().text for _ in expected] == expected

    def test_what_comes_after_nonsense_is_not_carried_out(self):
        app = App()
        with live(only_http(app)) as wire, connected(wire) as line:
            line.send(REQUEST % 1 + b"nonsense\r\n\r\n" + REQUEST % 2)
            assert line.read().text == "/1"
            assert problem(line.read()) == (400, "bad_request")
            assert line.has_ended()
            assert app.calls == 1

    def test_the_others_wait_until_the_client_reads(self):
        """What they take is bounded, and so is the memory of the service."""
        app = App(100_000)
        requests = b"".join(REQUEST % number for number in range(20_000))
        before = psutil.Process().memory_info().rss
        with live(only_http(app)) as wire:
            connections = [socket.create_connection(("127.0.0.1", wire.port)) for _ in range(50)]
            for connection in connections:
                connection.setblocking(False)
                connection.send(requests)
            seen = -1
            while seen != app.calls:
                seen = app.calls
                sleep(0.5)
            grown = psutil.Process().memory_info().rss - before
            for connection in connections:
                connection.close()
        assert seen < 50 * 100
        assert grown < 64 * MEBIBYTE


class TestRoom:
    def test_when_all_wait_for_answers_one_more_is_told_so(self, monkeypatch):
        monkeypatch.setattr(GatehouseHttpProtocol, "most_connections", 2)
        app = App()
        slow = b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with live(only_http(app)) as wire, connected(wire) as one, connected(wire) as two:
            one.send(slow)
            two.send(slow)
            while app.calls < 2:
                sleep(0.01)
            answer = wire.send(REQUEST % 1)
            assert problem(answer) == (503, "overloaded")
            assert answer.headers["retry-after"] == "1"
            app.may_answer.set()
            assert [one.read().text, two.read().text] == ["/slow", "/slow"]
            assert wire.send(REQUEST % 1).text == "/1"

    async def test_silent_connections_shut_nobody_out(self, own_settings: Settings, tmp_path: Path):
        _, most = limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
            starting = serving(own_settings, tmp_path / "log", workers=1)
            server = await starting.__aenter__()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)
        try:
            there = ("127.0.0.1", httpx.URL(server.url).port)
            silent = [socket.create_connection(there) for _ in range(600)]
            answers = await asyncio.gather(*(server.client().get("/health/ready") for _ in range(20)))
            assert {answer.status_code for answer in answers} == {200}
            for connection in silent:
                connection.close()
        finally:
            await starting.__aexit__(None, None, None)
