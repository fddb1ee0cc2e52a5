"""A database that goes away, hangs or moves: what can be is done elsewhere, and nothing is left running."""

import asyncio
import socket
from collections.abc import AsyncIterator
from threading import Thread

import asyncpg
import pytest
from sqlalchemy import func, select, text

from gatehouse.contract.problems import Problem
from gatehouse.core.settings import Settings
from gatehouse.persistence import connect as connecting
from gatehouse.persistence.connect import Servers
from gatehouse.persistence.database import Database, Reader
from gatehouse.persistence.outages import LOST, DatabaseError
from gatehouse.persistence.statements import Statement
from tests.support.database import execute
from tests.support.outage import Wire, wire_to
from tests.support.waiting import until_found

_PID = Statement(select(func.pg_backend_pid()))
_SLEEP = Statement(select(func.pg_sleep(60)))
_FATAL = Statement(select(text("pg_terminate_backend(pg_backend_pid())")))


@pytest.fixture
async def wire(settings: Settings) -> AsyncIterator[Wire]:
    async with wire_to(settings) as wire:
        yield wire


@pytest.fixture
async def single(wire: Wire) -> AsyncIterator[Database]:
    """A database that is reached by one connection."""
    db = await Database.connect(wire.url, 1, 2)
    yield db
    await db.close()


async def pid(db: Reader) -> int:
    return int(await db.value(_PID))


def end_unnoticed(settings: Settings, backend: int) -> None:
    """End a connection while the event loop stands still."""
    ending = execute(settings, "SELECT pg_terminate_backend($1, 5000)", backend)
    thread = Thread(target=asyncio.run, args=[ending])
    thread.start()
    thread.join()


def failing(state: str) -> Statement:
    """What ends with this SQLSTATE."""
    return Statement(text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$"))


async def refused(asked: Reader, statement: Statement) -> str:
    with pytest.raises(Problem) as raised:
        await asked.value(statement)
    return raised.value.code


class TestLostConnections:
    async def test_a_read_is_asked_again(self, single, settings):
        before = await pid(single.read)
        end_unnoticed(settings, before)
        assert await pid(single.read) != before

    async def test_a_transaction_begins_again(self, single, settings):
        before = await pid(single.read)
        end_unnoticed(settings, before)
        async with single.transaction() as tx:
            assert await pid(tx) != before

    async def test_a_write_is_not(self, single, settings):
        """It may have been carried out."""
        end_unnoticed(settings, await pid(single.read))
        assert await refused(single.autocommit, _PID) == "unavailable"

    async def test_what_ended_with_it_is_not_put_back(self, single):
        before = await pid(single.read)
        assert await refused(single.autocommit, _FATAL) == "unavailable"
        assert await pid(single.autocommit) != before

    async def test_a_session_that_the_server_ended_for_idling_is_unavailable(self, single):
        before = await pid(single.read)
        with pytest.raises(Problem) as raised:
            async with single.transaction() as tx:
                await tx.value(Statement(text("SET idle_in_transaction_session_timeout = 20")))
                await asyncio.sleep(0.3)
                await pid(tx)
        assert raised.value.code == "unavailable"
        assert await pid(single.autocommit) != before

    async def test_a_write_to_a_standby_is_unavailable_and_the_next_goes_elsewhere(self, single):
        before = await pid(single.read)
        with pytest.raises(Problem) as raised:
            async with single.transaction() as tx:
                await tx.value(Statement(text("SET TRANSACTION READ ONLY")))
                await tx.value(Statement(text("CREATE TABLE on_a_standby ()")))
        assert raised.value.code == "unavailable"
        assert await pid(single.autocommit) != before


class TestProblems:
    @pytest.mark.parametrize("state", ["28000", "3D000", "40001", "53300", "55000", "57014", "58030"])
    async def test_what_the_server_cannot_do_now_is_unavailable(self, single, state):
        assert await refused(single.read, failing(state)) == "unavailable"

    async def test_what_is_wrong_with_the_statement_is_not(self, single):
        with pytest.raises(asyncpg.DataError):
            await single.read.value(failing("22012"))

    async def test_a_driver_that_is_confused_is_unavailable(self, single, monkeypatch):
        async def confused(*_: object) -> None:
            raise asyncpg.InternalClientError("got result for unknown protocol state 3")

        monkeypatch.setattr(single.pool, "fetchrow", confused)
        assert await refused(single.read, _PID) == "unavailable"


class TestGivenUp:
    async def test_the_server_stops_too(self, wire, settings):
        """Told to, and not by a limit of its own, which would end it as well."""
        db = await Database.connect(wire.url, 1, 2, prepared=False)

        async def sleep() -> None:
            await db.read.value(_SLEEP)

        sleeping = asyncio.create_task(sleep())
        asleep = "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep(%'"
        [[backend]] = await until_found(settings, asleep)
        sleeping.cancel()
        gone = "SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1)"
        assert await until_found(settings, gone, backend)
        await db.close()

    async def test_the_server_has_limits_of_its_own(self, single):
        shown = [
            await single.read.value(Statement(text(f"SHOW {name}_timeout")))
            for name in ("statement", "idle_in_transaction_session")
        ]
        assert shown == ["2s", "4s"]

    async def test_a_pooler_does_not_get_them(self, wire):
        db = await Database.connect(wire.url, 1, 2, prepared=False)
        assert await db.read.value(Statement(text("SHOW statement_timeout"))) == "0"
        await db.close()

    async def test_no_rollback_is_waited_for_on_a_silent_connection(self, single, wire):
        async def change() -> None:
            async with single.transaction() as tx:
                await pid(tx)
                wire.silence()
                await pid(tx)

        changing = asyncio.create_task(change())
        await wire.silent()
        changing.cancel()
        done, _ = await asyncio.wait([changing], timeout=1)
        assert done


class TestReadiness:
    async def test_it_does_not_wait_for_those_who_use_the_database(self, single):
        async with single.transaction():
            await single.ping()


class TestSeveralServers:
    async def test_one_that_hangs_is_passed_over_and_then_asked_last(self, settings, monkeypatch):
        monkeypatch.setattr(connecting, "_TIMEOUT_OF_ONE_SECONDS", 0.3)
        callers = 0

        def hang(*_: object) -> None:
            nonlocal callers
            callers += 1

        hanging = await asyncio.start_server(hang, "127.0.0.1", 0)
        async with wire_to(settings) as wire:
            port = hanging.sockets[0].getsockname()[1]
            servers = Servers(wire.url.replace("@", f"@127.0.0.1:{port},"))
            for _ in range(3):
                connection = await asyncio.wait_for(servers.connect(timeout=3600), 30)
                await connection.close()
        hanging.close()
        assert callers == 1

    async def test_once_another_takes_writes_nobody_waits_for_the_one_before(self, settings, monkeypatch):
        monkeypatch.setattr(connecting, "_TIMEOUT_OF_ONE_SECONDS", 0.3)
        async with wire_to(settings) as first, wire_to(settings) as second:
            both = f"127.0.0.1:{first.port},127.0.0.1:{second.port}"
            servers = Servers(first.url.replace(f"127.0.0.1:{first.port}", both))
            before = await servers.connect()
            first.silence()
            waiting = asyncio.create_task(before.fetchval("SELECT 1"))
            after = await servers.connect()
            with pytest.raises(LOST):
                await asyncio.wait_for(waiting, 10)
            assert await after.fetchval("SELECT 1") == 1
            await after.close()

    async def test_what_each_of_them_says_is_told(self):
        with (
            socket.create_server(("127.0.0.1", 0)) as first,
            socket.create_server(("127.0.0.1", 0)) as second,
        ):
            ports = [listener.getsockname()[1] for listener in (first, second)]
        with pytest.raises(DatabaseError) as raised:
            await Servers("postgresql://gate@127.0.0.1:{},127.0.0.1:{}/accounts".format(*ports)).connect()
        told = str(raised.value)
        assert all(f"cannot reach the database at 127.0.0.1:{port}/accounts: " in told for port in ports)
