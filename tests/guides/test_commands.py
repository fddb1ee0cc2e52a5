"""The commands of README.md, docs/monitoring.md, docs/redis.md, docs/secrets.md and docs/upgrades.md.

Each is run as it is printed, but for ports, and for names of hosts and folders that are not of this machine.
What would install something is held against pyproject.toml instead.
"""

import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from gatehouse.core.settings import Settings
from tests.conftest import SECRET_KEY
from tests.deploy.edge import replaced
from tests.guides.blocks import ROOT, block, shell_blocks
from tests.guides.place import Place
from tests.observe.test_traces import collecting
from tests.support.database import execute, url_of
from tests.support.server import free_port

EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[embedded]' && "
PASSWORD = "Wide-Open-Gate-7\n"


@pytest.fixture(scope="module")
def home() -> Iterator[Place]:
    """An empty folder with a virtual environment; the first service in it makes its database."""
    with TemporaryDirectory(prefix="gatehouse-guides-") as name:
        (Path(name) / ".venv").symlink_to(sys.prefix)
        yield Place(Path(name))


async def url_of_another(settings: Settings, name: str) -> str:
    await execute(settings, f"CREATE DATABASE {name}")
    return url_of(settings).replace("/gatehouse?", f"/{name}?")


def has_extra(command: str) -> bool:
    named = set(re.findall(r"\[(\w+)\]", command))
    return bool(named) and named <= set(EXTRAS)


def test_first_steps(home: Place) -> None:
    here = {"127.0.0.1:8000": f"127.0.0.1:{home.port}"}
    assert has_extra(INSTALL)
    with home.running(replaced(block("README.md", "-e '.[embedded]'"), {INSTALL: ""})):
        replies = {"Password: ": PASSWORD, "Repeat for confirmation: ": PASSWORD}
        said = home.talk(block("README.md", "create-admin"), replies)
        assert "Created you <you@example.com>" in said
        said = home.run(replaced(block("README.md", "auth/register"), here))
        assert said.count('"username":"ada"') >= 2


async def test_in_production(settings: Settings, place: Place) -> None:
    url = await url_of_another(settings, "guide_production")
    secret = place.folder / "gatehouse"
    text = block("README.md", "ENVIRONMENT=production")
    made = re.search(r'# from: (python3 -c ".+")\n', text)
    assert made
    places = {
        "postgresql://gatehouse:...@db.internal/gatehouse": f"'{url}'",
        "/run/secrets/gatehouse": str(secret),
        "--host 0.0.0.0": "--host 127.0.0.1",
    }
    build, _, rest = replaced(text, places).partition("\n")
    assert build.startswith("uv build --wheel && pip install dist/gatehouse-*.whl")  # tests/package does so
    secret.write_text(place.run(made[1]))
    with place.running(rest):
        assert place.get("/health").json()["database"] == "up"
        assert place.get("/users/me").status_code == 400  # it answers to accounts.example.com alone


def test_metrics(home: Place) -> None:
    address = f"127.0.0.1:{free_port()}"
    serve, scrape = replaced(
        block("docs/monitoring.md", "METRICS_LISTEN"), {"127.0.0.1:9464": address}
    ).splitlines()
    with home.running(serve):
        home.get("/health/live")
        assert re.search(r"^gatehouse_ready(\{.*\})? 1\.0$", home.run(scrape), re.MULTILINE)


def test_alerts(place: Place) -> None:
    (place.folder / "deploy").symlink_to(ROOT / "deploy")
    address = f"127.0.0.1:{free_port()}"
    check, check_rules, serve = block("docs/monitoring.md", "promtool").splitlines()
    assert "SUCCESS" in place.run(check)
    assert "SUCCESS" in place.run(check_rules)
    serve = replaced(serve, {"/tmp/prometheus": str(place.folder / "data"), "127.0.0.1:9090": address})
    with place.running(serve, f"http://{address}/-/ready"):
        groups = httpx.get(f"http://{address}/api/v1/rules", timeout=10).json()["data"]["groups"]
    assert "GatehouseNotReady" in {rule["name"] for group in groups for rule in group["rules"]}


def test_traces(home: Place) -> None:
    install, serve = block("docs/monitoring.md", "[traces]").splitlines()
    assert has_extra(install)
    with collecting() as collector:
        with home.running(replaced(serve, {"http://127.0.0.1:4318": collector.url})):
            assert home.get("/users/me").status_code == 401
        assert "me.get" in {span.name for span in collector.spans}


def test_redis(home: Place) -> None:
    debian, install, redis, export = block("docs/redis.md", "apt-get").splitlines()
    assert debian == "apt-get install redis-server"
    assert shutil.which("redis-server"), f"redis-server is missing: {debian}"
    assert has_extra(install)
    port = free_port()
    redis = replaced(redis, {"--port 6379": f"--bind 127.0.0.1 --port {port}"})
    export = replaced(export, {":password@cache.internal:6379": f"127.0.0.1:{port}"})
    with home.running(redis, f"tcp://127.0.0.1:{port}"), home.running(f"{export}\ngatehouse serve"):
        health = home.get("/health").json()
    assert health["dependencies"]["redis"]["state"] == "up"


def test_new_signing_keys(home: Place) -> None:
    with home.running("gatehouse serve"):
        home.run(block("docs/secrets.md", "gatehouse rotate-keys\n"))
    with home.running("gatehouse serve"):
        assert len(home.get("/.well-known/jwks.json").json()["keys"]) == 6


async def test_a_new_secret_key(settings: Settings, home: Place, place: Place) -> None:
    embedded, external = block("docs/secrets.md", "rotate-secret").split("\n\n")
    kept = home.folder / "gatehouse-data" / "secret_key"
    before = kept.read_text()
    home.run(embedded)
    assert kept.read_text() != before
    with home.running("gatehouse serve"):
        assert len(home.get("/.well-known/jwks.json").json()["keys"]) == 3
    variables = {"DATABASE_URL": await url_of_another(settings, "guide_secrets"), "SECRET_KEY": SECRET_KEY}
    place.run("gatehouse migrate && gatehouse rotate-keys", **variables)
    external = replaced(external, {"/run/secrets": str(place.folder)})
    place.run(f"{external}\ngatehouse rotate-keys", **variables)


def test_an_upgrade(home: Place) -> None:
    *steps, serve = shell_blocks("docs/upgrades.md")[0].splitlines()
    home.run("\n".join(steps))
    assert (home.folder / "before-upgrade.zip").stat().st_size > 0
    with home.running(serve):
        assert home.get("/health").json()["status"] == "ok"
