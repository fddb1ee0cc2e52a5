"""CycloneDX documents of what runs at a user's: the Python distributions and the clients, without tools."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tools.supply.programs import Failed, run
from tools.supply.report import Result

_CHECK: Final = "bills of materials"
_VERSION: Final = SchemaVersion.V1_6
_DEPENDENT: Final = ("python", "rust")  # the other clients need nothing, so far
_NO_DEVELOPMENT: Final = ("--omit", "dev", "--omit", "peer", "--package-lock-only")


def boms(staged: Path, out: Path, failed: Mapping[str, str]) -> tuple[Result, dict[str, Any]]:
    """Write one document for each language; they are returned too."""
    makers: dict[str, Callable[[Path], str]] = {
        "python": _python,
        "typescript": _typescript,
        "rust": _rust,
        "go": _go,
    }
    out.mkdir(parents=True, exist_ok=True)
    written: dict[str, Any] = {}
    missing = dict(failed)
    for name in [name for name in makers if name not in failed]:
        try:
            text = makers[name](staged)
            _require_content(name, text)
        except Failed as error:
            missing[name] = str(error)
            continue
        (out / f"{name}.cdx.json").write_text(text)
        written[name] = json.loads(text)
    reasons = [f"{name}: {reason}" for name, reason in missing.items()]
    return Result(_CHECK, f"{len(written)} in {os.path.relpath(out)}", not_checked=reasons), written


def _require_content(name: str, text: str) -> None:
    """It is CycloneDX, and is not empty where something is depended on."""
    if name in _DEPENDENT and not json.loads(text).get("components"):
        raise Failed("the bill of materials lists nothing")
    version = SchemaVersion.from_version(json.loads(text)["specVersion"])
    error = JsonStrictValidator(version).validate_str(text)
    if error:
        raise Failed(f"the bill of materials is not CycloneDX {version.to_version()}: {error}")


def _python(staged: Path) -> str:
    project = ("--pyproject", str(staged / "pyproject.toml"))
    form = ("--output-format", "JSON", "--spec-version", _VERSION.to_version(), "--output-file", "-")
    return run("cyclonedx-py", "environment", *project, *form, str(staged / ".venv"))


def _typescript(staged: Path) -> str:
    folder = staged / "clients" / "typescript"
    return run("npm", "sbom", "--sbom-format", "cyclonedx", *_NO_DEVELOPMENT, cwd=folder)


def _rust(staged: Path) -> str:
    """What is compiled into a program on any platform, by cargo's own tree."""
    scope = ("--locked", "--edges", "normal,build", "--target", "all", "--all-features")
    form = ("--prefix", "none", "--format", "{p}\t{l}")
    tree = run("cargo", "tree", *scope, *form, cwd=staged / "clients" / "rust")
    lines = sorted({line.removesuffix(" (*)") for line in tree.splitlines() if line})
    packages = []
    for line in lines:
        package, _, licence = line.partition("\t")
        name, version, *rest = package.split(" ")
        if not any(word.startswith("(/") for word in rest):  # that is a folder: the client itself
            packages.append(_component("cargo", name, version.removeprefix("v"), licence))
    return _document("gatehouse-client", packages)


def _go(staged: Path) -> str:
    own = "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}"
    listed = run("go", "list", "-deps", "-f", own, "./...", cwd=staged / "clients" / "go")
    modules = sorted({line for line in listed.splitlines() if line})
    return _document("gatehouse.example/client", [_component("golang", *line.split(" ")) for line in modules])


def _component(kind: str, name: str, version: str, licence: str = "") -> dict[str, Any]:
    purl = f"pkg:{kind}/{name}@{version}"
    expression = licence.replace("/", " OR ")  # as crates wrote it before SPDX
    found = {"licenses": [{"expression": expression}]} if licence else {}
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, **found}


def _document(name: str, packages: list[dict[str, Any]]) -> str:
    main = {"type": "library", "bom-ref": name, "name": name}
    document = {
        "$schema": f"http://cyclonedx.org/schema/bom-{_VERSION.to_version()}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": _VERSION.to_version(),
        "version": 1,
        "metadata": {"component": main},
        "components": packages,
    }
    return json.dumps(document, indent=2)
