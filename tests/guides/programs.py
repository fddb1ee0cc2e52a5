"""The programs of docs/integrating.md, built and run with the commands that are printed below each."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from tests.guides.blocks import ROOT, blocks, sections
from tests.scripts.support import NU, Done
from tests.sdk.builds import TOOLCHAINS
from tests.sdk.builds.workspace import CLIENT, Workspace
from tests.sdk.conformance.drivers import clean_environment
from tests.support.shell import at_shell, well

GUIDE = "docs/integrating.md"
SECTIONS = sections(GUIDE)
_CHECKOUT = ROOT / "build" / "guides"  # a copy of the clients: commands of the guide install into theirs
_CARGO_TARGET = ROOT / "build" / "sdk" / "rust" / "target"  # so that dependencies are compiled once


@dataclass(frozen=True)
class Program:
    """A program that was built, and the command that runs it."""

    folder: Path
    command: str

    def __call__(self, url: str, token: str, **variables: str) -> Done:
        given = {"GATEHOUSE_BASE_URL": url, "GATEHOUSE_TOKEN": token, **variables}
        done = at_shell(self.command, self.folder, clean_environment() | _tools() | given, 60)
        return Done(done.returncode, done.stdout, done.stderr)


def build(language: str, folder: Path) -> Program:
    """Do what a section says: prepare, save the program, and run all commands but the last."""
    text = SECTIONS[language]
    (program,) = (each for each in blocks(text) if each.language != "sh")
    (commands,) = (each.text for each in blocks(text) if each.language == "sh")
    *steps, command = commands.rstrip().splitlines()
    before = re.search(r"after `([^`]+)`:", text)
    if before:
        _build(before[1], folder)
    (name,) = re.findall(r"[Ss]ave this as `([^`]+)`", text)
    (folder / name).write_text(program.text)
    _add_client(language.lower())
    _build("\n".join(steps), folder)
    return Program(folder, command)


def _add_client(language: str) -> None:
    if language in TOOLCHAINS:
        Workspace(TOOLCHAINS[language], _CHECKOUT).add_client()
        clients = _CHECKOUT / "clients"
        clients.unlink(missing_ok=True)
        clients.symlink_to(CLIENT)


def _build(script: str, folder: Path) -> None:
    well(script, at_shell(script, folder, {**os.environ, **_tools(), "GATEHOUSE": str(_CHECKOUT)}, 600))


def _tools() -> dict[str, str]:
    path = os.pathsep.join([str(Path(NU).parent), os.environ["PATH"]])
    npm = {"npm_config_prefer_offline": "true", "npm_config_audit": "false", "npm_config_fund": "false"}
    return {"PATH": path, "CARGO_TARGET_DIR": str(_CARGO_TARGET), **npm}
