"""An application behind a real uvicorn, for what only shows on the wire."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from select import select
from threading import Thread
from time import sleep
from typing import Any, BinaryIO

import httpx
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from gatehouse.process.serving import HTTP_PROTOCOL
from tests.support.service import CONFORMANCE


@dataclass(frozen=True)
class Wire:
    """Speaks to the server in bytes."""

    port: int

    def send(self, *pieces: bytes) -> httpx.Response:
        """Send the pieces as they are, and read the first answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            for piece in pieces:
                connection.sendall(piece)
            with connection.makefile("rb") as stream:
                return read(stream)

    def send_slowly(self, *pieces: bytes) -> httpx.Response:
        """Send the pieces so that the server reads each alone, until it says something."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            for piece in pieces:
                connection.sendall(piece)
                if select([connection], [], [], 0.05)[0]:
                    break
            with connection.makefile("rb") as stream:
                return read(stream)

    def request(
        self, method: str, target: str, *headers: str, body: bytes = b"", host: str = "localhost"
    ) -> httpx.Response:
        """One request with exactly these headers; the answer is held against the document."""
        length = [f"Content-Length: {len(body)}"] if body else []
        lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", "Connection: close", *length, *headers]
        response = self.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        response.request = httpx.Request(method, f"http://localhost{target.partition('?')[0]}")
        if ".." not in target:  # httpx would resolve it, as the server does not
            CONFORMANCE.check(response)
        return response

    def post(self, target: str, body: bytes, *headers: str) -> httpx.Response:
        """A body that says that it is JSON, unless the headers say something else."""
        return self.request("POST", target, *(headers or ["Content-Type: application/json"]), body=body)


def read(stream: BinaryIO) -> httpx.Response:
    """The next answer on a connection."""
    status, *lines = (line.decode("latin-1").rstrip("\r\n") for line in iter(stream.readline, b"\r\n"))
    headers = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
    length = int(dict(headers).get("content-length", 0))
    return httpx.Response(int(status.split()[1]), headers=headers, content=stream.read(length))


@contextmanager
def live(app: Any, **options: Any) -> Iterator[Wire]:
    """Run the application in a thread of its own, on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app,
        http=HTTP_PROTOCOL,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        **options,
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the application did not start"
            sleep(0.01)
        yield Wire(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


def only_http(app: ASGIApp) -> ASGIApp:
    """The application with an answer to what servers ask when they start and stop."""

    async def complete(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        while (message := await receive())["type"] == "lifespan.startup":
            await send({"type": f"{message['type']}.complete"})
        await send({"type": "lifespan.shutdown.complete"})

    return complete
