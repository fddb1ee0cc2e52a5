"""Runs a script of `scripts/` as people do, with a state folder of its own."""

import json
import os
import shutil
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.support.threads import handling

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "scripts"
_FOUND = shutil.which("nu") or str(ROOT / "node_modules" / ".bin" / "nu")
NU = subprocess.run(  # npm's is a program of Node.js that starts the real one
    [_FOUND, "--no-config-file", "--commands", "$nu.current-exe"], capture_output=True, text=True, check=True
).stdout.strip()
_OURS = ("GATEHOUSE_", "METRICS_", "PERFORMANCE_", "SECURITY_", "RESOURCE_", "MONITORING_")


@dataclass(frozen=True)
class Done:
    """What a script wrote, and how it ended."""

    code: int
    out: str
    said: str

    @property
    def value(self) -> Any:
        """What `--format json` printed."""
        return json.loads(self.out)


@dataclass
class Shell:
    """A person at a shell: a folder to be in, one for state, and the environment of the scripts."""

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def environment(self, **variables: str) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        own = {"GATEHOUSE_STATE": str(self.state), "XDG_STATE_HOME": str(self.folder / "xdg")}
        return inherited | own | dict(self.variables) | variables

    def __call__(self, script: str, *words: str, **variables: str) -> Done:
        return self._run(str(SCRIPTS / script), *words, **variables)

    def evaluate(self, library: str, expression: str, **variables: str) -> Any:
        """What an expression gives that uses a module of `scripts/lib`."""
        program = f"use {SCRIPTS / 'lib' / library} *; {expression} | to json"
        done = self._run("--commands", program, **variables)
        assert done.code == 0, done.said
        return done.value

    def _run(self, *words: str, **variables: str) -> Done:
        done = subprocess.run(
            [NU, "--no-config-file", *words],
            cwd=self.folder,
            env=self.environment(**variables),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def json(self, script: str, *words: str, **variables: str) -> Done:
        return self(script, *words, "--format", "json", **variables)

    def refused(self, script: str, *words: str, **variables: str) -> str:
        """The one line with which the script refuses."""
        done = self(script, *words, **variables)
        assert done.code == 2, done.out + done.said
        assert done.out == ""
        assert done.said.count("\n") == 1, done.said
        assert done.said.startswith(script)
        return done.said.strip()

    def recorded(self, kind: str) -> list[Any]:
        """What is in the state folder about something."""
        return [json.loads(line) for line in (self.state / f"{kind}.jsonl").read_text().splitlines()]


@contextmanager
def answering(
    pages: Mapping[str, str], status: int = 200, tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """The address of a server with these pages; other paths are 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else status)
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *_: Any) -> None:
            pass

    with handling(Handler, tls) as port:
        yield f"127.0.0.1:{port}"
