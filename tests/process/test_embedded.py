"""The PostgreSQL that comes along dies, or its disk is full; the service recovers by itself."""

import asyncio
import json
import os
import signal
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from urllib.error import HTTPError

import pytest

from gatehouse.persistence.postgres_files import Postmaster
from tests.cli.conftest import Gatehouse, Serving
from tests.support.small_disk import CannotMount, fill, mounted, switch_log

SIZE = 160  # MiB: what a fresh database and its log of changes take, and a little more
TRIES = 1000


def postmaster_in(place: Path) -> Postmaster | None:
    return Postmaster.read(place / "gatehouse-data" / "postgres" / "postmaster.pid")


def status(serving: Serving, path: str, body: dict[str, str] | None = None) -> int:
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(f"{serving.address}{path}", data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def register(serving: Serving, name: str) -> int:
    body = {"email": f"{name}@example.com", "username": name, "password": "Wide-Open-Gate-7"}
    return status(serving, "/auth/register", body)


def until(serving: Serving, wanted: int) -> None:
    """Readiness says so; whatever happens meanwhile, the process is alive."""
    for _ in range(TRIES):
        if (found := status(serving, "/health/ready")) == wanted:
            return
        assert found in (200, 503)
        assert status(serving, "/health/live") == 200
        assert serving.process.poll() is None, serving.output
        sleep(0.02)
    raise AssertionError(serving.output)


@pytest.fixture
def place() -> Iterator[Path]:
    with TemporaryDirectory(prefix="gatehouse-") as name:
        yield Path(name)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_it_is_started_again(place: Path, workers: str):
    with Gatehouse(place).serving("--workers", workers) as serving:
        assert register(serving, "before") == 201
        for number in range(2):
            dead = postmaster_in(place)
            assert dead
            os.kill(dead.pid, signal.SIGKILL)
            until(serving, 503)
            until(serving, 200)
            assert register(serving, f"after{number}") == 201
            alive = postmaster_in(place)
            assert alive
            assert alive.pid != dead.pid
        assert register(serving, "before") == 409
        assert serving.stop() == 0
        events = [json.loads(line)["event"] for line in serving.output.splitlines() if line.startswith("{")]
        assert events.count("database_died") == events.count("database_started") == 2
    assert postmaster_in(place) is None


def test_one_who_joined_it_takes_over(place: Path):
    """The process that started it is gone, and so is nobody's child."""
    with Gatehouse(place).serving() as first, Gatehouse(place).serving() as second:
        first.stop(signal.SIGKILL)
        dead = postmaster_in(place)
        assert dead
        os.kill(dead.pid, signal.SIGKILL)
        until(second, 503)
        until(second, 200)
        assert second.stop() == 0
    assert postmaster_in(place) is None


def test_it_can_be_stopped_while_it_is_down(place: Path):
    with Gatehouse(place).serving() as serving:
        data = place / "gatehouse-data" / "postgres"
        dead = postmaster_in(place)
        assert dead
        (data / "global").rename(data / "elsewhere")
        os.kill(dead.pid, signal.SIGKILL)
        until(serving, 503)
        while "database_not_started" not in serving.output:
            sleep(0.02)
        assert status(serving, "/health/live") == 200
        assert serving.stop() == 0


@pytest.fixture
def small_disk(place: Path) -> Iterator[Path]:
    try:
        with mounted(place, SIZE):
            yield place
    except CannotMount as error:
        pytest.skip(str(error))


def test_a_full_disk_stops_writes_until_there_is_room(small_disk: Path):
    with Gatehouse(small_disk).serving("--workers", "2") as serving:
        assert register(serving, "before") == 201
        filler = fill(small_disk)
        number = 0
        while register(serving, f"during{number}") == 201:  # until the log of changes has no room either
            number += 1
            asyncio.run(switch_log(small_disk))
        for _ in range(20):
            assert register(serving, "during") in (201, 503)
            assert status(serving, "/health/live") == 200
            assert status(serving, "/health/ready") in (200, 503)
        filler.unlink()
        while register(serving, "after") not in (201, 409):
            sleep(0.1)
        until(serving, 200)
        assert register(serving, "before") == 409
        assert [register(serving, f"during{each}") for each in range(number)] == [409] * number
