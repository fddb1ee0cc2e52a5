"""The chart and what it renders to, by way of the real Helm and kubeconform."""

import subprocess
from pathlib import Path
from typing import Any

import yaml

from tools.go_programs import program
from tools.helm_chart import CHART, ROOT, render

SCHEMAS = Path(__file__).with_name("schemas")
EXAMPLES = ROOT / "deploy/helm/examples"
ENVIRONMENTS = ("development", "staging", "production")
KUBERNETES = ("kubernetes-1.30", "kubernetes-1.37")
Manifest = dict[str, Any]

_PRODUCTION = CHART / "values-production.yaml"
_CLOUDNATIVE = EXAMPLES / "cloudnative-pg/values.yaml"
VALUES: dict[str, tuple[Path, ...]] = {
    **{name: (CHART / f"values-{name}.yaml",) for name in ENVIRONMENTS},
    "cloudnative-pg": (_PRODUCTION, _CLOUDNATIVE),
    "cloudnative-pg-pooler": (_PRODUCTION, _CLOUDNATIVE, EXAMPLES / "cloudnative-pg/values-pooler.yaml"),
    "managed-database": (_PRODUCTION, EXAMPLES / "managed-database/values.yaml"),
}


def values(name: str) -> list[str]:
    """The arguments of Helm for the values of that name."""
    return [argument for file in VALUES[name] for argument in ("--values", str(file))]


def rendered(name: str, *arguments: str, release: str = "gatehouse") -> list[Manifest]:
    """The objects that the chart makes of the values of that name."""
    return [each for each in yaml.safe_load_all(render(*values(name), *arguments, release=release)) if each]


def one(manifests: list[Manifest], kind: str, name: str | None = None) -> Manifest:
    """The only object of a kind, and of a name if one is given."""
    [found] = [
        each for each in manifests if each["kind"] == kind and name in (None, each["metadata"]["name"])
    ]
    return found


def pods(manifests: list[Manifest]) -> dict[str, Manifest]:
    """The pods that the objects make, by component."""
    makers = [each["spec"] for each in manifests if each["kind"] in ("Deployment", "Job")]
    makers += [each["spec"]["jobTemplate"]["spec"] for each in manifests if each["kind"] == "CronJob"]
    templates = [maker["template"] for maker in makers]
    return {pod["metadata"]["labels"]["app.kubernetes.io/component"]: pod for pod in templates}


def container(pod: Manifest) -> Manifest:
    """The only container of a pod."""
    [only] = pod["spec"]["containers"]
    return dict(only)


def environment(pod: Manifest) -> dict[str, str]:
    return {each["name"]: each["value"] for each in container(pod)["env"]}


def secret_files(pod: Manifest) -> dict[str, tuple[str, str]]:
    """The files that the pod has of secrets, each with the name of the Secret and the key in it."""
    [mount] = [each for each in container(pod)["volumeMounts"] if each["name"] == "secrets"]
    [volume] = [each for each in pod["spec"]["volumes"] if each["name"] == "secrets"]
    return {
        f"{mount['mountPath']}/{item['path']}": (source["secret"]["name"], item["key"])
        for source in volume["projected"]["sources"]
        for item in source["secret"]["items"]
    }


def selected(selector: dict[str, str], manifests: list[Manifest]) -> set[str]:
    """The components of the pods that have those labels."""
    return {
        component
        for component, pod in pods(manifests).items()
        if selector.items() <= pod["metadata"]["labels"].items()
    }


def helm(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([program("helm"), *arguments], capture_output=True, text=True, check=False)


def refused(*arguments: str) -> str:
    """What Helm says about values that it refuses."""
    done = helm("template", "gatehouse", str(CHART), *arguments)
    assert done.returncode == 1, done.stdout
    return done.stderr


def kubeconform(manifests: str, kubernetes: str) -> "subprocess.CompletedProcess[str]":
    """Whether an API server of that version, with the operators, would take the objects."""
    locations = [
        argument
        for folder in (kubernetes, "operators")
        for argument in (
            "-schema-location",
            f"{SCHEMAS / folder}/{{{{.ResourceKind}}}}{{{{.KindSuffix}}}}.json",
        )
    ]
    command = [str(program("kubeconform")), "-strict", "-summary", *locations]
    return subprocess.run(command, input=manifests, capture_output=True, text=True, check=False)
