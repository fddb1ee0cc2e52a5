"""The table of wire rules: every row in every language, to the letter."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest

from tests.sdk.conformance.drivers import Broken, Driver, Unavailable
from tests.sdk.conformance.fixtures import running
from tests.sdk.conformance.languages import languages
from tests.sdk.conformance.matching import Request
from tests.sdk.conformance.parity import Parity
from tests.sdk.conformance.rules import Json, Rule, rules
from tests.sdk.conformance.server import read_request
from tests.sdkgen.support import FIXTURES

DOCUMENT = FIXTURES / "wire_rules.yaml"
LANGUAGES = {name: each for name, each in languages(DOCUMENT).items() if name != "reference"}
_SECONDS = 30


@pytest.fixture(scope="module")
async def rule_drivers() -> AsyncIterator[dict[str, Driver]]:
    async with running(LANGUAGES) as drivers:
        yield drivers


async def _played(rule: Rule, driver: Driver) -> tuple[list[Request], Json]:
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.rule.replace(" ", "-"))
async def test_rule(rule: Rule, language: str, rule_drivers: dict[str, Driver], parity: Parity) -> None:
    parity.add(f"rule: {rule.rule}", language, passed=False)
    try:
        await rule_drivers[language].prepare()
        seen, outcome = await _played(rule, rule_drivers[language])
    except (Unavailable, Broken) as error:
        pytest.fail(f"{language}: {error}", pytrace=False)
    if faults := rule.faults(seen, outcome):
        pytest.fail("\n".join([f"{language}, {rule.rule}", *faults]), pytrace=False)
    parity.add(f"rule: {rule.rule}", language, passed=True)
