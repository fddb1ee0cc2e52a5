"""sdkgen is a product of its own, in files that can be read."""

import ast
from pathlib import Path

import pytest

from tests.sdkgen.support import HERE

ROOT = HERE.parent.parent
SOURCES = sorted((ROOT / "sdkgen").rglob("*.py"))
SERVICE = ("gatehouse", "handlers", "persistence", "migrations")
LONGEST = 300


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {
        name.partition(".")[0]
        for name in names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_of_the_service_is_imported(path: Path) -> None:
    assert not imports(path) & set(SERVICE)


def test_nothing_of_the_service_imports_it() -> None:
    files = [file for name in SERVICE for file in (ROOT / name).rglob("*.py")]
    assert files
    assert [file for file in files if "sdkgen" in imports(file)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
