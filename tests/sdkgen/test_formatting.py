"""The language's own formatter has the last word where it is installed, and is not needed."""

import sys
from pathlib import Path

import pytest

from sdkgen import generate
from sdkgen.languages import Formatter
from sdkgen.output import Changes
from sdkgen.run import Run
from tests.sdkgen.fake.languages.fake import Fake
from tests.sdkgen.runs import again, codes


def formatter(folder: Path, body: str, version: str = "1") -> Formatter:
    """Make a program that formats files."""
    script = folder / "format.py"
    script.write_text(
        f"import pathlib, sys\nfor name in sys.argv[1:]:\n    path = pathlib.Path(name)\n    {body}\n"
    )
    python = sys.executable
    return Formatter((python, str(script)), (python, "-c", f"print('shouter {version}')"), ("*.txt",))


ABSENT = Formatter(("no-such-formatter",), ("no-such-formatter",), ("*.txt",))
SHOUT = "path.write_text(path.read_text().upper())"


def shouting(folder: Path, body: str = SHOUT, version: str = "1") -> Fake:
    language = Fake()
    language.formatters = (formatter(folder, body, version),)
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
    absent.formatters = (ABSENT,)
    second = again(run, languages=[absent])
    assert generate.check(second) == Changes()
    assert generate.generate(second) == Changes()
    assert codes(second) == []


def test_without_a_formatter_the_files_stay_as_rendered(run: Run) -> None:
    absent = Fake()
    absent.formatters = (ABSENT,)
    first = again(run, languages=[absent])
    generate.generate(first)
    assert codes(first) == ["FMT002"]
    assert generate.check(again(first)) == Changes()


def test_another_version_of_the_formatter_formats_anew(run: Run, tmp_path: Path) -> None:
    generate.generate(again(run, languages=[shouting(tmp_path)]))
    newer = again(run, languages=[shouting(tmp_path, "path.write_text(path.read_text() * 2)", "2")])
    assert len(generate.generate(newer).changed) > 1
    assert (run.out / "fake/groups/ping.txt").read_text() == "ping GET /ping\n" * 2


@pytest.mark.parametrize("body", ["sys.exit('no')", "raise SystemExit(1)"])
def test_a_formatter_that_fails_is_passed_over(run: Run, tmp_path: Path, body: str) -> None:
    first = again(run, languages=[shouting(tmp_path, body)])
    generate.generate(first)
    assert codes(first) == ["FMT001"]
    assert (run.out / "fake/groups/ping.txt").read_text() == "ping GET /ping\n"


def test_the_first_formatter_that_is_installed_has_the_last_word(run: Run, tmp_path: Path) -> None:
    language = shouting(tmp_path)
    language.formatters = (ABSENT, *language.formatters)
    first = again(run, languages=[language])
    generate.generate(first)
    assert (run.out / "fake/groups/ping.txt").read_text() == "PING GET /PING\n"
    assert codes(first) == []
