"""Bodies that would keep a worker busy are refused before the work is done; what is counted is the work."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson
import pytest

from gatehouse.contract import forms
from gatehouse.contract.document import Document
from gatehouse.contract.paths import BODY_STEP, body_limit
from gatehouse.contract.reader import RequestReader
from gatehouse.contract.schemas import Validator
from gatehouse.domain import access
from tests.support.answers import faults, problem
from tests.support.service import DOCUMENT

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LARGE = ["auth.register", "me.replace", "me.update", "users.create", "users.replace", "users.update"]


def schema(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


class TestSize:
    def test_only_operations_that_take_metadata_take_large_bodies(self):
        limits = {operation.id: body_limit(DOCUMENT, operation) for operation in DOCUMENT.operations}
        assert {limit for name, limit in limits.items() if name not in LARGE} == {BODY_STEP}
        assert {limits[name] for name in LARGE} == {3 * BODY_STEP}

    async def test_it_depends_on_the_operation(self, walked):
        person = await walked.person()
        small = await person.client.post("/auth/login", content=b" " * (BODY_STEP + 1), headers=JSON)
        assert problem(small) == (413, "payload_too_large")
        assert str(BODY_STEP) in small.json()["detail"]
        large = await person.client.patch("/users/me", content=b"{}".ljust(3 * BODY_STEP), headers=JSON)
        assert large.status_code == 200
        larger = await person.client.patch("/users/me", content=b"{}".ljust(3 * BODY_STEP + 1), headers=JSON)
        assert problem(larger) == (413, "payload_too_large")

    @pytest.mark.parametrize("value", ["\N{GRINNING FACE}" * 4000, [1] * 8000, {"a": ",:[{" * 4000}])
    async def test_whatever_may_be_kept_fits_in_every_spelling(self, walked, value):
        person = await walked.person()
        fields = {
            "full_name": "\N{GRINNING FACE}" * 200,
            "bio": "\N{GRINNING FACE}" * 1000,
            "metadata": {"a": value},
        }
        body = json.dumps(fields, ensure_ascii=True).encode()
        response = await person.client.patch("/users/me", content=body, headers=JSON)
        assert response.status_code == 200
        assert response.json()["metadata"] == {"a": value}

    def test_a_schema_that_contains_itself_has_a_limit(self):
        name = {"type": "string", "maxLength": 9000}
        tree = {"type": "object", "properties": {"name": name, "next": schema("Tree")}}
        document = Document({"components": {"schemas": {"Tree": tree}}}, ())
        operation = replace(DOCUMENT.operation("auth.login"), body={"application/json": schema("Tree")})
        assert body_limit(document, operation) == 2 * BODY_STEP


class TestMarks:
    @pytest.mark.parametrize(
        "password",
        [
            b"[" + b",".join([b"1"] * 8200) + b"]",
            b"[" + b",".join([b"[" * 60 + b"]" * 60] * 140) + b"]",
            b"{" + b",".join(b'"%x":1' % number for number in range(4200)) + b"}",
        ],
        ids=["items", "brackets", "keys"],
    )
    async def test_too_many_are_not_parsed(self, walked, monkeypatch, password):
        monkeypatch.setattr(orjson, "loads", None)
        body = b'{"username": "x", "password": ' + password + b"}"
        response = await walked.client().post("/auth/login", content=body, headers=JSON)
        assert problem(response) == (413, "payload_too_large")
        assert "brackets, commas and colons" in response.json()["detail"]


class TestForms:
    async def test_a_field_that_is_too_long_is_not_decoded(self, walked, monkeypatch):
        monkeypatch.setattr(forms, "parse_qsl", None)
        body = b"grant_type=" + b"%41" * 9000
        response = await walked.client().post("/auth/token", content=body, headers=FORM)
        assert problem(response) == (413, "payload_too_large")

    async def test_the_longest_one_is(self, walked):
        """Every character takes four bytes, and each byte three."""
        body = b"grant_type=password&username=x&password=" + b"%F0%9F%98%80" * 1024
        response = await walked.client().post("/auth/token", content=body, headers=FORM)
        assert (response.status_code, response.json()["error"]) == (400, "invalid_grant")


class _Counting:
    """A validator that counts the errors it has to make."""

    def __init__(self, validator: Any) -> None:
        self._validator = validator
        self.made = 0

    def iter_errors(self, value: Any) -> Iterator[Any]:
        errors = list(self._validator.iter_errors(value))
        for error in errors:
            self.made += 1 + len(error.kind.as_dict().get("unexpected", ()))
        return iter(errors)


def errors_of(name: str, value: Any) -> tuple[list[str], int]:
    """Where the errors are that are told, and how many were made."""
    validator = Validator(DOCUMENT, schema(name))
    validator._validator = counting = _Counting(validator._validator)  # type: ignore[assignment]
    return [error.pointer for error in validator.errors(value)], counting.made


class TestErrors:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("LoginRequest", {f"k{number}": 1 for number in range(4000)}),
            ("UserUpdate", {f"k{number}": 1 for number in range(4000)}),
            ("ApiKeyCreate", {"name": "x", "scopes": [1] * 4000}),
            ("UserCreate", {"email": "a@example.com", "username": "abc", "roles": [{}] * 4000}),
        ],
    )
    def test_few_are_made_of_much_that_is_wrong(self, name, value):
        told, made = errors_of(name, value)
        assert len(told) == 20
        assert made < 100

    @pytest.mark.parametrize(
        ("name", "value", "told"),
        [
            ("ProfileUpdate", {"metadata": {f"k{n}": 1 for n in range(4000)}}, ["/metadata"]),
            ("ApiKeyCreate", {"name": "x", "scopes": ["users:read"] * 4000}, ["/scopes", "/scopes"]),
            ("LoginRequest", {"password": [1] * 4000, "username": "x"}, ["/password"]),
        ],
    )
    def test_what_is_wrong_is_still_found(self, name, value, told):
        assert errors_of(name, value)[0] == told

    def test_an_error_behind_much_that_is_right_is_found(self):
        numbers = {"type": "array", "items": {"type": "integer"}}
        document = Document({"components": {"schemas": {}}}, ())
        assert [error.pointer for error in Validator(document, numbers).errors([1] * 500 + ["x"])] == ["/500"]


class TestOnce:
    @pytest.fixture
    def calls(self, monkeypatch) -> Counter[str]:
        """How often a request was read, and its credential looked at."""
        counted: Counter[str] = Counter()
        read, authenticate = RequestReader.read, access.authenticate

        def counting_read(*arguments):
            counted["read"] += 1
            return read(*arguments)

        async def counting_authenticate(*arguments):
            counted["authenticated"] += 1
            return await authenticate(*arguments)

        monkeypatch.setattr(RequestReader, "read", counting_read)
        monkeypatch.setattr("gatehouse.app.authenticate", counting_authenticate)
        return counted

    async def test_a_refused_body_is_read_once(self, walked, calls):
        response = await walked.client().post("/auth/login", json={"password": 1, "username": "x"})
        assert faults(response) == [("/password", "type")]
        assert calls == {"read": 1}

    async def test_a_forbidden_request_is_looked_up_once(self, powerless, calls):
        response = await powerless.client.get("/users")
        assert problem(response) == (403, "forbidden")
        assert calls == {"authenticated": 1}

    async def test_a_wrong_credential_is_looked_up_once(self, walked, calls):
        response = await walked.client(Authorization="Bearer wrong").get("/users")
        assert problem(response) == (401, "invalid_token")
        assert calls == {"authenticated": 1}
