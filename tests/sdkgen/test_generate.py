"""A run brings a folder to what the document makes, all of it or nothing, and touches nobody else's files."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sdkgen import generate
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics, StoppedError
from sdkgen.generate import Run
from sdkgen.languages import Formatter
from sdkgen.manifest import MANIFEST
from sdkgen.output import Changes
from tests.sdkgen.fake.languages.fake import Fake
from tests.sdkgen.support import FAKE, FIXTURES

DOCUMENT = FIXTURES / "minimal.yaml"


class Other(Fake):
    """A second language with the templates of the first."""

    name = "other"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A run of the fake language into an empty folder."""
    return Run(
        spec=DOCUMENT,
        out=tmp_path / "clients",
        config=Config(name="acme"),
        languages=[Fake()],
        templates=[FAKE / "templates"],
        diagnostics=Diagnostics(),
    )


def again(run: Run, **changes: object) -> Run:
    """Return the same run with fresh findings, and with something else about it."""
    return replace(run, diagnostics=Diagnostics(), **changes)  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def codes(run: Run) -> list[str]:
    return [found.code for found in run.diagnostics]


def with_templates(run: Run, folder: Path, files: dict[str, str]) -> Run:
    """Return the run with templates of the user's."""
    for name, text in files.items():
        path = folder / "mine" / "fake" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return again(run, templates=[FAKE / "templates", folder / "mine"])


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


def formatter(folder: Path, body: str, version: str = "1") -> Formatter:
    """Make a program that formats files."""
    script = folder / "format.py"
    script.write_text(
        f"import pathlib, sys\nfor name in sys.argv[1:]:\n    path = pathlib.Path(name)\n    {body}\n"
    )
    python = sys.executable
    return Formatter((python, str(script)), (python, "-c", f"print('shouter {version}')"), (".txt",))


SHOUT = "path.write_text(path.read_text().upper())"


def shouting(folder: Path, body: str = SHOUT, version: str = "1") -> Fake:
    language = Fake()
    language.formatter = formatter(folder, body, version)
    return language


def test_a_formatter_has_the_last_word(run: Run, tmp_path: Path) -> None:
    first = again(run, languages=[shouting(tmp_path)])
    generate.generate(first)
    assert (run.out / "fake/groups/ping.txt").read_text() == "PING GET /PING\n"
    assert (run.out / "fake/README.md").read_text() == "# {{ not rendered }}\n"
    assert generate.check(again(first)) == Changes()
    assert generate.generate(again(first)) == Changes()


def test_check_needs_no_formatter(run: Run, tmp_path: Path) -> None:
    generate.generate(again(run, languages=[shouting(tmp_path)]))
    absent = Fake()
    absent.formatter = Formatter(("no-such-formatter",), ("no-such-formatter",), (".txt",))
    second = again(run, languages=[absent])
    assert generate.check(second) == Changes()
    assert generate.generate(second) == Changes()
    assert codes(second) == []


def test_without_a_formatter_the_files_stay_as_rendered(run: Run) -> None:
    absent = Fake()
    absent.formatter = Formatter(("no-such-formatter",), ("no-such-formatter",), (".txt",))
    first = again(run, languages=[absent])
    generate.generate(first)
    assert codes(first) == ["FMT002"]
    assert generate.check(again(first)) == Changes()


def test_another_version_of_the_formatter_formats_anew(run: Run, tmp_path: Path) -> None:
    generate.generate(again(run, languages=[shouting(tmp_path)]))
    newer = again(run, languages=[shouting(tmp_path, "path.write_text(path.read_text() * 2)", "2")])
    generate.generate(newer)
    assert (run.out / "fake/groups/ping.txt").read_text() == "ping GET /ping\n" * 2


@pytest.mark.parametrize("body", ["sys.exit('no')", "raise SystemExit(1)"])
def test_a_formatter_that_fails_is_passed_over(run: Run, tmp_path: Path, body: str) -> None:
    first = again(run, languages=[shouting(tmp_path, body)])
    generate.generate(first)
    assert codes(first) == ["FMT001"]
    assert (run.out / "fake/groups/ping.txt").read_text() == "ping GET /ping\n"
