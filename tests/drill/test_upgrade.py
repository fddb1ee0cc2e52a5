"""A version and the next one on the same schema, as docs/upgrades.md promises."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatehouse.persistence.schema_version import head, next_version
from tests.cli.conftest import Gatehouse
from tests.drill.following import write_following
from tests.drill.load import Load
from tests.drill.restored import ask, people_of
from tests.support.database_servers import Postgres


@pytest.fixture
def now(place: Path, postgres: Postgres) -> Gatehouse:
    """This version, on an empty database."""
    directory = place / "now"
    directory.mkdir()
    return Gatehouse(directory, _settings(postgres))


@pytest.fixture
def following(place: Path, now: Gatehouse) -> Iterator[Gatehouse]:
    """A copy of this version with one more migration: `python -m gatehouse` finds it first."""
    directory = place / "following"
    write_following(directory)
    yield Gatehouse(directory, now.environment)
    shutil.rmtree(directory)


def _settings(postgres: Postgres) -> dict[str, str]:
    return {
        "DATABASE_URL": postgres.url,
        "SECRET_KEY": secrets.token_urlsafe(48),
        "RATE_LIMIT_ENABLED": "false",
    }


def test_no_request_fails_while_the_schema_goes_ahead_and_back(now, following, postgres):
    assert now("migrate").returncode == 0
    with now.serving() as old, people_of(old.address) as at_old:
        load = Load(str(old.address))
        load.start()
        tokens = at_old.sign_in("ada")
        load.wait_for(10)

        assert following("migrate").stdout.endswith(f"is at {next_version()}.\n")
        load.wait_for(10)
        with following.serving() as new, people_of(new.address) as at_new:
            assert at_new.works(tokens) == at_old.works(at_new.sign_in("bob")) == 200
            load.wait_for(10)
            at_new.sign_out(tokens)
            assert at_old.works(tokens) == 401
        assert ask(postgres.url, "SELECT DISTINCT colour FROM users") == ["green"]

        with now.serving() as replacement, people_of(replacement.address) as at_replacement:
            assert at_replacement.works(at_replacement.sign_in("cyd")) == 200
        assert "is newer than this version" in now.refused("migrate", "--check")

        assert following("migrate", "--to", head()).returncode == 0
        load.wait_for(10)
        load.stop()
        assert load.failed == []
    with now.serving() as again:
        assert again.answers()
