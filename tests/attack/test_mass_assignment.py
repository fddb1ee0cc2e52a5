"""No request object has room for what only the service decides."""

import pytest

from gatehouse.contract.document import Operation
from gatehouse.contract.reader import JSON
from tests.support.answers import faults, problem
from tests.support.conformance import example_body, example_path
from tests.support.service import DOCUMENT

DECIDED_BY_THE_SERVICE = {
    "id": 1,
    "uuid": "00000000-0000-4000-8000-000000000000",
    "user_id": 1,
    "roles": ["superuser"],
    "role": "superuser",
    "permissions": ["roles:write"],
    "is_superuser": True,
    "is_active": True,
    "is_verified": True,
    "is_system": True,
    "status": "active",
    "password_hash": "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaA",
    "must_reset_password": False,
    "email_key": "eve@example.com",
    "username_key": "eve",
    "search_grams": [],
    "version": 1,
    "deleted_at": None,
    "created_at": "2020-01-01T00:00:00Z",
    "last_login_at": "2020-01-01T00:00:00Z",
    "__proto__": {"is_superuser": True},
}
TAKERS = [operation for operation in DOCUMENT.operations if JSON in operation.body]


def foreign_fields(operation: Operation) -> dict[str, object]:
    """Those the operation is not for."""
    schema = DOCUMENT.resolve(operation.body[JSON])
    return {name: value for name, value in DECIDED_BY_THE_SERVICE.items() if name not in schema["properties"]}


def test_few_operations_are_for_any_of_them():
    takers = {
        (operation.id, name)
        for operation in TAKERS
        for name in DECIDED_BY_THE_SERVICE.keys() - foreign_fields(operation).keys()
    }
    assert takers == {
        ("users.create", "roles"),
        ("roles.create", "permissions"),
        ("roles.update", "permissions"),
        ("applications.create", "permissions"),
        ("applications.update", "permissions"),
        ("applications.update", "is_active"),
    }


@pytest.mark.parametrize("operation", TAKERS, ids=[operation.id for operation in TAKERS])
async def test_each_is_refused_by_name(service, operation):
    admin = await service.admin()
    path, body = example_path(DOCUMENT, operation), example_body(DOCUMENT, operation)
    for name, value in foreign_fields(operation).items():
        response = await admin.client.request(operation.method, path, json={**body, name: value})
        assert problem(response) == (422, "validation_failed"), name
        assert f"/{name}" in [pointer for pointer, _ in faults(response)]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
async def test_nothing_of_a_mixed_request_is_done(service, method):
    person = await service.person()
    for path in ("/users/me", f"/users/{person.id}"):
        await person.client.request(method, path, json={"full_name": "Eve", "is_superuser": True})
    assert (await person.client.get("/auth/me")).json() == person.user
