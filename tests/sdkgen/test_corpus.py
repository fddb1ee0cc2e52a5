"""Whole public documents, from a folder that `SDKGEN_CORPUS` names: nothing crashes, nothing is dropped."""

import os
import time
from pathlib import Path

import pytest

from sdkgen import generate
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.normalise.operations import METHODS
from sdkgen.spec import Bundle
from tests.sdkgen.fake.languages.fake import Fake
from tests.sdkgen.support import FAKE

FOLDER = os.environ.get("SDKGEN_CORPUS", "")
DOCUMENTS = (
    sorted(path for path in Path(FOLDER).glob("*") if path.suffix in {".json", ".yaml"}) if FOLDER else []
)
PATIENCE = 8

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not DOCUMENTS, reason="SDKGEN_CORPUS names no folder")]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_public_document(path: Path, tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    started = time.perf_counter()
    api, bundle = generate.read(path, Config(), diagnostics)
    seconds = time.perf_counter() - started
    assert not diagnostics.failed
    assert len(api.operations) == _operations(bundle)
    lowered = {code: count for code, count in diagnostics.counts().items() if code.startswith("LOW")}
    assert {each.code: each.count for each in api.lowered} == lowered
    assert seconds < PATIENCE
    run = generate.Run(
        path, tmp_path / "out", Config(name="acme"), [Fake()], [FAKE / "templates"], Diagnostics()
    )
    generate.generate(run)
    assert not generate.check(run)
    print(
        f"{path.name}: {seconds:.2f} s, {len(api.operations)} operations, {len(api.types)} types, {lowered}"
    )


def _operations(bundle: Bundle) -> int:
    items = [bundle.follow(node) for _, node in (bundle.root.get("paths") or bundle.root).entries()]
    return sum(method in METHODS for item in items if item for method, _ in item.entries())
