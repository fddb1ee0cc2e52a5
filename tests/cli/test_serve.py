"""`gatehouse serve` from start to stop."""

import json
import signal
import socket
import urllib.request
from time import sleep
from typing import Any

import pytest

from gatehouse.persistence.postgres_files import Postmaster
from tests.cli.conftest import Gatehouse, Serving

BROKEN_APP = """
def create_app_from_environment():
    raise RuntimeError("no application today")
"""
FAILING_APP = """
def create_app_from_environment():
    async def app(scope, receive, send):
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "no services today"})
    return app
"""

IN_PLACE_OF_THE_APP = """
import sys
sys.modules["gatehouse.app"] = sys.modules[__name__]
"""

ADMIN = ("you@example.com", "--username", "you")


def postgres_of(gatehouse: Gatehouse) -> Postmaster | None:
    return Postmaster.read(gatehouse.directory / "gatehouse-data" / "postgres" / "postmaster.pid")


def in_use(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return True
    return False


def login(serving: Serving, username: str, password: str) -> dict[str, Any]:
    request = urllib.request.Request(
        f"{serving.address}/auth/login",
        json.dumps({"username": username, "password": password}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        tokens: dict[str, Any] = json.load(response)
    return tokens


class TestServe:
    def test_welcomes_once(self, gatehouse):
        with gatehouse.serving() as serving:
            lines = serving.output.splitlines()
            assert lines[:2] == ["Opening the database ...", "Gatehouse"]
            rows = dict(line.split("  ", 1) for line in lines[2:8])
            assert rows["Address"].strip() == serving.address
            assert rows["Docs"].strip() == f"{serving.address}/docs"
            assert rows["Database"].strip().endswith("/gatehouse-data")
            assert rows["Directory"].strip().startswith("everybody with an account can read all users;")
            assert rows["First admin"].split()[1:] == ["create-admin", "--email", *ADMIN]

    def test_names_a_data_directory_of_your_own(self, gatehouse):
        with gatehouse.serving("--data-dir", "[red] data") as serving:
            place = gatehouse.directory / "[red] data"
            assert f"--username you --data-dir '{place}'\n" in serving.output

    def test_is_pretty_on_a_terminal_only(self, installed):
        with installed.serving() as serving:
            assert "\x1b" not in serving.output
        with installed.serving(FORCE_COLOR="1", COLUMNS="200") as serving:
            assert "\u256d\u2500 Gatehouse" in serving.output

    @pytest.mark.parametrize("workers", ["1", "2"])
    @pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
    def test_stops_when_asked_to_and_takes_the_database_with_it(self, installed, workers, how):
        with installed.serving("--workers", workers) as serving:
            assert postgres_of(installed)
            assert "First admin" not in serving.output
            assert serving.stop(how) == 0
        assert postgres_of(installed) is None
        assert "Traceback" not in serving.output

    def test_other_commands_work_beside_it(self, installed):
        arguments = ("create-admin", "--email", "bea@example.com", "--username", "bea", "--password-stdin")
        with installed.serving() as serving:
            assert installed(*arguments, stdin=b"Wide-Open-Gate-7\n").returncode == 0
            assert login(serving, "bea", "Wide-Open-Gate-7")["user"]["roles"] == ["superuser", "user"]
            assert serving.answers()

    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_a_crash_leaves_nothing_in_the_way(self, installed, workers):
        with installed.serving("--workers", workers) as serving:
            port = int(str(serving.address).rpartition(":")[2])
            serving.stop(signal.SIGKILL)
        while in_use(port):
            sleep(0.1)
        with installed.serving("--port", str(port)) as serving:
            assert login(serving, "root", "Wide-Open-Gate-7")
        assert postgres_of(installed) is None

    async def test_on_a_database_elsewhere(self, gatehouse, empty_database):
        settings = {"DATABASE_URL": empty_database, "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz"}
        assert gatehouse("migrate", **settings).returncode == 0
        with gatehouse.serving("--workers", "2", **settings) as serving:
            assert "postgres@" not in serving.output
            assert settings["SECRET_KEY"] not in serving.output
        assert not (gatehouse.directory / "gatehouse-data").exists()


class TestRefusals:
    def test_a_port_in_use_is_noticed_before_anything_is_started(self, gatehouse):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = str(other.getsockname()[1])
            line = gatehouse.refused("serve", "--port", port)
        assert line == f"port {port} of 127.0.0.1 is in use; stop what uses it, or set another --port or PORT"
        assert not (gatehouse.directory / "gatehouse-data").exists()

    def test_a_host_that_does_not_exist(self, gatehouse):
        line = gatehouse.refused("serve", "--host", "no-such-host.invalid")
        assert line == "there is no host called no-such-host.invalid; correct --host or HOST"

    def test_an_address_of_another_machine(self, gatehouse):
        line = gatehouse.refused("serve", "--host", "192.0.2.1")
        assert line == "192.0.2.1 is not an address of this machine; correct --host or HOST"

    @pytest.mark.parametrize("workers", ["1", "2"])
    @pytest.mark.parametrize(
        ("app", "reason"), [(BROKEN_APP, "no application today"), (FAILING_APP, "no services today")]
    )
    def test_an_application_that_cannot_start_is_not_tried_for_ever(self, gatehouse, app, reason, workers):
        (gatehouse.directory / "sitecustomize.py").write_text(IN_PLACE_OF_THE_APP + app)
        done = gatehouse("serve", "--port", "0", "--workers", workers)
        assert done.returncode == 1
        assert reason in done.stderr
        assert postgres_of(gatehouse) is None
