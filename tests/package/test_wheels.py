"""Both distributions, built as wheels and installed where there is no checkout: they bring all they need."""

import json
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

ROOT = Path(__file__).parents[2]
DISTRIBUTIONS = {"gatehouse": ROOT, "sdkgen": ROOT / "sdkgen"}
UV = (sys.executable, "-m", "uv")
_PATIENCE_SECONDS = 120


def run(*command: str | Path, cwd: Path, stdin: str = "") -> str:
    done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("wheels")
    for source in DISTRIBUTIONS.values():
        run(*UV, "build", "--quiet", "--wheel", "--out-dir", folder, cwd=source)
    return {name: next(folder.glob(f"{name}-*.whl")) for name in DISTRIBUTIONS}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder far from the checkout."""
    return tmp_path_factory.mktemp("elsewhere")


def installed(place: Path, name: str, wanted: str) -> Path:
    """The folder of commands of an environment that has the wheel and what it asks for, and nothing else."""
    environment = place / f"venv-{name}"
    run(*UV, "venv", "--quiet", "--python", sys.executable, environment, cwd=place)
    run(*UV, "pip", "install", "--quiet", "--python", environment, wanted, cwd=place)
    return environment / "bin"


@pytest.fixture(scope="module")
def service(wheels: dict[str, Path], place: Path) -> Path:
    return installed(place, "gatehouse", f"{wheels['gatehouse']}[embedded]")


@pytest.fixture(scope="module")
def generator(wheels: dict[str, Path], place: Path) -> Path:
    return installed(place, "sdkgen", str(wheels["sdkgen"]))


@contextmanager
def serving(commands: Path, place: Path) -> Iterator[str]:
    """The address of a service started from the installed wheel."""
    log = place / "serve.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [commands / "gatehouse", "serve", "--port", "0"], cwd=place, stdout=stream, stderr=stream
        )
    try:
        yield _address(process, log)
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    for _ in range(_PATIENCE_SECONDS * 10):
        assert process.poll() is None, log.read_text()
        address = next((word for word in log.read_text().split() if word.startswith("http://")), None)
        if address and _answers(address):
            return address
        sleep(0.1)
    raise AssertionError(log.read_text())


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_a_wheel_puts_one_name_into_site_packages(wheels, name):
    names = zipfile.ZipFile(wheels[name]).namelist()
    assert {file.partition("/")[0] for file in names if ".dist-info/" not in file} == {name}


class TestGatehouse:
    def test_serves(self, service, place):
        with serving(service, place) as address:
            with urllib.request.urlopen(f"{address}/docs", timeout=10) as docs:
                assert docs.status == 200
            account = {"email": "ada@example.com", "username": "ada", "password": "Analytical-Engine-1"}
            request = urllib.request.Request(
                f"{address}/auth/register",
                json.dumps(account).encode(),
                {"Content-Type": "application/json"},
            )
            with urllib.request.urlopen(request, timeout=30) as answer:
                assert answer.status == 201

    def test_migrates_and_makes_an_admin(self, service, place):
        assert "is at" in run(service / "gatehouse", "migrate", cwd=place)
        arguments = ("create-admin", "--email", "you@example.com", "--username", "you", "--password-stdin")
        made = run(service / "gatehouse", *arguments, cwd=place, stdin="Analytical-Engine-1\n")
        assert "you@example.com" in made

    def test_has_the_document(self, service, place):
        assert run(service / "gatehouse", "openapi", cwd=place) == (ROOT / "openapi.yaml").read_text("utf-8")

    def test_does_not_bring_the_generator(self, service):
        assert not (service / "sdkgen").exists()


class TestSdkgen:
    def test_generates_every_client(self, generator, place):
        arguments = ("generate", ROOT / "openapi.yaml", "--name", "acme", "--out", "clients")
        run(generator / "sdkgen", *arguments, cwd=place)
        languages = {path.name for path in (ROOT / "sdk-templates").iterdir()}
        assert {path.name for path in (place / "clients").iterdir() if path.is_dir()} == languages

    def test_brings_every_template(self, wheels):
        files = subprocess.run(
            ["git", "ls-files", "sdk-templates"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\n")
        wanted = {file.replace("sdk-templates", "sdkgen/templates", 1) for file in files if file}
        assert wanted <= set(zipfile.ZipFile(wheels["sdkgen"]).namelist())

    def test_needs_nothing_of_the_service(self, generator, place):
        listed = json.loads(run(*UV, "pip", "list", "--format", "json", "-p", generator.parent, cwd=place))
        assert {"sqlalchemy", "connexion", "asyncpg", "gatehouse"}.isdisjoint(each["name"] for each in listed)
