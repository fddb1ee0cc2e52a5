"""Addresses and parameters that break servers, sent to a real one."""

import httpx
import pytest

from tests.support.answers import faults, problem
from tests.support.live import Wire


def get(wire: Wire, bearer: str, target: str) -> httpx.Response:
    return wire.request("GET", target, bearer)


class TestPath:
    @pytest.mark.parametrize(
        "number",
        ["1" * 5000, "9223372036854775808", "-", "1.0", "1e3", "+1", "01", "1_0", "%20", "%D9%A1", "0x1"],
    )
    def test_what_is_no_number(self, wire, bearer, number):
        response = get(wire, bearer, f"/users/{number}")
        assert problem(response) == (422, "validation_failed")
        assert [place for place, _ in faults(response)] == ["/path/user_id"]

    @pytest.mark.parametrize("number", ["0", "-1"])
    def test_a_number_that_cannot_be(self, wire, bearer, number):
        assert faults(get(wire, bearer, f"/users/{number}")) == [("/path/user_id", "minimum")]

    def test_the_largest_number(self, wire, bearer):
        assert problem(get(wire, bearer, "/users/9223372036854775807")) == (404, "user_not_found")

    @pytest.mark.parametrize(
        "value",
        [
            "0b0e3a527a0e4d0c9c1f5c2f1d9a6e11",
            "{0b0e3a52-7a0e-4d0c-9c1f-5c2f1d9a6e11}",
            "x",
            "0b0e3a52-7a0e-4d0c",
        ],
    )
    def test_a_uuid_in_another_spelling(self, wire, bearer, value):
        assert faults(get(wire, bearer, f"/users/uuid/{value}")) == [("/path/user_uuid", "format")]

    @pytest.mark.parametrize("path", ["/users/%00", "/users/%ff", "/%c3%28", "/users/1%00"])
    def test_one_that_is_not_text(self, wire, bearer, path):
        assert problem(get(wire, bearer, path)) == (400, "bad_request")

    @pytest.mark.parametrize(
        "path",
        [
            "//users",
            "//users/",
            "/users//",
            "//evil.example/",
            "//evil.example/%2e%2e/",
            "/\\evil.example/",
            "/%5Cevil.example/",
            "/.//evil.example/",
            "/USERS",
            "/users/.",
            "/users/..",
            "/users/../health",
            "/users/%2e%2e/health",
            "/users/1/..%2f..",
            "/users;x=1",
            "/nothing",
            "/docs/../openapi.yaml",
            "/docs/app.py",
        ],
    )
    def test_one_that_leads_nowhere(self, wire, bearer, path):
        """There is no redirect that would lead to wherever `Host` says."""
        response = wire.request("GET", path, bearer, host="localhost")
        assert response.status_code in (404, 405, 422)
        assert "location" not in response.headers
        assert response.headers["content-type"] == "application/problem+json"


class TestTrailingSlash:
    """It is one too many, and whoever sends it learns the address without it."""

    @pytest.mark.parametrize(
        ("target", "location"),
        [
            ("/users/", "/users"),
            ("/auth/login/", "/auth/login"),
            ("/health/", "/health"),
            ("/users/?limit=1&sort=-created_at", "/users?limit=1&sort=-created_at"),
            ("/users/?next=//evil.example/", "/users?next=//evil.example/"),
            ("/users/a%20b%3Fc%23d/", "/users/a%20b%3Fc%23d"),
            ("/users/%C3%A9/", "/users/%C3%A9"),
            ("/users/%5Cevil.example/", "/users/%5Cevil.example"),
            ("http://localhost/users/", "/users"),
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    def test_every_method_is_sent_on(self, wire, method, target, location):
        response = wire.request(method, target)
        assert (response.status_code, response.content) == (308, b"")
        assert response.headers["location"] == location

    def test_what_others_say_of_the_host_has_no_part_in_it(self, wire):
        headers = ["X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"]
        response = wire.request("GET", "/users/", *headers, host="localhost:1")
        assert response.headers["location"] == "/users"
        assert problem(wire.request("GET", "/users/", host="evil.example")) == (400, "invalid_host")

    @pytest.mark.parametrize("path", ["/nothing/", "/users/1/nothing/", "/auth/", "/users/me//"])
    def test_there_must_be_something_without_it(self, wire, path):
        response = wire.request("GET", path)
        assert problem(response) == (404, "not_found")
        assert "location" not in response.headers

    def test_the_request_arrives_with_its_body(self, wire, bearer):
        sent = wire.request("PATCH", "/users/me/", bearer, "Content-Type: application/json", body=b"{}")
        target = sent.headers["location"]
        followed = wire.request("PATCH", target, bearer, "Content-Type: application/json", body=b"{}")
        assert (sent.status_code, followed.status_code) == (308, 200)


class TestParameters:
    @pytest.mark.parametrize(
        "limit", ["1" * 5000, "1_0", "%D9%A1%D9%A0", "+1", "1.0", "", "%201", "1e1", "NaN", "true"]
    )
    def test_what_is_no_integer(self, wire, bearer, limit):
        response = get(wire, bearer, f"/users?limit={limit}")
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("/query/limit", "type")]

    @pytest.mark.parametrize("value", ["True", "1", "yes", "", "TRUE", "on"])
    def test_what_is_no_boolean(self, wire, bearer, value):
        assert faults(get(wire, bearer, f"/users?is_active={value}")) == [("/query/is_active", "type")]

    @pytest.mark.parametrize(
        "value",
        [
            "2026-01-01",
            "yesterday",
            "2026-13-01T00:00:00Z",
            "2026-01-01T00:00:00",
            "1767225600",
            "2026-01-01T25:00:00Z",
        ],
    )
    def test_what_is_no_moment(self, wire, bearer, value):
        assert faults(get(wire, bearer, f"/users?created_from={value}")) == [
            ("/query/created_from", "format")
        ]

    @pytest.mark.parametrize(
        "value",
        [
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00.123456789Z",
            "2026-01-01T00:00:00%2B14:00",
        ],
    )
    def test_moments_as_the_standard_writes_them(self, wire, bearer, value):
        assert get(wire, bearer, f"/users?created_from={value}").status_code == 200

    @pytest.mark.parametrize("value", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"])
    def test_moments_beyond_the_edge_of_time(self, wire, bearer, value):
        assert faults(get(wire, bearer, f"/users?created_from={value}")) == [
            ("/query/created_from", "format")
        ]

    @pytest.mark.parametrize(
        ("query", "place"),
        [
            ("filter[x][y]=1", "/query/filter[x][y]"),
            ("email[]=x", "/query/email[]"),
            ("limit[]=1", "/query/limit[]"),
            ("=1", "/query/"),
            ("Limit=1", "/query/Limit"),
            ("a/b~c=1", "/query/a~1b~0c"),
        ],
    )
    def test_names_that_nobody_declared(self, wire, bearer, query, place):
        assert faults(get(wire, bearer, f"/users?{query}")) == [(place, "additional_properties")]

    @pytest.mark.parametrize("query", ["limit=1&limit=1", "limit=1&limit=2", "search=abc&search=abd"])
    def test_a_parameter_given_twice(self, wire, bearer, query):
        response = get(wire, bearer, f"/users?{query}")
        assert faults(response) == [(f"/query/{query.partition('=')[0]}", "repeated")]

    def test_a_header_given_twice(self, wire):
        headers = ["Content-Type: application/json", "Idempotency-Key: a", "Idempotency-Key: b"]
        response = wire.post("/auth/register", b"{}", *headers)
        assert faults(response) == [("/header/Idempotency-Key", "repeated")]

    @pytest.mark.parametrize("search", ["abc%00", "%ED%A0%80abc", "abc%FF"])
    def test_text_that_is_none(self, wire, bearer, search):
        assert get(wire, bearer, f"/users?search={search}").status_code in (400, 422)

    def test_an_endless_name_is_cut(self, wire, bearer):
        response = get(wire, bearer, f"/users?{'x' * 5000}=1")
        assert [len(place) for place, _ in faults(response)] == [len("/query/") + 100]

    @pytest.mark.parametrize(
        ("pairs", "refusal"), [(1600, (400, "bad_request")), (3200, (431, "head_too_large"))]
    )
    def test_thirty_and_sixty_kilobytes_are_not_parsed(self, wire, bearer, pairs, refusal):
        query = "&".join(f"filter[a{number}][b]=1" for number in range(pairs))
        assert problem(get(wire, bearer, f"/users?{query}")) == refusal

    def test_as_long_as_an_address_may_be(self, wire, bearer):
        target = "/users?search="
        query = "x" * (8192 - len(target) + 1)
        assert problem(get(wire, bearer, target + query)) == (422, "validation_failed")
        assert problem(get(wire, bearer, target + query + "x")) == (400, "bad_request")

    def test_the_rejected_value_is_not_repeated(self, wire, bearer):
        for query in ("limit=Sesame", "email=%01Sesame", "sort=Sesame", "cursor=Sesame!", "role=Sesame!"):
            response = get(wire, bearer, f"/users?{query}")
            assert response.status_code == 422
            assert "Sesame" not in response.text
