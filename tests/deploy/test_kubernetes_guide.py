"""What docs/kubernetes.md and the READMEs print is what the chart and the modules take."""

import os
import re
import shlex
from pathlib import Path

import pytest
import yaml

from tests.deploy.chart import EXAMPLES, KUBERNETES, helm, kubeconform
from tests.deploy.tofu import TERRAFORM, tofu
from tools.helm_chart import CHART, ROOT

GUIDE = (ROOT / "docs/kubernetes.md").read_text()
_WITHOUT_CLUSTER = re.compile(r"upgrade --install|--wait|--timeout \S+")


def blocks(language: str, text: str = GUIDE) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def helm_commands() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("helm ") and "rollback" not in line]


@pytest.fixture(scope="module")
def my_values(tmp_path_factory: pytest.TempPathFactory) -> Path:
    [values] = blocks("yaml")
    file = tmp_path_factory.mktemp("guide") / "my-values.yaml"
    file.write_text(values)
    return file


@pytest.mark.parametrize("command", helm_commands())
def test_commands_of_helm_work(command: str, my_values: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    verb = "template" if "upgrade" in command else ""
    arguments = shlex.split(verb + _WITHOUT_CLUSTER.sub("", command.removeprefix("helm")))
    done = helm(*(str(my_values) if each == my_values.name else each for each in arguments))
    assert done.returncode == 0, done.stderr
    if "lint" not in command:
        checked = kubeconform(done.stdout, KUBERNETES[-1])
        assert "Valid: 12, Invalid: 0, Errors: 0, Skipped: 0" in checked.stdout, checked.stdout


def test_there_are_commands_of_every_way_to_deploy() -> None:
    assert len(helm_commands()) == 7
    named = {Path(each).name for each in re.findall(r"\S+\.yaml", " ".join(helm_commands()))}
    assert {"values.yaml", "values-pooler.yaml", "values-production.yaml", "my-values.yaml"} == named


@pytest.mark.parametrize("file", re.findall(r"kubectl apply -f (\S+)", GUIDE))
def test_files_that_are_applied_are_there(file: str) -> None:
    assert list(yaml.safe_load_all((ROOT / file).read_text()))


def test_the_readme_names_all_that_must_be_set() -> None:
    said = helm("template", "gatehouse", str(CHART)).stderr
    text = (CHART / "README.md").read_text()
    for name in (*re.findall(r"'([A-Z_]+)'", said), "image.repository", "host"):
        assert name in text


def test_examples_are_named() -> None:
    for folder in EXAMPLES.iterdir():
        assert f"deploy/helm/examples/{folder.name}/values.yaml" in GUIDE


@pytest.mark.parametrize("block", blocks("hcl", (TERRAFORM / "README.md").read_text()))
def test_modules_are_called_as_they_want_to_be(block: str, tmp_path: Path) -> None:
    assert tofu("fmt", "-check", "-diff", "-", cwd=tmp_path, stdin=block).returncode == 0
    [name] = re.findall(r'source = "\.\./gatehouse/deploy/terraform/(\w+)"', block)
    call = block.partition("\nresource ")[0]
    if name == "vm":  # the other needs providers
        here = os.path.relpath(TERRAFORM / name, tmp_path)
        (tmp_path / "main.tf").write_text(call.replace(f"../gatehouse/deploy/terraform/{name}", here))
        assert tofu("init", "-input=false", cwd=tmp_path).returncode == 0
        done = tofu("apply", "-auto-approve", "-input=false", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
