"""Every reason why there is no connection, in one line that holds no password."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from gatehouse.persistence import connect as module
from gatehouse.persistence.connect import connect, describe
from gatehouse.persistence.embedded import start
from gatehouse.persistence.outages import DatabaseError

PASSWORD = "hunter2-hunter2"


async def refusal(url: str) -> str:
    with pytest.raises(DatabaseError) as raised:
        await connect(url)
    line = str(raised.value)
    assert "\n" not in line
    assert "hunter2" not in line
    assert raised.value.__cause__ is None
    return line


@pytest.fixture
async def guarded(data_dir: Path) -> AsyncIterator[str]:
    """The socket directory of a server that asks for a password."""
    with closing(start(data_dir)) as server:
        connection = await asyncpg.connect(server.url)
        await connection.execute(f"CREATE ROLE gate LOGIN PASSWORD '{PASSWORD}'")
        (data_dir / "postgres" / "pg_hba.conf").write_text("local all gate scram-sha-256\n")
        await connection.execute("SELECT pg_reload_conf()")
        await connection.close()
        yield server.url.partition("host=")[2]


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class TestConnect:
    async def test_with_a_password(self, guarded):
        connection = await connect(f"postgresql://gate:{PASSWORD}@/gatehouse?host={guarded}")
        assert await connection.fetchval("SELECT current_user") == "gate"
        await connection.close()

    async def test_finds_the_server_that_is_up(self, database_url, closed_port):
        directory = database_url.partition("host=")[2].partition("&")[0]
        url = f"postgresql://postgres@/gatehouse?host=127.0.0.1,{directory}&port={closed_port},5432"
        connection = await connect(url)
        await connection.close()


class TestRefusals:
    async def test_nobody_listens(self, closed_port):
        line = await refusal(f"postgresql://gate:{PASSWORD}@127.0.0.1:{closed_port}/accounts")
        assert line.startswith(f"cannot reach the database at 127.0.0.1:{closed_port}/accounts: ")
        assert line.endswith("; check DATABASE_URL and that it runs")

    async def test_no_such_host(self):
        line = await refusal(f"postgresql://gate:{PASSWORD}@no-such-host.invalid/accounts")
        assert line.startswith("cannot reach the database at no-such-host.invalid/accounts: ")

    async def test_no_answer(self, monkeypatch):
        monkeypatch.setattr(module, "_TIMEOUT_SECONDS", 0.1)
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        line = await refusal(f"postgresql://gate:{PASSWORD}@127.0.0.1:{port}/accounts")
        assert "no answer within 0.1 seconds" in line
        server.close()

    async def test_no_postgresql(self):
        async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"220 mail.example.com ESMTP\r\n")
            writer.close()

        server = await asyncio.start_server(greet, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        line = await refusal(f"postgresql://gate:{PASSWORD}@127.0.0.1:{port}/accounts")
        assert line.startswith(f"cannot reach the database at 127.0.0.1:{port}/accounts")
        server.close()

    async def test_a_wrong_password(self, guarded):
        line = await refusal(f"postgresql://gate:not-hunter2@/gatehouse?host={guarded}")
        assert line.endswith("refuses the login; check user and password in DATABASE_URL")

    async def test_an_unknown_user(self, guarded):
        line = await refusal(f"postgresql://eve:{PASSWORD}@/gatehouse?host={guarded}")
        assert line.endswith("refuses the login; check user and password in DATABASE_URL")

    async def test_no_such_database(self, database_url):
        line = await refusal(database_url.replace("/gatehouse?", "/nowhere?"))
        assert line.startswith("there is no such database: ")

    async def test_too_old(self, database_url, monkeypatch):
        monkeypatch.setattr(module, "OLDEST_VERSION", 99)
        assert (await refusal(database_url)).endswith("is PostgreSQL 18; Gatehouse needs 99 or newer")

    async def test_read_only(self, empty_database, database_url):
        name = empty_database.partition("@/")[2].partition("?")[0]
        connection = await asyncpg.connect(database_url)
        await connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        await connection.close()
        assert "takes writes" in await refusal(empty_database)

    @pytest.mark.parametrize(
        "url",
        [
            f"postgresql://gate:{PASSWORD}@db.invalid:port/accounts",
            f"postgresql://gate:{PASSWORD}/@db.invalid/accounts",
            f"postgresql://gate:12/{PASSWORD}@127.0.0.1:1/accounts",
            f"postgresql://gate:12#{PASSWORD}@127.0.0.1:1/accounts",
            f"postgresql://gate:12?{PASSWORD}@127.0.0.1:1/accounts",
            f"postgresql://gate:{PASSWORD}@{PASSWORD}@127.0.0.1:1/accounts",
            f"postgresql://[gate:{PASSWORD}@127.0.0.1/accounts",
            f"postgresql://gate:{PASSWORD}@127.0.0.1/accounts?sslmode=perhaps",
        ],
    )
    async def test_a_malformed_url(self, url):
        assert (await refusal(url)).startswith("DATABASE_URL cannot be read; write it as postgresql://")


class TestDescribe:
    @pytest.mark.parametrize(
        ("url", "shown"),
        [
            (f"postgresql://gate:{PASSWORD}@db.example.com:5433/accounts", "db.example.com:5433/accounts"),
            (f"postgresql://gate:{PASSWORD}@one,two:5433/accounts", "one,two:5433/accounts"),
            (f"postgresql://gate:{PASSWORD}@[::1]/accounts?sslmode=require", "[::1]/accounts"),
            (f"postgresql:///accounts?host=/run/pg&password={PASSWORD}", "/run/pg/accounts"),
            (f"postgresql://gate:{PASSWORD}@/?dbname=accounts", "the local socket/accounts"),
            ("postgresql://db", "db"),
        ],
    )
    def test_shows_where_it_leads(self, url, shown):
        assert describe(url) == shown
