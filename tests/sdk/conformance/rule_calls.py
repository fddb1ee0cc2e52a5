"""Calls of the table of wire rules: what a client sends for a row, and what comes of it."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from tests.sdk.conformance.drivers import Driver
from tests.sdk.conformance.matching import Request
from tests.sdk.conformance.rules import Json, Rule
from tests.sdk.conformance.server import read_request

_SECONDS = 30


async def played(rule: Rule, driver: Driver) -> tuple[list[Request], Json]:
    """Make a call, and return what arrived of it and what came of it."""
    seen: list[Request] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            seen.append(await read_request(reader))
            if len(seen) <= len(rule.arrivals):
                writer.write(rule.arrivals[len(seen) - 1].answered())
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        outcome = await driver.call(_call(rule, port), _SECONDS)
    return seen, outcome


def _call(rule: Rule, port: int) -> Json:
    options = json.loads(json.dumps(rule.options).replace("$port", str(port)))
    call: dict[str, Any] = {"id": rule.rule, "operation": f"rules.{rule.operation}", "input": rule.input}
    address = {} if "server" in options else {"base_url": f"http://127.0.0.1:{port}"}
    return {**call, **address, "options": options}
