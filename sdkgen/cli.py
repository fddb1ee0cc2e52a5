"""The command `sdkgen`."""

import functools
import gc
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sdkgen import __version__, show, unchanged
from sdkgen.order import Outcome
from sdkgen.session import Arguments, Session, chosen, document_for, order_for, settings
from sdkgen.watching import watched

if TYPE_CHECKING:
    from sdkgen.changes import Changelog

# Commands import what only they need when they run, so that --help and runs that change nothing are fast.
# ruff: noqa: PLC0415

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_OBJECTS = 50_000  # made before a look for circles among them, of which a large document has next to none
_PATH = click.Path(path_type=Path)
_CONFIG = click.option(
    "--config", type=_PATH, metavar="FILE", help="Configuration: a TOML file, or a pyproject.toml."
)
_LANGUAGES = click.option(
    "--language",
    "-l",
    "languages",
    multiple=True,
    metavar="L",
    help="Generate only this language; may be repeated.",
)
_ALL = click.option("--all", "every", is_flag=True, help="Show all diagnostics, not a few of each kind.")
_KEEP_GOING = click.option(
    "--keep-going/--strict",
    default=None,
    help="Leave out what an error of SPEC costs and list it, or stop. Documents named on the command line"
    " keep going, configured ones are strict.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
_SPEC = click.argument("spec", type=_PATH, required=False)
_TARGET = (
    _SPEC,
    click.option(
        "--out", type=_PATH, metavar="DIR", help="Output directory; each language gets a subdirectory."
    ),
    click.option("--name", metavar="NAME", help="Name for packages, environment variables and user agents."),
    _LANGUAGES,
    _CONFIG,
    click.option(
        "--templates",
        type=_PATH,
        metavar="DIR",
        help="Your own templates; each overrides the built-in one of the same path.",
    ),
    _KEEP_GOING,
    _ALL,
)


def _target(command: Callable[..., None]) -> Callable[..., None]:
    return functools.reduce(lambda made, option: option(made), reversed(_TARGET), command)


@click.group(context_settings=_SETTINGS)
@click.version_option(__version__, prog_name="sdkgen")
def main() -> None:
    """Generate typed API clients in several languages from an OpenAPI document.

    \b
    Try it on your own document:
      sdkgen lint openapi.yaml        report what is wrong with it
      sdkgen inspect openapi.yaml     show how sdkgen understands it
      sdkgen generate openapi.yaml --out clients --name acme

    With a [tool.sdkgen] table in pyproject.toml, `sdkgen generate` and `sdkgen check` need no arguments.
    On any error the exit code is 1 and the output directory is unchanged.
    """
    gc.set_threshold(_OBJECTS)


@main.command()
@_target
def generate(every: bool, **arguments: Any) -> None:
    """Generate the clients of SPEC, or bring them up to date.

    Writes only files that differ, all of them or none. Files of an earlier run that are no longer
    generated are deleted; files that sdkgen did not write are left alone.
    """
    session = Session(every=every)
    with session.guard():
        _generate(session, Arguments(**arguments))


def _generate(session: Session, arguments: Arguments) -> Outcome:
    started = time.perf_counter()
    order = order_for(arguments, session)
    with session.errors.progress() as progress:
        outcome = unchanged.generate(order, progress)
    show.show_ledger(outcome.ledger, session.output)
    show.show_run(order.out, outcome.changes, time.perf_counter() - started, session.output)
    return outcome


@main.command()
@_target
@_JSON
def check(every: bool, as_json: bool, **arguments: Any) -> None:
    """Check that the clients of SPEC are up to date; exit with 1 if not. Writes nothing."""
    session = Session(every=every, as_json=as_json)
    with session.guard():
        started = time.perf_counter()
        order = order_for(Arguments(**arguments), session)
        with session.errors.progress() as progress:
            changes = unchanged.check(order, progress).changes
        session.is_bad = bool(changes)
        session.result = asdict(changes)
        if not as_json:
            show.show_changes(order.out, changes, time.perf_counter() - started, session.output)


@main.command()
@_target
def watch(every: bool, **arguments: Any) -> None:
    """Regenerate the clients whenever SPEC, the templates or the configuration change, until Ctrl-C."""
    given = Arguments(**arguments)
    session = Session()
    with session.guard():
        order = order_for(given, session)
        paths = {order.spec, *order.templates, given.config or Path("pyproject.toml")}
        for _ in watched(paths):
            attempt = Session(every=every)
            with attempt.caught():
                paths |= set(_generate(attempt, given).documents)


@main.command()
@_SPEC
@_CONFIG
@_JSON
@click.option("--names", "language", metavar="LANGUAGE", help="Show all names in a language.")
@_KEEP_GOING
@_ALL
def inspect(
    spec: Path | None,
    config: Path | None,
    as_json: bool,
    language: str | None,
    keep_going: bool | None,
    every: bool,
) -> None:
    """Show how sdkgen understands SPEC: operations, types, and what clients cannot express.

    With --json, print the whole intermediate representation, which docs/sdkgen.md describes.
    """
    from sdkgen.generate import read
    from sdkgen.ir.dump import dump
    from sdkgen.languages import load
    from sdkgen.overview import show_api, show_names

    session = Session(every=every)
    with session.guard():
        arguments = Arguments(spec=spec, config=config, keep_going=keep_going)
        document, found = document_for(arguments, session)
        api, _ = read(document, found, session.diagnostics, keep_going=arguments.goes_on)
        if language:
            (name,) = chosen([language], session.diagnostics)
            names = load(name).name_table(api, found, session.diagnostics).flat(api)
            click.echo(_json(names)) if as_json else show_names(names, session.output)
        elif as_json:
            click.echo(_json(dump(api)))
        else:
            show_api(api, session.output)


def _json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


@main.command()
@_SPEC
@_CONFIG
@_JSON
def lint(spec: Path | None, config: Path | None, as_json: bool) -> None:
    """Report everything that is wrong or unclear in SPEC. Stricter than generate about contradictions."""
    from sdkgen.generate import read

    session = Session(strict=True, every=True, as_json=as_json)
    with session.guard():
        document, found = document_for(Arguments(spec=spec, config=config), session)
        read(document, found, session.diagnostics)
        if not as_json and not len(session.diagnostics):
            session.output.print(f"{document}: no problems found")


@main.command()
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@_LANGUAGES
@_CONFIG
@_KEEP_GOING
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="github: annotations of a workflow, and a summary for $GITHUB_STEP_SUMMARY or, without it, stdout.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
def diff(
    old: Path,
    new: Path,
    languages: tuple[str, ...],
    config: Path | None,
    keep_going: bool | None,
    form: str,
) -> None:
    """Report what changed from OLD to NEW for users of the clients; exit with 1 if anything breaks.

    Either may be a file of a Git revision, named as `git show` has it: main:openapi.yaml.
    """
    from sdkgen.diff import changelog
    from sdkgen.generate import read
    from sdkgen.languages import load
    from sdkgen.verdicts import show_diff

    session = Session(as_json=form == "json")
    with session.guard():
        arguments = Arguments(spec=new, config=config, keep_going=keep_going)
        found, _ = settings(arguments, session.diagnostics)
        session.stop_on_errors()
        before, after = (
            read(spec, found, session.diagnostics, keep_going=arguments.goes_on)[0] for spec in (old, new)
        )
        session.stop_on_errors()
        spoken = map(load, chosen(languages or found.languages, session.diagnostics))
        log = changelog(before, after, list(spoken), found)
        session.is_bad, session.result = log.is_breaking, log.as_json()
        if form == "text":
            show_diff(log, session.output)
        elif form == "github":
            _tell_github(log, new)


def _tell_github(log: "Changelog", new: Path) -> None:
    from sdkgen import github

    for line in github.annotations(log, new):
        click.echo(line)
    with click.open_file(os.environ.get("GITHUB_STEP_SUMMARY") or "-", "a", encoding="utf-8") as file:
        file.write(github.summary(log))
