"""Known faults of what is depended on, as dependency-monitor.nu hears of them from each language's tool."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tools.go_programs import CannotBuild, program
from tools.supply.programs import Failed, script
from tools.supply.report import Result

_FOLDERS: Final = {  # each project, by what the monitor calls its language and its folder
    "python": ("python", "."),
    "tools of npm": ("npm", "."),
    "typescript": ("npm", "clients/typescript"),
    "rust": ("rust", "clients/rust"),
    "go": ("go", "clients/go"),
}


def advisories(staged: Path, failed: Mapping[str, str], path: str) -> list[Result]:
    """One row for each project, with tools from this path; one that could not be resolved was not checked."""
    state = str(staged.parent / "state")
    words = ("dependency-monitor.nu", "--vulnerable", "--dir", str(staged))
    try:
        rows = json.loads(script(*words, GATEHOUSE_STATE=state, PATH=path))
    except Failed as error:
        return [Result("advisories", "nothing", not_checked=[str(error)])]
    return [_result(name, place, rows, failed) for name, place in _FOLDERS.items()]


def path_with_govulncheck(folder: Path) -> str:
    """A path on which it is found by its name; without Go, the path as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "govulncheck"
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(program("govulncheck"))
    except CannotBuild:
        return os.environ["PATH"]
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def _result(
    name: str, place: tuple[str, str], rows: list[dict[str, Any]], failed: Mapping[str, str]
) -> Result:
    own = [row for row in rows if (row["environment"], row["folder"]) == place]
    reasons = [row["message"] for row in own if row["state"] == "not checked"]
    found = [
        f"{row['package'] or 'the standard library or a module'} {row['current'] or ''}: {row['message']}"
        for row in own
        if row["state"] == "vulnerable"
    ]
    return Result(
        f"advisories: {name}",
        "not all dependencies" if reasons or name in failed else "all dependencies",
        found,
        [failed[name]] if name in failed else reasons,
    )
