"""The Helm chart renders to objects that Kubernetes takes and that fit together; wrong values are refused."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.deploy.chart import (
    EXAMPLES,
    KUBERNETES,
    VALUES,
    Manifest,
    helm,
    kubeconform,
    refused,
    rendered,
    values,
)
from tools.helm_chart import ALERTS, CHART, PLAIN, ROOT, plain_manifests, render, schema

KINDS = {
    "Deployment": 1,
    "Service": 2,
    "Ingress": 1,
    "HorizontalPodAutoscaler": 1,
    "PodDisruptionBudget": 1,
    "NetworkPolicy": 2,
    "Job": 1,
    "CronJob": 1,
    "ServiceMonitor": 1,
    "PrometheusRule": 1,
}


@pytest.fixture(scope="module")
def production() -> list[Manifest]:
    return rendered("production")


class TestTakenByKubernetes:
    @pytest.mark.parametrize("name", VALUES)
    def test_helm_has_nothing_to_complain_about(self, name: str) -> None:
        done = helm("lint", "--strict", str(CHART), *values(name))
        assert done.returncode == 0, done.stdout + done.stderr

    @pytest.mark.parametrize("kubernetes", KUBERNETES)
    @pytest.mark.parametrize("name", VALUES)
    def test_every_object_is_valid(self, name: str, kubernetes: str) -> None:
        manifests = render(*values(name))
        done = kubeconform(manifests, kubernetes)
        count = len(rendered(name))
        assert f"Valid: {count}, Invalid: 0, Errors: 0, Skipped: 0" in done.stdout, done.stdout

    def test_production_has_every_kind(self, production: list[Manifest]) -> None:
        kinds = [each["kind"] for each in production]
        assert {kind: kinds.count(kind) for kind in kinds} == KINDS

    @pytest.mark.parametrize("kind", KINDS)
    def test_an_unknown_field_would_be_noticed(self, kind: str, production: list[Manifest]) -> None:
        manifest = next(each for each in production if each["kind"] == kind)
        spoiled = yaml.safe_dump({**manifest, "spec": {**manifest["spec"], "unheardOf": 1}})
        done = kubeconform(spoiled, KUBERNETES[-1])
        assert "'unheardOf' not allowed" in done.stdout

    @pytest.mark.parametrize("name", ["cluster", "pooler"])
    def test_the_database_of_the_example_is_valid(self, name: str) -> None:
        done = kubeconform((EXAMPLES / f"cloudnative-pg/{name}.yaml").read_text(), KUBERNETES[-1])
        assert "Valid: 1, Invalid: 0, Errors: 0, Skipped: 0" in done.stdout, done.stdout


class TestWrittenFiles:
    todo = "not up to date; run: python -m tools.helm_chart"

    def test_the_schema_knows_the_settings_of_this_version(self) -> None:
        assert (CHART / "values.schema.json").read_text() == schema(), self.todo

    def test_the_alerts_are_those_of_prometheus(self) -> None:
        assert (CHART / "files/alerts.yaml").read_text() == ALERTS.read_text(), self.todo

    def test_the_plain_manifests_are_what_the_chart_renders(self) -> None:
        written = {file.name: file.read_text() for file in PLAIN.glob("*.yaml")}
        assert written == plain_manifests(), self.todo

    def test_the_plain_manifests_are_complete(self, production: list[Manifest]) -> None:
        written = [
            each for file in PLAIN.glob("*.yaml") for each in yaml.safe_load_all(file.read_text()) if each
        ]
        by_name = {(each["kind"], each["metadata"]["name"]): each for each in written}
        assert by_name == {(each["kind"], each["metadata"]["name"]): each for each in production}

    def test_the_version_is_that_of_the_service(self) -> None:
        chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
        assert chart["appVersion"] == project["version"]


REFUSED = {
    "replicas=three": "at '/replicas': got string, want integer",
    "settings.PASSWORD_MINIMUM=3": "at '/settings': additional properties 'PASSWORD_MINIMUM' not allowed",
    "settings.SECRET_KEY=x": "at '/settings': additional properties 'SECRET_KEY' not allowed",
    "settings.PORT=9000": "at '/settings': additional properties 'PORT' not allowed",
    "settings.WORKERS=0": "at '/settings/WORKERS': minimum: got 0, want 1",
    "settings.ENVIRONMENT=live": (
        "at '/settings/ENVIRONMENT': value must be one of 'development', 'staging', 'production'"
    ),
    "settings.SMTP_HOST=null": "at '/settings/SMTP_HOST': got null, want string",
    "secrets.SECRET_KEY=null": "at '/secrets/SECRET_KEY': got null, want object",
    "secrets.DATABASE_URL.key=null": "at '/secrets/DATABASE_URL/key': got null, want string",
    "secrets.PASSWORD.name=x": "at '/secrets': additional properties 'PASSWORD' not allowed",
    "host=": "at '/host': minLength: got 0, want 1",
    "host=https://accounts.example.com": "at '/host': 'https://accounts.example.com' does not match pattern",
    "image.repository=": "at '/image/repository': minLength: got 0, want 1",
    "image.digest=abc": "at '/image/digest': 'abc' does not match pattern",
    "metrics.enabled=false": "at '/metrics/enabled': value must be true",
    "metrics.port=8000": "at '/metrics/port': 'not' failed",
    "drainSeconds=0": "at '/drainSeconds': minimum: got 0, want 1",
    "purge.schedule=never": "at '/purge/schedule': 'never' does not match pattern",
    "podDisruptionBudget.maxUnavailable=0": (
        "at '/podDisruptionBudget/maxUnavailable': minimum: got 0, want 1"
    ),
    "ingres.enabled=true": "additional properties 'ingres' not allowed",
}


class TestWrongValues:
    @pytest.mark.parametrize("wrong", REFUSED)
    def test_one_line_says_where_and_what(self, wrong: str) -> None:
        said = refused(*values("production"), "--set", wrong)
        assert REFUSED[wrong] in said

    def test_without_values_all_that_must_be_set_is_told(self) -> None:
        said = refused()
        for place, names in {
            "/secrets": "'SECRET_KEY', 'DATABASE_URL'",
            "/settings": "'SMTP_HOST', 'MAIL_FROM'",
            "/host": "minLength",
            "/image/repository": "minLength",
        }.items():
            assert re.search(rf"at '{place}': .*{names}", said), said

    def test_a_user_name_for_mails_needs_a_password(self) -> None:
        said = refused(
            "--values", str(CHART / "values-development.yaml"), "--set", "settings.SMTP_USERNAME=x"
        )
        assert "at '/secrets': missing property 'SMTP_PASSWORD'" in said

    def test_an_older_kubernetes(self) -> None:
        said = refused(*values("production"), "--kube-version", "1.29.0")
        assert "chart requires kubeVersion: >=1.30.0-0 which is incompatible with Kubernetes v1.29.0" in said


class TestNotes:
    def notes(self, folder: Path, *arguments: str) -> str:
        """What Helm prints after it has installed, which it tells no other way without a cluster."""
        chart = shutil.copytree(CHART, folder / "chart")
        quoted = 'notes: {{ include (print $.Template.BasePath "/NOTES.txt") . | toJson }}'
        (chart / "templates/notes.yaml").write_text(quoted)
        only = ("--namespace", "people", "--show-only", "templates/notes.yaml")
        done = helm("template", "accounts", str(chart), *only, *values("production"), *arguments)
        assert done.returncode == 0, done.stderr
        return str(yaml.safe_load(done.stdout)["notes"])

    def test_say_what_comes_next(self, tmp_path: Path) -> None:
        notes = self.notes(tmp_path)
        assert "serves production at accounts.example.com.\n" in notes
        assert "kubectl -n people rollout status deployment/accounts" in notes
        assert "kubectl -n people exec -it deployment/accounts" in notes
        assert "TRUSTED_PROXIES" not in notes
        assert "gatehouse migrate" not in notes

    def test_say_what_is_left_to_do(self, tmp_path: Path) -> None:
        off = "--set=migrations.enabled=false,ingress.enabled=false"
        notes = self.notes(tmp_path, "--set-json=settings.TRUSTED_PROXIES=[]", off)
        assert "once you lead that name to the Service accounts.\n" in notes
        assert "settings.TRUSTED_PROXIES is empty" in notes
        assert 'run "gatehouse migrate" before each roll-out' in notes
