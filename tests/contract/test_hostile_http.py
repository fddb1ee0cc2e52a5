"""What happens around a request: bad HTTP, hosts, methods, browsers, request ids, and faults of our own."""

import re

import pytest

from gatehouse.contract.edge import SECURITY_HEADERS
from tests.contract.conftest import ORIGIN
from tests.support.answers import problem

HEAD = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n"


class TestHost:
    @pytest.mark.parametrize(
        "host", ["localhost", "LOCALHOST", "localhost:8000", "127.0.0.1:1", "localhost.", "[::1]:80"]
    )
    def test_our_own(self, wire, host):
        assert wire.request("GET", "/auth/policy", host=host).status_code == 200

    @pytest.mark.parametrize("host", ["10.1.2.3:8000", "evil.example", ""])
    def test_probes_need_not_know_it(self, wire, host):
        assert wire.request("GET", "/health/live", host=host).status_code == 200
        assert wire.request("GET", "/health/ready", host=host).status_code == 200
        for path in ("/", "/health/lives", "/health/", "/docs", "/health/live/x", "/users/live"):
            assert problem(wire.request("GET", path, host=host)) == (400, "invalid_host")

    @pytest.mark.parametrize(
        "host",
        [
            "evil.example",
            "localhost.evil.example",
            "evil.example:80",
            "localhost@evil.example",
            "localhost:x",
            "localhost:99999999",
            "localhost:80:80",
            "[::1]x",
            "",
            "localhost/x",
            "::1",
        ],
    )
    def test_that_of_somebody_else(self, wire, host):
        assert problem(wire.request("GET", "/users", host=host)) == (400, "invalid_host")

    @pytest.mark.parametrize("name", ["X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-URL"])
    def test_what_others_say_about_it(self, wire, name):
        response = wire.request("GET", "/health/live", f"{name}: evil.example")
        assert response.status_code == 200
        assert "evil" not in str(response.headers)

    def test_none(self, wire):
        assert problem(wire.send(b"GET / HTTP/1.0\r\n\r\n")) == (400, "invalid_host")


class TestMethods:
    @pytest.mark.parametrize(
        ("method", "path", "allow"),
        [
            ("DELETE", "/users", "GET, POST, HEAD"),
            ("POST", "/users/me", "GET, PUT, DELETE, PATCH, HEAD"),
            ("GET", "/auth/login", "POST"),
            ("OPTIONS", "/health/live", "GET, HEAD"),
            ("TRACE", "/health/live", "GET, HEAD"),
            ("PATCH", "/admin/roles/user/users", None),
        ],
    )
    def test_one_that_is_not_declared(self, wire, method, path, allow):
        response = wire.request(method, path)
        assert response.status_code == (405 if allow else 404)
        assert response.headers.get("allow") == allow
        assert response.json()["code"] == ("method_not_allowed" if allow else "not_found")

    def test_head_is_get_without_the_body(self, wire):
        response = wire.request("HEAD", "/health/live")
        assert (response.status_code, response.content) == (200, b"")
        assert response.headers["content-length"] == str(len(b'{"status":"alive"}'))
        assert wire.request("HEAD", "/users").status_code == 401

    def test_the_method_cannot_be_overridden(self, wire):
        response = wire.request("GET", "/auth/login", "X-HTTP-Method-Override: POST")
        assert response.status_code == 405


class TestCors:
    PREFLIGHT = ("Access-Control-Request-Method: PATCH", "Access-Control-Request-Headers: authorization")

    def test_a_preflight_of_an_allowed_origin(self, wire):
        response = wire.request("OPTIONS", "/users/1", f"Origin: {ORIGIN}", *self.PREFLIGHT)
        assert response.status_code == 204
        assert response.headers["access-control-allow-origin"] == ORIGIN
        assert "PATCH" in response.headers["access-control-allow-methods"]
        assert "Authorization" in response.headers["access-control-allow-headers"]
        assert "access-control-allow-credentials" not in response.headers
        assert "Origin" in response.headers["vary"]

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "null", f"{ORIGIN}.evil.example", ORIGIN.upper(), ""]
    )
    def test_a_preflight_of_another_origin(self, wire, origin):
        response = wire.request("OPTIONS", "/users/1", f"Origin: {origin}", *self.PREFLIGHT)
        assert response.status_code == 405
        assert not [name for name in response.headers if name.startswith("access-control")]

    def test_an_answer_to_an_allowed_origin(self, wire):
        response = wire.request("GET", "/users", f"Origin: {ORIGIN}")
        assert response.status_code == 401
        assert response.headers["access-control-allow-origin"] == ORIGIN
        assert "X-Request-ID" in response.headers["access-control-expose-headers"]

    def test_an_answer_to_another_origin(self, wire):
        response = wire.request("GET", "/health/live", "Origin: https://evil.example")
        assert not [name for name in response.headers if name.startswith("access-control")]
        assert response.headers["vary"] == "Origin"

    async def test_it_is_closed_by_default(self, service):
        response = await service.client(Origin=ORIGIN).get("/health/live")
        assert "access-control-allow-origin" not in response.headers
        assert "vary" not in response.headers


class TestHeaders:
    @pytest.mark.parametrize("path", ["/health/live", "/nothing", "/users", "/docs"])
    def test_security_headers_are_on_every_answer(self, wire, path):
        headers = wire.request("GET", path).headers
        for name, value in SECURITY_HEADERS.items():
            assert headers[name] == value or (path == "/docs" and name in headers)
        assert "server" not in headers

    @pytest.mark.parametrize("path", ["/health/live", "/nothing", "/docs", "/reset-password"])
    def test_no_page_that_somebody_injects_into_leads_elsewhere(self, wire, path):
        policy = wire.request("GET", path).headers["content-security-policy"]
        assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))
        assert "form-action" in policy

    async def test_https_is_remembered(self, start_service):
        service = await start_service(public_url="https://accounts.example.com")
        response = await service.client().get("/health/live")
        assert response.headers["strict-transport-security"].startswith("max-age=63072000")

    @pytest.mark.parametrize("given", ["01JNB7Q2K3M8R5T2V9X4Z6A1C0", "a", "x" * 128, "!~"])
    def test_a_sane_request_id_is_kept(self, wire, given):
        response = wire.request("GET", "/nothing", f"X-Request-ID: {given}")
        assert response.headers["x-request-id"] == given
        assert response.json()["request_id"] == given

    @pytest.mark.parametrize("given", ["", "x" * 129, "a b", "caf\xe9", "a\tb", "\x7f"])
    def test_another_one_is_replaced(self, wire, given):
        response = wire.request("GET", "/health/live", f"X-Request-ID: {given}")
        if response.status_code == 200:
            assert re.fullmatch("[0-9a-f]{32}", response.headers["x-request-id"])
        else:
            assert problem(response) == (400, "bad_request")
