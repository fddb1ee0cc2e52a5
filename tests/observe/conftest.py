"""The service with two workers, on a PostgreSQL that may be stopped, and a Prometheus that scrapes it."""

import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

import asyncpg
import httpx
import psutil
import pytest

from gatehouse.core.settings import Settings, load_settings
from gatehouse.persistence import migrate
from tests.cli.conftest import gatehouse, place
from tests.conftest import SECRET_KEY
from tests.support import database
from tests.support.server import Server, free_port, serving

__all__ = ["gatehouse", "place"]

DEPLOY = Path(__file__).parents[2] / "deploy"


class Prometheus:
    """Answers what it scraped."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=10)

    def query(self, expression: str) -> list[dict[str, Any]]:
        result: list[dict[str, Any]] = self._get("/api/v1/query", query=expression)["result"]
        return result

    def firing(self) -> set[str]:
        alerts = self._get("/api/v1/alerts")["alerts"]
        return {alert["labels"]["alertname"] for alert in alerts if alert["state"] == "firing"}

    @property
    def ready(self) -> bool:
        with suppress(httpx.TransportError):
            return self._client.get("/-/ready").status_code == 200
        return False

    def _get(self, path: str, **query: str) -> dict[str, Any]:
        answer = self._client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        data: dict[str, Any] = answer.json()["data"]
        return data


@pytest.fixture(scope="module")
def own_settings() -> Iterator[Settings]:
    with database.embedded_postgres() as url:
        yield load_settings(env_file=None, database_url=url, secret_key=SECRET_KEY)


@pytest.fixture(scope="module")
async def observed(own_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    await migrate.upgrade(database.url_of(own_settings))
    listen = f"127.0.0.1:{free_port()}"
    async with serving(
        own_settings,
        tmp_path_factory.mktemp("observed") / "log",
        metrics_listen=listen,
        database_timeout_seconds=2,
    ) as server:
        yield server


@pytest.fixture(scope="module")
def prometheus(observed: Server) -> Iterator[Prometheus]:
    """With our rules, but with an eye on everything every second."""
    program = shutil.which("prometheus")
    if program is None:
        pytest.fail("This needs Prometheus: apt-get install -y prometheus")
    with TemporaryDirectory(prefix="gatehouse-prometheus-") as name:
        folder, port = Path(name), free_port()
        _write_quicker(folder, observed.settings.metrics_listen or "")
        process = subprocess.Popen(
            [
                *(program, f"--config.file={folder / 'prometheus.yml'}"),
                *(f"--storage.tsdb.path={folder / 'data'}", f"--web.listen-address=127.0.0.1:{port}"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            ready = Prometheus(f"http://127.0.0.1:{port}")
            _wait_until_ready(ready)
            yield ready
        finally:
            process.terminate()
            process.wait(30)


def _write_quicker(folder: Path, target: str) -> None:
    config = (DEPLOY / "prometheus" / "prometheus.yml").read_text()
    config = re.sub(r"_interval: \w+", "_interval: 1s", config).replace("127.0.0.1:9464", target)
    rules = (DEPLOY / "prometheus" / "alerts.yaml").read_text()
    (folder / "prometheus.yml").write_text(config)
    (folder / "alerts.yaml").write_text(re.sub(r"for: \w+", "for: 2s", rules))


def _wait_until_ready(prometheus: Prometheus) -> None:
    for _ in range(600):
        if prometheus.ready:
            return
        sleep(0.1)
    pytest.fail("Prometheus did not start")


async def stop_postgres(settings: Settings) -> None:
    """As a power cut does."""
    connection = await asyncpg.connect(database.url_of(settings))
    postmaster = psutil.Process(await connection.fetchval("SELECT pg_backend_pid()")).parent()
    assert postmaster is not None
    postmaster.kill()
    connection.terminate()
