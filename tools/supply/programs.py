"""Runs other programs, and says in one line what they complained about."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Failed(Exception):
    """A program is missing or ended with an error; the message is one plain line."""


def run(*command: str, cwd: Path = ROOT, **variables: str) -> str:
    """What the program printed."""
    return finish(*command, cwd=cwd, environment=variables).stdout


def finish(
    *command: str, cwd: Path = ROOT, environment: Mapping[str, str], accepted: tuple[int, ...] = (0,)
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; ending otherwise than accepted is a failure."""
    if shutil.which(command[0]) is None:
        raise Failed(f"{command[0]} is not installed")
    done = subprocess.run(  # noqa: S603 - our own arguments
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode not in accepted:
        said = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise Failed(f"{Path(command[0]).name} {command[1]}: {said[0] if said else 'no reason given'}")
    return done


def script(name: str, *words: str, **variables: str) -> str:
    """What one of the scripts for Nushell printed; those end with 1 when they found something."""
    own = ROOT / "node_modules" / ".bin" / "nu"
    nu = str(own) if own.exists() else "nu"
    command = (nu, "--no-config-file", str(ROOT / "scripts" / name), *words, "--format", "json")
    return finish(*command, environment=variables, accepted=(0, 1)).stdout
