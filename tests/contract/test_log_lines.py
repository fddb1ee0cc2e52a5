"""What the log says of requests and of crashes, and what it never says."""

from typing import Any

import asyncpg
import orjson
import pytest
from structlog.testing import capture_logs

from gatehouse.contract.edge import Edge, Exchange
from gatehouse.core import clock
from gatehouse.process import logs
from tests.support.answers import problem
from tests.support.database import execute
from tests.support.edges import edge_options
from tests.support.live import live, only_http

HEAD = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n"


class TestAccessLog:
    TOKEN = "Zu1aYf0Qm2l9xk7TgB4nWc8vRs6pEh3dJo5iLqXyA_U"  # scan: allow

    @pytest.fixture
    def logged(self, wire, settings, monkeypatch):
        """Sends a request, and gives what is logged of it."""
        exchanges: list[Exchange] = []
        monkeypatch.setattr(logs.configure_logs(settings), "_access", exchanges.append)

        def send(method: str, target: str, **given: str) -> dict[str, Any]:
            exchanges.clear()
            wire.request(method, target, **given)
            (exchange,) = exchanges
            line = orjson.loads(logs._line(exchange, clock.now()))
            return {name: line[name] for name in ("operation", "path") if name in line}

        return send

    @pytest.mark.parametrize(
        ("method", "target", "path"),
        [
            ("GET", "/nothing", "/nothing"),
            ("GET", "/nothing?token=secret", "/nothing"),
            ("GET", "/wp-admin/setup.php", "/wp-admin/setup.php"),
            ("GET", "/a%0A%1B%5B31mb%C2%85%E2%80%AE", r"/a\n\x1b[31mb\x85\u202e"),
            ("GET", "/caf%C3%A9", "/caf\xe9"),
            ("GET", "/a" * 500, "/a" * 100),
            ("GET", f"/reset/{TOKEN}/x", "/reset/*/x"),
            ("GET", "/users/", "/users/"),
            ("DELETE", "/users", "/users"),
            ("GET", f"/auth/password/reset/{TOKEN}", "/auth/password/reset/{token}"),
            ("GET", f"/auth/password/reset/{TOKEN}/", "/auth/password/reset/{token}/"),
            ("GET", f"/auth/password/reset/{TOKEN}//", "/auth/password/reset/{token}/"),
            ("GET", "/auth/password/reset/short/", "/auth/password/reset/{token}/"),
        ],
    )
    def test_a_request_for_no_operation_has_its_path(self, logged, method, target, path):
        assert logged(method, target) == {"operation": None, "path": path}

    def test_one_that_was_not_let_in_has_no_token(self, logged):
        line = logged("PUT", f"/auth/password/reset/{self.TOKEN}", host="evil.example")
        assert line == {"operation": None, "path": "/auth/password/reset/{token}"}

    @pytest.mark.parametrize(("method", "target"), [("GET", "/health/live"), ("GET", "/users?limit=x")])
    def test_all_others_have_their_operation(self, logged, method, target):
        assert logged(method, target).keys() == {"operation"}


class TestCrash:
    SECRET = "Sesame-Open-Up-77"

    async def test_a_real_fault_is_a_problem_and_is_logged(self, service, settings):
        admin = await service.admin()
        await execute(settings, "ALTER TABLE audit_log RENAME TO elsewhere")
        try:
            with capture_logs() as logs:
                response = await admin.client.get("/admin/audit", headers={"X-Request-ID": "fault-1"})
        finally:
            await execute(settings, "ALTER TABLE elsewhere RENAME TO audit_log")
        assert problem(response) == (500, "internal_error")
        assert response.json()["request_id"] == "fault-1"
        assert "audit_log" not in response.text
        crash = next(entry for entry in logs if entry["event"] == "crash")
        assert isinstance(crash["exc_info"], asyncpg.UndefinedTableError)
        assert crash["request_id"] == "fault-1"
        assert (await admin.client.get("/admin/audit")).status_code == 200

    @pytest.fixture
    def broken(self):
        """A server whose application breaks before or after it began to answer, and what it logs."""
        crashes: list[tuple[BaseException, str]] = []
        exchanges: list[Exchange] = []

        async def app(scope, receive, send):
            if scope["path"] == "/late":
                await send(
                    {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9")]}
                )
                await send({"type": "http.response.body", "body": b"half", "more_body": True})
            raise RuntimeError(self.SECRET)

        edge = Edge(
            only_http(app),
            edge_options(),
            finished=exchanges.append,
            log_crash=lambda *crash: crashes.append(crash),
        )
        with live(edge) as wire:
            yield wire, crashes, exchanges

    def test_it_says_nothing_of_the_cause(self, broken):
        wire, crashes, exchanges = broken
        response = wire.request("GET", "/early", "X-Request-ID: fault-2")
        assert problem(response) == (500, "internal_error")
        assert self.SECRET not in response.text
        assert "Traceback" not in response.text
        assert [(str(error), request_id) for error, request_id in crashes] == [(self.SECRET, "fault-2")]
        assert [exchange.status for exchange in exchanges] == [500]

    def test_an_answer_that_was_begun_is_broken_off(self, broken):
        wire, crashes, _ = broken
        response = wire.request("GET", "/late")
        assert (response.status_code, response.content) == (200, b"half")
        assert len(crashes) == 1
