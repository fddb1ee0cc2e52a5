"""The manifest: which files of a directory were generated, and from what."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sdkgen.diagnostics import Diagnostics, Location, StoppedError

MANIFEST = ".sdkgen-manifest.json"
_VERSION = 1


def is_safe(name: str) -> bool:
    """Whether a relative path stays inside its directory."""
    return bool(name) and not name.startswith("/") and not {"", ".", ".."} & set(name.split("/"))


def digest(content: bytes) -> str:
    """Return the hash of a content."""
    return hashlib.sha256(content).hexdigest()


def digest_files(files: Iterable[tuple[str, Path]]) -> str:
    """Return one hash for files and their names."""
    return digest_contents((name, path.read_bytes()) for name, path in files)


def digest_contents(files: Iterable[tuple[str, bytes]]) -> str:
    """Return one hash for what is in files, and their names."""
    return digest_hashes((name, digest(content)) for name, content in files)


def digest_hashes(files: Iterable[tuple[str, str]]) -> str:
    """Return one hash for the hashes of files, and their names."""
    return digest("".join(f"{name}\0{content}\n" for name, content in sorted(files)).encode())


@cache
def generator_digest() -> str:
    """Return one hash for all of sdkgen but its templates."""
    package = Path(__file__).parent
    return digest_files((path.relative_to(package).as_posix(), path) for path in package.rglob("*.py"))


@dataclass(frozen=True, slots=True)
class Made:
    """A generated file: its hash as rendered, and as written after formatting."""

    rendered: str
    written: str


@dataclass(frozen=True, slots=True)
class Toolset:
    """What a language was generated with."""

    templates: str
    formatter: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an output directory was generated from."""

    document: str = ""
    config: str = ""
    generator: str = ""
    generator_version: str = ""
    languages: dict[str, Toolset] = field(default_factory=dict)
    files: dict[str, Made] = field(default_factory=dict)

    def encode(self) -> bytes:
        """Return the manifest as bytes, always the same for the same contents."""
        data = {"manifest": _VERSION, **asdict(self)}
        return (json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def read(folder: Path, diagnostics: Diagnostics) -> Manifest:
    """Read the manifest of a directory; without one, no file there counts as generated."""
    path = folder / MANIFEST
    try:
        return _decode(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Manifest()
    except NotADirectoryError:
        diagnostics.report("OUT001", Location(str(folder)), f"output path {folder} is not a directory")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        diagnostics.report("OUT002", Location(str(path)), f"{path} cannot be read: {error}")
    raise StoppedError


def _decode(data: Any) -> Manifest:
    if data["manifest"] != _VERSION:
        raise ValueError(f"version {data['manifest']}, expected {_VERSION}")
    if not all(map(is_safe, data["files"])):
        raise ValueError("it lists files outside the output directory")
    return Manifest(
        document=data["document"],
        config=data["config"],
        generator=data["generator"],
        generator_version=data["generator_version"],
        languages={name: Toolset(**tools) for name, tools in data["languages"].items()},
        files={name: Made(**made) for name, made in data["files"].items()},
    )
