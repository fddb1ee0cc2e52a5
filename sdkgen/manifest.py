"""The manifest: which files of a folder are ours, and what they were made of."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sdkgen.diagnostics import Diagnostics, Place, StoppedError

MANIFEST = ".sdkgen-manifest.json"
_VERSION = 1


def is_safe(name: str) -> bool:
    """Whether a name stays inside the folder that it is relative to."""
    return bool(name) and not name.startswith("/") and not {"", ".", ".."} & set(name.split("/"))


def digest(content: bytes) -> str:
    """Return the hash that stands for a content."""
    return hashlib.sha256(content).hexdigest()


def digest_files(files: Iterable[tuple[str, Path]]) -> str:
    """Return one hash for files and their names."""
    total = hashlib.sha256()
    for name, path in sorted(files):
        total.update(f"{name}\0{digest(path.read_bytes())}\n".encode())
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Made:
    """A file of ours: the hash of what was rendered, and of what was written after formatting."""

    rendered: str
    written: str


@dataclass(frozen=True, slots=True)
class Toolset:
    """What a language was written with."""

    templates: str
    formatter: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder was made of."""

    document: str = ""
    config: str = ""
    generator: str = ""
    generator_version: str = ""
    languages: dict[str, Toolset] = field(default_factory=dict)
    files: dict[str, Made] = field(default_factory=dict)

    def encode(self) -> bytes:
        """Return the manifest as it is written, the same for the same contents."""
        data = {"manifest": _VERSION, **asdict(self)}
        return (json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def read(folder: Path, diagnostics: Diagnostics) -> Manifest:
    """Read the manifest of a folder; one without is empty, and everything in it is somebody else's."""
    path = folder / MANIFEST
    try:
        return _decode(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Manifest()
    except NotADirectoryError:
        diagnostics.report("OUT001", Place(str(folder)), f"{folder} is not a folder")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        diagnostics.report("OUT002", Place(str(path)), f"{path} cannot be read: {error}")
    raise StoppedError


def _decode(data: Any) -> Manifest:
    if data["manifest"] != _VERSION:
        raise ValueError(f"it is of version {data['manifest']}, and not {_VERSION}")
    if not all(map(is_safe, data["files"])):
        raise ValueError("it lists files outside of the folder")
    return Manifest(
        document=data["document"],
        config=data["config"],
        generator=data["generator"],
        generator_version=data["generator_version"],
        languages={name: Toolset(**tools) for name, tools in data["languages"].items()},
        files={name: Made(**made) for name, made in data["files"].items()},
    )
