"""The compose file: valid by the specification, complete, and with settings that the service accepts."""

import json
import re
import shutil
import ssl
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema_rs
import pytest
import yaml
from cryptography import x509

from gatehouse.core.settings import SettingsError, load_settings
from tests.deploy import edge
from tests.deploy.settings import FILES, NAMES, OF_SCRIPTS

DEPLOY = Path(__file__).parents[2] / "deploy"
SCHEMA = json.loads((Path(__file__).parent / "schemas/compose-spec.json").read_text("utf-8"))
OURS = ("gatehouse", "migrate")


@cache
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return loaded


SERVICES = compose()["services"]


def environment(service: str) -> dict[str, str]:
    """What the service gets, where the shell sets nothing."""
    written: dict[str, str] = SERVICES[service]["environment"]
    return {name: filled(value) for name, value in written.items()}


def filled(text: str, **variables: str) -> str:
    """The text with variables of the shell in it, or their defaults."""
    return re.sub(r"\$\{(\w+):-([^}]*)\}", lambda found: variables.get(found[1], found[2]), text)


def test_is_valid_by_the_specification():
    errors = list(jsonschema_rs.validator_for(SCHEMA).iter_errors(compose()))
    assert [error.message for error in errors] == []


def test_is_read_by_compose_itself():
    command = engine()
    if command is None:
        pytest.skip("Docker Compose is not installed here; the schema was checked")
    done = subprocess.run(
        [*command, "-f", DEPLOY / "compose.yaml", "config", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def engine() -> list[str] | None:
    for command in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(command[0])
            and subprocess.run([*command, "version"], capture_output=True, check=False).returncode == 0
        ):
            return command
    return None


def test_has_all_that_was_asked_for():
    images = {filled(service["image"]).rpartition("/")[2].partition(":")[0] for service in SERVICES.values()}
    assert images == {"gatehouse", "postgres", "valkey", "mailpit", "nginx", "prometheus", "grafana"}


@pytest.mark.parametrize("name", OURS)
def test_runs_the_image_that_is_rolled_out(name):
    known = tomllib.loads((DEPLOY / "environments.toml").read_text("utf-8"))
    (variable,) = known["targets"]["compose"]["variables"]
    assert filled(SERVICES[name]["image"]) == "gatehouse:dev"
    assert filled(SERVICES[name]["image"], **{variable: "gatehouse:0.2.0"}) == "gatehouse:0.2.0"


def test_answers_where_a_roll_out_looks():
    known = tomllib.loads((DEPLOY / "environments.toml").read_text("utf-8"))
    ports = [filled(port) for port in SERVICES["gatehouse"]["ports"]]
    assert f"{known['environments']['development']['url']}:8000" in [f"http://{port}" for port in ports]


@pytest.mark.parametrize("name", SERVICES)
def test_waits_only_for_what_can_tell_that_it_is_ready(name):
    for other, how in SERVICES[name].get("depends_on", {}).items():
        if how["condition"] == "service_healthy":
            assert SERVICES[other]["healthcheck"]["test"][0] == "CMD"
        else:
            assert how["condition"] == "service_completed_successfully"
            assert SERVICES[other]["restart"] == "no"


@pytest.mark.parametrize("name", SERVICES)
def test_says_whether_it_is_healthy(name):
    check = SERVICES[name]["healthcheck"]
    assert check.get("test") or (check == {"disable": True} and SERVICES[name]["restart"] == "no")


@pytest.mark.parametrize("name", SERVICES)
def test_is_reached_from_this_machine_only(name):
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", ()))


@pytest.mark.parametrize("name", SERVICES)
def test_mounts_what_there_is(name):
    for volume in SERVICES[name].get("volumes", ()):
        source = volume.split(":")[0]
        if source.startswith("."):
            file = DEPLOY / source
            assert file.is_file()
        else:
            assert source in compose()["volumes"]


@pytest.mark.parametrize("name", OURS)
class TestOurSettings:
    def test_have_names_of_settings(self, name):
        assert environment(name).keys() <= NAMES | FILES | OF_SCRIPTS

    def test_are_accepted(self, name, monkeypatch):
        for setting, value in environment(name).items():
            monkeypatch.setenv(setting, value)
        settings = load_settings(env_file=None)
        assert settings.trusted_proxies == [compose()["networks"]["default"]["ipam"]["config"][0]["subnet"]]
        assert settings.smtp_host in SERVICES

    def test_are_refused_in_production(self, name, monkeypatch):
        for setting, value in environment(name).items():
            monkeypatch.setenv(setting, value)
        with pytest.raises(SettingsError, match="SECRET_KEY: a placeholder"):
            load_settings(env_file=None, environment="production")

    def test_lead_to_services_that_there_are(self, name):
        written = environment(name)
        hosts = re.findall(r"//(?:\w+:\w+@)?(\w+)/", written["DATABASE_URL"] + " " + written["REDIS_URL"])
        assert hosts == ["postgres", "valkey"]
        assert f"//{environment('postgres')['POSTGRES_USER']}:" in written["DATABASE_URL"]


def test_nginx_takes_its_nodes():
    with TemporaryDirectory(prefix="gatehouse-") as name:
        front = edge.configure(Path(name), ["127.0.0.1:1"], {})
        nodes = (DEPLOY / "compose/gatehouse-nodes.conf").read_text("utf-8")
        known_here = edge.replaced(nodes, {"server gatehouse:8000": "server localhost:8000"})
        (front.folder / "conf.d/gatehouse-nodes.conf").write_text(known_here)
        done = subprocess.run(edge.command(front, "-t"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nginx_gets_a_certificate_once(tmp_path):
    folder, log = tmp_path / "tls", tmp_path / "gatehouse.log"
    places = {"/etc/nginx/gatehouse": str(folder), "/var/log/nginx/gatehouse.log": str(log)}
    script = tmp_path / "prepare.sh"
    script.write_text(edge.replaced((DEPLOY / "compose/prepare-nginx.sh").read_text("utf-8"), places))
    made = set()
    for _ in range(2):
        subprocess.run(["sh", script], check=True, capture_output=True)
        made.add((folder / "tls.crt").read_bytes())
    assert len(made) == 1
    assert str(log.readlink()) == "/dev/stdout"
    context = ssl.create_default_context(cafile=str(folder / "tls.crt"))
    context.load_cert_chain(folder / "tls.crt", folder / "tls.key")
    certificate = x509.load_pem_x509_certificate((folder / "tls.crt").read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]


def test_prometheus_takes_its_configuration():
    promtool = shutil.which("promtool")
    assert promtool, "promtool is missing: install Debian's prometheus"
    command = [promtool, "check", "config", str(DEPLOY / "compose/prometheus.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_asks_where_metrics_are():
    (job,) = yaml.safe_load((DEPLOY / "compose/prometheus.yml").read_text("utf-8"))["scrape_configs"]
    (names,) = job["dns_sd_configs"]
    assert f"{names['names'][0]}:{names['port']}" == environment("gatehouse")["METRICS_LISTEN"].replace(
        "0.0.0.0", "gatehouse"
    )
