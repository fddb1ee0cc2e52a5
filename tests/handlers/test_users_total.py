"""How many users match: counted while that is little work, estimated from a sample where it is not."""

import pytest

from tests.support.counts import ADD_USERS
from tests.support.database import execute

MANY = 30_000


async def total(person, **query):
    params = {**query, "limit": 1, "include_total": "true"}
    response = await person.client.get("/users", params=params)
    assert response.status_code == 200, response.text
    return response.json()["total"], response.json()["total_is_estimate"]


@pytest.fixture
async def admin(service):
    admin = await service.admin()
    await execute(service.settings, ADD_USERS, 1, MANY)
    await execute(service.settings, "UPDATE users SET email = username || '@example.com'")
    return admin


async def test_of_many(admin):
    number, is_estimate = await total(admin, is_active="true", is_verified="false")
    assert is_estimate
    assert number == pytest.approx(MANY / 6, rel=0.2)  # one in four, and of these two in three
    assert await total(admin, is_active="true", is_verified="false") == (number, True)
    assert await total(admin) == (MANY + 1, False)
    assert await total(admin, is_active="true") == (MANY // 4 + 1, False)
    assert await total(admin, is_active="false") == (MANY // 4 * 3, False)
    assert await total(admin, is_verified="true") == (MANY // 3, False)
    assert await total(admin, created_to="2026-03-02T05:00:00Z") == (4, False)
    assert await total(admin, username="person-7", is_active="false") == (1, False)
    assert await total(admin, role="nobody") == (0, False)
