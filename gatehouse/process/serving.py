"""Listening on a port, and running the workers that answer there."""

import gc
import multiprocessing
import os
import signal
import socket
import sys
import warnings
from contextlib import suppress
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL
from functools import partial
from multiprocessing.connection import Connection
from threading import Thread
from typing import NoReturn

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from gatehouse.process.protocol import keep_descriptors
from gatehouse.process.server import Server
from gatehouse.process.workers import ALIVE, CLOSED, Workers, say

HTTP_PROTOCOL = "gatehouse.process.protocol:GatehouseHttpProtocol"
_BACKLOG = 2048
_LOOK_SECONDS = 1.0
_ALLOCATIONS_BETWEEN_COLLECTIONS = 20_000
_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - recognised, not chosen
_REFUSALS = {
    EADDRINUSE: "port {port} of {host} is in use; stop what uses it, or set another --port or PORT",
    EACCES: "port {port} needs more rights than this user has; choose one above 1023 with --port",
    EADDRNOTAVAIL: "{host} is not an address of this machine; correct --host or HOST",
}


class CannotListen(Exception):
    """The address cannot be served; the message says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Take the port, so that it is known to be free before anything else is started."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family, backlog=_BACKLOG)
    except (socket.gaierror, UnicodeError):
        raise CannotListen(f"there is no host called {host}; correct --host or HOST") from None
    except OSError as error:
        refusal = _REFUSALS.get(error.errno or 0, f"cannot listen there: {error.strerror}")
        raise CannotListen(refusal.format(host=host, port=port)) from None


def address_of(listener: socket.socket) -> str:
    """The URL under which this machine reaches the listener."""
    host, port = listener.getsockname()[:2]
    host = _EVERY_ADDRESS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(
    listener: socket.socket,
    factory: str,
    workers: int,
    database_connections: int,
    *,
    shared: str,
    reload: bool = False,
) -> bool:
    """Serve until a signal asks to stop; False if the application could not start."""
    keep_descriptors(database_connections)
    if reload:
        return _run_reloading(factory, listener)
    if workers == 1:
        return _run_one(factory, listener)
    return Workers(partial(_work, factory, database_connections), listener, workers, shared).run()


def _config(factory: str) -> uvicorn.Config:
    return uvicorn.Config(
        factory,
        factory=True,
        http=HTTP_PROTOCOL,
        ws="none",
        loop="uvloop",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=75,  # longer than load balancers keep theirs, which must be the ones to close
        timeout_graceful_shutdown=10,
    )


def _run_one(factory: str, listener: socket.socket) -> bool:
    try:
        return _answer(Server(_config(factory)), listener)
    except SystemExit:  # how uvicorn says that the application did not start
        return False


def _answer(server: uvicorn.Server, listener: socket.socket) -> bool:
    with suppress(KeyboardInterrupt):  # how uvicorn hands on the signal that stopped it
        server.run([listener])
    return server.started


def _work(factory: str, database_connections: int, listener: socket.socket, line: Connection) -> None:
    """What a worker does; uvicorn ends it in a way of its own if the application cannot start."""
    keep_descriptors(database_connections)
    config = _config(factory)
    config.callback_notify, config.timeout_notify = partial(_say_alive, line), 0
    _answer(Server(config, partial(say, line, CLOSED)), listener)


async def _say_alive(line: Connection) -> None:
    say(line, ALIVE)


def _run_reloading(factory: str, listener: socket.socket) -> bool:
    from gatehouse.process.reloading import Reloading  # noqa: PLC0415 - not needed by those who run it

    Reloading(_config(factory), listener).run()
    return True


def hush_warnings() -> None:
    """Warnings are for those who develop the service, not for those who run it."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def spare_the_collector() -> None:
    """What start-up made stays: the garbage collector need not look at it again, nor look that often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS)


def end_with_parent() -> None:
    """Stop this worker when its supervisor has been killed, so that the port is free for the next one."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        forked_by = os.getppid()
        while parent.is_alive() and os.getppid() == forked_by:
            parent.join(_LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=wait, daemon=True, name="end-with-parent").start()


def give_up() -> NoReturn:
    """End this worker in the way that tells its supervisor not to start another one."""
    sys.exit(STARTUP_FAILURE)
