"""Each construct becomes what its golden says, and each fault is reported as its list says."""

from pathlib import Path

import pytest

from tests.sdkgen.support import GOLDENS, NEGATIVE, findings, fixtures, golden, title

_REGENERATE = "python -m tests.sdkgen.regenerate"


@pytest.mark.parametrize("path", fixtures(), ids=title)
def test_representation(path: Path) -> None:
    expected = (GOLDENS / f"{title(path)}.json").read_text(encoding="utf-8")
    assert expected == golden(path), _REGENERATE


def test_every_golden_has_its_fixture() -> None:
    assert {path.stem for path in GOLDENS.glob("*.json")} == {title(path) for path in fixtures()}


@pytest.mark.parametrize(
    "path", sorted([*NEGATIVE.glob("*.yaml"), *NEGATIVE.glob("*.json")]), ids=lambda p: p.name
)
def test_findings(path: Path) -> None:
    expected = path.with_suffix(path.suffix + ".txt").read_text(encoding="utf-8")
    assert expected == findings(path), _REGENERATE
