"""Servers as processes, each pinned to the core of the servers and stopped by its own id."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.requests import Request, send

ROOT = Path(__file__).parents[1]
SERVER_CORE, LOAD_CORE = 0, 1
HOST = "127.0.0.1"
_START_SECONDS = 60
_STOP_SECONDS = 15
_POLL_SECONDS = 0.05


class BenchError(Exception):
    """The bench cannot go on; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; its process is the one that answers."""

    name: str
    url: str
    pid: int


def require_tools() -> None:
    """What the bench needs of the machine, or a `BenchError`."""
    missing = [tool for tool in ("wrk", "taskset") if shutil.which(tool) is None]
    if missing:
        raise BenchError(f"{' and '.join(missing)} must be installed")
    if not {SERVER_CORE, LOAD_CORE} <= os.sched_getaffinity(0):
        raise BenchError("two cores are needed: one for the server, one for the load")


def pin_load() -> None:
    """This process, and what it starts without pinning (PostgreSQL and wrk), share one core."""
    os.sched_setaffinity(0, {LOAD_CORE})


@contextmanager
def on_all_cores() -> Iterator[None]:
    """Let this process, and what it starts without pinning, use every core until the block ends."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def serve(
    name: str,
    command: list[str],
    environment: Mapping[str, str],
    port: int,
    log: Path,
    cores: Iterable[int] = (SERVER_CORE,),
) -> Iterator[Server]:
    """Run a server on its cores until the block ends."""
    pinned = ["taskset", "--cpu-list", ",".join(map(str, cores)), sys.executable, *command]
    with log.open("wb") as output:
        process = subprocess.Popen(
            pinned,
            cwd=ROOT,
            env={**_as_installed(), **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is for the bench, which then stops its servers
        )
    try:
        server = Server(name, f"http://{HOST}:{port}", process.pid)
        _wait_for(server, process, log)
        yield server
    finally:
        _stop(process)


def _as_installed() -> dict[str, str]:
    """Our environment; a server keeps its compiled modules, as one that was installed does."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def family(pid: int) -> list[int]:
    """A process, and all that it has started, and those that these have."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            send(server.url, Request("GET", "/health/live"))
        except OSError:
            time.sleep(_POLL_SECONDS)
        else:
            return
    raise BenchError(f"{server.name} did not start:\n{log.read_text()}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
