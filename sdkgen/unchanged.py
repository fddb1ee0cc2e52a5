"""Runs that would change nothing: what the last one read, wrote and said is kept in the user's own cache.

Anything that is not as it was makes a whole run, so that a cache can be deleted, or be wrong, at any time.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sdkgen import generate as generation
from sdkgen.compiled import cache_folder
from sdkgen.diagnostics import Diagnostic, LeftOut, Location, Severity
from sdkgen.formatting import found
from sdkgen.generate import Run
from sdkgen.ir import Lowered
from sdkgen.manifest import MANIFEST, digest, digest_files, generator_digest
from sdkgen.output import Changes, Folder
from sdkgen.staging import Staging


def generate(run: Run) -> Changes:
    """Bring the output directory up to date; costs next to nothing if it is."""
    entry = _entry(run)
    if _is_unchanged(run, entry):
        return Changes()
    changes = generation.generate(run)
    if not run.diagnostics.failed:
        _keep(run, entry)
    return changes


def check(run: Run) -> Changes:
    """Return how the output directory differs from what would be generated."""
    return Changes() if _is_unchanged(run, _entry(run)) else generation.check(run)


def _is_unchanged(run: Run, entry: Path) -> bool:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        kept = json.loads(entry.read_bytes())
        if kept["seen"] == _seen(run, map(Path, kept["documents"])):
            _repeat(run, kept)
            return True
    return False


def _entry(run: Run) -> Path:
    return cache_folder() / f"{_question(run)}.run"


def _question(run: Run) -> str:
    """Return a hash of what was asked, and of whom."""
    asked = {
        "generator": generator_digest(),
        "config": asdict(run.config),
        "spec": str(run.spec.absolute()),
        "out": str(run.out.absolute()),
        "languages": [language.name for language in run.languages],
        "flags": [run.is_partial, run.keep_going, run.diagnostics.strict],
    }
    return digest(json.dumps(asked, sort_keys=True).encode())


def _seen(run: Run, documents: Iterable[Path]) -> dict[str, str]:
    """Return hashes of all that a run reads and writes; a missing file is an `OSError`."""
    files = Folder(run.out, run.diagnostics).manifest.files
    return {
        "documents": digest_files((str(path), path) for path in documents),
        "templates": digest_files(_templates(run)),
        "formatters": repr([_identity(program) for program in _programs(run)]),
        "written": digest_files((name, run.out / name) for name in (MANIFEST, *files)),
        "interrupted": str(Staging(run.out).is_interrupted()),
    }


def _templates(run: Run) -> Iterator[tuple[str, Path]]:
    for folder in run.templates:
        for language in run.languages:
            yield from ((str(path), path) for path in (folder / language.name).rglob("*") if path.is_file())


def _programs(run: Run) -> Iterator[str]:
    for language in run.languages:
        for formatter in language.formatters:
            yield from found(formatter.version, run.out)[:1]


def _identity(program: str) -> tuple[str, int, int]:
    """Tell a program from an older one without running it, which would take longer than all else."""
    path = Path(program).resolve()
    return str(path), path.stat().st_size, path.stat().st_mtime_ns


def _keep(run: Run, entry: Path) -> None:
    with suppress(OSError):
        kept = {
            "documents": [str(path.absolute()) for path in run.documents],
            "seen": _seen(run, [path.absolute() for path in run.documents]),
            "diagnostics": [each.as_json() for each in run.diagnostics],
            "ledger": {name: [asdict(each) for each in lowered] for name, lowered in run.ledger.items()},
        }
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        entry.write_text(json.dumps(kept))


def _repeat(run: Run, kept: dict[str, Any]) -> None:
    """Say what the last run said."""
    found = [_diagnostic(**each) for each in kept["diagnostics"]]
    run.ledger = {name: tuple(Lowered(**each) for each in entry) for name, entry in kept["ledger"].items()}
    run.documents = list(map(Path, kept["documents"]))
    run.diagnostics.extend(found)


def _diagnostic(severity: str, place: dict[str, Any] | None, left_out: list[Any], **rest: str) -> Diagnostic:
    return Diagnostic(
        **rest,
        severity=Severity(severity),
        place=Location(**place) if place else None,
        left_out=tuple(LeftOut(**each) for each in left_out),
    )
