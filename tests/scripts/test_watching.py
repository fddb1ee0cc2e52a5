"""Scripts that watch a running service: its health, what it uses, how long answers take."""

import asyncio
import fcntl
import os
import pty
import re
import select
import socket
import ssl
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest

from gatehouse.core.settings import Settings
from tests.scripts.metrics import Growing
from tests.scripts.support import NU, SCRIPTS, Shell, answering
from tests.support.server import Server, serving

METRICS = "metrics_listen" in Settings.model_fields


def test_one_look_at_a_healthy_service(live: Shell, server: Server) -> None:
    done = live.json("monitor.nu", "--interval", "200ms")
    state = done.value
    assert (done.code, state["problems"]) == (0, [])
    assert (state["url"], state["status"], state["ready"]) == (server.url, "ok", True)
    [database] = state["dependencies"]
    assert (database["name"], database["state"]) == ("database", "up")
    assert 0 < database["latency_ms"] < 10_000
    assert state["resources"]["memory_mib"] > 50  # the processes were found, and are more than one Python
    assert state["traffic"]["rate_per_second"] is None


def test_metrics_become_rates(live: Shell) -> None:
    with answering(Growing(errors=0)) as address:
        done = live.json("monitor.nu", "--interval", "500ms", "--metrics", address)
    state = done.value
    assert (done.code, state["traffic"]["error_percent"]) == (0, 0)
    assert 0 < state["traffic"]["rate_per_second"] <= 2000
    assert 5 < state["traffic"]["p95_ms"] <= 50
    assert (state["resources"]["pool_in_use"], state["resources"]["pool_waiting"]) == (4, 0)


def test_what_is_wrong_is_said(live: Shell) -> None:
    with answering(Growing(errors=100)) as address:
        done = live.json("monitor.nu", "--interval", "200ms", METRICS_LISTEN=address)
    assert (done.code, done.value["traffic"]["error_percent"]) == (1, 9.09)
    assert done.value["problems"] == ["9.09 percent of requests fail"]


def test_a_service_that_is_away(shell: Shell) -> None:
    done = shell.json("monitor.nu", "--url", "http://127.0.0.1:1", "--interval", "10ms")
    assert (done.code, done.value["status"], done.value["ready"]) == (1, "unreachable", False)
    assert done.value["problems"] == ["the service does not answer: system.health: Connection refused"]


@pytest.mark.parametrize(
    ("given", "variable", "address"),
    [
        ("null", None, "http://127.0.0.1:8000"),
        ("null", "", "http://127.0.0.1:8000"),
        ("null", "http://127.0.0.1:1", "http://127.0.0.1:1"),
        ("'http://127.0.0.1:2'", "http://127.0.0.1:1", "http://127.0.0.1:2"),
    ],
)
def test_where_the_service_is(shell: Shell, given: str, variable: str | None, address: str) -> None:
    variables = {} if variable is None else {"GATEHOUSE_BASE_URL": variable}
    assert shell.evaluate("service.nu", f"(service-at {given}).base_url", **variables) == address


HEALTH = {
    "/health/ready": '{"status": "ready"}',
    "/health": '{"status": "down", "version": "0.1.0", "timestamp": "2026-01-01T00:00:00Z",'
    ' "database": "down", "dependencies": {"database": {"state": "down"}}}',
}


@pytest.fixture
def tls(tmp_path: Path) -> ssl.SSLContext:
    """A certificate for localhost that nobody has signed, in `authority.pem`."""
    key, certificate = tmp_path / "key.pem", tmp_path / "authority.pem"
    words = (
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-subj",
        "/CN=localhost",
    )
    more = (
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
    )
    files = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run(["openssl", "req", *words, *more, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_a_certificate_must_be_trusted(shell: Shell, tls: ssl.SSLContext, tmp_path: Path) -> None:
    with answering(HEALTH, 503, tls) as address:
        words = ("--interval", "10ms", "--url", f"https://localhost:{address.rpartition(':')[2]}")
        refused = shell.json("monitor.nu", *words)
        trusted = shell.json("monitor.nu", *words, SSL_CERT_FILE=str(tmp_path / "authority.pem"))
    [problem] = refused.value["problems"]
    assert "system.health: the certificate is not trusted" in problem
    assert "SSL_CERT_FILE" in problem
    assert (trusted.code, trusted.value["status"]) == (1, "down")


def test_the_memory_of_a_proxy_is_not_that_of_the_service(shell: Shell) -> None:
    with answering(HEALTH, 503) as address:
        done = shell.json("monitor.nu", "--interval", "10ms", "--url", f"http://{address}")
    assert (done.value["status"], done.value["dependencies"]) == (
        "down",
        [{"name": "database", "state": "down"}],
    )
    assert "memory_mib" not in done.value["resources"]


def test_a_dashboard_needs_a_terminal(live: Shell) -> None:
    assert "--dashboard needs a terminal" in live.refused("monitor.nu", "--dashboard")


def test_the_dashboard_in_a_terminal(live: Shell) -> None:
    with answering(Growing(errors=0)) as address:
        own, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        words = ["monitor.nu", "--dashboard", "--interval", "400ms", "--metrics", address]
        process = subprocess.Popen(
            [NU, "--no-config-file", str(SCRIPTS / words[0]), *words[1:]],
            cwd=live.folder,
            env=live.environment(TERM="xterm-256color"),
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
        )
        os.close(terminal)
        try:
            seen = _until(own, "q quits", times=3)
            os.write(own, b"q")
            rest = _until(own, "\x1b[?1049l")
            assert process.wait(30) == 0
        finally:
            process.kill()
            os.close(own)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)
    assert re.search(r"requests/s\s+\d+\.\d", plain), plain
    assert re.search(r"database\s+up", plain)
    assert re.search(r"memory MiB\s+\d{2,}", plain)
    assert re.search(r"pool in use\s+4\s+█", plain)
    assert "no problems" in plain
    assert "\x1b[?25h" in rest  # the cursor is back


def _until(terminal: int, text: str, times: int = 1) -> str:
    """What the terminal shows until it has shown the text so often; questions of the shell are answered."""
    seen, deadline = "", time.monotonic() + 60
    while seen.count(text) < times and time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            part = os.read(terminal, 65_536).decode(errors="replace")
        except OSError:
            break
        if "\x1b[6n" in part:
            os.write(terminal, b"\x1b[1;1R")
        seen += part
    assert seen.count(text) >= times, seen
    return seen


def test_resources_of_a_busy_service(live: Shell, server: Server) -> None:
    done = live.json("resource-monitor.nu", "track", "busy", "--duration", "2s", "--interval", "500ms")
    assert done.code == 0, done.said
    report = done.value
    assert (report["name"], report["samples"], report["missed"]) == ("busy", 4, 0)
    summary = {row["measure"]: row for row in report["summary"]}
    assert summary["memory_mib"]["min"] > 50
    assert summary["memory_mib"]["min"] <= summary["memory_mib"]["mean"] <= summary["memory_mib"]["max"]
    assert {"cpu_percent", "connections"} <= summary.keys()
    assert len(report["series"]) == 4
    [recorded] = live.recorded("resources")
    assert recorded["series"] == report["series"]


def test_resources_from_metrics_alone(shell: Shell) -> None:
    with answering(Growing(errors=0)) as address:
        words = ("--duration", "600ms", "--interval", "200ms", "--metrics", address)
        done = shell.json("resource-monitor.nu", "track", "far", *words, "--url", "http://127.0.0.1:1")
    summary = {row["measure"]: row["mean"] for row in done.value["summary"]}
    assert (done.code, summary["memory_mib"], summary["pool_in_use"], summary["pool_idle"]) == (0, 100, 4, 6)
    assert summary["cpu_percent"] > 0
    assert "connections" not in summary


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--url", "http://127.0.0.1:1"), "nothing to look at"),
        (("--duration", "0s"), "--duration must be more than nothing"),
        (("--interval", "1min"), "--interval must not be longer than --duration"),
        (("--pid", "x"), "--pid must be a whole number, not 'x'"),
        (("--metrics", "not an address"), "the address of metrics must be such as 127.0.0.1:9464"),
    ],
)
def test_nothing_to_track(shell: Shell, words: tuple[str, ...], said: str) -> None:
    assert said in shell.refused("resource-monitor.nu", "track", "x", *words)


def test_answers_under_load(live: Shell, server: Server) -> None:
    done = live.json("performance.nu", "--duration", "2s", "--concurrency", "2")
    rows = {row["operation"]: row for row in done.value}
    assert {"system.live", "me.get", "users.list", "users.search"} <= rows.keys()
    for row in rows.values():
        assert row["calls"] > 0
        assert row["errors"] == 0
        assert 0 < row["p50_ms"] <= row["p95_ms"] <= row["p99_ms"]
        assert row["rate_per_second"] > 0
    assert (rows["users.list"]["limit_ms"], rows["users.search"]["limit_ms"]) == (200, 500)
    assert done.code == int(any(row["too_slow"] for row in rows.values()))
    [recorded] = live.recorded("loads")
    assert recorded["operations"] == done.value
    counted = server.quiet_log().count('"operation":"users.stats"')
    assert counted >= rows["users.stats"]["calls"]


def test_without_credentials_only_what_anybody_may(live: Shell) -> None:
    done = live.json("performance.nu", "--duration", "300ms", GATEHOUSE_TOKEN="")
    assert {row["operation"] for row in done.value} == {
        "auth.policy",
        "system.jwks",
        "system.live",
        "system.ready",
    }
    refused = live.json(
        "performance.nu", "--duration", "100ms", "--operations", "users.list", GATEHOUSE_TOKEN=""
    )
    [row] = refused.value
    assert (refused.code, row["codes"], row["p50_ms"]) == (1, ["unauthenticated"], None)


def test_a_load_that_cannot_be(live: Shell) -> None:
    assert "does not answer" in live.refused("performance.nu", "--url", "http://127.0.0.1:1")
    assert "unknown 'nothing'; choose from" in live.refused("performance.nu", "--operations", "nothing")
    assert "--concurrency must be 1 to 64" in live.refused("performance.nu", "--concurrency", "0")


@pytest.mark.skipif(not METRICS, reason="this service publishes no metrics")
async def test_the_metrics_of_the_service_itself(live: Shell, settings: Settings, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    async with serving(settings, tmp_path / "log", metrics_listen=address) as own:
        words = ("--url", own.url, "--metrics", address, "--interval", "1s")
        done = await asyncio.to_thread(live.json, "monitor.nu", *words)
    assert done.value["traffic"]["rate_per_second"] > 0
    assert done.value["resources"]["pool_idle"] >= 0
