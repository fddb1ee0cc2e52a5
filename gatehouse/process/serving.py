"""Listening on a port, and running the workers that answer there."""

import gc
import multiprocessing
import os
import signal
import socket
import sys
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL
from threading import Thread
from typing import NoReturn

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

HTTP_PROTOCOL = "gatehouse.process.protocol:GatehouseHttpProtocol"
_BACKLOG = 2048
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


def run(listener: socket.socket, factory: str, workers: int, *, reload: bool = False) -> bool:
    """Serve until a signal asks to stop; False if the application could not start."""
    config = uvicorn.Config(
        factory,
        factory=True,
        workers=workers,
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
        timeout_worker_healthcheck=10,  # a slow machine needs a while to start a worker
    )
    if reload:
        return _run_reloading(config, listener)
    return _run_one(config, listener) if workers == 1 else _run_several(config, listener)


def _run_one(config: uvicorn.Config, listener: socket.socket) -> bool:
    server = uvicorn.Server(config)
    try:
        server.run([listener])
    except KeyboardInterrupt:  # how uvicorn hands on the signal that stopped it
        return True
    except SystemExit:
        return False
    return server.started


def _run_reloading(config: uvicorn.Config, listener: socket.socket) -> bool:
    from gatehouse.process.reloading import Reloading  # noqa: PLC0415 - not needed by those who run it

    Reloading(config, listener).run()
    return True


def _run_several(config: uvicorn.Config, listener: socket.socket) -> bool:
    supervisor = Multiprocess(config, [listener])
    supervisor.run()
    return all(process.exitcode != STARTUP_FAILURE for process in supervisor.processes)


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
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=wait, daemon=True, name="end-with-parent").start()


def give_up() -> NoReturn:
    """End this worker in the way that tells its supervisor not to start another one."""
    sys.exit(STARTUP_FAILURE)
