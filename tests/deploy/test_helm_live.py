"""What the chart's pods would run does run: their commands with their environment, secrets and probes.

There is no cluster: a folder of the test stands in for the volume of secrets, and an address of this machine
for the pod's own.
"""

import json
import re
import secrets
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.conftest import Gatehouse, Serving
from tests.deploy.chart import Manifest, container, environment, pods, rendered, secret_files
from tests.deploy.postgres import EncryptedPostgres, certificate_for, encrypted_postgres
from tools.helm_chart import ROOT

POD = "10.1.2.3:8000"  # the Host of a probe
Secrets = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def postgres() -> Iterator[EncryptedPostgres]:
    """With the roles of the guide."""
    [roles] = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/kubernetes.md").read_text(), re.DOTALL)
    with encrypted_postgres() as server:
        server.run(roles)
        yield server


@pytest.fixture(scope="module")
def given(postgres: EncryptedPostgres) -> Secrets:
    """What values-production.yaml says must exist."""
    return {
        ("gatehouse", "secret-key"): secrets.token_urlsafe(48),
        ("gatehouse", "database-url"): postgres.url_of("gatehouse", "gatehouse"),
        ("gatehouse-owner", "database-url"): postgres.url_of("gatehouse_owner", "gatehouse"),
        ("gatehouse", "smtp-password"): "Open-Sesame-9",
        ("gatehouse-database-ca", "ca.crt"): postgres.authority,
    }


@pytest.fixture(scope="module")
def production() -> dict[str, Manifest]:
    return pods(rendered("production"))


def started(pod: Manifest, given: Secrets, folder: Path) -> Gatehouse:
    """The environment of the pod, its files in a folder instead of where they would be mounted."""
    files = secret_files(pod)
    for path, reference in files.items():
        (folder / Path(path).name).write_text(given[reference])
    settings = {
        name: str(folder / Path(value).name) if value in files else value
        for name, value in environment(pod).items()
    }
    return Gatehouse(folder, {**settings, "HOST": "127.0.0.1", "METRICS_LISTEN": ""})


@pytest.fixture(scope="module")
def server(production: dict[str, Manifest], given: Secrets) -> Iterator[Serving]:
    with TemporaryDirectory(prefix="gatehouse-") as name:
        job = started(production["migrate"], given, Path(name))
        migrated = job(*container(production["migrate"])["command"][1:])
        assert migrated.returncode == 0, migrated.stderr
        pod = started(production["server"], given, Path(name))
        command = container(production["server"])["command"]
        assert command == ["gatehouse", "serve"]
        with pod.serving() as serving:
            yield serving


def status(server: Serving, path: str, host: str) -> int:
    return answered(urllib.request.Request(f"{server.address}{path}", headers={"Host": host}))


def sent(server: Serving, path: str, body: dict[str, str]) -> int:
    headers = {"Host": "accounts.example.com", "Content-Type": "application/json"}
    return answered(urllib.request.Request(f"{server.address}{path}", json.dumps(body).encode(), headers))


def answered(request: urllib.request.Request) -> int:
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("probe", ["startupProbe", "livenessProbe", "readinessProbe"])
def test_probes_are_answered_at_the_address_of_the_pod(
    probe: str, server: Serving, production: dict[str, Manifest]
) -> None:
    path = container(production["server"])[probe]["httpGet"]["path"]
    assert status(server, path, POD) == 200


def test_the_role_that_changes_no_tables_is_enough(server: Serving) -> None:
    person = {"email": "ada@example.com", "username": "ada", "password": "Analytical-Engine-1"}
    assert sent(server, "/auth/register", person) == 202
    login = {key: person[key] for key in ("username", "password")}
    assert sent(server, "/auth/login", login) == 403, "production wants the address to be confirmed"


@pytest.mark.parametrize(
    "host", ["accounts.example.com", "gatehouse", "gatehouse.gatehouse", "gatehouse.gatehouse.svc"]
)
def test_the_service_answers_to_its_names(host: str, server: Serving) -> None:
    assert status(server, "/.well-known/jwks.json", host) == 200


def test_and_to_no_others(server: Serving) -> None:
    assert status(server, "/.well-known/jwks.json", "evil.example.com") == 400


def test_the_purge_runs_beside_it(
    server: Serving, production: dict[str, Manifest], given: Secrets, tmp_path: Path
) -> None:
    job = started(production["purge"], given, tmp_path)
    done = job(*container(production["purge"])["command"][1:])
    assert done.returncode == 0, done.stderr
    assert "user counts: " in done.stdout


def test_a_database_with_another_certificate_is_refused(
    production: dict[str, Manifest], given: Secrets, tmp_path: Path
) -> None:
    _, stranger = certificate_for("localhost")
    job = started(production["migrate"], {**given, ("gatehouse-database-ca", "ca.crt"): stranger}, tmp_path)
    said = job.refused("migrate")
    assert "cannot reach the database at localhost" in said
    assert "certificate verify failed" in said
