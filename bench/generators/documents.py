"""The documents that are generated from, and what is in them."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.generators.calls import Operations, operation
from bench.processes import ROOT, BenchError

_FIXTURES = ROOT / "tests" / "sdkgen" / "fixtures"
# Of the small documents, those with the most operations: one of OpenAPI 3.0, one of 3.1.
_OWN = (ROOT / "openapi.yaml", _FIXTURES / "pagination.yaml", _FIXTURES / "security.yaml")
_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_SUFFIXES = frozenset({".json", ".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Document:
    """A document, and what should be made of it."""

    path: Path
    version: str
    operations: Operations
    is_ours: bool

    @property
    def title(self) -> str:
        return f"{self.path.name}, OpenAPI {self.version}, {self.operations.total()} operations"


def documents(folder: Path | None) -> list[Document]:
    """Read our documents, and all that are in a folder of yours."""
    theirs = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES) if folder else []
    if folder and not theirs:
        raise BenchError(f"{folder} has no documents: *.json, *.yaml")
    return [_read(path.absolute()) for path in (*_OWN, *theirs)]


def _read(path: Path) -> Document:
    """Read a document without any help of the generator that is measured."""
    text = path.read_text()
    data = json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CSafeLoader)
    return Document(path, str(data["openapi"]), Counter(_operations(data)), path == _OWN[0])


def _operations(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for path, item in data.get("paths", {}).items():
        for method in _METHODS & item.keys():
            yield operation(method, path)
