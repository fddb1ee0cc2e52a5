"""Assertions work once, and what is revoked stops at once, on whichever worker."""

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest

from tests.support.applications import ASSERTION_TYPE, Signer, basic
from tests.support.server import Lines, Server
from tests.support.service import Person

MANY = 50
Json = dict[str, Any]


@pytest.fixture
async def admin(cluster: Server) -> Person:
    return await cluster.admin()


@pytest.fixture
async def application(admin: Person) -> Json:
    """One with a role that reads users."""
    body = {"name": "Robot", "kind": "service"}
    made: Json = (await admin.client.post("/admin/applications", json=body)).json()
    await admin.client.put(f"{path_of(made)}/roles/admin")
    return made


def path_of(application: Json) -> str:
    return f"/admin/applications/{application['client_id']}"


async def ask(client: httpx.AsyncClient, **form: str) -> httpx.Response:
    return await client.post("/auth/token", data={"grant_type": "client_credentials", **form})


async def secret_of(admin: Person, application: Json) -> Json:
    made: Json = (await admin.client.post(f"{path_of(application)}/secrets", json={"name": "x"})).json()
    return made


async def test_an_assertion_used_fifty_times_works_once(
    lines: Lines, cluster: Server, admin: Person, application: Json
) -> None:
    signer = Signer()
    key = {"name": "x", "jwk": signer.jwk}
    assert (await admin.client.post(f"{path_of(application)}/keys", json=key)).status_code == 201
    for _ in range(3):
        form = {
            "client_assertion": signer.sign(application["client_id"], aud=cluster.url),
            "client_assertion_type": ASSERTION_TYPE,
        }
        clients = [lines.all[each % len(lines.all)] for each in range(MANY)]
        answers = await asyncio.gather(*(ask(client, **form) for client in clients))
        statuses = Counter(answer.status_code for answer in answers)
        assert statuses[200] == 1
        assert statuses.keys() <= {200, 401, 429, 503}


@pytest.mark.parametrize("way", ["secret", "role", "application", "token"])
async def test_what_is_revoked_stops_on_every_worker(
    lines: Lines, cluster: Server, admin: Person, application: Json, way: str
) -> None:
    secret = await secret_of(admin, application)
    headers = basic(application["client_id"], secret["secret"])
    form = {"grant_type": "client_credentials"}
    token = (await lines.all[0].post("/auth/token", data=form, headers=headers)).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}

    async def look() -> set[int]:
        answers = await asyncio.gather(*(line.get("/users", headers=bearer) for line in lines.all))
        return {answer.status_code for answer in answers}

    assert await look() == {200}
    path = path_of(application)
    if way == "secret":
        await admin.client.delete(f"{path}/secrets/{secret['id']}")
    elif way == "role":
        await admin.client.delete(f"{path}/roles/admin")
    elif way == "application":
        await admin.client.patch(path, json={"is_active": False})
    else:
        await cluster.client().post("/auth/revoke", data={"token": token})
    assert await look() == ({403} if way == "role" else {401})


async def test_a_permission_is_not_removed_while_a_role_gets_it(cluster: Server, admin: Person) -> None:
    """Either the role has it, and it stays; or it is gone, and no role has it."""
    for number in range(20):
        name = f"race{number}:thing.read"
        defined = [{"name": name, "description": "x"}]
        body = {"name": "Racer", "kind": "service", "permissions": defined}
        made = (await admin.client.post("/admin/applications", json=body)).json()
        role = {"name": f"racer-{number}", "permissions": [name]}
        removed, created = await asyncio.gather(
            admin.client.patch(path_of(made), json={"permissions": []}),
            admin.client.post("/admin/roles", json=role),
        )
        outcome = removed.status_code, created.status_code
        assert outcome in {(200, 403), (409, 201)}
