"""What all commands share: configuration, consoles, exit codes, and no tracebacks."""

import json
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from sdkgen import config, languages, report
from sdkgen.config import NO_CONFIG, Config
from sdkgen.diagnostics import Diagnostics, StoppedError
from sdkgen.order import Order
from sdkgen.terminal import Terminal

_INTERRUPTED = 130
_NO_DOCUMENT = "no document given: pass SPEC"


class Session:
    """One run of a command: its diagnostics, where it prints, and whether it succeeds.

    With `as_json`, it ends by printing one JSON object: the command's `result` and the diagnostics.
    """

    def __init__(self, *, strict: bool = False, every: bool = False, as_json: bool = False) -> None:
        self.diagnostics = Diagnostics(strict=strict)
        self.output = Terminal()
        self.errors = Terminal(err=True)
        self.result: dict[str, Any] = {}
        self.is_bad = False
        self._every = every
        self._as_json = as_json

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Run a command, show its diagnostics, and exit with 1 if it fails."""
        try:
            with self.caught():
                yield
        except KeyboardInterrupt:
            self.errors.print("interrupted")
            sys.exit(_INTERRUPTED)
        if self.is_bad or self.diagnostics.failed:
            sys.exit(1)

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Run a command and show its diagnostics."""
        try:
            yield
        except StoppedError:
            pass
        except RecursionError:
            self.diagnostics.report("SPEC008", None, "schemas lead to each other through too many others")
        except Exception as error:
            self.diagnostics.report("BUG001", None, _describe(error))
        if self._as_json:
            found = {**self.result, "diagnostics": [each.as_json() for each in self.diagnostics]}
            click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        else:
            report.show(self.diagnostics, self.errors, every=self._every)

    def stop_on_errors(self) -> None:
        """End the command if there are errors so far."""
        if self.diagnostics.failed:
            raise StoppedError


def _describe(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}: {error}"


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of the command line."""

    spec: Path | None = None
    out: Path | None = None
    name: str | None = None
    languages: Sequence[str] = ()
    config: Path | None = None
    templates: Path | None = None
    keep_going: bool | None = None

    @property
    def goes_on(self) -> bool:
        """Whether errors cost single operations: unless stated, where the document may be anybody's."""
        return self.spec is not None if self.keep_going is None else self.keep_going


def settings(arguments: Arguments, diagnostics: Diagnostics) -> tuple[Config, Path]:
    """Return the configuration, and the directory that its paths are relative to.

    A document named on the command line may be anybody's: a pyproject.toml nearby does not apply to it.
    """
    if arguments.config:
        return config.load(arguments.config, diagnostics), arguments.config.parent
    folders = [] if arguments.spec else [Path(), *Path.cwd().parents]
    found = next((folder for folder in folders if config.is_in(folder / "pyproject.toml")), None)
    return (config.load(found / "pyproject.toml", diagnostics), found) if found else (NO_CONFIG, Path())


def document_for(arguments: Arguments, session: Session) -> tuple[Path, Config]:
    """Return the document that was named or configured, and its configuration."""
    found, folder = settings(arguments, session.diagnostics)
    session.stop_on_errors()
    spec = arguments.spec or _under(folder, found.spec)
    if spec is None:
        session.diagnostics.report("CONF004", None, _NO_DOCUMENT)
    if session.diagnostics.failed or spec is None:
        raise StoppedError
    return spec, found


def order_for(arguments: Arguments, session: Session) -> Order:
    """Tell from arguments and configuration what is asked of a run."""
    found, folder = settings(arguments, session.diagnostics)
    session.stop_on_errors()
    spec = arguments.spec or _under(folder, found.spec)
    out = arguments.out or _under(folder, found.out)
    name = arguments.name or found.name
    for value, missing in (
        (spec, _NO_DOCUMENT),
        (out, "no output directory given: pass --out"),
        (name, "no name given: pass --name"),
    ):
        if not value:
            session.diagnostics.report("CONF004", None, missing)
    wanted = chosen(arguments.languages or found.languages, session.diagnostics)
    if session.diagnostics.failed or spec is None or out is None:
        raise StoppedError
    own = arguments.templates or _under(folder, found.templates)
    return Order(
        spec=spec,
        out=out,
        config=replace(found, name=name),
        languages=wanted,
        templates=[languages.templates(), *([own] if own else [])],
        diagnostics=session.diagnostics,
        is_partial=bool(arguments.languages),
        keep_going=arguments.goes_on,
    )


def _under(folder: Path, path: str) -> Path | None:
    return folder / path if path else None


def chosen(wanted: Sequence[str], diagnostics: Diagnostics) -> list[str]:
    """Return the names of languages that were asked for, or of all."""
    known = languages.names()
    unknown = [name for name in wanted if name not in known]
    for name in unknown:
        listed = ", ".join(known) or "none"
        diagnostics.report("CONF005", None, f"unknown language {name!r}; choose from {listed}")
    if unknown:
        raise StoppedError
    return list(dict.fromkeys(wanted or known))
