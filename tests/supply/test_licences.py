"""A package with a licence that is not on the list is found, however it says so."""

from collections.abc import Mapping
from typing import Any

import pytest

from tools.supply.licences import licences


def bom(*licences: Mapping[str, Any], name: str = "thing") -> dict[str, Any]:
    return {"python": {"components": [{"name": name, "version": "1.0", "licenses": list(licences)}]}}


def by_id(*names: str) -> list[dict[str, Any]]:
    return [{"license": {"id": name}} for name in names]


@pytest.mark.parametrize(
    "said",
    [
        by_id("MIT"),
        by_id("Apache-2.0", "MIT"),
        [{"expression": "GPL-3.0-only OR MIT"}],
        [{"expression": "MPL-2.0 AND (Apache-2.0 OR MIT)"}],
        [{"license": {"name": "License :: OSI Approved :: BSD License"}}],
    ],
    ids=str,
)
def test_what_the_list_allows(said: list[Mapping[str, Any]]) -> None:
    result = licences(bom(*said))
    assert (result.looked_at, result.found) == ("1 packages", [])


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (by_id("AGPL-3.0-only"), "its licence is"),
        (by_id("MIT", "GPL-2.0-only"), "its licence is"),
        ([{"expression": "MIT AND LGPL-3.0-only"}], "its licence is"),
        ([{"expression": "GPL-2.0-only WITH Classpath-exception-2.0"}], "its licence is"),
        ([{"license": {"name": "do what you like"}}], "no licence of SPDX"),
        ([{"license": {"name": "License :: Other/Proprietary License"}}], "no licence of SPDX"),
        ([], "it names no licence"),
    ],
    ids=str,
)
def test_what_it_does_not(said: list[Mapping[str, Any]], problem: str) -> None:
    [line] = licences(bom(*said)).found
    assert line.startswith("python: thing 1.0: ")
    assert problem in line


def test_a_licence_that_a_person_looked_up_counts_for_that_package_alone() -> None:
    assert not licences(bom(name="protobuf")).found
    assert licences(bom(name="protobuf-other")).found
