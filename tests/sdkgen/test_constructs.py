"""Every construct is written in every language, and every language's formatter can read it."""

from dataclasses import replace
from pathlib import Path

import pytest

from sdkgen import generate, languages
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.formatting import Formatters, formatted
from sdkgen.languages import Formatter, Language
from sdkgen.run import Run
from tests.sdkgen.support import EVERY, FAKE, HERE, api_of, fixtures, rendered, title


@pytest.mark.parametrize("path", fixtures(), ids=title)
def test_every_construct_is_written(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Formatters, "installed", lambda _: {})  # formatters have a test of their own
    run = Run(
        spec=path,
        out=tmp_path / "out",
        config=Config(name="acme"),
        languages=EVERY,
        templates=[languages.templates(), FAKE / "templates"],
        diagnostics=Diagnostics(),
    )
    generate.generate(run)
    assert not run.diagnostics.failed
    assert not generate.check(run)


def formatter_of(language: Language) -> Formatter:
    with Formatters([language], HERE) as formatters:
        tool = formatters.installed().get(language.name)
    if tool is None:
        pytest.skip(f"no formatter of {language.label} is installed")
    return tool.formatter


with_formatters = pytest.mark.parametrize(
    "language", [language for language in EVERY if language.formatters], ids=lambda language: language.name
)


@with_formatters
def test_the_formatter_reads_every_construct(language: Language) -> None:
    files = {
        f"{title(path)}/{name}": file
        for path in fixtures()
        for name, file in rendered(language, api_of(path)).items()
    }
    assert formatted(formatter_of(language), files, HERE).keys() == files.keys()


@with_formatters
def test_what_is_copied_is_formatted_already(language: Language) -> None:
    files = rendered(language, api_of(fixtures()[0]))
    done = formatted(
        formatter_of(language), {name: replace(file, is_copied=False) for name, file in files.items()}, HERE
    )
    copied = [name for name, file in files.items() if file.is_copied]
    assert [name for name in copied if done[name].content != files[name].content] == []
