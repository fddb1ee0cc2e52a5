"""Backups made under load and restored beside the original, by the commands of docs/backup.md."""

import secrets
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import utime
from time import monotonic, sleep
from typing import Any

import pytest

from tests.cli.conftest import Gatehouse
from tests.drill.guide import BLOCKS, TODAY, UNNAMED, Guide
from tests.drill.load import Load, Write
from tests.drill.restored import Outcome, People, ask, examine, people_of
from tests.support.database_servers import Postgres, own, workplace

ARCHIVE_TIMEOUT = 5  # seconds; the guide has a minute
MISTAKE = "DELETE FROM users WHERE username = 'victim'"


@dataclass
class Drill:
    """What is needed to act out the guide, and what came out of it."""

    guide: Guide
    original: Postgres
    gatehouse: Gatehouse
    load: Load
    given: dict[str, Any] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    acknowledged_before: dict[str, list[Write]] = field(default_factory=dict)

    def restored_url(self, port: int, name: str = "gatehouse") -> str:
        """As the role of the service."""
        return f"postgresql://gatehouse@/{name}?host={self.original.sockets}&port={port}"

    @property
    def base(self) -> str:
        return str(self.guide.place / f"backups/base-{TODAY}")

    def act(self) -> None:
        with self.gatehouse.serving() as serving, people_of(serving.address) as people:
            self.load = Load(str(serving.address))
            self.load.start()
            self._before_the_backup(people)
            self._back_up()
            self._after_the_backup(people)
            self._restore_the_dump()
            self._restore_to_a_moment()
            self._lose_the_machine()
        self._restore_all()

    def _before_the_backup(self, people: People) -> None:
        for name in ("keeper", "victim"):
            self.given[name] = people.sign_in(name)
        self.given["refreshed since"] = people.sign_in("fresh")
        self.given["revoked before"] = people.sign_in("early")
        people.sign_out(self.given["revoked before"])
        self.given["revoked since"] = people.sign_in("late")
        self.load.wait_for(20)

    def _back_up(self) -> None:
        self._remember("base")
        self.guide.run("base backup", REPLICATION_URL=self.original.url)
        self._remember("dump")
        self.guide.run("dump", DATABASE_URL=self.restored_url(5432))
        self.load.wait_for(20)

    def _after_the_backup(self, people: People) -> None:
        people.sign_out(self.given["revoked since"])
        refreshed = people.refresh(self.given["refreshed since"])
        assert refreshed.status_code == 200
        self.given["refreshed since"] = refreshed.json()

    def _restore_the_dump(self) -> None:
        url = self.restored_url(5432, "gatehouse_restored")
        began = monotonic()
        self.guide.run("restore the dump", ADMIN_URL=self.original.url, RESTORED_URL=url)
        self._examine("dump", began, url)
        environment = {"DATABASE_URL": url, "SECRET_KEY": self.gatehouse.environment["SECRET_KEY"]}
        self.guide.run_gatehouse("end all sessions", **environment)
        key = (self.guide.place / "secrets" / "gatehouse.new").read_text().strip()
        with (
            self.gatehouse.serving(DATABASE_URL=url, SECRET_KEY=key) as serving,
            people_of(serving.address) as people,
        ):
            people.sign_in("keeper", new=False)
            assert {people.works(tokens) for tokens in self.given.values()} == {401}

    def _restore_to_a_moment(self) -> None:
        self._remember("moment")
        (moment,) = ask(self.original.url, "SELECT clock_timestamp()")
        self.load.wait_for(10)
        ask(self.original.url, MISTAKE)
        self.load.wait_for(10)
        self.guide.run("archive what there is", ADMIN_URL=self.original.url)
        self._wait_for_the_archive()
        began = monotonic()
        url = self.restored_url(5433)
        self.guide.run("restore to a moment", BASE=self.base, RESTORED_URL=url, MOMENT=moment)
        self._examine("moment", began, url)

    def _wait_for_the_archive(self) -> None:
        (switched,) = ask(self.original.url, "SELECT pg_walfile_name(pg_current_wal_lsn() - 16777216)")
        while not (self.guide.place / "backups" / "wal" / switched).exists():
            sleep(0.05)

    def _lose_the_machine(self) -> None:
        self.load.wait_for(100)
        self.original.kill()
        self.load.stop()

    def _restore_all(self) -> None:
        for way, block, port in (
            ("archive", "restore all", 5434),
            ("archive and pg_wal", "restore all with pg_wal", 5435),
        ):
            self._remember(way)
            began = monotonic()
            url = self.restored_url(port)
            self.guide.run(block, BASE=self.base, RESTORED_URL=url)
            self._examine(way, began, url)

    def _remember(self, way: str) -> None:
        self.acknowledged_before[way] = list(self.load.acknowledged)

    def _examine(self, way: str, began: float, url: str) -> None:
        secret_key = self.gatehouse.environment["SECRET_KEY"]
        self.guide.run_gatehouse("bring up", DATABASE_URL=url, SECRET_KEY=secret_key)
        acknowledged = list(self.load.acknowledged)
        self.outcomes[way] = examine(way, began, self.gatehouse, url, acknowledged, self.given)


@pytest.fixture(scope="module")
def drill() -> Iterator[Drill]:
    with workplace() as place:
        guide = Guide(place)
        for name in ("backups", "backups/wal", "secrets"):
            (place / name).mkdir()
            own(place / name)
        original = Postgres(place / "original")
        settings = f"unix_socket_directories = '{original.sockets}'\n{guide.text('archive')}"
        original.make(f"{settings}archive_timeout = {ARCHIVE_TIMEOUT}\n")
        servers = [original, *(Postgres(place / f"restored-{name}") for name in ("moment", "all", "wal"))]
        original.start()
        try:
            administration = original.url.replace("/gatehouse?", "/postgres?")
            ask(administration, "CREATE ROLE gatehouse LOGIN")
            ask(administration, "CREATE DATABASE gatehouse OWNER gatehouse")
            environment = {
                "DATABASE_URL": original.url.replace("//postgres@", "//gatehouse@"),
                "SECRET_KEY": secrets.token_urlsafe(48),
                "RATE_LIMIT_ENABLED": "false",
            }
            gatehouse = Gatehouse(place, environment)
            assert gatehouse("migrate").returncode == 0
            drill = Drill(guide, original, gatehouse, Load(""))
            drill.act()
            yield drill
        finally:
            for server in servers:
                server.kill()


WAYS = ("dump", "moment", "archive", "archive and pg_wal")
each_way = pytest.mark.parametrize("way", WAYS)


@each_way
class TestEachWay:
    def test_everything_acknowledged_before_is_there(self, drill, way):
        before = {"archive": "base", "archive and pg_wal": "base"}.get(way, way)
        lost = set(drill.outcomes[way].lost)
        assert drill.acknowledged_before[before]
        assert lost.isdisjoint(drill.acknowledged_before[before])

    def test_only_the_last_writes_are_missing(self, drill, way):
        """Those that were under way together may have been answered in another order."""
        outcome = drill.outcomes[way]
        last = outcome.acknowledged[-len(outcome.lost) - drill.load.CALLERS :] if outcome.lost else []
        assert set(outcome.lost) <= set(last)

    def test_signing_keys_open_with_their_secret_key_only(self, drill, way):
        assert drill.outcomes[way].works["keeper"] == 200
        assert "not the one that this database was set up with" in drill.outcomes[way].refuses_another_key

    def test_what_was_revoked_before_stays_revoked(self, drill, way):
        assert drill.outcomes[way].works["revoked before"] == 401

    def test_new_rows_do_not_collide(self, drill, way):
        outcome = drill.outcomes[way]
        assert outcome.new_ids == sorted(set(outcome.new_ids))
        assert outcome.new_ids[0] > max(outcome.old_ids)


def test_a_dump_brings_back_what_was_revoked_since(drill):
    outcome = drill.outcomes["dump"]
    assert outcome.works["revoked since"] == 200
    assert outcome.refreshed == "refresh_token_reused"
    assert outcome.lost


@pytest.mark.parametrize("way", WAYS[1:])
def test_with_wal_what_was_revoked_since_stays_revoked(drill, way):
    assert drill.outcomes[way].works["revoked since"] == 401
    assert drill.outcomes[way].refreshed == "works"


def test_a_moment_is_before_the_mistake(drill):
    assert drill.outcomes["moment"].works["victim"] == 200
    assert drill.outcomes["archive"].works["victim"] == 401
    assert drill.outcomes["moment"].lost


def test_with_pg_wal_no_acknowledged_write_is_lost(drill):
    assert drill.outcomes["archive and pg_wal"].lost == []


def test_only_the_owner_reads_a_dump(drill):
    (dump,) = (drill.guide.place / "backups").glob("*.dump")
    assert dump.stat().st_mode & 0o777 == 0o600


def test_the_embedded_database(drill):
    gatehouse = Gatehouse(drill.guide.place)
    assert gatehouse("migrate").returncode == 0
    backups = drill.guide.place / "backups"
    for day in ("yesterday", "today"):
        drill.guide.run_gatehouse("embedded", DAY=day)
    yesterday, today = sorted(backups.glob("*.zip"))
    utime(yesterday, (0, 0))
    drill.guide.run_gatehouse("embedded", DAY="tomorrow")
    assert (yesterday.exists(), today.exists()) == (False, True)
    restore, serve = drill.guide.text("restore embedded").splitlines()
    assert gatehouse(*shlex.split(restore)[1:]).returncode == 0
    with gatehouse.serving(*shlex.split(serve)[2:]) as serving:
        assert serving.answers()


def test_each_command_of_the_guide_was_run(drill):
    assert UNNAMED == 0
    assert drill.guide.used == set(BLOCKS)


def test_report(drill, capsys):
    """What the guide says of time and loss, as it was this time."""
    with capsys.disabled():
        print(
            f"\n{len(drill.load.acknowledged)} writes were acknowledged; archive_timeout {ARCHIVE_TIMEOUT} s"
        )
        for outcome in drill.outcomes.values():
            print(
                f"{outcome.way:<19} serving after {outcome.seconds:4.1f} s; lost are {len(outcome.lost):3}"
                f" of {len(outcome.acknowledged)} writes, those of the last {outcome.lost_seconds:4.1f} s"
            )
