"""A run: from a document to its representation, to files, to the output directory."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from sdkgen import __version__, forks
from sdkgen.clients import Client, compared, staged
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics, Location, Severity
from sdkgen.files import File
from sdkgen.formatting import Formatters
from sdkgen.ir import Api
from sdkgen.languages import Language
from sdkgen.leaving_out import remainder
from sdkgen.manifest import MANIFEST, Manifest, digest, digest_contents, generator_digest
from sdkgen.normalise import normalise
from sdkgen.output import Changes, Folder
from sdkgen.run import Run
from sdkgen.spec import Bundle
from sdkgen.staging import Staging, locked

_ELSEWHERE = {"spec", "out", "templates", "languages"}


def read(
    spec: Path, config: Config, diagnostics: Diagnostics, *, keep_going: bool = False
) -> tuple[Api, Bundle]:
    """Read a document and everything it refers to, if need be without what its errors cost."""
    before = tuple(diagnostics)
    bundle = Bundle(spec, diagnostics)
    api = normalise(bundle, diagnostics, config)
    errors = [found for found in diagnostics if found.severity is Severity.ERROR]
    rest = (
        remainder(bundle, api, errors, config, strict=diagnostics.strict) if keep_going and errors else None
    )
    if rest is None:
        return api, bundle
    diagnostics.restart((*before, *rest.diagnostics))
    return rest.api, rest.bundle


def _read(run: Run) -> tuple[Api, Manifest]:
    """Read the document; the manifest says what clients are made from."""
    run.progress(f"reading {run.spec}")
    api, bundle = read(run.spec, run.config, run.diagnostics, keep_going=run.keep_going)
    run.documents = [document.path for document in bundle.documents]
    run.stop_on_errors()
    return api, _origin(run.config, bundle)


def _origin(config: Config, bundle: Bundle) -> Manifest:
    settings = {name: value for name, value in asdict(config).items() if name not in _ELSEWHERE}
    return Manifest(
        document=digest_contents((document.key, document.content) for document in bundle.documents),
        config=digest(json.dumps(settings, sort_keys=True).encode()),
        generator=generator_digest(),
        generator_version=__version__,
    )


def check(run: Run) -> Changes:
    """Return how the output directory differs from what would be generated; write nothing."""
    api, origin = _read(run)
    if Staging(run.out).is_interrupted():
        _say_interrupted(run)
    folder = Folder(run.out, run.diagnostics)
    clients = _clients(run, partial(compared, run, api, folder))
    changes = _dropped(run, folder)
    for client in clients:
        changes.extend(client.changes)
    if not changes and folder.manifest != _manifest(folder, origin, clients):
        changes.changed.append(MANIFEST)
    return changes


def _say_interrupted(run: Run) -> None:
    run.diagnostics.report("OUT006", Location(str(run.out)), f"an earlier run for {run.out} was interrupted")


def _clients(run: Run, make: Callable[[Language], Client]) -> list[Client]:
    """Make the clients of all languages; what is to be said of them is said in their order."""
    clients = forks.each(make, run.languages)
    for client in clients:
        run.ledger[client.language] = client.lowered
        run.diagnostics.extend(client.diagnostics)
    run.stop_on_errors()  # such as a name that is too long for a file
    return clients


def _dropped(run: Run, folder: Folder) -> Changes:
    """Find files of languages that are no longer generated; a partial run leaves other languages alone."""
    changes = Changes()
    wanted = {language.name for language in run.languages}
    for name in folder.manifest.languages:
        if name not in wanted and not run.is_partial:
            changes.extend(folder.drift(name, {}))
    return changes


def _manifest(folder: Folder, origin: Manifest, clients: Iterable[Client]) -> Manifest:
    """Return the new manifest; languages that the run leaves out keep their entries."""
    languages, files = dict(folder.manifest.languages), dict(folder.manifest.files)
    for client in clients:
        languages[client.language] = client.tools
        files |= client.made
    return replace(origin, languages=languages, files=files)


def generate(run: Run) -> Changes:
    """Bring the output directory up to date, all of it or nothing."""
    with Formatters(run.languages, run.out) as formatters:
        api, origin = _read(run)
        installed = formatters.installed()
    with locked(run.out):
        staging = Staging(run.out)
        if staging.recover():
            _say_interrupted(run)
        folder = Folder(run.out, run.diagnostics)
        try:
            clients = _clients(run, partial(staged, run, api, folder, staging, installed))
            return _write(run, staging, folder, clients, origin)
        finally:
            staging.forget()


def _write(run: Run, staging: Staging, folder: Folder, clients: list[Client], origin: Manifest) -> Changes:
    changes = _dropped(run, folder)
    folder.warn_of_edits(changes)
    for client in clients:
        changes.extend(client.changes)
    manifest = _without(_manifest(folder, origin, clients), changes).encode()
    moved = [name for client in clients for name in client.staged]
    if moved or changes.stale or folder.content(MANIFEST) != manifest:
        with run.writing():
            staging.stage({MANIFEST: File(manifest)})
            staging.commit([*moved, MANIFEST], changes.stale)
    return changes


def _without(manifest: Manifest, changes: Changes) -> Manifest:
    """Return a manifest without files that are no longer generated, and languages without files."""
    gone = {*changes.stale, *changes.kept}
    files = {name: made for name, made in manifest.files.items() if name not in gone}
    used = {name.partition("/")[0] for name in files}
    languages = {name: tools for name, tools in manifest.languages.items() if name in used}
    return replace(manifest, files=files, languages=languages)
