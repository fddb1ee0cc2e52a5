"""The package as sdkgen writes it now, Nushell to run it, and a service that says what it is told to."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from sdkgen.config import AuthConfig, Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.generate import generate
from sdkgen.languages import load, templates
from sdkgen.run import Run
from tests.support.threads import handling

ROOT = Path(__file__).resolve().parents[3]
NU = shutil.which("nu") or str(ROOT / "node_modules" / ".bin" / "nu")
AUTH = AuthConfig(login="auth.login", refresh="auth.refresh", logout="auth.logout", keys="system.jwks")
Reply = tuple[int, Any]
Done = subprocess.CompletedProcess[str]


def write(out: Path, document: Path = ROOT / "openapi.yaml", **settings: Any) -> Path:
    """Generate the package of a document; ours unless told otherwise."""
    config = Config(**(settings or {"name": "gatehouse", "auth": AUTH}))
    diagnostics = Diagnostics()
    generate(Run(document, out, config, [load("nushell")], [templates()], diagnostics))
    assert not diagnostics.failed
    return out / "nushell"


def nu(package: Path, *words: str, text: str = "", **variables: str) -> Done:
    """Run Nushell in the package's folder, knowing nothing of those who run the tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GATEHOUSE_")}
    return subprocess.run(
        [NU, "--no-config-file", *words],
        cwd=package,
        env=clean | {"XDG_STATE_HOME": str(package / "state")} | variables,
        input=text,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def evaluate(package: Path, expression: str, **variables: str) -> Any:
    """What an expression of Nushell gives, with the module in use."""
    script = f"use gatehouse; {expression} | to json --raw"
    done = nu(package, "--commands", script, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@dataclass
class Stub:
    """A service with one answer for everything, or one for each path."""

    answer: Callable[[str], Reply]
    seen: list[tuple[str, str, bytes]] = field(default_factory=list)
    url: str = ""


@contextmanager
def stub(answer: Callable[[str], Reply]) -> Iterator[Stub]:
    """Serve until the test ends; text is sent as it is, anything else as JSON."""
    service = Stub(answer)

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            service.seen.append((self.command, self.path, self.rfile.read(length)))
            status, body = answer(self.path)
            content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_one  # noqa: N815 - called by these names

        def log_message(self, *_: Any) -> None:
            pass

    with handling(Handler) as port:
        service.url = f"http://127.0.0.1:{port}"
        yield service
