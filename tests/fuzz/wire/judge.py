"""Whether the answers on a connection are those to the requests on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.fuzz.wire import answers
from tests.fuzz.wire.answers import Given
from tests.fuzz.wire.reference import Ending, Reading

_MADE_HERE = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Came:
    """All that came back on a connection."""

    raw: bytes
    closed: bool
    reset: bool = False


def judge(reading: Reading, came: Came) -> tuple[list[Given], list[str]]:
    """The answers, and what is wrong with them."""
    methods = [asked.method for asked in reading.requests]
    given, unreadable = answers.read(came.raw, methods)
    if (
        reading.ending is Ending.REFUSED
    ):  # by h11, and perhaps for another reason, or not at all, by the service
        given, unreadable = given[: len(methods)], unreadable if len(given) < len(methods) else ""
    wrong = [unreadable] if unreadable else []
    for number, each in enumerate(given):
        asked = reading.requests[number] if number < len(reading.requests) else None
        wrong += answers.wrong(each, asked)
    if not unreadable:
        wrong += _misplaced(reading, given, came)
        wrong += _missing(reading, given, came)
    return given, wrong


def _misplaced(reading: Reading, given: list[Given], came: Came) -> Iterator[str]:
    """Each answer belongs to the request at its place; only the last one may refuse the whole connection."""
    for number, each in enumerate(given):
        is_last = number == len(given) - 1
        if is_last and each.status >= 400 and each.closes and _MADE_HERE.fullmatch(each.id):
            return
        if number >= len(reading.requests):
            yield f"answer {number + 1} to {len(reading.requests)} requests, {reading.ending}"
            return
        asked = reading.requests[number]
        if not asked.may_be_answered_as(each.id):
            yield f"the answer to request {number + 1} is that to another one"
            return


def _missing(reading: Reading, given: list[Given], came: Came) -> Iterator[str]:
    """Complete requests are answered, unless an answer before them closes the connection."""
    if (
        came.reset
    ):  # while something was still on its way there, which takes answers along that were not yet read
        return
    whole = sum(asked.complete for asked in reading.requests)
    if len(given) < whole and not (given and given[-1].closes):
        yield f"{len(given)} answers to {whole} complete requests, {reading.ending}"
    if not came.closed and reading.ending is Ending.CLOSED:
        yield "the connection stays open after the last answer"
    if not came.closed and reading.ending is Ending.REFUSED and not came.raw:
        yield "no answer to what is not HTTP"
