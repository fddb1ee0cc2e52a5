"""Accounts and roles made by an administrator."""

from itertools import count
from typing import Any

from tests.support.service import Person

Json = dict[str, Any]

_numbers = count(1)


async def create_user(by: Person, **fields: Any) -> Json:
    """A user who has not chosen a password yet."""
    number = next(_numbers)
    body = {"email": f"made{number}@example.com", "username": f"made{number}", **fields}
    response = await by.client.post("/users", json=body)
    assert response.status_code == 201, response.text
    created: Json = response.json()
    return created


async def create_role(by: Person, name: str, *permissions: str) -> Json:
    response = await by.client.post("/admin/roles", json={"name": name, "permissions": list(permissions)})
    assert response.status_code == 201, response.text
    created: Json = response.json()
    return created


async def create_api_key(by: Person, *scopes: str) -> str:
    response = await by.client.post("/users/me/api-keys", json={"name": "key", "scopes": list(scopes)})
    assert response.status_code == 201, response.text
    key: str = response.json()["key"]
    return key
