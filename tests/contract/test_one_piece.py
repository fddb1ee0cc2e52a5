"""An ordinary answer comes in one piece, and an unusual one still comes."""

import socket
from collections.abc import Sequence

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.support.live import live

LENGTH = (b"content-length", b"4")
PATIENCE = 3  # seconds, less than the server keeps a connection that nobody uses


class Says:
    """Sends these messages to whoever asks."""

    def __init__(self, *messages: Message) -> None:
        self._messages = messages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            for moment in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{moment}.complete"})
            return
        for message in self._messages:
            await send(dict(message))


def start(*headers: tuple[bytes, bytes], status: int = 200) -> Message:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def body(content: bytes, *, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": content, "more_body": more}


def first_read(messages: Sequence[Message], request: bytes) -> bytes:
    """What a client gets the first time it looks."""
    with (
        live(Says(*messages)) as wire,
        socket.create_connection(("127.0.0.1", wire.port), PATIENCE) as connection,
    ):
        connection.sendall(request)
        return connection.recv(65_536)


def all_of(messages: Sequence[Message], request: bytes) -> bytes:
    """What a client gets until the server closes the connection."""
    with (
        live(Says(*messages)) as wire,
        socket.create_connection(("127.0.0.1", wire.port), PATIENCE) as connection,
    ):
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def request(*headers: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} / HTTP/1.1", "Host: localhost", *headers, "", ""]).encode()


CLOSE = request("Connection: close")


def test_head_and_body_together():
    answer = first_read([start(LENGTH, (b"x-more", b"1")), body(b"pong")], request())
    head, _, content = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert {b"content-length: 4", b"x-more: 1"} <= set(head.split(b"\r\n"))
    assert content == b"pong"


def test_one_after_the_other_on_one_connection():
    answer = all_of([start(LENGTH), body(b"pong")], request() + request() + CLOSE)
    assert answer.count(b"HTTP/1.1 200 OK\r\n") == answer.count(b"\r\n\r\npong") == 3


@pytest.mark.parametrize(
    ("messages", "ending"),
    [
        ([start(), body(b"pong")], b"4\r\npong\r\n0\r\n\r\n"),
        ([start(LENGTH), body(b"po", more=True), body(b"ng")], b"\r\n\r\npong"),
        ([start(status=204), body(b"")], b"\r\n\r\n"),
    ],
)
def test_what_is_not_ordinary(messages, ending):
    assert all_of(messages, CLOSE).endswith(ending)


def test_an_answer_that_ends_the_connection_ends_it():
    answer = all_of([start(LENGTH, (b"connection", b"close")), body(b"pong")], request())
    assert answer.endswith(b"\r\n\r\npong")


def test_no_body_where_none_is_wanted():
    answer = all_of([start(LENGTH), body(b"pong")], request("Connection: close", method="HEAD"))
    assert b"content-length: 4\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_a_header_cannot_become_two():
    forged = (b"x-name", b"a\r\nset-cookie: b")
    answer = all_of([start(LENGTH, forged), body(b"pong")], request())
    assert answer.startswith(b"HTTP/1.1 500 ")
    assert b"set-cookie" not in answer
