"""A run brings a folder to what the document makes, and touches nobody else's files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sdkgen import generate
from sdkgen.config import Config
from sdkgen.diagnostics import StoppedError
from sdkgen.manifest import MANIFEST
from sdkgen.output import Changes
from sdkgen.run import Run
from tests.sdkgen.fake.languages.fake import Fake
from tests.sdkgen.runs import again, codes, tree
from tests.sdkgen.support import FAKE, FIXTURES


class Other(Fake):
    """A second language with the templates of the first."""

    name = "other"


def test_everything_is_written(run: Run) -> None:
    changes = generate.generate(run)
    assert sorted(tree(run.out)) == [
        MANIFEST,
        "fake/README.md",
        "fake/client.txt",
        "fake/groups/ping.txt",
        "fake/run.sh",
    ]
    assert sorted(changes.missing) == [
        "fake/README.md",
        "fake/client.txt",
        "fake/groups/ping.txt",
        "fake/run.sh",
    ]
    assert (run.out / "fake/run.sh").stat().st_mode & 0o777 == 0o755
    assert (run.out / "fake/client.txt").read_text() == "== ACME ==\n\n"
    assert not list(run.out.parent.glob(".*"))


def test_a_second_run_has_nothing_to_do(run: Run) -> None:
    generate.generate(run)
    before = {path: path.stat().st_mtime_ns for path in run.out.rglob("*")}
    assert generate.generate(again(run)) == Changes()
    assert {path: path.stat().st_mtime_ns for path in run.out.rglob("*")} == before


def test_check_agrees_with_generate(run: Run) -> None:
    assert generate.check(run)
    generate.generate(run)
    assert generate.check(again(run)) == Changes()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda out: (out / "fake/client.txt").write_text("x"), Changes(changed=["fake/client.txt"])),
        (lambda out: (out / "fake/client.txt").unlink(), Changes(missing=["fake/client.txt"])),
        (lambda out: (out / "fake/more.txt").write_text("x"), Changes()),
    ],
)
def test_check_sees_what_differs(run: Run, change: Callable[[Path], object], expected: Changes) -> None:
    generate.generate(run)
    change(run.out)
    assert generate.check(again(run)) == expected
    generate.generate(again(run))
    assert generate.check(again(run)) == Changes()


def test_check_sees_a_manifest_that_is_out_of_date(run: Run) -> None:
    generate.generate(run)
    assert generate.check(again(run, config=Config(name="acme", version="2"))) == Changes(changed=[MANIFEST])


def test_another_document_changes_and_prunes(run: Run) -> None:
    generate.generate(run)
    changes = generate.generate(again(run, spec=FIXTURES / "all_of.yaml"))
    assert changes.stale == ["fake/groups/ping.txt"]
    assert not (run.out / "fake/groups/ping.txt").exists()
    assert (run.out / "fake/models/Pet.txt").exists()
    generate.generate(again(run))
    assert not (run.out / "fake/models").exists(), "empty folders go with their files"


def test_foreign_files_stay(run: Run) -> None:
    run.out.mkdir()
    (run.out / "fake").mkdir()
    (run.out / "fake/mine.txt").write_text("mine")
    (run.out / "notes.md").write_text("mine")
    generate.generate(run)
    generate.generate(again(run, spec=FIXTURES / "all_of.yaml"))
    assert (run.out / "fake/mine.txt").read_text() == (run.out / "notes.md").read_text() == "mine"


def test_a_foreign_file_is_not_overwritten(run: Run) -> None:
    (run.out / "fake").mkdir(parents=True)
    (run.out / "fake/client.txt").write_text("mine")
    before = tree(run.out)
    with pytest.raises(StoppedError):
        generate.generate(run)
    assert codes(run) == ["OUT004"]
    assert tree(run.out) == before


@pytest.mark.parametrize("block", ["fake", "fake/client.txt/x"])
def test_folders_and_files_in_each_others_place_are_foreign(run: Run, block: str) -> None:
    path = run.out / block
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    with pytest.raises(StoppedError):
        generate.generate(run)
    assert set(codes(run)) == {"OUT004"}


def test_a_file_that_is_as_it_should_be_is_adopted(run: Run) -> None:
    generate.generate(run)
    (run.out / MANIFEST).unlink()
    generate.generate(again(run))
    assert generate.check(again(run)) == Changes()


def test_edits_to_our_files_are_lost_with_a_warning(run: Run) -> None:
    generate.generate(run)
    (run.out / "fake/client.txt").write_text("edited")
    second = again(run)
    generate.generate(second)
    assert codes(second) == ["OUT005"]
    assert (run.out / "fake/client.txt").read_text() == "== ACME ==\n\n"


def test_an_edited_file_that_nothing_makes_any_more_is_kept(run: Run) -> None:
    generate.generate(run)
    (run.out / "fake/groups/ping.txt").write_text("edited")
    second = again(run, spec=FIXTURES / "all_of.yaml")
    generate.generate(second)
    assert "OUT007" in codes(second)
    assert (run.out / "fake/groups/ping.txt").read_text() == "edited"
    assert generate.check(again(second)) == Changes()


def test_a_partial_run_leaves_other_languages_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more/other").symlink_to(FAKE / "templates/fake")
    both = again(run, languages=[Fake(), Other()], templates=[FAKE / "templates", tmp_path / "more"])
    generate.generate(both)
    generate.generate(again(both, languages=[Other()], spec=FIXTURES / "all_of.yaml", is_partial=True))
    assert (run.out / "fake/groups/ping.txt").exists()
    assert not (run.out / "other/groups/ping.txt").exists()
    assert generate.generate(again(run)).stale
    assert not (run.out / "other").exists(), "a language that is written no more goes as a whole"
