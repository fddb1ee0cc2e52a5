"""A real server on an empty database, for one run of the fuzzer."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from gatehouse.persistence import embedded

_START_SECONDS = 60
_SETTINGS = {
    "ACCESS_TOKEN_EXPIRE_MINUTES": "1440",
    "RATE_LIMIT_ENABLED": "false",
    "LOGIN_MAX_FAILURES": "1000",
    "LOGIN_LOCK_SECONDS": "1",
    "ACCOUNT_MAX_FAILURES": "1000000",
}


@dataclass(frozen=True)
class Server:
    """Where it answers, where its data is, and what it wrote."""

    address: str
    database_url: str
    log: Path

    def misfortunes(self) -> list[str]:
        """The log lines of crashes and of answers with status 500."""
        return [line for line in self.log.read_text("utf-8").splitlines() if _is_misfortune(line)]


@contextmanager
def running(directory: Path) -> Iterator[Server]:
    """`gatehouse serve`, as an operator would start it."""
    log = directory / "server.log"
    port = _free_port()
    command = [str(Path(sys.executable).with_name("gatehouse")), "serve", "--port", str(port)]
    with closing(embedded.start(directory)) as database, log.open("wb") as stream:
        process = subprocess.Popen(
            [*command, "--data-dir", str(directory)],
            stdout=stream,
            stderr=stream,
            env={**os.environ, **_SETTINGS},
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_ready(process, address, log)
            asyncio.run(_hurry(database.url))
            yield Server(address, database.url, log)
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_ready(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/health/ready").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8')}")


async def _hurry(database_url: str) -> None:
    """Nobody will miss this database after a power cut."""
    connection = await asyncpg.connect(database_url)
    await connection.execute("ALTER SYSTEM SET fsync = off")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _is_misfortune(line: str) -> bool:
    try:
        entry: Any = json.loads(line)
    except ValueError:
        return line.startswith(("ERROR", "CRITICAL", "Traceback"))
    return isinstance(entry, dict) and (entry.get("event") == "crash" or entry.get("status") == 500)
