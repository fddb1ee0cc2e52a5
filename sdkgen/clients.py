"""The client of a language: rendered, compared with what is there, and formatted."""

from dataclasses import dataclass, field, replace

from sdkgen.diagnostics import Diagnostic
from sdkgen.files import Files
from sdkgen.formatting import FormatterError, formatted, installed
from sdkgen.ir import Api
from sdkgen.languages import Language
from sdkgen.lowered import Lowered
from sdkgen.manifest import Made, Toolset, digest, digest_files
from sdkgen.output import Changes, Folder
from sdkgen.render import Renderer
from sdkgen.run import Run


@dataclass(frozen=True, slots=True)
class Client:
    """How a client differs from what is there, what is to be written, and what is to be said of it."""

    language: str
    tools: Toolset
    drift: Changes
    lowered: tuple[Lowered, ...]
    files: Files = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def compared(run: Run, api: Api, folder: Folder, language: Language) -> Client:
    """Return how a client differs from what would be generated."""
    known = len(run.diagnostics)
    client, _ = _rendered(run, api, folder, language)
    return replace(client, diagnostics=tuple(run.diagnostics)[known:])


def generated(run: Run, api: Api, folder: Folder, language: Language) -> Client:
    """Return a client to be written; one that is up to date has no files."""
    known = len(run.diagnostics)
    client, files = _rendered(run, api, folder, language)
    client = _formatted(run, client, files, language)
    made = {
        name: Made(digest(files[name].content), digest(file.content)) for name, file in client.files.items()
    }
    return replace(client, made=made, diagnostics=tuple(run.diagnostics)[known:])


def _rendered(run: Run, api: Api, folder: Folder, language: Language) -> tuple[Client, Files]:
    run.progress(f"writing {language.label}")
    view = language.view(api, run.config, run.diagnostics)
    renderer = Renderer(language, run.templates, run.diagnostics)
    files = renderer.render(replace(view, context={"api": api, **view.context}))
    before = folder.manifest.languages.get(language.name, Toolset(""))
    tools = Toolset(digest_files(renderer.sources().items()), before.formatter)
    drift = folder.drift(language.name, files)
    return Client(language.name, tools, drift, (*api.lowered, *view.lowered)), files


def _formatted(run: Run, client: Client, files: Files, language: Language) -> Client:
    """Format the files of a language, unless all of them are up to date."""
    found = installed(language, run.out)
    version = found.version if found else ""
    if not client.drift and version in {"", client.tools.formatter}:
        return client
    unformatted = replace(client, files=files, tools=replace(client.tools, formatter=""))
    if not found:
        if language.formatters:
            names = " or ".join(each.command[0] for each in language.formatters)
            message = f"{names} is not installed; {language.label} files are left unformatted"
            run.diagnostics.report("FMT002", None, message)
        return unformatted
    try:
        done = formatted(found.formatter, files, run.out)
    except FormatterError as error:
        run.diagnostics.report("FMT001", None, str(error))
        return unformatted
    return replace(client, files=done, tools=replace(client.tools, formatter=version))
