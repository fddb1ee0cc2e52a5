"""Templates to files, in memory: `*.jinja` is rendered, other files are copied."""

import re
import traceback
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2

from sdkgen.compiled import Compiled
from sdkgen.diagnostics import Diagnostics, Location, StoppedError
from sdkgen.files import File, Files
from sdkgen.languages import Language, Page, View
from sdkgen.manifest import generator_digest

_SUFFIX = ".jinja"
_BLANK = re.compile(r"\[([a-z][a-z0-9_]*)\]")
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_EXECUTABLE = 0o111


class Renderer:
    """Renders the templates of a language. Later folders override earlier ones, file by file."""

    def __init__(self, language: Language, folders: list[Path], diagnostics: Diagnostics) -> None:
        self._folders = [folder / language.name for folder in folders]
        self._diagnostics = diagnostics
        self._taken: set[str] = set()
        self._language = language
        self._environment = jinja2.Environment(  # noqa: S701 - what is written is source code, not HTML
            loader=jinja2.FileSystemLoader([str(folder) for folder in reversed(self._folders)]),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=Compiled(generator_digest()),
        )

    def sources(self) -> dict[str, Path]:
        """Return the files of the folders by their path in them."""
        found: dict[str, Path] = {}
        for folder in self._folders:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    found[path.relative_to(folder).as_posix()] = path
        if not found:
            places = " and ".join(map(str, self._folders))
            self._diagnostics.report("TMPL004", None, f"no templates in {places}")
        return dict(sorted(found.items()))

    def render(self, view: View) -> Files:
        """Return all files of a language; their paths begin with its name."""
        self._environment.filters.update(view.filters)
        files: Files = {}
        for name, path in self.sources().items():
            if _is_partial(name):
                continue
            for target, values in self._targets(name, view):
                content = self._content(name, path, {**view.context, **values})
                if content is not None:
                    is_executable = bool(path.stat().st_mode & _EXECUTABLE)
                    file = File(content, is_executable, is_copied=not name.endswith(_SUFFIX))
                    self._add(files, target, file, path)
        return files

    def _targets(self, name: str, view: View) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the path of each file that a template makes, and the values that are particular to it."""
        blanks = list(dict.fromkeys(_BLANK.findall(name)))
        missing = [blank for blank in blanks if blank not in view.pages]
        if missing:
            message = f"unknown placeholder [{missing[0]}] in the template name {name}"
            self._diagnostics.report("TMPL002", None, message)
            return
        for pages in product(*(view.pages[blank] for blank in blanks)):
            chosen: dict[str, Page] = dict(zip(blanks, pages, strict=True))
            target = _BLANK.sub(lambda blank, chosen=chosen: chosen[blank[1]].stem, name)  # type: ignore[misc]
            values = {blank: page.values for blank, page in chosen.items()}
            yield f"{self._language.name}/{target.removesuffix(_SUFFIX)}", values

    def _content(self, name: str, path: Path, context: Mapping[str, Any]) -> bytes | None:
        if not name.endswith(_SUFFIX):
            return path.read_bytes()
        try:
            text = self._environment.get_template(name).render(context)
        except StoppedError:
            raise
        except Exception as error:
            self._diagnostics.report("TMPL001", _place(error, path), f"{name}: {_reason(error)}")
            return None
        if not text.strip():
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")

    def _add(self, files: Files, target: str, file: File, source: Path) -> None:
        place = Location(str(source))
        if _UNSAFE.search(target) or any(step in {"", ".", ".."} for step in target.split("/")):
            self._diagnostics.report("TMPL003", place, f"{target!r} is not a usable path")
        elif target.casefold() in self._taken:
            self._diagnostics.report("TMPL003", place, f"{target} would be written twice")
        else:
            self._taken.add(target.casefold())
            files[target] = file


def _is_partial(name: str) -> bool:
    return name.endswith(_SUFFIX) and any(step.startswith("_") for step in PurePosixPath(name).parts)


def _place(error: Exception, path: Path) -> Location:
    """Say where in a template something went wrong."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Location(error.filename or str(path), error.lineno, 1)
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(_SUFFIX)
    ]
    return Location(frames[-1].filename, frames[-1].lineno or 0, 1) if frames else Location(str(path))


def _reason(error: Exception) -> str:
    text = error.message if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
    return text or type(error).__name__
