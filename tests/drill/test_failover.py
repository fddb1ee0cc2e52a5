"""A standby takes over, and the service finds it by itself."""

import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from tests.cli.conftest import Gatehouse
from tests.drill.load import Load
from tests.drill.restored import ask, people_of
from tests.support.database_servers import Postgres, run


@pytest.fixture
def standby(place: Path, postgres: Postgres) -> Iterator[Postgres]:
    """A synchronous one: nothing is acknowledged that it does not have."""
    server = Postgres(place / "standby")
    source = f"--dbname={postgres.url}"
    run("pg_basebackup", source, "--pgdata", server.data, "--checkpoint=fast", "--write-recovery-conf")
    server.start()
    ask(postgres.url, "ALTER SYSTEM SET synchronous_standby_names = '*'")
    ask(postgres.url, "SELECT pg_reload_conf()")
    while ask(postgres.url, "SELECT sync_state FROM pg_stat_replication") != ["sync"]:
        sleep(0.05)
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def gatehouse(place: Path, postgres: Postgres, standby: Postgres) -> Gatehouse:
    """It knows both servers, and not which of them is the primary."""
    hosts = f"{standby.sockets},{postgres.sockets}"
    settings = {
        "DATABASE_URL": f"postgresql://postgres@/gatehouse?host={hosts}&port=5432,5432",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "RATE_LIMIT_ENABLED": "false",
    }
    return Gatehouse(place, settings)


def readiness(address: str) -> int:
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=60) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_service_goes_on_with_the_standby_and_no_acknowledged_write_is_lost(gatehouse, postgres, standby):
    assert gatehouse("migrate").returncode == 0
    with gatehouse.serving("--workers", "2") as serving, people_of(serving.address) as people:
        tokens = people.sign_in("ada")
        load = Load(str(serving.address))
        load.start()
        load.wait_for(20)

        postgres.kill()
        while not load.failed or readiness(str(serving.address)) != 503:
            sleep(0.05)
        assert urllib.request.urlopen(f"{serving.address}/health/live", timeout=60).status == 200
        run("pg_ctl", "promote", "--pgdata", standby.data)

        load.wait_for(20)
        load.stop()
        assert readiness(str(serving.address)) == people.works(tokens) == 200
        assert {json.loads(body)["code"] for body in load.failed} == {"unavailable"}
    there = set(ask(standby.url, "SELECT username FROM users"))
    assert {write.username for write in load.acknowledged} <= there
