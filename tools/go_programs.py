"""Programs that come as Go modules, built once and kept: `python -m tools.go_programs helm`."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gatehouse-tools"


class Program(NamedTuple):
    """What to build, and of which version."""

    module: str
    version: str
    package: str = "."
    variables: tuple[str, ...] = ()


_KUBERNETES = tuple(
    f"helm.sh/helm/v3/pkg/{place}.k8sVersion{part}"
    for place in ("chartutil", "lint/rules")
    for part in ("Major=1", "Minor=30")
)
PROGRAMS = {
    "govulncheck": Program("golang.org/x/vuln", "v1.9.0", "./cmd/govulncheck"),
    # A Helm that was not told otherwise when it was built takes a cluster that it cannot ask for 1.20.
    "helm": Program("helm.sh/helm/v3", "v3.22.0", "./cmd/helm", _KUBERNETES),
    "kubeconform": Program("github.com/yannh/kubeconform", "v0.8.0", "./cmd/kubeconform"),
    "oauth2-proxy": Program("github.com/oauth2-proxy/oauth2-proxy/v7", "v7.15.6"),
    "terraform-config-inspect": Program(
        "github.com/hashicorp/terraform-config-inspect", "v0.0.0-20260904064934-75d64de68c31"
    ),
    "tofu": Program("github.com/opentofu/opentofu", "v1.12.6", "./cmd/tofu"),
}


class CannotBuild(Exception):
    """The program cannot be had; the message says why and what to do."""


def program(name: str) -> Path:
    """Where the program is; it is built unless that was done before."""
    wanted = PROGRAMS[name]
    target = CACHE / f"{name}-{wanted.version}"
    if not target.exists():
        _build(wanted, target)
    return target


def _build(wanted: Program, target: Path) -> None:
    """Build in a copy of the module: `go install` refuses those that replace their own dependencies."""
    go = shutil.which("go")
    if go is None:
        raise CannotBuild(f"go is missing: install Go 1.24 or newer, which builds {wanted.module}")
    print(f"Building {wanted.module} {wanted.version}, once; this takes minutes ...", file=sys.stderr)
    described = json.loads(_run(go, "mod", "download", "-json", f"{wanted.module}@{wanted.version}"))
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="gatehouse-tools-", dir=target.parent) as name:
        source, built = Path(name, "source"), Path(name, "built")
        _copy(Path(described["Dir"]), source)
        variables = " ".join(f"-X {each}" for each in wanted.variables)
        _run(go, "build", "-ldflags", variables, "-o", str(built), wanted.package, cwd=source)
        built.replace(target)


def _copy(module: Path, target: Path) -> None:
    """Copy the files without their modes: the folders of a module cannot be written to."""
    for folder, _, files in os.walk(module):
        here = target / Path(folder).relative_to(module)
        here.mkdir(parents=True)
        for file in files:
            shutil.copyfile(Path(folder, file), here / file)


def _run(*command: str, cwd: Path | None = None) -> str:
    environment = {**os.environ, "GOFLAGS": "-mod=mod"}
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotBuild(f"{' '.join(command[:2])} failed: {(done.stderr or done.stdout).strip()[-500:]}")
    return done.stdout


if __name__ == "__main__":
    try:
        for wanted in sys.argv[1:]:
            print(program(wanted))
    except CannotBuild as error:
        sys.exit(str(error))
