"""`gatehouse health`: one line and an exit code, for those who watch a service from beside it."""

import socket
from threading import Thread

import pytest

from tests.cli.conftest import Gatehouse


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return str(listener.getsockname()[1])


def answered(gatehouse: Gatehouse, answer: bytes) -> str:
    """What the command says of a server that answers so."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        place = "127.0.0.1:" + (port := str(listener.getsockname()[1]))
        line = gatehouse.refused("health", "--port", port)
        thread.join()
    assert place in line
    return line.replace(place, "PLACE")


def test_a_ready_service(installed):
    with installed.serving("--host", "0.0.0.0") as serving:
        port = str(serving.address).rpartition(":")[2]
        for arguments in (("health", "--port", port), ("health", "--host", "0.0.0.0", "--port", port)):
            done = installed(*arguments)
            assert (done.returncode, done.stderr) == (0, "")
            assert done.stdout.endswith(f":{port} is ready.\n")
        assert installed("health", PORT=port, http_proxy="http://127.0.0.1:1").returncode == 0


def test_no_service(gatehouse):
    port = free_port()
    line = gatehouse.refused("health", PORT=port)
    assert line == f"no service answers at 127.0.0.1:{port}: Connection refused"
    assert f"at [::1]:{port}: " in gatehouse.refused("health", "--host", "::1", "--port", port)
    assert list(gatehouse.directory.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            b'HTTP/1.1 503 Service Unavailable\r\n\r\n{"detail": "The database is away."}',
            "PLACE is not ready: 503, The database is away.",
        ),
        (
            b"HTTP/1.1 404 Not Found\r\n\r\n<html>",
            "PLACE is not ready: 404, from something that is not Gatehouse",
        ),
        (b"SSH-2.0-OpenSSH\r\n", "no service answers at PLACE: it does not speak HTTP"),
    ],
)
def test_a_service_that_is_not_ready(gatehouse, answer, said):
    assert answered(gatehouse, answer) == said


def test_nothing_comes(gatehouse):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        line = gatehouse.refused("health", "--port", port)
    assert line == f"nothing answers at 127.0.0.1:{port} within 5 seconds"
