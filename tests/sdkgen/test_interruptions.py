"""Whatever happens to a run, the folder is as it was or as it should be."""

import json
from pathlib import Path

import pytest

from sdkgen import generate
from sdkgen.diagnostics import StoppedError
from sdkgen.manifest import MANIFEST
from sdkgen.output import Changes
from sdkgen.run import Run
from tests.sdkgen.runs import again, codes, tree, with_templates
from tests.sdkgen.support import FIXTURES


def test_errors_leave_the_folder_as_it_was(run: Run, tmp_path: Path) -> None:
    generate.generate(run)
    before = tree(run.out)
    for bad in (
        again(run, spec=tmp_path / "missing.yaml"),
        again(run, spec=FIXTURES.parent / "negative/remote_reference.yaml"),
        with_templates(run, tmp_path, {"bad.jinja": "{{ missing }}"}),
    ):
        with pytest.raises(StoppedError):
            generate.generate(bad)
        assert bad.diagnostics.failed
        assert tree(run.out) == before


class DiedError(Exception):
    """Stands for a run that is killed."""


@pytest.mark.parametrize("survived", range(8))
def test_a_killed_run_is_undone_or_finished_by_the_next(
    run: Run, survived: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate.generate(run)
    before = tree(run.out)
    second = again(run, spec=FIXTURES / "all_of.yaml")
    moves = iter(range(100))
    move = Path.replace

    def dies(self: Path, target: Path) -> Path:
        if next(moves) >= survived:
            raise DiedError
        return move(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dies)
        with pytest.raises(DiedError):
            generate.generate(second)
    third = again(second)
    if survived == 0:
        assert tree(run.out) == before, "nothing moves before the journal is there"
    else:
        assert generate.check(again(second)), "a half-written folder is not what the document makes"
    generate.generate(third)
    assert ("OUT006" in codes(third)) == (survived > 0)
    assert generate.check(again(second)) == Changes()
    assert not list(run.out.parent.glob(".*"))


def test_check_says_that_a_run_was_interrupted(run: Run) -> None:
    generate.generate(run)
    stage = run.out.parent / f".{run.out.name}.sdkgen"
    stage.mkdir()
    (stage / "journal.json").write_text(json.dumps({"moved": [], "deleted": []}))
    second = again(run)
    generate.check(second)
    assert codes(second) == ["OUT006"]


def test_a_forged_journal_deletes_nothing_elsewhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    stage = run.out.parent / f".{run.out.name}.sdkgen"
    stage.mkdir()
    (stage / "journal.json").write_text(json.dumps({"moved": ["../moved"], "deleted": ["../precious"]}))
    generate.generate(run)
    assert (tmp_path / "precious").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "OUT002"),
        ("[]", "OUT002"),
        ('{"manifest": 99}', "OUT002"),
        ('{"manifest": 1, "files": {"../x": {}}}', "OUT002"),
    ],
)
def test_a_manifest_that_cannot_be_read_stops_the_run(run: Run, content: str, code: str) -> None:
    run.out.mkdir()
    (run.out / MANIFEST).write_text(content)
    with pytest.raises(StoppedError):
        generate.generate(run)
    assert codes(run) == [code]


def test_a_manifest_does_not_reach_outside(run: Run) -> None:
    generate.generate(run)
    path = run.out / MANIFEST
    data = json.loads(path.read_text())
    data["files"]["fake/../../precious"] = data["files"]["fake/client.txt"]
    path.write_text(json.dumps(data))
    second = again(run)
    with pytest.raises(StoppedError):
        generate.generate(second)
    assert codes(second) == ["OUT002"]


def test_a_file_in_place_of_the_folder_is_an_error(run: Run) -> None:
    run.out.write_text("x")
    with pytest.raises(StoppedError):
        generate.generate(run)
    assert codes(run) == ["OUT001"]


def test_a_full_disk_is_an_error_and_leaves_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoppedError):
        generate.generate(run)
    assert codes(run) == ["OUT003"]
    assert not run.out.exists()
    assert not list(run.out.parent.glob(".*"))


# Formatters
