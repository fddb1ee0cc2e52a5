"""A database of some size with its service, and what requests to it have to name."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

import asyncpg

from bench.requests import Request, send
from bench.stage import Stage

_MANY = 2000
_EARLY, _SOON = 20, 40
_PEOPLE = """
SELECT id, uuid::text, username, email FROM users
WHERE id = ANY($1::bigint[]) AND status = 'active' AND deleted_at IS NULL ORDER BY random()
"""
_MOMENTS = "SELECT created_at FROM users WHERE id = ANY($1::bigint[]) ORDER BY id"


class Someone(NamedTuple):
    """A user who is active."""

    id: int
    uuid: str
    username: str
    email: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where requests are sent."""

    stage: Stage
    people: Sequence[Someone]
    moments: dict[str, str]  # the begin, the middle and soon after it

    def get(self, path: str, **query: str) -> Request:
        """A request by one who may see all."""
        return Request("GET", f"{path}?{urlencode(query)}" if query else path, self.stage.admin_token)

    def filled(self, query: dict[str, str]) -> dict[str, str]:
        """With the moments in their places."""
        return {name: value.format(**self.moments) for name, value in query.items()}

    def cursor(self, **query: str) -> str:
        """Where the list goes on after the first user that matches."""
        reply = send(self.stage.ours.url, self.get("/users", limit="1", **query))
        return str(reply.body["next_cursor"])


async def survey(stage: Stage) -> Location:
    """Choose people at random, none of whom is signed in."""
    ids = random.Random(0).sample(range(100, stage.users), _MANY)
    middle = stage.users // 2
    connection = await asyncpg.connect(stage.database_url)
    try:
        people = [Someone(*row) for row in await connection.fetch(_PEOPLE, ids)]
        rows = await connection.fetch(_MOMENTS, [_EARLY, middle, middle + _SOON])
    finally:
        await connection.close()
    moments = [row[0].strftime("%Y-%m-%dT%H:%M:%S.%fZ") for row in rows]
    return Location(stage, people, dict(zip(("begin", "middle", "soon_after"), moments, strict=True)))
