"""Whole answers of the service, to be given again."""

import http.client
import json
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from bench.processes import BenchError, Server
from bench.requests import Request


def record(server: Server, token: str, paths: Iterable[str], file: Path) -> None:
    """Write down what a server answers, by path."""
    with closing(http.client.HTTPConnection(urlsplit(server.url).netloc)) as connection:
        file.write_text(json.dumps({path: _answer(connection, token, path) for path in paths}))


def _answer(connection: http.client.HTTPConnection, token: str, path: str) -> str:
    connection.request("GET", path, headers=Request("GET", path, token).headers())
    answer = connection.getresponse()
    body = answer.read().decode()
    if answer.status != http.client.OK:
        raise BenchError(f"{path} is answered {answer.status}: {body}")
    headers = "".join(f"{name}: {value}\r\n" for name, value in answer.getheaders())
    return f"HTTP/1.1 {answer.status} {answer.reason}\r\n{headers}\r\n{body}"
