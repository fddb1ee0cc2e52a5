"""What the chart renders fits together: pods, what selects them, their settings and secrets."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from gatehouse.core.settings import load_settings
from tests.deploy.chart import (
    ENVIRONMENTS,
    VALUES,
    Manifest,
    container,
    environment,
    one,
    pods,
    rendered,
    secret_files,
    selected,
)
from tools.helm_chart import ALERTS, CHART


@pytest.fixture(scope="module")
def production() -> list[Manifest]:
    return rendered("production")


class TestPods:
    @pytest.mark.parametrize("name", VALUES)
    def test_all_keep_the_restricted_standard(self, name: str) -> None:
        for pod in pods(rendered(name)).values():
            spec, only = pod["spec"], container(pod)
            assert spec["securityContext"]["runAsNonRoot"] is True
            assert spec["securityContext"]["runAsUser"] > 0
            assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
            assert spec["automountServiceAccountToken"] is False
            assert only["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
                "readOnlyRootFilesystem": True,
            }
            assert only["resources"]["limits"]["memory"]
            assert only["resources"]["requests"].keys() == {"cpu", "memory"}
            assert {"name": "tmp", "mountPath": "/tmp"} in only["volumeMounts"]

    @pytest.mark.parametrize("name", VALUES)
    def test_secrets_are_files_out_of_existing_secrets(self, name: str) -> None:
        manifests = rendered(name)
        assert not [each for each in manifests if each["kind"] == "Secret"]
        for pod in pods(manifests).values():
            settings = environment(pod)
            named = {
                file for name, file in settings.items() if name.endswith("_FILE") or name == "PGSSLROOTCERT"
            }
            assert named == secret_files(pod).keys()
            assert settings.keys() >= {"SECRET_KEY_FILE", "DATABASE_URL_FILE"}
            assert not settings.keys() & {"SECRET_KEY", "DATABASE_URL", "SMTP_PASSWORD"}

    @pytest.mark.parametrize("name", ENVIRONMENTS)
    def test_the_service_takes_the_settings(
        self, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        secret = tmp_path / "secret"
        secret.write_text(f"postgresql://gatehouse:{secrets.token_urlsafe(48)}@database/gatehouse")
        for setting, value in environment(pods(rendered(name))["server"]).items():
            monkeypatch.setenv(setting, str(secret) if setting.endswith("_FILE") else value)
        settings = load_settings(env_file=None)
        host = yaml.safe_load((CHART / f"values-{name}.yaml").read_text())["host"]
        assert settings.environment == name
        assert settings.allowed_hosts[0] == host
        assert urlsplit(settings.public_url).hostname == host

    def test_numbers_truth_values_and_lists_become_text(self, tmp_path: Path) -> None:
        origins = ["https://a.example.com", "https://b.example.com"]
        values = {"BODY_LIMIT_BYTES": 2097152, "DOCS_ENABLED": True, "ALLOWED_ORIGINS": origins}
        file = tmp_path / "values.yaml"
        file.write_text(yaml.safe_dump({"settings": values}))
        settings = environment(pods(rendered("production", "--values", str(file)))["server"])
        assert settings["BODY_LIMIT_BYTES"] == "2097152"
        assert settings["DOCS_ENABLED"] == "true"
        assert settings["ALLOWED_ORIGINS"] == "https://a.example.com,https://b.example.com"

    def test_the_server_is_probed_drained_and_spread(self, production: list[Manifest]) -> None:
        server = pods(production)["server"]
        spec, only = server["spec"], container(server)
        paths = {
            name: only[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")
        }
        assert paths == {"startup": "/health/live", "liveness": "/health/live", "readiness": "/health/ready"}
        drain = only["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert spec["terminationGracePeriodSeconds"] > drain + 10, "open requests have ten seconds after that"
        keys = [each["topologyKey"] for each in spec["topologySpreadConstraints"]]
        assert keys == ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]
        assert "replicas" not in one(production, "Deployment")["spec"], "the autoscaler decides"

    def test_without_autoscaling_there_are_three(self) -> None:
        manifests = rendered("production", "--set", "autoscaling.enabled=false")
        assert one(manifests, "Deployment")["spec"]["replicas"] == 3

    def test_a_digest_counts_more_than_a_tag(self) -> None:
        digest = f"sha256:{'ab' * 32}"
        manifests = rendered("production", "--set", f"image.digest={digest},image.tag=1.2.3")
        images = {container(pod)["image"] for pod in pods(manifests).values()}
        assert images == {f"registry.example.com/gatehouse@{digest}"}


class TestFitTogether:
    def test_the_migration_runs_before_with_the_owner_of_the_tables(self, production: list[Manifest]) -> None:
        annotations = one(production, "Job")["metadata"]["annotations"]
        assert annotations["helm.sh/hook"] == "pre-install,pre-upgrade"
        used = {
            component: secret_files(pod)[environment(pod)["DATABASE_URL_FILE"]][0]
            for component, pod in pods(production).items()
        }
        assert used == {"migrate": "gatehouse-owner", "server": "gatehouse", "purge": "gatehouse"}

    def test_commands(self, production: list[Manifest]) -> None:
        commands = {name: container(pod)["command"] for name, pod in pods(production).items()}
        assert commands == {
            "server": ["gatehouse", "serve"],
            "migrate": ["gatehouse", "migrate"],
            "purge": ["gatehouse", "purge"],
        }

    def test_only_the_server_is_selected(self, production: list[Manifest]) -> None:
        selectors = {
            (each["kind"], each["metadata"]["name"]): each["spec"]["selector"].get(
                "matchLabels", each["spec"]["selector"]
            )
            for each in production
            if each["kind"] in ("Deployment", "Service", "PodDisruptionBudget")
        }
        selectors["NetworkPolicy", "gatehouse-callers"] = one(
            production, "NetworkPolicy", "gatehouse-callers"
        )["spec"]["podSelector"]["matchLabels"]
        assert len(selectors) == 5
        assert {name: selected(labels, production) for name, labels in selectors.items()} == {
            name: {"server"} for name in selectors
        }

    def test_every_pod_may_only_reach_what_is_listed(self, production: list[Manifest]) -> None:
        policy = one(production, "NetworkPolicy", "gatehouse")["spec"]
        assert selected(policy["podSelector"]["matchLabels"], production) == {"server", "migrate", "purge"}
        assert policy["policyTypes"] == ["Ingress", "Egress"]
        ports = {port["port"] for rule in policy["egress"] for port in rule["ports"]}
        assert ports == {53, 5432, 587, 6379}

    def test_the_ingress_leads_to_the_service_and_that_to_a_port(self, production: list[Manifest]) -> None:
        [rule] = one(production, "Ingress")["spec"]["rules"]
        [path] = rule["http"]["paths"]
        target = path["backend"]["service"]
        service = one(production, "Service", target["name"])
        [port] = service["spec"]["ports"]
        server = pods(production)["server"]
        listening = {each["name"]: str(each["containerPort"]) for each in container(server)["ports"]}
        assert target["port"]["name"] == port["name"]
        assert listening[port["targetPort"]] == environment(server)["PORT"]
        assert rule["host"] in environment(server)["ALLOWED_HOSTS"].split(",")

    def test_metrics_are_scraped_at_an_address_of_their_own(self, production: list[Manifest]) -> None:
        monitor = one(production, "ServiceMonitor")["spec"]
        services = [
            each
            for each in production
            if each["kind"] == "Service"
            and monitor["selector"]["matchLabels"].items() <= each["metadata"]["labels"].items()
        ]
        [service] = services
        [port] = service["spec"]["ports"]
        server = pods(production)["server"]
        assert [each["port"] for each in monitor["endpoints"]] == [port["name"]]
        assert environment(server)["METRICS_LISTEN"] == f"0.0.0.0:{port['port']}"
        assert service["metadata"]["labels"][monitor["jobLabel"]] == "gatehouse"
        public = one(production, "Service", "gatehouse")
        assert [each["name"] for each in public["spec"]["ports"]] == ["http"]

    def test_the_alerts_arrive_unchanged(self, production: list[Manifest]) -> None:
        assert one(production, "PrometheusRule")["spec"] == yaml.safe_load(ALERTS.read_text())

    def test_what_is_switched_off_is_not_there(self) -> None:
        every = yaml.safe_load((CHART / "values.yaml").read_text())
        switches = [name for name, value in every.items() if isinstance(value, dict) and "enabled" in value]
        assert len(switches) == 9
        off = ",".join(f"{switch}.enabled=false" for switch in switches)
        manifests = rendered("production", "--set", off)
        assert sorted(each["kind"] for each in manifests) == ["Deployment", "Service"]

    def test_two_releases_in_one_namespace_share_nothing(self) -> None:
        first, second = rendered("production"), rendered("production", release="other")
        names = [
            {(each["kind"], each["metadata"]["name"]) for each in each_of} for each_of in (first, second)
        ]
        assert not names[0] & names[1]
        assert selected(one(first, "Service", "gatehouse")["spec"]["selector"], second) == set()
