"""Every check of the repository: `nox` runs all of them, `nox -s tests` one."""

import atexit
import functools
import hashlib
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.needs_version = ">=2025.5.1"

_seconds: dict[str, float] = {}


def _timed(check: Callable[[nox.Session], None]) -> Callable[[nox.Session], None]:
    """Say how long the session took, whether or not it passed."""

    @functools.wraps(check)
    def timed(session: nox.Session) -> None:
        started = time.monotonic()
        try:
            check(session)
        finally:
            _seconds[session.name] = time.monotonic() - started
            session.log(f"{session.name}: {_seconds[session.name]:.0f} seconds")

    return timed


@atexit.register
def _print_seconds() -> None:
    rows = {**_seconds, "total": sum(_seconds.values())} if _seconds else {}
    for name, seconds in rows.items():
        print(f"{name:<12}{seconds:>6.0f} s", flush=True)


def _install(session: nox.Session, *groups: str, project: bool = True) -> None:
    """Install what the session needs, unless that was done before: repeated runs need no network."""
    wanted = hashlib.sha256(Path("pyproject.toml").read_bytes()).hexdigest()
    stamp = Path(session.virtualenv.location) / "installed-for"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    arguments = [argument for group in groups for argument in ("--group", group)]
    session.install(*(("-e", ".") if project else ()), *arguments)
    stamp.write_text(wanted)


@nox.session
@_timed
def lint(session: nox.Session) -> None:
    """Style, and everything else ruff knows."""
    _install(session, "lint", project=False)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
@_timed
def types(session: nox.Session) -> None:
    """Strict mypy over the whole repository."""
    _install(session, "types")
    session.run("mypy")


@nox.session
@_timed
def spec(session: nox.Session) -> None:
    """The document is valid OpenAPI and keeps its own rules."""
    _install(session, "spec", project=False)
    session.run("openapi-spec-validator", "openapi.yaml")
    if shutil.which("npm") is None:
        session.error("the rules of .spectral.yaml need Node.js: apt-get install nodejs npm (18.18 or newer)")
    installed, wanted = Path("node_modules/.package-lock.json"), Path("package-lock.json")
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        session.run("npm", "ci", "--no-audit", "--no-fund", external=True)
    lint_document = ("spectral", "lint", "openapi.yaml", "--fail-severity", "hint")
    session.run("npx", "--no-install", *lint_document, external=True)


@nox.session
@_timed
def migrations(session: nox.Session) -> None:
    """The schema goes up, down and up again on the newest and the oldest PostgreSQL."""
    _install(session, "tests")
    session.run("pytest", "tests/migrations", *session.posargs)


@nox.session
@_timed
def sdkgen(session: nox.Session) -> None:
    """The generator of clients: what it understands and refuses, and that it writes the same each time."""
    _install(session, "tests")
    session.run("pytest", "tests/sdkgen", *session.posargs)


@nox.session
@_timed
def contract(session: nox.Session) -> None:
    """Schemathesis against a real server; `-- --full` for the long run."""
    _install(session, "contract")
    session.run("python", "-m", "tests.contract.fuzz", *session.posargs)


@nox.session
@_timed
def tests(session: nox.Session) -> None:
    """Behaviour, with coverage of every branch, those in servers and commands started by tests included."""
    _install(session, "tests")
    everything = ("--cov", *(f"--ignore=tests/{other}" for other in ("migrations", "sdk", "sdkgen")))
    session.run("pytest", *(session.posargs or everything))
