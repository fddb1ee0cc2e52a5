"""The access log says who made a request, by UUID and in no other way."""

from typing import Any

import orjson
import pytest

from gatehouse.contract.edge import Exchange
from gatehouse.core import clock
from gatehouse.process import logs
from tests.support.users import create_api_key


@pytest.fixture
def lines(settings, monkeypatch):
    exchanges: list[Exchange] = []
    monkeypatch.setattr(logs.configure_logs(settings), "_access", exchanges.append)

    def read() -> list[dict[str, Any]]:
        found = [orjson.loads(logs._line(exchange, clock.now())) for exchange in exchanges]
        exchanges.clear()
        return found

    return read


@pytest.mark.parametrize("plan", [True, False])
async def test_whoever_is_signed_in(start_service, lines, plan):
    service = await start_service(gatehouse_plan=plan)
    person = await service.person()
    key = service.client(**{"X-API-Key": await create_api_key(person)})
    lines()
    await person.client.get("/users/me")
    await key.get("/users/me")
    await person.client.get("/users?limit=x")
    assert [line["user"] for line in lines()] == [person.user["uuid"]] * 3


@pytest.mark.parametrize("plan", [True, False])
async def test_whoever_is_refused(start_service, lines, plan):
    service = await start_service(gatehouse_plan=plan)
    person, admin = await service.person(), await service.admin()
    lines()
    await person.client.get("/admin/audit")
    await person.client.delete(f"/users/{admin.id}")
    (first, second) = lines()
    assert {first["user"], second["user"]} == {person.user["uuid"]}
    assert {first["problem"], second["problem"]} == {"forbidden"}
    assert person.user["email"] not in str((first, second))


async def test_nobody_where_nobody_is_signed_in(service, lines):
    user = await service.register()
    await service.client().post("/auth/login", json={"email": user["email"], "password": "Wrong-Gate-1"})
    await service.client(Authorization="Bearer x").get("/users/me")
    await service.client().get("/nothing")
    assert all("user" not in line for line in lines())
