"""Languages: what each has to provide, and where they are found.

A language is a module or package in this folder with an object called `LANGUAGE`, and a folder of
templates of the same name. Nothing else has to know of it.
"""

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.lowered import Lowered

if TYPE_CHECKING:  # most runs change nothing, and need neither
    from sdkgen.ir import Api
    from sdkgen.name_table import NameTable


@dataclass(frozen=True, slots=True)
class Page:
    """One of the files a template is rendered to: the text for the blank in its name, and what it sees."""

    stem: str
    values: Any = None


@dataclass(frozen=True, slots=True)
class View:
    """What the templates of a language see.

    `context` is there in every template. A template whose path has `[group]` in it is rendered once for
    each page of `pages["group"]`, with the page's stem in place of the blank and its values under the
    name `group`. `filters` are for layout, such as comments and indentation. `lowered` counts what this
    language could not keep, in addition to what the representation itself could not.
    """

    context: Mapping[str, Any]
    pages: Mapping[str, Sequence[Page]] = field(default_factory=dict)
    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()


@dataclass(frozen=True, slots=True)
class Formatter:
    """A program that formats files in place: it gets the paths of those that match, after its arguments."""

    command: tuple[str, ...]
    version: tuple[str, ...]
    files: tuple[str, ...]


class Language(Protocol):
    """What a language provides. `name` is that of its module, its templates, and its output."""

    @property
    def name(self) -> str:
        """The name, such as `typescript`."""
        ...

    @property
    def label(self) -> str:
        """The name for people, such as `TypeScript`."""
        ...

    @property
    def formatters(self) -> tuple[Formatter, ...]:
        """The programs that can format the output: the first that is installed does."""
        ...

    @property
    def presence_in_types(self) -> bool:
        """Whether a field has another type when it can be absent or null, as in Rust and Go."""
        ...

    def name_table(self, api: "Api", config: Config, diagnostics: Diagnostics) -> "NameTable":
        """Name everything."""
        ...

    def view(self, api: "Api", config: Config, diagnostics: Diagnostics) -> View:
        """Decide everything that the templates print."""
        ...


def names() -> list[str]:
    """Return the languages there are."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def load(name: str) -> Language:
    """Return a language by its name."""
    language: Language = import_module(f"{__name__}.{name}").LANGUAGE
    return language


def templates() -> Path:
    """Return the folder that has a folder of templates for each language."""
    package = Path(__file__).parent.parent
    return package / "templates"
