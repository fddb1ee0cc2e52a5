"""Rolling out the real service to a target of local processes, well and badly."""

import os
import socket
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatehouse.core.settings import Settings
from tests.deploy.edge import replaced
from tests.scripts import local_target
from tests.scripts.support import ROOT, Shell
from tests.support.server import another_database, environment

SCRIPT = "deploy.nu"
CONFIG = """\
[targets.local]
tools = ["env"]
variables = {{TARGET_PORT = "{port}"}}
check = [["{python}", "{program}", "check", "{{image}}"]]
current = ["{python}", "{program}", "current"]
migrate = [["{python}", "{program}", "migrate", "{{image}}"]]
roll_out = [["{python}", "{program}", "roll-out", "{{image}}"]]

[environments.here]
target = "local"
url = "http://127.0.0.1:{port}"
image = "gatehouse:{{tag}}"
ready_seconds = 20

[environments.elsewhere]
target = "nothing"
url = "http://127.0.0.1:{port}"
image = "gatehouse:{{tag}}"
"""


class Place:
    """The target's folder: what serves there, and which commands were run."""

    def __init__(self, shell: Shell, folder: Path, url: str) -> None:
        self.shell, self.folder, self.url = shell, folder, url

    def deploy(self, *words: str, code: int = 0) -> dict[str, object]:
        done = self.shell.json(SCRIPT, *words, "--config", str(self.folder / "environments.toml"))
        assert done.code == code, done.out + done.said
        value = done.value
        assert isinstance(value, dict)
        return value

    def refused(self, *words: str) -> str:
        return self.shell.refused(SCRIPT, *words, "--config", str(self.folder / "environments.toml"))

    @property
    def calls(self) -> list[str]:
        return [line for line in (self.folder / "calls").read_text().splitlines() if line != "current "]

    @property
    def image(self) -> str:
        return (self.folder / "image").read_text()

    @property
    def pid(self) -> str:
        return (self.folder / "pid").read_text()

    def answers(self) -> bool:
        with urllib.request.urlopen(f"{self.url}/health/ready", timeout=10) as response:
            return bool(response.status == 200)


@pytest.fixture(scope="session")
async def own(settings: Settings) -> Settings:
    """A database for what is rolled out."""
    return await another_database(settings, "deployed")


@pytest.fixture
def target(shell: Shell, own: Settings, tmp_path: Path) -> Iterator[Place]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    folder = tmp_path / "target"
    folder.mkdir()
    facts = {"port": port, "python": sys.executable, "program": local_target.__file__}
    (folder / "environments.toml").write_text(CONFIG.format(**facts))
    at_shell = Shell(shell.folder, {**environment(own), "PYTHONPATH": str(ROOT)})
    try:
        yield Place(at_shell, folder, f"http://127.0.0.1:{port}")
    finally:
        _stop(folder / "pid")


def _stop(file: Path) -> None:
    if file.exists():
        pid = int(file.read_text())
        os.kill(pid, 15)
        deadline = time.monotonic() + 20
        while local_target._runs(pid) and time.monotonic() < deadline:
            time.sleep(0.05)


def test_out_and_out_again_and_back(target: Place) -> None:
    first = target.deploy("apply", "here", "--image", "v1")
    assert (first["outcome"], first["previous"]) == ("rolled out", None)
    assert target.calls == ["check v1", "migrate v1", "roll-out v1"]
    second = target.deploy("apply", "here", "--image", "v2")
    assert (second["outcome"], second["previous"], target.image) == (
        "rolled out",
        "gatehouse:v1",
        "gatehouse:v2",
    )
    back = target.deploy("rollback", "here")
    assert (back["outcome"], back["image"], target.image) == ("rolled out", "gatehouse:v1", "gatehouse:v1")
    assert target.calls[-2:] == ["check v1", "roll-out v1"]
    assert target.answers()
    outcomes = [row["outcome"] for row in target.shell.recorded("deployments")]
    assert outcomes == ["started", "rolled out", "started", "rolled out", "rolled out"]


def test_failures_leave_the_version_before_serving(target: Place) -> None:
    target.deploy("apply", "here", "--image", "v1")
    before = target.pid
    for tag, outcome in (("unfit", "refused"), ("stuck", "not migrated")):
        assert target.deploy("apply", "here", "--image", tag, code=1)["outcome"] == outcome
        assert (target.pid, target.answers()) == (before, True)
    failed = target.deploy("apply", "here", "--image", "deaf", code=1)
    assert (failed["outcome"], target.image) == ("rolled back", "gatehouse:v1")
    assert target.answers()
    steps = failed["steps"]
    assert isinstance(steps, list)
    assert [(row["step"], row["result"]) for row in steps] == [
        ("check", "ok"),
        ("migrate", "ok"),
        ("roll_out", "ok"),
        ("ready", "failed"),
        ("back: roll_out", "ok"),
        ("back: ready", "ok"),
    ]


def test_the_first_roll_out_has_nothing_to_go_back_to(target: Place) -> None:
    failed = target.deploy("apply", "here", "--image", "dead", code=1)
    assert failed["outcome"] == "failed, with nothing to go back to"


def test_secrets_in_what_commands_say_are_hidden(target: Place) -> None:
    failed = target.deploy("apply", "here", "--image", "stuck", code=1)
    assert "cannot reach postgresql://...@db/gate" in str(failed["steps"])
    assert "hidden" not in str(failed)


def test_plans_and_rehearsals_change_nothing(target: Place) -> None:
    plan = target.deploy("plan", "here", "--image", "v1")
    assert (plan["outcome"], target.calls) == ("would be rolled out", ["check v1"])
    assert target.deploy("plan", "here", "--image", "unfit", code=1)["outcome"] == "refused"
    (target.folder / "calls").unlink()
    rehearsed = target.deploy("apply", "here", "--image", "registry.example.com/gatehouse:v1", "--dry-run")
    assert (rehearsed["outcome"], rehearsed["image"]) == ("not run", "registry.example.com/gatehouse:v1")
    assert not (target.folder / "calls").exists()
    assert not target.shell.state.exists()


def test_one_at_a_time(target: Place) -> None:
    target.shell.state.mkdir()
    lock = target.shell.state / "deploy-here.lock"
    lock.write_text(str(os.getpid()))
    assert f"process {os.getpid()} deploys to here right now" in target.refused(
        "apply", "here", "--image", "v1"
    )
    lock.write_text("999999999")
    target.deploy("apply", "here", "--image", "unfit", code=1)
    assert not lock.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan", "nowhere"), "unknown environment 'nowhere'; choose from here, elsewhere"),
        (("plan", "elsewhere", "--image", "v1"), "environment elsewhere: target must be one of local"),
        (("apply", "here"), "say with --image what to roll out to here"),
        (("apply", "here", "--image", "v1; rm"), "--image must be a tag or the name of an image"),
        (("rollback", "here"), "no roll-out to here is recorded here"),
    ],
)
def test_what_cannot_be_rolled_out(target: Place, words: tuple[str, ...], said: str) -> None:
    assert said in target.refused(*words)
    assert not target.shell.state.exists()


@pytest.mark.parametrize("environment", ["staging", "production"])
def test_every_column_of_a_plan_is_shown(shell: Shell, environment: str) -> None:
    """Without a terminal, tables have 100 columns."""
    done = shell(SCRIPT, "plan", environment, "--image", "0.2.0", PATH="/nowhere")
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 100, done.out
    assert "..." not in done.out
    [head] = [line for line in lines if "command" in line]
    assert [name for name in ("step", "result", "seconds", "said") if name not in head] == []


class Machine:
    """The target `vm` with a folder for /opt, and programs that do nothing in place of systemd's."""

    def __init__(self, folder: Path) -> None:
        self.opt, programs = folder / "opt", folder / "programs"
        for tag in ("0.1.0", "0.2.0"):
            program = self.opt / f"gatehouse-{tag}/bin/gatehouse"
            program.parent.mkdir(parents=True)
            program.symlink_to("/bin/true")
        programs.mkdir()
        for name in ("systemctl", "systemd-run"):
            (programs / name).symlink_to("/bin/true")
        self.config = folder / "environments.toml"
        text = (ROOT / "deploy" / "environments.toml").read_text()
        nowhere = replaced(text, {"/opt/": f"{self.opt}/", "http://127.0.0.1:8000": "http://127.0.0.1:9"})
        self.config.write_text(f"{nowhere}ready_seconds = 1\n")
        self.shell = Shell(folder, {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"})

    def apply(self) -> tuple[str, list[dict[str, str]]]:
        """Nothing answers there, so that each roll-out ends with the way back."""
        words = ("apply", "vm", "--image", "0.2.0", "--config", str(self.config))
        done = self.shell.json(SCRIPT, *words)
        return done.value["outcome"], done.value["steps"]


def test_a_machine_is_led_to_the_new_version_and_back(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (machine.opt / "gatehouse").symlink_to(machine.opt / "gatehouse-0.1.0")
    _, steps = machine.apply()
    links = [step["command"].split()[-2:] for step in steps if step["command"].startswith("ln ")]
    versions = [machine.opt / "gatehouse-0.2.0", machine.opt / "gatehouse-0.1.0"]
    assert links == [[str(version), str(machine.opt / "gatehouse")] for version in versions]
    assert (machine.opt / "gatehouse").readlink() == versions[1]
    assert not any(version.joinpath(version.name).exists() for version in versions)


def test_a_machine_with_a_folder_where_the_link_belongs_is_refused(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (machine.opt / "gatehouse").mkdir()
    outcome, steps = machine.apply()
    assert outcome == "refused"
    assert f"{machine.opt}/gatehouse must lead to the version that serves" in steps[-1]["said"]
    assert list((machine.opt / "gatehouse").iterdir()) == []


def test_the_environments_of_this_repository(shell: Shell) -> None:
    known = tomllib.loads((ROOT / "deploy" / "environments.toml").read_text())
    assert {each["target"] for each in known["environments"].values()} == set(known["targets"])
    for name in known["environments"]:
        done = shell.json(SCRIPT, "apply", name, "--image", "0.2.0", "--dry-run")
        assert done.code == 0, done.said
        commands = " ".join(step["command"] for step in done.value["steps"])
        assert done.value["image"].endswith("0.2.0")
        assert "{image}" not in commands
        assert "{namespace}" not in commands
