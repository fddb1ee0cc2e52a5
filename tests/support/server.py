"""`gatehouse serve` as its users run it: processes, a port, a mail server, and real connections."""

import asyncio
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import psutil
from aiosmtpd.smtp import SMTP, Envelope

from gatehouse.core.mail import MemoryMailer, Message
from gatehouse.core.settings import Settings, load_settings
from gatehouse.persistence import migrate
from tests.support.database import execute, url_of
from tests.support.service import CONFORMANCE, Service

ROOT = Path(__file__).parents[2]
_START_SECONDS = 60
_STOP_SECONDS = 20
_QUIET_SECONDS = 0.5
_octets = count()
_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used; making one for each client is slow


@dataclass
class Server(Service):
    """A service whose clients speak to it over TCP, each from an address of its own unless it names one."""

    url: str = ""
    log: Path = Path()
    process: "subprocess.Popen[bytes]" = field(init=False)

    def client(self, address: str = "", **headers: str) -> httpx.AsyncClient:
        """A client with one connection; its address is what a trusted proxy would say."""
        client = httpx.AsyncClient(
            base_url=self.url,
            headers={"X-Forwarded-For": address or a_fresh_address(), **headers},
            event_hooks={"response": [CONFORMANCE]},
            limits=httpx.Limits(max_connections=1),
            timeout=30,
            verify=_TLS,
        )
        self.clients.append(client)
        return client

    def launch(self, workers: int) -> None:
        port = self.url.rpartition(":")[2]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gatehouse", "serve", "--port", port, "--workers", str(workers)],
                cwd=ROOT,
                env=os.environ | environment(self.settings),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def ready(self) -> None:
        async with asyncio.timeout(_START_SECONDS), httpx.AsyncClient(base_url=self.url) as client:
            while not await _answers(client):
                assert self.process.poll() is None, self.log.read_text()
                await asyncio.sleep(0.05)

    async def stop(self) -> int:
        """Ask it to stop, as a service manager does, and say how it ended."""
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.to_thread(self.process.wait, _STOP_SECONDS)

    def kill(self) -> None:
        """End every process of it at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(_STOP_SECONDS)

    def workers(self) -> set[int]:
        """Those that listen already."""
        return {worker.pid for worker in workers_of(self.process.pid) if _has_socket(worker)}

    def quiet_log(self) -> str:
        """The log, once nothing more comes: lines about requests are written together, a moment later."""
        before, now = None, self.log.read_text()
        while now != before:
            time.sleep(_QUIET_SECONDS)
            before, now = now, self.log.read_text()
        return now

    async def lines(self, each: int, workers: int = 2) -> "Lines":
        """Fresh connections, at least so many to each worker."""
        held: dict[int, list[httpx.AsyncClient]] = defaultdict(list)
        async with asyncio.timeout(_START_SECONDS):
            while sum(len(clients) >= each for clients in held.values()) < workers:
                client = self.client()
                held[await self._worker_behind(client)].append(client)
        return Lines({worker: clients[:each] for worker, clients in held.items()})

    async def _worker_behind(self, client: httpx.AsyncClient) -> int:
        """The process that holds the other end of the client's connection."""
        response = await client.get("/health/live")
        _, port = response.extensions["network_stream"].get_extra_info("client_addr")
        for worker in workers_of(self.process.pid):
            if any(end.raddr and end.raddr.port == port for end in worker.net_connections("tcp4")):
                return int(worker.pid)
        raise AssertionError("no worker holds the connection")


@dataclass(frozen=True)
class Lines:
    """Open connections, by the worker at their other end."""

    by_worker: dict[int, list[httpx.AsyncClient]]

    @property
    def all(self) -> list[httpx.AsyncClient]:
        return [client for clients in self.by_worker.values() for client in clients]

    async def request(self, method: str, path: str, **arguments: Any) -> list[httpx.Response]:
        """The same request on every connection at once."""
        return await asyncio.gather(*(client.request(method, path, **arguments) for client in self.all))

    async def statuses(self, method: str, path: str, **arguments: Any) -> set[int]:
        return {response.status_code for response in await self.request(method, path, **arguments)}


async def another_database(settings: Settings, name: str) -> Settings:
    """One beside it on the same server, which no other process sends mails from."""
    await execute(settings, f"CREATE DATABASE {name}")
    url = url_of(settings).replace("/gatehouse?", f"/{name}?")
    await migrate.upgrade(url)
    return load_settings(env_file=None, database_url=url, secret_key=settings.secret_key)


def a_fresh_address() -> str:
    number = next(_octets)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def environment(settings: Settings) -> dict[str, str]:
    """The settings that differ from the defaults, as a shell would set them."""
    given = {name: getattr(settings, name) for name in settings.model_fields_set}
    return {name.upper(): _written(value) for name, value in given.items()}


@asynccontextmanager
async def serving(
    settings: Settings, log: Path, *, workers: int = 2, port: int | None = None, **changes: Any
) -> AsyncIterator[Server]:
    """Start the service with these settings, and stop it again if the test has not."""
    async with mail_server() as (mailer, smtp_port):
        port = port or free_port()
        usual = {
            "database_url": url_of(settings),
            "secret_key": settings.secret_key,
            "smtp_host": "127.0.0.1",
            "smtp_port": smtp_port,
            "smtp_security": "none",
            "trusted_proxies": ["127.0.0.1"],
        }
        settings = load_settings(env_file=None, **(usual | changes))
        server = Server(None, settings, mailer, url=f"http://127.0.0.1:{port}", log=log)
        server.launch(workers)
        try:
            await server.ready()
            yield server
        finally:
            for client in server.clients:
                await client.aclose()
            if server.process.poll() is None:
                await server.stop()


class _Inbox:
    """Hands what arrives by SMTP to the mailer that tests look into."""

    def __init__(self, mailer: MemoryMailer) -> None:
        self._mailer = mailer

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        for recipient in envelope.rcpt_tos:
            await self._mailer.send(_received(recipient, mail))
        return "250 OK"


def _received(recipient: str, mail: EmailMessage) -> Message:
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    return Message(recipient, str(mail["subject"]), text.get_content(), html.get_content() if html else "")


@asynccontextmanager
async def mail_server() -> AsyncIterator[tuple[MemoryMailer, int]]:
    """What tests read mails with, and the port of 127.0.0.1 that takes them."""
    mailer = MemoryMailer()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(_Inbox(mailer), enable_SMTPUTF8=True), "127.0.0.1", 0)
    try:
        yield mailer, server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def _answers(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/health/ready")).is_success
    except httpx.TransportError:
        return False


def free_port(host: str = "127.0.0.1") -> int:
    with socket.create_server((host, 0)) as listener:
        return int(listener.getsockname()[1])


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return str(getattr(value, "get_secret_value", lambda: value)())


def workers_of(pid: int) -> list[psutil.Process]:
    """The processes that answer: forked by one that the service has started for that."""
    started = psutil.Process(pid).children()
    keepers = [process for process in started if "forkserver" in " ".join(process.cmdline())]
    return [worker for keeper in keepers for worker in keeper.children()]


def _has_socket(process: psutil.Process) -> bool:
    try:
        return bool(process.net_connections("tcp4"))
    except (psutil.NoSuchProcess, FileNotFoundError):  # it has just ended
        return False
