"""The Terraform modules: read, formatted and, where they need no provider, applied.

No provider is downloaded: the resources of the module `kubernetes` are not checked here.
"""

import re
import secrets
import subprocess
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest
import yaml

from tests.cli.conftest import Gatehouse
from tests.deploy.chart import KUBERNETES, SCHEMAS, kubeconform
from tests.deploy.postgres import encrypted_postgres
from tests.deploy.tofu import MODULES, TERRAFORM, applied, inspected, refused, tofu
from tools.helm_chart import render

SETTINGS = {
    "SMTP_HOST": "mail.example.com",
    "MAIL_FROM": "Accounts <accounts@example.com>",
    "TRUSTED_PROXIES": "10.0.0.0/8",
}
MACHINE: dict[str, Any] = {
    "host": "accounts.example.com",
    "wheel": "https://files.example.com/gatehouse-0.1.0-py3-none-any.whl",
    "settings": SETTINGS,
    "secret_commands": {"SECRET_KEY": "printf some-key", "DATABASE_URL": "printf postgresql://h/d"},
}


class TestModules:
    def test_are_formatted(self, tmp_path: Path) -> None:
        done = tofu("fmt", "-check", "-recursive", "-diff", str(TERRAFORM), cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr

    @pytest.mark.parametrize("module", MODULES)
    def test_say_what_everything_is_for(self, module: str) -> None:
        found = inspected(module)
        assert "diagnostics" not in found, found["diagnostics"]
        for name, variable in found["variables"].items():
            assert variable.get("description") and variable.get("type"), name
        for name, output in found["outputs"].items():
            assert output.get("description"), name

    def test_only_the_one_for_the_cluster_needs_providers(self) -> None:
        needed = {module: set(inspected(module)["required_providers"]) for module in MODULES}
        assert needed == {"kubernetes": {"helm", "kubernetes"}, "kubernetes/values": set(), "vm": set()}

    def test_what_the_module_makes_in_the_cluster(self) -> None:
        assert inspected("kubernetes")["managed_resources"].keys() == {
            "helm_release.this",
            "kubernetes_namespace_v1.this",
            "kubernetes_secret_v1.this",
        }

    def test_secrets_of_the_cluster_are_kept_out_of_the_state(self) -> None:
        variables = inspected("kubernetes")["variables"]
        hidden = {name for name, variable in variables.items() if variable.get("sensitive")}
        assert hidden == {"secret_key", "database_url", "owner_database_url", "smtp_password"}
        text = (TERRAFORM / "kubernetes/variables.tf").read_text()
        assert text.count("ephemeral   = true") == len(hidden)


class TestCluster:
    def test_the_chart_takes_the_values(self, tmp_path: Path) -> None:
        values = tmp_path / "values.yaml"
        outputs = applied(
            "kubernetes/values",
            tmp_path,
            image={"repository": "registry.example.com/gatehouse", "tag": "0.1.0"},
            host="accounts.example.com",
            settings={**SETTINGS, "WORKERS": 2, "DOCS_ENABLED": False, "TRUSTED_PROXIES": ["10.0.0.0/8"]},
            secret="gatehouse-secrets",
            secrets_revision=3,
        )
        values.write_text(outputs["yaml"])
        manifests = render("--values", str(values))
        done = kubeconform(manifests, KUBERNETES[-1])
        assert "Invalid: 0, Errors: 0, Skipped: 0" in done.stdout, done.stdout
        assert 'name: WORKERS\n              value: "2"' in manifests
        assert 'gatehouse/secrets-revision: "3"' in manifests
        assert "key: OWNER_DATABASE_URL" in manifests


@pytest.fixture(scope="module")
def user_data(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(applied("vm", tmp_path_factory.mktemp("vm"), **MACHINE)["user_data"])


@pytest.fixture(scope="module")
def files(user_data: str) -> dict[str, str]:
    return {each["path"]: each["content"] for each in yaml.safe_load(user_data)["write_files"]}


class TestMachine:
    def test_cloud_init_takes_the_user_data(self, user_data: str) -> None:
        assert user_data.startswith("#cloud-config\n")
        schema = orjson.loads((SCHEMAS / "cloud-config.json").read_bytes())
        validator = jsonschema_rs.validator_for(schema)
        written = yaml.safe_load(user_data)
        assert [error.message for error in validator.iter_errors(written)] == []
        assert not validator.is_valid({**written, "write_files": [{"paht": "/x"}]})

    def test_it_starts_nothing_before_secrets_and_schema_are_there(self, user_data: str) -> None:
        [[_, _, script]] = yaml.safe_load(user_data)["runcmd"]
        assert script.splitlines() == [
            "gatehouse-secrets",
            "python3 -m venv /opt/gatehouse",
            f"/opt/gatehouse/bin/pip install --quiet '{MACHINE['wheel']}'",
            "systemctl daemon-reload",
            "systemctl start gatehouse-migrate.service",
            "systemctl enable --now gatehouse.service gatehouse-purge.timer",
        ]

    def test_the_migration_is_a_unit_of_its_own(self, files: dict[str, str]) -> None:
        purge, migrate = (
            files[f"/etc/systemd/system/gatehouse-{name}.service"].splitlines()
            for name in ("purge", "migrate")
        )
        assert [line for line in migrate if line not in purge] == [
            "Description=Bring the schema of Gatehouse to this version",
            "ExecStart=/opt/gatehouse/bin/gatehouse migrate",
        ]

    def test_systemd_takes_the_units(self, files: dict[str, str], tmp_path: Path) -> None:
        units = [path for path in files if path.startswith("/etc/systemd/system/")]
        assert len(units) == 4
        for path in units:
            text = files[path].replace("/opt/gatehouse/bin/gatehouse", "/bin/true")
            (tmp_path / Path(path).name).write_text(text)
        command = ["systemd-analyze", "verify", "--man=no", *(str(unit) for unit in tmp_path.iterdir())]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout + done.stderr) == (0, "")

    def test_secrets_are_written_for_root_alone(self, files: dict[str, str], tmp_path: Path) -> None:
        script = files["/usr/local/sbin/gatehouse-secrets"]
        subprocess.run(["sh", "-c", script, "sh", str(tmp_path)], check=True)
        assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
            "secret_key": "some-key",
            "database_url": "postgresql://h/d",
            "smtp_password": "",
        }
        assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}

    @pytest.mark.parametrize("command", ["true", "false", "printf half; false"])
    def test_a_secret_that_cannot_be_had_stops_the_machine(self, command: str, tmp_path: Path) -> None:
        commands = {**MACHINE["secret_commands"], "SECRET_KEY": command}
        user_data = applied("vm", tmp_path, **{**MACHINE, "secret_commands": commands})["user_data"]
        written = yaml.safe_load(user_data)["write_files"]
        [script] = [each["content"] for each in written if each["path"].endswith("gatehouse-secrets")]
        done = subprocess.run(
            ["sh", "-c", script, "sh", tmp_path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert not (tmp_path / "secret_key").exists()
        assert ("the command for secret_key printed nothing" in done.stderr) == (command == "true")

    def test_the_service_runs_with_these_settings(self, files: dict[str, str], tmp_path: Path) -> None:
        """As systemd would start it, but for the address, and with credentials in a folder of the test."""
        lines = [line.split("=", 1) for line in files["/etc/gatehouse/gatehouse.env"].splitlines()]
        settings = {name: value.strip('"') for name, value in lines}
        unit = files["/etc/systemd/system/gatehouse.service"].replace("%d", str(tmp_path))
        settings |= re.findall(r"(\w+_FILE)=(\S+)", unit)
        assert settings.keys() >= {"SECRET_KEY_FILE", "DATABASE_URL_FILE"}
        machine = Gatehouse(tmp_path, {**settings, "HOST": "127.0.0.1", "WORKERS": "1"})
        with encrypted_postgres() as postgres:
            (tmp_path / "secret_key").write_text(secrets.token_urlsafe(48))
            (tmp_path / "database_url").write_text(postgres.url)
            (tmp_path / "smtp_password").touch()
            migrated = machine("migrate")
            assert migrated.returncode == 0, migrated.stderr
            with machine.serving() as server:
                assert server.answers()


REFUSED = {
    "host": ("https://accounts.example.com", "host: must be a name without scheme, port and path"),
    "wheel": ("gatehouse", "wheel: must be an address that starts with https:// and ends in .whl"),
    "settings": ({**SETTINGS, "SECRET_KEY": "x"}, "settings: secrets do not belong here"),
    "secret_commands": ({"SECRET_KEY": "true"}, "SECRET_KEY and DATABASE_URL must be among them"),
    "workers": (0, "workers: must be between 1 and 256"),
    "port": (80, "port: must be between 1024 and 65535"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_variable_is_told_with_what_would_be_right(name: str, tmp_path: Path) -> None:
    value, message = REFUSED[name]
    assert message in refused("vm", tmp_path, **{**MACHINE, name: value})
