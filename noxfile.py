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

NUSHELL = "nushell@0.115.1"
_IN_PARALLEL = ("-n", "2", "--dist", "loadfile")
_BY_LANGUAGE = ("-n", "2", "--dist", "loadgroup")
_OTHERS = (  # folders of tests that only sessions of their own run
    *("deploy", "drill", "faults", "guides", "migrations", "nodes"),
    *("openid/clients", "package", "redis", "scripts", "sdk", "sdkgen"),
)
_EVERYTHING_ELSE = (*_IN_PARALLEL, *(f"--ignore=tests/{other}" for other in _OTHERS))
_IMAGE = "tests/deploy/test_image.py"

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
        print(f"{name:<16}{seconds:>6.0f} s", flush=True)


def _install(session: nox.Session, *groups: str, project: bool = True) -> None:
    """Install what the session needs, unless that was done before: repeated runs need no network."""
    described = b"".join(Path(file).read_bytes() for file in ("pyproject.toml", "sdkgen/pyproject.toml"))
    wanted = hashlib.sha256(described).hexdigest()
    stamp = Path(session.virtualenv.location) / "installed-for"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    arguments = [argument for group in groups for argument in ("--group", group)]
    session.install(*(("-e", ".[embedded]", "-e", "./sdkgen") if project else ()), *arguments)
    stamp.write_text(wanted)


def _npm_install(session: nox.Session) -> None:
    """Bring what package.json names, unless that was done before."""
    if shutil.which("npm") is None:
        session.error("npm is missing: install Node.js 20 or newer, with npm")
    installed, wanted = Path("node_modules/.package-lock.json"), Path("package-lock.json")
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        session.run("npm", "ci", "--no-audit", "--no-fund", external=True)


def _nushell_install(session: nox.Session) -> None:
    """Bring Nushell, which no lock file can list: not every registry has it for every platform."""
    if shutil.which("nu") is None and not Path("node_modules/.bin/nu").exists():
        session.run("npm", "install", "--no-save", "--no-audit", "--no-fund", NUSHELL, external=True)


@nox.session
@_timed
def lint(session: nox.Session) -> None:
    """Style, everything else ruff knows, and phrases that should not come back."""
    _install(session, "lint", project=False)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("python", "-m", "tests.lint.words")


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
    _npm_install(session)
    lint_document = ("spectral", "lint", "openapi.yaml", "--fail-severity", "hint")
    session.run("npx", "--no-install", *lint_document, external=True)


@nox.session
@_timed
def package(session: nox.Session) -> None:
    """Both wheels are built, installed into empty environments, and used there."""
    _install(session, "tests", project=False)
    session.run("pytest", "tests/package", "--noconftest", *session.posargs)


@nox.session
@_timed
def migrations(session: nox.Session) -> None:
    """The schema goes up, down and up again on the newest and the oldest PostgreSQL."""
    _install(session, "tests")
    session.run("pytest", *(session.posargs or ("tests/migrations", *_IN_PARALLEL)))


@nox.session
@_timed
def sdkgen(session: nox.Session) -> None:
    """The generator of clients: what it understands and refuses, and that it writes the same each time."""
    _install(session, "tests")
    session.run("pytest", "tests/sdkgen", *(session.posargs or ("--cov=sdkgen", *_IN_PARALLEL)))


@nox.session
@_timed
def sdk_check(session: nox.Session) -> None:
    """Are the clients up to date?"""
    _install(session)
    session.run("sdkgen", "check")


@nox.session
@_timed
def sdk(session: nox.Session) -> None:
    """Generate the clients; nothing changes if they are up to date."""
    _install(session)
    _npm_install(session)
    session.run("sdkgen", "generate")


def _language(session: nox.Session, language: str, *groups: str) -> None:
    """Our client and those of all small documents, held against the tools of their language."""
    _install(session, "tests", *groups)
    _npm_install(session)
    _nushell_install(session)
    folders = ("tests/sdk/builds", f"tests/sdk/{language}")
    session.run("pytest", *folders, "-k", language, "--durations=8", *session.posargs)


@nox.session
@_timed
def sdk_typescript(session: nox.Session) -> None:
    """The TypeScript client: tsc, eslint, vitest, and a browser."""
    _language(session, "typescript")


@nox.session
@_timed
def sdk_rust(session: nox.Session) -> None:
    """The Rust client: clippy, rustdoc, rustfmt and its own tests."""
    _language(session, "rust")


@nox.session
@_timed
def sdk_go(session: nox.Session) -> None:
    """The Go client: vet, staticcheck, and its own tests with the race detector."""
    _language(session, "go")


@nox.session
@_timed
def sdk_nushell(session: nox.Session) -> None:
    """The Nushell client: parsed, loaded, and its own tests."""
    _language(session, "nushell")


@nox.session
@_timed
def sdk_python(session: nox.Session) -> None:
    """The Python client: mypy, pyright, ruff, its own tests, and its wheel."""
    _language(session, "python", "clients")


@nox.session
@_timed
def conformance(session: nox.Session) -> None:
    """All clients do the same: on the wire, case by case, and with the real service."""
    _install(session, "tests")
    _npm_install(session)
    _nushell_install(session)
    folders = ("tests/sdk/conformance", "tests/sdk/live")
    session.run("pytest", *folders, *(session.posargs or _BY_LANGUAGE))


@nox.session(default=False)
@_timed
def corpus(session: nox.Session) -> None:
    """Write and compile the clients of whole public documents: `-- FOLDER`."""
    _install(session, "tests")
    _npm_install(session)
    _nushell_install(session)
    session.run("python", "-m", "tests.sdk.builds.corpus", *session.posargs)


@nox.session
@_timed
def contract(session: nox.Session) -> None:
    """Schemathesis against a real server; `-- --full` for the long run."""
    _install(session, "contract")
    session.run("python", "-m", "tests.contract.fuzz", *session.posargs)


@nox.session(default=False)
@_timed
def observe(session: nox.Session) -> None:
    """Metrics, alerts and the dashboard, with a real Prometheus: a part of `tests`."""
    _install(session, "tests")
    session.run("pytest", "tests/observe", *session.posargs)


@nox.session(default=False)
@_timed
def differential(session: nox.Session) -> None:
    """Compiled plans against Connexion alone, for a long time: `-- --minutes N`."""
    _install(session, "tests")
    session.run("python", "-m", "tests.contract.differential", *session.posargs)


@nox.session(default=False)
@_timed
def stock(session: nox.Session) -> None:
    """The same behaviour without compiled plans: Connexion alone answers everything."""
    _install(session, "tests")
    _npm_install(session)  # axe-core, which looks pages over
    session.run("pytest", *(session.posargs or _EVERYTHING_ELSE), env={"GATEHOUSE_PLAN": "off"})


@nox.session(default=False)
@_timed
def bench(session: nox.Session) -> None:
    """The service and the clients beside their peers; `-- --only user` for a part. Needs wrk, Go, Rust."""
    _install(session, "bench", "tests")
    _npm_install(session)
    _nushell_install(session)
    session.run("python", "-m", "bench", *session.posargs)


@nox.session(default=False)
@_timed
def deploy(session: nox.Session) -> None:
    """What is in deploy/ works, but for the image; needs Debian's nginx, prometheus and systemd."""
    _install(session, "deploy")
    session.run("pytest", *(session.posargs or ("tests/deploy", f"--ignore={_IMAGE}")))


@nox.session(default=False)
@_timed
def image(session: nox.Session) -> None:
    """The container image is built twice alike, and runs; needs Debian's buildah and mmdebstrap."""
    _install(session, "deploy")
    session.run("pytest", _IMAGE, "-s", *session.posargs)


@nox.session
@_timed
def redis(session: nox.Session) -> None:
    """Limits and profiles in Redis, which is killed, paused and filled; needs Debian's redis-server."""
    _install(session, "tests")
    session.run("pytest", *(session.posargs or ("tests/redis", *_IN_PARALLEL)))


@nox.session(default=False)
@_timed
def drill(session: nox.Session) -> None:
    """Backups under load and restored, PgBouncer 1.18, two versions on one schema; needs both from Debian."""
    _install(session, "tests")
    session.run("pytest", "tests/drill", *session.posargs)


@nox.session
@_timed
def scripts(session: nox.Session) -> None:
    """The tools for the shell, against a running service."""
    _install(session, "tests", "lint")
    _npm_install(session)
    _nushell_install(session)
    session.run("pytest", *(session.posargs or ("tests/scripts", *_IN_PARALLEL)))


@nox.session(default=False)
@_timed
def nodes(session: nox.Session) -> None:
    """Three nodes killed, restarted, upgraded; needs Debian's nginx, PgBouncer, PostgreSQL 15 and Redis."""
    _install(session, "deploy")
    session.run("pytest", "tests/nodes", *session.posargs)


@nox.session(default=False)
@_timed
def openid(session: nox.Session) -> None:
    """Clients that others wrote; needs Go, Rust, Node.js, Debian's nginx and Apache with mod_auth_openidc."""
    _install(session, "openid")
    session.run("pytest", *(session.posargs or ("tests/openid/clients",)))


@nox.session(default=False)
@_timed
def guides(session: nox.Session) -> None:
    """Programs and commands of guides, as they are printed; needs all languages, Prometheus and Redis."""
    _install(session, "tests")
    _npm_install(session)
    _nushell_install(session)
    session.run("pytest", "tests/guides", *session.posargs)


@nox.session
@_timed
def tests(session: nox.Session) -> None:
    """Behaviour, with coverage of every branch, those in servers and commands started by tests included."""
    _install(session, "tests")
    _npm_install(session)  # axe-core, which looks pages over
    session.run("pytest", *(session.posargs or ("--cov", "--durations=12", *_EVERYTHING_ELSE)))


@nox.session(default=False)
@_timed
def security(session: nox.Session) -> None:
    """Advisories, licences, bills of materials, secrets in the history; `-- --strict` leaves nothing out."""
    _install(session, "security", project=False)
    _npm_install(session)
    _nushell_install(session)
    session.run("python", "-m", "tools.supply", *session.posargs)


@nox.session(default=False)
@_timed
def attack(session: nox.Session) -> None:
    """The black-box suite: `-- --url URL --admin NAME`; without them, against a service started here."""
    _install(session, "tests")
    session.run("python", "-m", "tests.attack.blackbox", *session.posargs)


@nox.session(default=False)
@_timed
def faults(session: nox.Session) -> None:
    """What the service needs is harmed under load; `-- --full` for all of it. Needs Debian's PgBouncer."""
    _install(session, "tests")
    session.run("pytest", "tests/faults")
    session.run("python", "-m", "tests.faults", *session.posargs)


@nox.session(default=False)
@_timed
def fuzz(session: nox.Session) -> None:
    """Raw HTTP, the document as every caller, and sdkgen: `-- --minutes N [--only http|document|sdkgen]`."""
    _install(session, "contract")
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session(default=False)
@_timed
def generators(session: nox.Session) -> None:
    """sdkgen beside its peers: `-- --documents FOLDER`. Needs Go, Rust, and Java with Maven."""
    _install(session, "bench", "lint", "tests")
    _npm_install(session)
    session.run("python", "-m", "bench.generators", *session.posargs)
