"""Calls the clients of all generators, and records what arrives."""

import asyncio
from collections.abc import Mapping

from bench.generators.complaints import complaint
from bench.generators.contenders import OURS, Contender, Generator
from bench.generators.wire.document import chosen, document, is_refused
from bench.generators.wire.programs import has_program, program
from bench.generators.wire.verdicts import Score, verdict
from bench.sections import say
from tests.sdk.conformance.drivers import Broken, Driver, Unavailable
from tests.sdk.conformance.languages import Language, languages
from tests.sdk.conformance.rule_calls import played
from tests.sdk.conformance.rules import Rule


def hold(generators: Mapping[Contender, Generator]) -> Mapping[Contender, Score]:
    """Hold the client of each generator against the wire rules, where there is a program to call it."""
    scores = {}
    for contender, generator in generators.items():
        if contender.name == OURS:
            language: Language = languages(document(contender))[contender.language]
        elif has_program(contender):
            language = program(contender, generator, document(contender))
        else:
            continue
        say(f"holding the {contender.label} client of {contender.name} against the wire rules")
        scores[contender] = asyncio.run(_score(contender, language))
    return scores


async def _score(contender: Contender, language: Language) -> Score:
    driver = Driver(language)
    try:
        await driver.prepare()
        return Score({rule.rule: await _verdict(contender, rule, driver) for rule in chosen()})
    except Unavailable as error:
        return Score(refusal=complaint(str(error)))
    finally:
        await driver.stop()


async def _verdict(contender: Contender, rule: Rule, driver: Driver) -> str:
    if is_refused(contender, rule):
        return "refused"
    try:
        return verdict(rule, *await played(rule, driver))
    except Broken as error:
        return f"wrong: {complaint(str(error))}"
