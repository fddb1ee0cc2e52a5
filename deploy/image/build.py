#!/usr/bin/env python3
"""Build the container image, the same bytes for the same commit, and say how large it is.

deploy/image/build.py                          # Docker, on a public Python image
deploy/image/build.py --engine podman --tag registry.example.com/gatehouse:1.2.3
deploy/image/build.py --engine buildah --debian    # on a Debian of its own making, with mmdebstrap
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
CONTAINERFILE = ROOT / "deploy/image/Containerfile"
RUNNING = ("usr-is-merged", "python3", "ca-certificates", "libstdc++6")
BUILDING = (*RUNNING, "python3-venv", "binutils")
UNUSED = ("share/doc/*", "share/man/*", "share/locale/*", "share/info/*", "lib/*/gconv/*")
# Perl is for installing packages, which nobody does in the image; the modules are for work on Python itself.
REDUCE = """
chroot "$1" dpkg --purge --force-depends --force-remove-essential perl-base
rm -rf "$1"/usr/lib/python3.11/lib2to3 "$1"/usr/lib/python3.11/pydoc_data "$1"/usr/lib/python3.11/test
"""


def main() -> None:
    arguments = parsed()
    created = int(output("git", "log", "-1", "--format=%ct"))
    os.environ["SOURCE_DATE_EPOCH"] = str(created)
    bases = [f"BASE={arguments.base}"] if arguments.base else []
    if arguments.debian:
        bases = [
            f"BASE={debian('gatehouse-base', RUNNING, created)}",
            f"BUILD_BASE={debian('gatehouse-build-base', BUILDING, created)}",
        ]
    run(*command(arguments, created, bases))
    if arguments.engine == "buildah":
        forget_who_built(arguments.tag)
    identity, size = inspected(arguments.engine, arguments.tag)
    print(f"{arguments.tag} {identity} {size / 1e6:.0f} MB")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", choices=("docker", "podman", "buildah"), default="docker")
    parser.add_argument("--tag", default="gatehouse:dev", help="what to call the image")
    base = parser.add_mutually_exclusive_group()
    base.add_argument("--base", help="an image that has Python 3.11 or newer with venv")
    base.add_argument("--debian", action="store_true", help="make the base with mmdebstrap (buildah only)")
    parser.add_argument(
        "--authorities", type=Path, help="certificate authorities (PEM) of a network that inspects TLS"
    )
    arguments = parser.parse_args()
    if arguments.debian and arguments.engine != "buildah":
        parser.error("--debian works with --engine buildah")
    if arguments.authorities and not arguments.authorities.is_file():
        parser.error(f"--authorities: there is no file {arguments.authorities}")
    return arguments


def command(arguments: argparse.Namespace, created: int, bases: Sequence[str]) -> list[str]:
    """The call of the engine."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    moment = datetime.fromtimestamp(created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    revision = output("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
    values = [f"VERSION={version}", f"REVISION={revision}", f"CREATED={moment}", *bases]
    # HEALTHCHECK is a part of Docker's image format only.
    same_each_time = ["--format", "docker", "--no-cache", "--timestamp", str(created)]
    ignored = ["--ignorefile", f"{CONTAINERFILE}.dockerignore"]
    authorities = arguments.authorities
    return [
        *(arguments.engine, "build", "--file", str(CONTAINERFILE), "--tag", arguments.tag),
        *([] if arguments.engine == "docker" else same_each_time + ignored),
        *(part for value in values for part in ("--build-arg", value)),
        *(["--secret", f"id=authorities,src={authorities}"] if authorities else []),
        str(ROOT),
    ]


def debian(name: str, packages: Sequence[str], created: int) -> str:
    """An image of a Debian that has these packages and what they need; made once, until they change."""
    recipe = hashlib.sha256(repr((packages, UNUSED, REDUCE)).encode()).hexdigest()
    image = f"localhost/{name}:{recipe[:12]}"
    if subprocess.run(["buildah", "inspect", image], capture_output=True, check=False).returncode == 0:
        return image
    with TemporaryDirectory(prefix="gatehouse-image-") as folder:
        archive = f"{folder}/base.tar"
        run(
            *("mmdebstrap", "--quiet", "--variant=essential", f"--include={','.join(packages)}"),
            "--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr",
            *(f"--dpkgopt=path-exclude=/usr/{path}" for path in UNUSED),
            f"--customize-hook={REDUCE}",
            *("bookworm", archive),
        )
        container = output("buildah", "from", "scratch")
        run("buildah", "add", "--quiet", container, archive, "/")
        run("buildah", "commit", "--quiet", "--rm", "--timestamp", str(created), container, image)
    return image


def forget_who_built(tag: str) -> None:
    """Take out of the description of the image what differs between builds: names of their containers."""
    with TemporaryDirectory(prefix="gatehouse-image-") as name:
        folder = Path(name)
        before = output("buildah", "inspect", "--type", "image", "--format", "{{.FromImageID}}", tag)
        run("buildah", "push", "--quiet", tag, f"dir:{folder}")
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        config = json.loads(
            (folder / manifest["config"]["digest"].removeprefix("sha256:")).read_text("utf-8")
        )
        for each in ("container", "container_config"):
            config.pop(each, None)
        config["config"]["Hostname"] = ""
        written = json.dumps(config, sort_keys=True).encode()
        digest = hashlib.sha256(written).hexdigest()
        (folder / digest).write_bytes(written)
        manifest["config"] |= {"digest": f"sha256:{digest}", "size": len(written)}
        (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        run("buildah", "tag", output("buildah", "pull", "--quiet", f"dir:{folder}"), tag)
        run("buildah", "rmi", before, quiet=True)


def inspected(engine: str, tag: str) -> tuple[str, int]:
    """What identifies the image, and its size in bytes."""
    if engine == "buildah":
        (image,) = json.loads(output("buildah", "images", "--json", tag))
        return str(image["id"]), size_of(tag)
    (image,) = json.loads(output(engine, "image", "inspect", tag))
    return str(image["Id"]).removeprefix("sha256:"), int(image["Size"])


def size_of(tag: str) -> int:
    """The bytes of all files, where the engine rounds its own figure."""
    container = output("buildah", "from", tag)
    try:
        mounted = Path(output("buildah", "mount", container))
        files = (path for path in mounted.rglob("*") if path.is_file() and not path.is_symlink())
        return sum(path.stat().st_size for path in files)
    finally:
        run("buildah", "rm", container, quiet=True)


def output(*arguments: str) -> str:
    return subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def run(*arguments: str, quiet: bool = False) -> None:
    subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.DEVNULL if quiet else sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except FileNotFoundError as error:
        sys.exit(f"build: {error.filename} is missing; install it")
    except subprocess.CalledProcessError as error:
        sys.exit(f"build: {error.cmd[0]} failed with exit code {error.returncode}; its message is above")
