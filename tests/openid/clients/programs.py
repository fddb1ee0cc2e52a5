"""Programs that people sign in to, started as their own manuals have it."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from tests.support.applications import Application
from tools import go_programs

HERE = Path(__file__).parent
_START_SECONDS = 60
_BUILD_SECONDS = 1800
_STOP_SECONDS = 20


@dataclass(frozen=True)
class Program:
    """A program that runs, and where people find it."""

    url: str
    log: Path


class Recipe(NamedTuple):
    """How a program is started, and where."""

    folder: Path
    command: list[str]


def authlib() -> Recipe:
    return Recipe(HERE / "authlib", [sys.executable, "wiki.py"])


def openid_client() -> Recipe:
    node = needed("node", "install Node.js 20 or newer")
    return _built("openid_client", ["npm", "install", "--silent", "--no-package-lock"], [node, "wiki.mjs"])


def go_oidc() -> Recipe:
    build = [needed("go", "install Go 1.25 or newer"), "build", "-mod=mod", "-o", "build/wiki", "."]
    return _built("go_oidc", build, ["build/wiki"])


def openidconnect() -> Recipe:
    build = [needed("cargo", "install Rust"), "build", "--quiet", "--target-dir", "build"]
    return _built("openidconnect", build, ["build/debug/wiki"])


def apache(define: str) -> Recipe:
    """Apache with a part of its configuration: `REFRESHING` or `TLS`."""
    server = needed("apache2", "install Debian's apache2 and libapache2-mod-auth-openidc")
    options = ["-D", "FOREGROUND", "-D", define, "-f", str(HERE / "apache/site.conf")]
    return Recipe(HERE / "apache", [server, *options])


def oauth2_proxy(application: Application, url: str, refresh_seconds: int) -> Recipe:
    """The released program, built once: all of its configuration is on the command line."""
    options = {
        "provider": "oidc",
        "oidc-issuer-url": application.service.settings.issuer,
        "client-id": application.client_id,
        "client-secret": application.secret,
        "code-challenge-method": "S256",
        "scope": "openid profile email",
        "email-domain": "*",
        "http-address": url.removeprefix("http://"),
        "redirect-url": f"{url}/oauth2/callback",
        "upstream": "static://200",
        "skip-auth-route": "^/signed-out$",
        "skip-provider-button": "true",
        "whitelist-domain": urlsplit(application.service.settings.issuer).netloc,
        "cookie-secret": secrets.token_hex(16),
        "cookie-secure": "false",
        "cookie-refresh": f"{refresh_seconds}s",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return Recipe(HERE, [str(go_programs.program("oauth2-proxy")), *flags])


@contextmanager
def running(recipe: Recipe, url: str, environment: Mapping[str, str], log: Path) -> Iterator[Program]:
    """Start a program, wait until it answers at its address, and end it."""
    with log.open("ab") as file:
        process = subprocess.Popen(
            recipe.command, cwd=recipe.folder, env={**os.environ, **environment}, stdout=file, stderr=file
        )
    try:
        _wait(process, url, log)
        yield Program(url, log)
    finally:
        process.terminate()
        process.wait(_STOP_SECONDS)


def needed(name: str, how: str) -> str:
    """The path of a tool; Debian keeps those for administrators apart."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    assert found, f"{name} is missing: {how}"
    return found


def _built(name: str, build: list[str], command: list[str]) -> Recipe:
    """A program that its tool brings up to date first: nothing is done twice."""
    subprocess.run(build, cwd=HERE / name, check=True, timeout=_BUILD_SECONDS)
    return Recipe(HERE / name, command)


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    """Until it answers anything; programs that have to ask the provider first take a moment."""
    until = monotonic() + _START_SECONDS
    while not _answers(url):
        assert process.poll() is None and monotonic() < until, log.read_text()
        sleep(0.1)


def _answers(url: str) -> bool:
    try:
        httpx.get(url, verify=False)
    except httpx.TransportError:
        return False
    return True
