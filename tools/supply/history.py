"""Secrets in every version of every file that git still has, by the rules of scripts/lib/secrets.nu."""

import hashlib
import json
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tools.supply.programs import ROOT, Failed, run, script
from tools.supply.report import Result

_CHECK: Final = "secrets"
_HARMLESS: Final = Path(__file__).with_name("harmless.toml")
_MESSAGES: Final = "messages"
LARGEST: Final = 1_000_000  # bytes; as the scanner has it


def secrets(repository: Path = ROOT) -> Result:
    """Look through all commits; what `harmless.toml` lists was looked at and is none."""
    harmless = tomllib.loads(_HARMLESS.read_text())
    try:
        names = _blobs(repository)
        commits = run("git", "rev-list", "--all", "--count", cwd=repository).strip()
        with TemporaryDirectory(prefix="gatehouse-history-") as folder:
            for blob, content in _contents(repository, list(names)):
                Path(folder, blob).write_bytes(content)
            messages = run("git", "log", "--all", "--format=%H%n%B", cwd=repository)
            Path(folder, _MESSAGES).write_text(messages)
            rows = json.loads(script("security-scanner.nu", "scan-directory", folder, "--quiet"))
            marks = [_fingerprint(Path(folder, row["file"]), row["line"]) for row in rows]
    except Failed as error:
        return Result(_CHECK, "nothing", not_checked=[str(error)])
    shallow = run("git", "rev-parse", "--is-shallow-repository", cwd=repository).strip() == "true"
    return Result(
        _CHECK,
        f"{len(names)} versions of files, {commits} commits",
        [
            f"{names.get(row['file'], 'a commit message')}: line {row['line']} of {row['file']}: "
            f"{row['message']} (in {_HARMLESS.name} if it is none: {mark})"
            for row, mark in zip(rows, marks, strict=True)
            if mark not in harmless
        ],
        ["the history before this clone: it is shallow; git fetch --unshallow"] if shallow else (),
    )


def _fingerprint(file: Path, line: int) -> str:
    """What a line is known by, whatever version of the file it is in."""
    text = file.read_text("utf-8").splitlines()[line - 1]
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def _blobs(repository: Path) -> dict[str, str]:
    """Each version of a file, by its id, with a path that it has or had."""
    listed = run("git", "rev-list", "--all", "--objects", cwd=repository).splitlines()
    objects = dict(line.partition(" ")[::2] for line in listed)
    kinds = _cat(repository, "--batch-check", list(objects)).decode().splitlines()
    described = (line.split() for line in kinds)
    return {
        name: objects[name]
        for name, kind, size in described
        if kind == "blob" and int(size) <= LARGEST and objects[name]
    }


def _contents(repository: Path, blobs: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each blob with its content, out of one stream of heads and contents."""
    stream, position = _cat(repository, "--batch", blobs), 0
    for _ in blobs:
        end = stream.index(b"\n", position)
        blob, _, size = stream[position:end].decode().split()
        position = end + 1 + int(size)
        yield blob, stream[end + 1 : position]
        position += 1


def _cat(repository: Path, how: str, objects: list[str]) -> bytes:
    return subprocess.run(  # noqa: S603 - our own arguments
        ("git", "cat-file", how),  # noqa: S607 - the git that people have
        cwd=repository,
        input="\n".join([*objects, ""]).encode(),
        capture_output=True,
        check=True,
    ).stdout
