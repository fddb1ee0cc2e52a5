"""Commands as somebody at a shell runs them."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def at_shell(
    script: str, folder: Path, environment: Mapping[str, str], seconds: float = 120, **options: Any
) -> "subprocess.CompletedProcess[str]":
    """Run commands, of which the first that fails is the last; nobody is there to answer questions."""
    return subprocess.run(
        ["sh", "-euc", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
        **options,
    )


def well(script: str, done: "subprocess.CompletedProcess[str]") -> "subprocess.CompletedProcess[str]":
    """What the script did, if it ended well."""
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done
