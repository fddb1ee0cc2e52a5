"""Reading documents, and saying what came of them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from sdkgen import languages
from sdkgen.catalog import CATALOG
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostic, Diagnostics, StoppedError
from sdkgen.files import Files
from sdkgen.ir import Api
from sdkgen.ir.dump import dump
from sdkgen.languages import Language
from sdkgen.normalise import normalise
from sdkgen.render import Renderer
from sdkgen.spec import Bundle
from tests.sdkgen.fake.languages.fake import LANGUAGE as FAKE_LANGUAGE

EVERY = [FAKE_LANGUAGE, *map(languages.load, languages.names())]
HERE = Path(__file__).parent
DOCUMENTATION = HERE.parent.parent / "docs" / "sdkgen.md"
FAKE = HERE / "fake"
FIXTURES = HERE / "fixtures"
GOLDENS = HERE / "goldens"
NEGATIVE = HERE / "negative"


def fixtures() -> list[Path]:
    """Return the documents that show one construct each."""
    return sorted([*FIXTURES.glob("*.yaml"), *FIXTURES.glob("*.json"), *FIXTURES.glob("*/openapi.yaml")])


def title(path: Path) -> str:
    """Return what a fixture is called."""
    return path.stem if path.parent == FIXTURES else path.parent.name


def read(path: Path, *, strict: bool = False) -> tuple[Api | None, Diagnostics]:
    """Read a document; there is no API if it had to be given up."""
    diagnostics = Diagnostics(strict=strict)
    try:
        return normalise(Bundle(path, diagnostics), diagnostics), diagnostics
    except StoppedError:
        return None, diagnostics


def api_of(path: Path) -> Api:
    """Read a document that has nothing wrong with it."""
    api, diagnostics = read(path)
    assert api is not None
    assert not diagnostics.failed, [line(found, path.parent) for found in diagnostics]
    return api


def line(found: Diagnostic, folder: Path) -> str:
    """Write a finding on one line, with the file as seen from a folder."""
    place = found.place
    if place is None:
        return f"{found.severity} {found.code}: {found.message}"
    file = Path(place.file).relative_to(folder).as_posix()
    message = found.message.replace(f"{folder.as_posix()}/", "")
    return f"{found.severity} {found.code} {file}:{place.line}:{place.column} {place.pointer}: {message}"


def rendered(language: Language, api: Api) -> Files:
    """Return the files of a language before formatting."""
    diagnostics = Diagnostics()
    view = language.view(api, Config(name="acme"), diagnostics)
    folders = [languages.templates(), FAKE / "templates"]
    files = Renderer(language, folders, diagnostics).render(
        replace(view, context={"api": api, **view.context})
    )
    assert not diagnostics.failed, [found.message for found in diagnostics]
    return files


def golden(path: Path) -> str:
    """Return what should be in the golden of a fixture."""
    api, diagnostics = read(path)
    found: dict[str, Any] = {
        "diagnostics": [line(each, path.parent) for each in diagnostics],
        "api": dump(api),
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def code_row(code: str) -> str:
    """Return the line of the documentation that describes a diagnostic."""
    entry = CATALOG[code]
    severities = dict.fromkeys((entry.severity, entry.strict_severity))
    return f"| `{code}` | {', '.join(severities)} | {entry.title} | {entry.effect} | {entry.way_out} |"


def findings(path: Path) -> str:
    """Return what should be said of a bad document, first when generating from it, then by `lint`."""
    sections = []
    for name, strict in (("generate", False), ("lint", True)):
        _, diagnostics = read(path, strict=strict)
        sections += [f"# {name}", *(line(each, path.parent) for each in diagnostics)]
    return "\n".join(sections) + "\n"


def api_with(text: str, folder: Path, config: Config) -> tuple[Api, Diagnostics]:
    """Read a text, put into a folder, with a configuration."""
    path = folder / "openapi.yaml"
    path.write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    return normalise(Bundle(path, diagnostics), diagnostics, config), diagnostics
