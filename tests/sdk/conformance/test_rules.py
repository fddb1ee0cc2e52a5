"""The table of wire rules: every row in every language, to the letter."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sdk.conformance.drivers import Broken, Driver, Unavailable
from tests.sdk.conformance.languages import languages
from tests.sdk.conformance.matching import Request
from tests.sdk.conformance.parity import Parity
from tests.sdk.conformance.server import read_request
from tests.sdkgen.support import FIXTURES

DOCUMENT = FIXTURES / "wire_rules.yaml"
LANGUAGES = {name: each for name, each in languages(DOCUMENT).items() if name != "reference"}
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: what is called with what, and the request that has to arrive."""

    rule: str
    operation: str
    target: str
    input: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    answer: dict[str, str] = field(default_factory=dict)

    def faults(self, request: Request) -> list[str]:
        """Say what is not as it should be."""
        sent = {name.lower(): value for name, value in request.headers}
        found = {"target": request.target, "body": _spaces(request.body.decode())}
        wanted = {"target": self.target, "body": self.body}
        for name, value in self.headers.items():
            found[name], wanted[name] = sent.get(name, ""), value
        return [
            f"{name}: {found[name]} instead of {wanted[name]}"
            for name in wanted
            if found[name] != wanted[name]
        ]


def _spaces(form: str) -> str:
    """In a form, a space is a plus sign or is escaped; both are right."""
    return form.replace("+", "%20")


RULES = [Rule(**each) for each in yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text())]


@pytest.fixture(scope="module")
async def rule_drivers() -> AsyncIterator[dict[str, Driver]]:
    running = {name: Driver(language) for name, language in LANGUAGES.items()}
    yield running
    for driver in running.values():
        await driver.stop()


async def _arrived(rule: Rule, driver: Driver) -> tuple[Request | None, dict[str, Any]]:
    """Make a call, and return what arrived of it and what came of it."""
    seen: list[Request] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            seen.append(await read_request(reader))
            text, kind = rule.answer.get("text", ""), rule.answer.get("type", "text/plain")
            status = "200 OK" if rule.answer else "204 No Content"
            length = f"Content-Type: {kind}\r\nContent-Length: {len(text)}\r\n" if rule.answer else ""
            writer.write(f"HTTP/1.1 {status}\r\n{length}Connection: close\r\n\r\n{text}".encode())
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        call = {
            "id": rule.rule,
            "base_url": address,
            "operation": f"rules.{rule.operation}",
            "input": rule.input,
        }
        outcome = await driver.call({**call, "options": {}}, _SECONDS)
    return (seen[0] if seen else None), outcome


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.replace(" ", "-"))
async def test_rule(rule: Rule, language: str, rule_drivers: dict[str, Driver], parity: Parity) -> None:
    parity.add(f"rule: {rule.rule}", language, passed=False)
    try:
        await rule_drivers[language].prepare()
        request, outcome = await _arrived(rule, rule_drivers[language])
    except (Unavailable, Broken) as error:
        pytest.fail(f"{language}: {error}", pytrace=False)
    faults = rule.faults(request) if request else ["nothing arrived"]
    faults += [f"error: {outcome['error']}"] if "error" in outcome else []
    if faults:
        pytest.fail("\n".join([f"{language}, {rule.rule}", *faults]), pytrace=False)
    parity.add(f"rule: {rule.rule}", language, passed=True)
