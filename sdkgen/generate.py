"""A run: from a document to its representation, to files, to the output directory."""

import json
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sdkgen import __version__
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics, Location, Severity, StoppedError
from sdkgen.files import File, Files
from sdkgen.formatting import FormatterError, Formatting, Installed, installed
from sdkgen.ir import Api
from sdkgen.languages import Language
from sdkgen.leaving_out import remainder
from sdkgen.manifest import (
    MANIFEST,
    Made,
    Manifest,
    Toolset,
    digest,
    digest_contents,
    digest_files,
    generator_digest,
)
from sdkgen.normalise import normalise
from sdkgen.output import Changes, Folder
from sdkgen.render import Renderer
from sdkgen.run import Run
from sdkgen.spec import Bundle
from sdkgen.staging import Staging, locked

Tools = Sequence[Future[Installed | None]]  # for each language

_ELSEWHERE = {"spec", "out", "templates", "languages"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of a language before formatting."""

    language: Language
    files: Files
    templates: str


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


@dataclass(frozen=True, slots=True)
class Finished:
    """The files of a language that have to be written, and how they differ from what is there."""

    rendered: Rendered
    drift: Changes
    files: Files
    formatter: str


def _read(run: Run) -> tuple[Api, Manifest]:
    """Read the document; the manifest says what clients are made from."""
    run.progress(f"reading {run.spec}")
    api, bundle = read(run.spec, run.config, run.diagnostics, keep_going=run.keep_going)
    run.documents = [document.path for document in bundle.documents]
    run.stop_on_errors()
    return api, _origin(run.config, bundle)


def _language(run: Run, api: Api, language: Language) -> Rendered:
    run.progress(f"writing {language.label}")
    view = language.view(api, run.config, run.diagnostics)
    view = replace(view, context={"api": api, **view.context})
    run.ledger[language.name] = (*api.lowered, *view.lowered)
    renderer = Renderer(language, run.templates, run.diagnostics)
    return Rendered(language, renderer.render(view), digest_files(renderer.sources().items()))


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
    rendered = [_language(run, api, language) for language in run.languages]
    run.stop_on_errors()
    if Staging(run.out).is_interrupted():
        run.diagnostics.report(
            "OUT006", Location(str(run.out)), f"an earlier run for {run.out} was interrupted"
        )
    folder = Folder(run.out, run.diagnostics)
    changes = _dropped(run, folder)
    for each in rendered:
        changes.extend(folder.drift(each.language.name, each.files))
    tools = {each.language.name: Toolset(each.templates, _formatter(folder, each)) for each in rendered}
    if not changes and folder.manifest != _manifest(folder, origin, tools, {}):
        changes.changed.append(MANIFEST)
    return changes


def _dropped(run: Run, folder: Folder) -> Changes:
    """Find files of languages that are no longer generated; a partial run leaves other languages alone."""
    changes = Changes()
    wanted = {language.name for language in run.languages}
    for name in folder.manifest.languages:
        if name not in wanted and not run.is_partial:
            changes.extend(folder.drift(name, {}))
    return changes


def _formatter(folder: Folder, rendered: Rendered) -> str:
    tools = folder.manifest.languages.get(rendered.language.name)
    return tools.formatter if tools else ""


def _manifest(
    folder: Folder, origin: Manifest, tools: dict[str, Toolset], files: dict[str, Made]
) -> Manifest:
    """Return the new manifest; languages that the run leaves out keep their entries."""
    return replace(
        origin,
        languages={**folder.manifest.languages, **tools},
        files={**folder.manifest.files, **files},
    )


def generate(run: Run) -> Changes:
    """Bring the output directory up to date, all of it or nothing."""
    with ThreadPoolExecutor() as pool:
        tools = [pool.submit(installed, language, run.out) for language in run.languages]
        api, origin = _read(run)
        with locked(run.out):
            staging = Staging(run.out)
            if staging.recover():
                run.diagnostics.report(
                    "OUT006", Location(str(run.out)), f"an earlier run for {run.out} was interrupted"
                )
            folder = Folder(run.out, run.diagnostics)
            return _write(run, staging, folder, _finished(run, folder, api, tools, pool), origin)


def _finished(run: Run, folder: Folder, api: Api, tools: Tools, pool: Executor) -> list[Finished]:
    """Render and format all languages; formatters are other programs, and run beside.

    The last languages come first: the formatters of Rust and TypeScript take longest.
    """
    begun = [
        _begun(run, folder, _language(run, api, language), tool.result(), pool)
        for language, tool in zip(reversed(run.languages), reversed(tools), strict=True)
    ]
    run.stop_on_errors()  # such as a name that is too long for a file
    run.ledger = {language.name: run.ledger[language.name] for language in run.languages}
    return [_finish(run, *each) for each in reversed(begun)]


def _begun(
    run: Run, folder: Folder, rendered: Rendered, tool: Installed | None, pool: Executor
) -> tuple[Finished, Formatting | None]:
    """Begin to format the files of a language, unless all of them are up to date."""
    language, before = rendered.language, _formatter(folder, rendered)
    drift = folder.drift(language.name, rendered.files)
    if not drift and (tool is None or tool.version == before):
        return Finished(rendered, drift, {}, before), None
    if tool:
        formatting = Formatting(tool.formatter, rendered.files, folder.path, pool)
        return Finished(rendered, drift, rendered.files, tool.version), formatting
    if language.formatters:
        names = " or ".join(each.command[0] for each in language.formatters)
        message = f"{names} is not installed; {language.label} files are left unformatted"
        run.diagnostics.report("FMT002", None, message)
    return Finished(rendered, drift, rendered.files, ""), None


def _finish(run: Run, finished: Finished, formatting: Formatting | None) -> Finished:
    if formatting is None:
        return finished
    run.progress(f"formatting {finished.rendered.language.label}")
    try:
        return replace(finished, files=formatting.files())
    except FormatterError as error:
        run.diagnostics.report("FMT001", None, str(error))
        return replace(finished, formatter="")


def _write(run: Run, staging: Staging, folder: Folder, finished: list[Finished], origin: Manifest) -> Changes:
    changes = _dropped(run, folder)
    files: Files = {}
    made: dict[str, Made] = {}
    tools: dict[str, Toolset] = {}
    for each in finished:
        changes.extend(each.drift)
        files |= each.files
        made |= {name: _made(each.rendered.files[name], file) for name, file in each.files.items()}
        tools[each.rendered.language.name] = Toolset(each.rendered.templates, each.formatter)
    _refuse_foreign(run, folder, files)
    _warn_of_edits(run, folder, changes)
    manifest = _without(_manifest(folder, origin, tools, made), changes)
    differing = folder.differing(files)
    changes.changed += sorted(differing.keys() - {*changes.changed, *changes.missing})  # by a new formatter
    _store(run, staging, folder, {**differing, MANIFEST: File(manifest.encode())}, changes.stale)
    return changes


def _made(rendered: File, written: File) -> Made:
    return Made(digest(rendered.content), digest(written.content))


def _without(manifest: Manifest, changes: Changes) -> Manifest:
    """Return a manifest without files that are no longer generated, and languages without files."""
    gone = {*changes.stale, *changes.kept}
    files = {name: made for name, made in manifest.files.items() if name not in gone}
    used = {name.partition("/")[0] for name in files}
    languages = {name: tools for name, tools in manifest.languages.items() if name in used}
    return replace(manifest, files=files, languages=languages)


def _refuse_foreign(run: Run, folder: Folder, files: Files) -> None:
    for name in folder.foreign(files):
        path = str(folder.path / name)
        run.diagnostics.report(
            "OUT004", Location(path), f"{path} is in the way and was not written by sdkgen"
        )
    run.stop_on_errors()


def _warn_of_edits(run: Run, folder: Folder, changes: Changes) -> None:
    for name in folder.edited(changes.changed):
        run.diagnostics.report(
            "OUT005", Location(str(folder.path / name)), f"{name} had local edits, which are overwritten"
        )
    for name in changes.kept:
        run.diagnostics.report(
            "OUT007", Location(str(folder.path / name)), f"{name} is no longer generated but has local edits"
        )


def _store(run: Run, staging: Staging, folder: Folder, files: Files, stale: list[str]) -> None:
    if set(files) == {MANIFEST} and not stale and folder.content(MANIFEST) == files[MANIFEST].content:
        return
    try:
        staging.write(files, stale)
    except OSError as error:
        staging.forget()
        run.diagnostics.report(
            "OUT003", Location(str(run.out)), f"{error.filename or run.out}: {error.strerror}"
        )
        raise StoppedError from None
