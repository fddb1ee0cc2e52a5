"""Runs that would change nothing: what the last one read, wrote and said is kept in the user's own cache.

Anything that is not as it was makes a whole run, so that a cache can be deleted, or be wrong, at any time.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdkgen.cache import cache_folder
from sdkgen.diagnostics import Diagnostic, LeftOut, Location, Severity
from sdkgen.formatting import found
from sdkgen.lowered import Lowered
from sdkgen.manifest import MANIFEST, Manifest, digest, digest_files, digest_hashes, generator_digest
from sdkgen.order import Order, Outcome
from sdkgen.output import Folder
from sdkgen.staging import Staging

if TYPE_CHECKING:
    from sdkgen.run import Run

# What a whole run needs is imported when there is one: that takes longer than to see that nothing changed.
# ruff: noqa: PLC0415


def generate(order: Order, progress: Callable[[str], None]) -> Outcome:
    """Bring the output directory up to date; costs next to nothing if it is."""
    entry = _entry(order)
    if kept := _kept(order, entry):
        return kept
    from sdkgen import generate as whole
    from sdkgen.run import run_for

    run = run_for(order, progress)
    changes = whole.generate(run)
    if not run.diagnostics.failed:
        _keep(order, run, entry)
    return Outcome(changes, run.ledger, run.documents)


def check(order: Order, progress: Callable[[str], None]) -> Outcome:
    """Return how the output directory differs from what would be generated."""
    if kept := _kept(order, _entry(order)):
        return kept
    from sdkgen import generate as whole
    from sdkgen.run import run_for

    run = run_for(order, progress)
    return Outcome(whole.check(run), run.ledger, run.documents)


def _kept(order: Order, entry: Path) -> Outcome | None:
    """Return what the last run came to, if this one would come to the same."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        kept = json.loads(entry.read_bytes())
        there = _there(order, map(Path, kept["documents"]), kept["formatters"])
        files = digest_files((name, order.out / name) for name in _manifest(order).files)
        if kept["there"] == there and kept["files"] == files:
            return _repeat(order, kept)
    return None


def _entry(order: Order) -> Path:
    return cache_folder() / f"{_question(order)}.run"


def _question(order: Order) -> str:
    """Return a hash of what was asked, and of whom."""
    asked = {
        "generator": generator_digest(),
        "config": asdict(order.config),
        "spec": str(order.spec.absolute()),
        "out": str(order.out.absolute()),
        "languages": order.languages,
        "flags": [order.is_partial, order.keep_going, order.diagnostics.strict],
    }
    return digest(json.dumps(asked, sort_keys=True).encode())


def _manifest(order: Order) -> Manifest:
    return Folder(order.out, order.diagnostics).manifest


def _there(order: Order, documents: Iterable[Path], formatters: Iterable[str]) -> dict[str, str]:
    """Return hashes of all that a run finds, but for clients; a missing file is an `OSError`."""
    programs = [program for name in formatters for program in found([name], order.out)]
    return {
        "documents": digest_files((str(path), path) for path in documents),
        "templates": digest_files(_templates(order)),
        "formatters": repr(list(map(_identity, programs))),
        "manifest": digest((order.out / MANIFEST).read_bytes()),
        "interrupted": str(Staging(order.out).is_interrupted()),
    }


def _templates(order: Order) -> Iterator[tuple[str, Path]]:
    for folder in order.templates:
        for language in order.languages:
            yield from ((str(path), path) for path in (folder / language).rglob("*") if path.is_file())


def _identity(program: str) -> tuple[str, int, int]:
    """Tell a program from an older one without running it, which would take longer than all else."""
    path = Path(program).resolve()
    return str(path), path.stat().st_size, path.stat().st_mtime_ns


def _keep(order: Order, run: "Run", entry: Path) -> None:
    documents = [path.absolute() for path in run.documents]
    formatters = [each.version[0] for language in run.languages for each in language.formatters]
    with suppress(OSError):
        kept = {
            "documents": list(map(str, documents)),
            "formatters": formatters,
            "there": _there(order, documents, formatters),
            "files": digest_hashes((name, made.written) for name, made in _manifest(order).files.items()),
            "diagnostics": [each.as_json() for each in run.diagnostics],
            "ledger": {name: [asdict(each) for each in lowered] for name, lowered in run.ledger.items()},
        }
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        entry.write_text(json.dumps(kept))


def _repeat(order: Order, kept: dict[str, Any]) -> Outcome:
    """Say what the last run said."""
    said = [_diagnostic(**each) for each in kept["diagnostics"]]
    ledger = {name: tuple(Lowered(**each) for each in entry) for name, entry in kept["ledger"].items()}
    order.diagnostics.extend(said)
    return Outcome(ledger=ledger, documents=list(map(Path, kept["documents"])))


def _diagnostic(severity: str, place: dict[str, Any] | None, left_out: list[Any], **rest: str) -> Diagnostic:
    return Diagnostic(
        **rest,
        severity=Severity(severity),
        place=Location(**place) if place else None,
        left_out=tuple(LeftOut(**each) for each in left_out),
    )
