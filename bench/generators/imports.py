"""Imports every module of the packages in a folder: `imports.py FOLDER`."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path


def main(folder: str) -> None:
    """End with the first error."""
    sys.path.insert(0, folder)
    names = list(_modules(Path(folder)))
    for name in names or sys.exit("error: there is no package"):
        try:
            importlib.import_module(name)
        except Exception as error:
            sys.exit(f"{type(error).__name__}: {error}, in {name}")


def _modules(folder: Path) -> Iterator[str]:
    for package in sorted(folder.glob("*/__init__.py")):
        for file in sorted(package.parent.rglob("*.py")):
            parts = file.relative_to(folder).with_suffix("").parts
            if "test" not in parts and parts[-1] != "__main__":
                yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


if __name__ == "__main__":
    main(*sys.argv[1:])
