"""The client that waits does the same as the async one, which all vectors and rules go through."""

import dataclasses
from collections.abc import AsyncIterator

import pytest

from tests.sdk.conformance.drivers import Driver
from tests.sdk.conformance.languages import LANGUAGES
from tests.sdk.conformance.play import play
from tests.sdk.conformance.vectors import Vector, load_all

CASES = {
    "answer-201-or-202-accepted",
    "decode-cut-json",
    "int64-beyond-double",
    "login-single-flight",
    "pages-retry",
    "patch-absent",
    "redirect-token",
    "refresh-ahead",
    "refresh-single-flight",
    "retry-429-waits",
    "reset-in-body",
    "timeout-in-body",
    "timeout-of-a-try",
    "tolerate-enum",
    "unreachable",
}


@pytest.fixture(scope="module")
async def driver() -> AsyncIterator[Driver]:
    language = LANGUAGES["python"]
    running = Driver(dataclasses.replace(language, command=(*language.command, "--sync")))
    yield running
    await running.stop()


@pytest.mark.parametrize(
    "vector", [each for each in load_all() if each.name in CASES], ids=lambda vector: vector.name
)
async def test_vector(vector: Vector, driver: Driver) -> None:
    assert await play(vector, driver) == []


def test_all_cases_are_there() -> None:
    assert {each.name for each in load_all()} >= CASES
