"""Showing a second factor in a session, and operations that ask for one."""

from typing import Any
from uuid import UUID

import httpx

from gatehouse.contract.document import Operation
from tests.support.passkeys import SecurityKey

PATH_VALUES = {"user_id": "999999", "role": "nobody", "client_id": "nobody"}
"""Of nothing that there is; whatever else stands in a path is a UUID."""
REQUIRED = (401, "step_up_required")


def path_of(operation: Operation) -> str:
    """A path of the operation that leads to nothing."""
    names = [each.name for each in operation.parameters if each.location == "path"]
    return operation.path.format(**{name: PATH_VALUES.get(name, str(UUID(int=0))) for name in names})


async def step_up(client: httpx.AsyncClient, code: str) -> httpx.Response:
    return await client.post("/auth/step-up", json={"code": code})


async def ask_to_step_up(client: httpx.AsyncClient) -> dict[str, Any]:
    """The options for a signature."""
    answer = await client.post("/auth/step-up/passkey/options")
    assert answer.status_code == 200, answer.text
    options: dict[str, Any] = answer.json()["options"]
    return options


async def step_up_by(client: httpx.AsyncClient, key: SecurityKey) -> httpx.Response:
    credential = key.get(await ask_to_step_up(client))
    return await client.post("/auth/step-up/passkey", json={"credential": credential})


async def make_key(client: httpx.AsyncClient, **headers: str) -> httpx.Response:
    """Something that asks for a recent second factor and for nothing else."""
    return await client.post("/users/me/api-keys", json={"name": "k", "scopes": []}, headers=headers)
