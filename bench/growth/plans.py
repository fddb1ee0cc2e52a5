"""How PostgreSQL carries out what a request makes the service ask it: taken from its log, and explained."""

import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

_MANY_ROWS = 10_000
_LONG_SORT = 1_000
_GROWING = {"users", "sessions", "audit_log", "user_roles"}
_LOGGED = {"log_min_duration_statement": "0", "log_line_prefix": "''"}
_ENTRY = re.compile(
    r"^LOG:  duration: \S+ ms  execute [^:]+: (?P<sql>.*(?:\n\t.*)*)"
    r"(?:\nDETAIL:  [Pp]arameters: (?P<parameters>.*(?:\n\t.*)*))?",
    re.MULTILINE,
)
_PARAMETER = re.compile(r"\$\d+ = (NULL|'(?:[^']|'')*')")

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the statements behind one request do to the database."""

    statements: int
    rows_read: int
    faults: list[str]


class Examiner:
    """Reads what the service asked, and asks for the plans."""

    def __init__(self, connection: asyncpg.Connection, log: Path) -> None:
        self._connection = connection
        self._log = log

    async def examine(self, act: Callable[[], object]) -> Findings:
        """Everything the database was asked during the act."""
        start = self._log.stat().st_size
        act()
        with self._log.open("rb") as log:
            log.seek(start)
            text = log.read().decode()
        plans = [await self._explain(entry["sql"], entry["parameters"]) for entry in _ENTRY.finditer(text)]
        nodes = [node for plan in plans for node in _nodes(plan)]
        return Findings(len(plans), round(sum(map(_rows_read, nodes))), [*filter(None, map(_fault, nodes))])

    async def _explain(self, sql: str, parameters: str | None) -> Node:
        """The plan as it was carried out, then undone; rows that are there already are not added again."""
        values = ", ".join(_PARAMETER.findall(parameters or ""))
        run = "" if "INSERT" in sql else "ANALYZE, TIMING OFF, "
        undone = self._connection.transaction()
        await undone.start()
        try:
            await self._connection.execute(f"PREPARE probe AS {sql}")
            call = f"probe({values})" if values else "probe"
            rows = await self._connection.fetchval(f"EXPLAIN ({run}FORMAT JSON) EXECUTE {call}")
            plan: Node = json.loads(rows)[0]["Plan"]
            return plan
        finally:
            await undone.rollback()
            await self._connection.execute("DEALLOCATE ALL")


@asynccontextmanager
async def examiner(url: str, log: Path) -> AsyncIterator[Examiner]:
    """Have the server log all it is asked until the block ends."""
    connection = await asyncpg.connect(url, statement_cache_size=0)
    try:
        await connection.execute("SET log_min_duration_statement = -1")
        for name, value in _LOGGED.items():
            await connection.execute(f"ALTER SYSTEM SET {name} = {value}")
        await connection.execute("SELECT pg_reload_conf()")
        yield Examiner(connection, log)
    finally:
        await connection.close()


def _nodes(plan: Node) -> Iterator[Node]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)


def _rows(node: Node) -> float:
    return float(node.get("Actual Rows", 0) * node.get("Actual Loops", 0))


def _rows_read(node: Node) -> float:
    """Of a table; those that did not match included."""
    if "Relation Name" not in node:
        return 0
    removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return _rows(node) + float(removed * node.get("Actual Loops", 0))


def _fault(node: Node) -> str | None:
    """What costs more where there are more users."""
    table = node.get("Relation Name")
    if node["Node Type"] == "Seq Scan" and table in _GROWING:
        return f"reads all of {table}"
    if _rows_read(node) > _MANY_ROWS:
        return f"reads {_rows_read(node):,.0f} rows of {table}"
    if node["Node Type"].endswith("Sort") and (sorted_rows := sum(map(_rows, node["Plans"]))) > _LONG_SORT:
        return f"sorts {sorted_rows:,.0f} rows"
    return None
