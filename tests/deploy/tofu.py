"""OpenTofu on modules that need no provider, so that nothing is downloaded and nothing is made."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tools.go_programs import program
from tools.helm_chart import ROOT

TERRAFORM = ROOT / "deploy/terraform"
MODULES = ("kubernetes", "kubernetes/values", "vm")


def tofu(*arguments: str, cwd: Path, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    config = cwd / "tofurc"
    config.touch()  # the user's own may name mirrors and credentials
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": str(config), "TF_IN_AUTOMATION": "1"}
    command = [str(program("tofu")), *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, input=stdin, capture_output=True, text=True, check=False
    )


def applied(module: str, folder: Path, **variables: Any) -> dict[str, Any]:
    """The outputs of a module."""
    done = _apply(module, folder, variables)
    assert done.returncode == 0, done.stdout + done.stderr
    outputs = json.loads(tofu("output", "-json", cwd=folder).stdout)
    return dict(outputs["module"]["value"])


def refused(module: str, folder: Path, **variables: Any) -> str:
    """What is said about variables that the module refuses."""
    done = _apply(module, folder, variables)
    assert done.returncode == 1, done.stdout
    return " ".join(done.stderr.replace("│", " ").split())


def inspected(module: str) -> dict[str, Any]:
    """What a module declares, as HashiCorp's own reader understands it."""
    command = [str(program("terraform-config-inspect")), "--json", str(TERRAFORM / module)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return dict(json.loads(done.stdout))


def _apply(module: str, folder: Path, variables: dict[str, Any]) -> "subprocess.CompletedProcess[str]":
    root = {
        # Relative: a module at an absolute path is copied to elsewhere, without what it reads beside it.
        "module": {"this": {"source": os.path.relpath(TERRAFORM / module, folder), **variables}},
        "output": {"module": {"value": "${module.this}"}},
    }
    (folder / "main.tf.json").write_text(json.dumps(root))
    ready = tofu("init", "-no-color", "-input=false", cwd=folder)
    assert ready.returncode == 0, ready.stderr
    return tofu("apply", "-no-color", "-input=false", "-auto-approve", cwd=folder)
