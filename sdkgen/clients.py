"""The client of a language: rendered, compared with what is there, and formatted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sdkgen.diagnostics import Diagnostic
from sdkgen.files import Files
from sdkgen.formatting import FormatterError, Installed, formatted
from sdkgen.ir import Api
from sdkgen.languages import Language
from sdkgen.lowered import Lowered
from sdkgen.manifest import Made, Toolset, digest, digest_files
from sdkgen.output import Changes, Folder
from sdkgen.render import Renderer
from sdkgen.run import Run
from sdkgen.staging import Staging


@dataclass(frozen=True, slots=True)
class Client:
    """How a client differs from what is there, which files are staged, and what is to be said of it."""

    language: str
    tools: Toolset
    changes: Changes
    lowered: tuple[Lowered, ...]
    staged: list[str] = field(default_factory=list)
    made: dict[str, Made] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def compared(run: Run, api: Api, folder: Folder, language: Language) -> Client:
    """Return how a client differs from what would be generated."""
    said = len(run.diagnostics)
    client, _ = _rendered(run, api, folder, language)
    return replace(client, diagnostics=tuple(run.diagnostics)[said:])


def staged(
    run: Run,
    api: Api,
    folder: Folder,
    staging: Staging,
    formatters: Mapping[str, Installed],
    language: Language,
) -> Client:
    """Return a client whose files are staged, as far as they differ."""
    said = len(run.diagnostics)
    client, rendered = _rendered(run, api, folder, language)
    tools, files = _formatted(run, client, rendered, language, formatters.get(language.name))
    folder.refuse_foreign(files)
    folder.warn_of_edits(client.changes)
    differing = folder.differing(files)
    if not run.diagnostics.failed:
        with run.writing():
            staging.stage(differing)
    known = {*client.changes.changed, *client.changes.missing}  # others differ by a new formatter
    changed = [*client.changes.changed, *sorted(differing.keys() - known)]
    return replace(
        client,
        tools=tools,
        changes=replace(client.changes, changed=changed),
        staged=list(differing),
        made={name: Made(digest(rendered[name].content), digest(files[name].content)) for name in files},
        diagnostics=tuple(run.diagnostics)[said:],
    )


def _rendered(run: Run, api: Api, folder: Folder, language: Language) -> tuple[Client, Files]:
    run.progress(f"writing {language.label}")
    view = language.view(api, run.config, run.diagnostics)
    renderer = Renderer(language, run.templates, run.diagnostics)
    files = renderer.render(replace(view, context={"api": api, **view.context}))
    before = folder.manifest.languages.get(language.name, Toolset(""))
    tools = Toolset(digest_files(renderer.sources().items()), before.formatter)
    changes = folder.drift(language.name, files)
    return Client(language.name, tools, changes, (*api.lowered, *view.lowered)), files


def _formatted(
    run: Run, client: Client, files: Files, language: Language, found: Installed | None
) -> tuple[Toolset, Files]:
    """Return formatted files and what with, or none if all files are up to date."""
    version = found.version if found else ""
    if not client.changes and version in {"", client.tools.formatter}:
        return client.tools, {}
    if not found:
        if language.formatters:
            names = " or ".join(each.command[0] for each in language.formatters)
            message = f"{names} is not installed; {language.label} files are left unformatted"
            run.diagnostics.report("FMT002", None, message)
        return replace(client.tools, formatter=""), files
    try:
        return replace(client.tools, formatter=version), formatted(found.formatter, files, run.out)
    except FormatterError as error:
        run.diagnostics.report("FMT001", None, str(error))
        return replace(client.tools, formatter=""), files
