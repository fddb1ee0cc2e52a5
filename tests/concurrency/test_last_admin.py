"""However many superusers leave or remove each other at once, one stays."""

import asyncio
from collections import Counter

import httpx
import pytest

from tests.support.database import execute
from tests.support.server import Server
from tests.support.service import Person

ROUNDS = 3
_LEFT = """
SELECT count(*) FROM users JOIN user_roles ON user_roles.user_id = users.id
WHERE user_roles.role = 'superuser' AND status = 'active' AND deleted_at IS NULL
"""


async def left(cluster: Server) -> int:
    rows = await execute(cluster.settings, _LEFT)
    return int(rows[0][0])


async def superusers(cluster: Server, number: int) -> list[Person]:
    """The only ones there are."""
    await execute(cluster.settings, "DELETE FROM user_roles WHERE role = 'superuser'")
    return await asyncio.gather(*(cluster.admin() for _ in range(number)))


def demote(actor: Person, other: Person):
    return actor.client.delete(f"/users/{other.id}/roles/superuser")


def deactivate(actor: Person, other: Person):
    return actor.client.post(f"/users/{other.id}/deactivate")


def delete(actor: Person, other: Person):
    return actor.client.delete(f"/users/{other.id}")


def erase(actor: Person, other: Person):
    return actor.client.delete(f"/users/{other.id}", params={"erase": True})


def leave(actor: Person, _other: Person):
    return actor.client.delete("/users/me")


PAIRS = [
    (demote, demote),
    (deactivate, deactivate),
    (delete, delete),
    (erase, erase),
    (leave, leave),
    (demote, delete),
    (deactivate, erase),
]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda act: act.__name__)
async def test_two_remove_each_other(cluster: Server, one, other):
    for _ in range(ROUNDS):
        ada, bob = await superusers(cluster, 2)

        answers: list[httpx.Response] = await asyncio.gather(one(ada, bob), other(bob, ada))

        refusals = [answer for answer in answers if not answer.is_success]
        assert len(refusals) == 1, answers
        assert refusals[0].json()["code"] in {"last_admin", "invalid_token", "user_not_found", "forbidden"}
        assert await left(cluster) == 1


async def test_eight_leave_at_once(cluster: Server):
    leaving = [person.client.delete("/users/me") for person in await superusers(cluster, 8)]

    answers = await asyncio.gather(*leaving)

    assert Counter(answer.status_code for answer in answers) == {204: 7, 409: 1}
    assert await left(cluster) == 1
