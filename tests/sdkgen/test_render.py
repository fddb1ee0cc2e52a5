"""Templates become files: which, how often, under what name, and what is said when they fail."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2
import pytest

from sdkgen.diagnostics import Diagnostics
from sdkgen.files import Files
from sdkgen.languages import Formatter, Page, View
from sdkgen.name_table import NameTable
from sdkgen.render import Renderer


@dataclass(frozen=True)
class Mute:
    """A language with a name and nothing else."""

    name: str = "mute"
    label: str = "Mute"
    formatters: tuple[Formatter, ...] = ()
    presence_in_types: bool = False

    def name_table(self, *_: object) -> NameTable:
        return NameTable()

    def view(self, *_: object) -> View:
        return VIEW


VIEW = View(
    context={"name": "acme"},
    pages={"group": [Page("users", "U"), Page("roles", "R")], "model": [Page("User", 1), Page("Role", 2)]},
    filters={"twice": lambda text: text * 2},
)

Render = Callable[..., tuple[Files, Diagnostics]]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Write templates into folders, the first ours and the second the user's, and render them."""

    def run(*folders: dict[str, str], view: View = VIEW) -> tuple[Files, Diagnostics]:
        paths = []
        for number, templates in enumerate(folders):
            for name, text in templates.items():
                path = tmp_path / str(number) / "mute" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            paths.append(tmp_path / str(number))
        diagnostics = Diagnostics()
        return Renderer(Mute(), paths, diagnostics).render(view), diagnostics

    return run


def texts(files: Files) -> dict[str, str]:
    return {name: file.content.decode() for name, file in files.items()}


def test_plain_files_are_copied_and_templates_rendered(render: Render) -> None:
    files, _ = render({"a.txt": "{{ name }}", "b/c.txt.jinja": "{{ name | twice }}\n", ".gitignore": "x"})
    assert texts(files) == {"mute/a.txt": "{{ name }}", "mute/b/c.txt": "acmeacme\n", "mute/.gitignore": "x"}


def test_a_blank_in_the_name_makes_a_file_for_each_page(render: Render) -> None:
    files, _ = render({"[group]/[model].txt.jinja": "{{ group }}{{ model }}", "[group].md": "plain"})
    assert texts(files) == {
        "mute/users.md": "plain",
        "mute/roles.md": "plain",
        "mute/users/User.txt": "U1",
        "mute/users/Role.txt": "U2",
        "mute/roles/User.txt": "R1",
        "mute/roles/Role.txt": "R2",
    }


def test_partials_are_for_importing_only(render: Render) -> None:
    files, _ = render(
        {
            "_m.jinja": "{% macro f() %}f{% endmacro %}",
            "_d/x.jinja": "",
            "a.jinja": "{% from '_m.jinja' import f %}{{ f() }}",
        }
    )
    assert texts(files) == {"mute/a": "f"}


def test_what_renders_to_nothing_is_not_written(render: Render) -> None:
    files, diagnostics = render({"a.txt.jinja": "{% if false %}x{% endif %}\n", "b.txt": ""})
    assert texts(files) == {"mute/b.txt": ""}
    assert not diagnostics.failed


def test_a_user_overrides_one_file_at_a_time(render: Render) -> None:
    ours = {"a.txt.jinja": "ours {% include '_p.jinja' %}", "b.txt": "ours", "_p.jinja": "ours"}
    files, _ = render(ours, {"_p.jinja": "theirs", "b.txt": "theirs", "c.txt": "more"})
    assert texts(files) == {"mute/a.txt": "ours theirs", "mute/b.txt": "theirs", "mute/c.txt": "more"}


def test_lines_end_in_one_way(render: Render) -> None:
    files, _ = render({"a.txt.jinja": "{{ text }}\n"}, view=View({"text": "a\r\nb\rc"}))
    assert texts(files) == {"mute/a.txt": "a\nb\nc\n"}


def test_permissions_are_kept(tmp_path: Path) -> None:
    script = tmp_path / "mute" / "run.sh"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    files = Renderer(Mute(), [tmp_path], Diagnostics()).render(VIEW)
    assert files["mute/run.sh"].is_executable


@pytest.mark.parametrize(
    ("name", "text", "code", "message", "line"),
    [
        ("a.jinja", "\n{{ missing }}", "TMPL001", "a.jinja: 'missing' is undefined", 2),
        (
            "a.jinja",
            "\n\n{% if %}",
            "TMPL001",
            "a.jinja: Expected an expression, got 'end of statement block'",
            3,
        ),
        ("a.jinja", "{{ 1 / 0 }}", "TMPL001", "a.jinja: ZeroDivisionError: division by zero", 1),
        ("a.jinja", "{% include 'b.jinja' %}", "TMPL001", "a.jinja: 'b.jinja' not found", 1),
        (
            "[nobody].jinja",
            "x",
            "TMPL002",
            "unknown placeholder [nobody] in the template name [nobody].jinja",
            0,
        ),
    ],
)
def test_templates_that_fail_are_named(
    render: Render, name: str, text: str, code: str, message: str, line: int
) -> None:
    _, diagnostics = render({name: text})
    (found,) = diagnostics
    assert (found.code, found.message.partition(" in search path")[0]) == (code, message)
    assert (found.place.line if found.place else 0) == line


@pytest.mark.parametrize("stem", ["../x", "a/../../x", "/etc/x", "a:b", "a\nb", "CON?"])
def test_nothing_is_written_elsewhere(render: Render, stem: str) -> None:
    files, diagnostics = render({"[group].txt": "x"}, view=View({}, {"group": [Page(stem)]}))
    assert files == {}
    assert [found.code for found in diagnostics] == ["TMPL003"]


def test_two_files_of_one_name_are_refused(render: Render) -> None:
    _, diagnostics = render({"[group].txt": "x"}, view=View({}, {"group": [Page("User"), Page("user")]}))
    assert [found.message for found in diagnostics] == ["mute/user.txt would be written twice"]


def test_a_language_without_templates_is_an_error(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    assert Renderer(Mute(), [tmp_path], diagnostics).render(VIEW) == {}
    assert [found.code for found in diagnostics] == ["TMPL004"]


class TestCompiledTemplates:
    """They are kept between runs, which nobody may notice but by the time."""

    @pytest.fixture
    def cache(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
        return tmp_path / "caches" / "sdkgen"

    def test_they_are_used_again(self, cache: Path, render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
        first, _ = render({"a.txt.jinja": "{{ name }}"})
        assert len(list(cache.iterdir())) == 1
        monkeypatch.setattr(jinja2.Environment, "_generate", None)  # what compiles
        assert render({"a.txt.jinja": "{{ name }}"})[0] == first

    def test_an_edited_template_is_compiled_again(self, cache: Path, render: Render) -> None:
        render({"a.txt.jinja": "{{ name }}"})
        assert texts(render({"a.txt.jinja": "{{ name }}!"})[0]) == {"mute/a.txt": "acme!"}
        assert len(list(cache.iterdir())) == 1

    @pytest.mark.usefixtures("cache")
    def test_another_version_of_the_generator_has_its_own(
        self, render: Render, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        render({"a.txt.jinja": "{{ 'ab' | twice }}"})
        monkeypatch.setattr("sdkgen.render.generator_digest", lambda: "another")
        view = replace(VIEW, filters={"twice": lambda text: text * 3})
        assert texts(render({"a.txt.jinja": "{{ 'ab' | twice }}"}, view=view)[0]) == {"mute/a.txt": "ababab"}

    @pytest.mark.parametrize("is_file", [True, False])
    def test_a_spoilt_one_does_no_harm(self, cache: Path, render: Render, is_file: bool) -> None:
        render({"a.txt.jinja": "{{ name }}"})
        (kept,) = cache.iterdir()
        kept.write_text("rubbish")
        if not is_file:
            kept.unlink()
            kept.mkdir()
        assert texts(render({"a.txt.jinja": "{{ name }}"})[0]) == {"mute/a.txt": "acme"}

    def test_one_that_cannot_be_made_does_no_harm(self, cache: Path, render: Render) -> None:
        cache.parent.write_text("in the way")
        assert texts(render({"a.txt.jinja": "{{ name }}"})[0]) == {"mute/a.txt": "acme"}
