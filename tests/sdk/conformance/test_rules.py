"""The table of wire rules: every row in every language, to the letter."""

from collections.abc import AsyncIterator

import pytest

from tests.sdk.conformance.drivers import Broken, Driver, Unavailable
from tests.sdk.conformance.fixtures import running
from tests.sdk.conformance.languages import apart, languages
from tests.sdk.conformance.parity import Enter
from tests.sdk.conformance.rule_calls import played
from tests.sdk.conformance.rules import Rule, rules
from tests.sdkgen.support import FIXTURES

DOCUMENT = FIXTURES / "wire_rules.yaml"
LANGUAGES = {name: each for name, each in languages(DOCUMENT).items() if name != "reference"}


@pytest.fixture(scope="module")
async def rule_drivers() -> AsyncIterator[dict[str, Driver]]:
    async with running(LANGUAGES) as drivers:
        yield drivers


@pytest.mark.parametrize("language", apart(LANGUAGES))
@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.rule.replace(" ", "-"))
async def test_rule(rule: Rule, language: str, rule_drivers: dict[str, Driver], enter: Enter) -> None:
    enter(f"rule: {rule.rule}", language)
    try:
        await rule_drivers[language].prepare()
        seen, outcome = await played(rule, rule_drivers[language])
    except (Unavailable, Broken) as error:
        pytest.fail(f"{language}: {error}", pytrace=False)
    if faults := rule.faults(seen, outcome):
        pytest.fail("\n".join([f"{language}, {rule.rule}", *faults]), pytrace=False)
