"""What a restored service is held to, and how much is missing from it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

import httpx

from tests.cli.conftest import Gatehouse
from tests.drill.load import PASSWORD, Write
from tests.support.database_servers import PROGRAMS, another_user


def ask(url: str, sql: str) -> list[str]:
    """The lines of an answer of the database."""
    command = (str(PROGRAMS / "psql"), url, "--no-psqlrc", "-Atc", sql)
    answer: str = subprocess.check_output(command, text=True, cwd="/", **another_user())
    return answer.splitlines()


@dataclass
class People:
    """Accounts of the original, and what each was given before the backup or after."""

    client: httpx.Client

    def sign_in(self, username: str, *, new: bool = True) -> dict[str, Any]:
        body = {"username": username, "email": f"{username}@example.com", "password": PASSWORD}
        if new:
            assert self.client.post("/auth/register", json=body).status_code == 201
        answer = self.client.post("/auth/login", json={"username": username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        tokens: dict[str, Any] = answer.json()
        return tokens

    def sign_out(self, tokens: dict[str, Any]) -> None:
        assert self.client.post("/auth/logout", headers=_bearer(tokens)).status_code == 204
        assert self.works(tokens) == 401

    def works(self, tokens: dict[str, Any]) -> int:
        return self.client.get("/users/me", headers=_bearer(tokens)).status_code

    def refresh(self, tokens: dict[str, Any]) -> httpx.Response:
        return self.client.post("/auth/refresh", json={"refresh_token": tokens["refresh_token"]})


def _bearer(tokens: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens['access_token']}"}


@contextmanager
def people_of(address: str | None) -> Iterator[People]:
    assert address is not None
    with httpx.Client(base_url=address, timeout=30) as client:
        yield People(client)


@dataclass(frozen=True)
class Outcome:
    """What a restored service had, and how long it took to have it."""

    way: str
    seconds: float
    acknowledged: list[Write]
    lost: list[Write]
    works: dict[str, int]
    refreshed: str
    new_ids: list[int]
    old_ids: list[int]
    refuses_another_key: str

    @property
    def lost_seconds(self) -> float:
        """From the first write that is missing to the last that was acknowledged."""
        return self.acknowledged[-1].at - self.lost[0].at if self.lost else 0.0


def examine(
    way: str, began: float, gatehouse: Gatehouse, url: str, acknowledged: list[Write], given: dict[str, Any]
) -> Outcome:
    """Start the service on a restored database, and look at it as its users do."""
    there = set(ask(url, "SELECT username FROM users"))
    old_ids = [int(line) for line in ask(url, "SELECT id FROM users")]
    line = gatehouse.refused("rotate-keys", DATABASE_URL=url, SECRET_KEY="another-key-" * 5)
    with gatehouse.serving(DATABASE_URL=url) as serving, people_of(serving.address) as people:
        seconds = monotonic() - began
        people.sign_in("keeper", new=False)
        works = {name: people.works(tokens) for name, tokens in given.items()}
        refreshed = people.refresh(given["refreshed since"])
        new_ids = [int(people.sign_in(f"new-{number}")["user"]["id"]) for number in range(10)]
    lost = [write for write in acknowledged if write.username not in there]
    code = "works" if refreshed.status_code == 200 else str(refreshed.json()["code"])
    return Outcome(way, seconds, acknowledged, lost, works, code, new_ids, old_ids, line)
