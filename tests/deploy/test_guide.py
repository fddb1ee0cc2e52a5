"""The commands of docs/deploying.md, as far as they need neither an engine nor systemd, in other folders."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gatehouse.cli import cli
from gatehouse.core.settings import load_settings
from tests.deploy.edge import replaced
from tests.support.database import execute, url_of

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/deploying.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
(SQL,) = re.findall(r"^```sql\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
BUILD = [sys.executable, str(ROOT / "deploy/image/build.py")]


def block(containing: str) -> str:
    found: list[str] = [text for text in BLOCKS if containing in text]
    assert len(found) == 1
    return found[0]


def shell(script: str, stdin: str = "") -> str:
    done = subprocess.run(
        ["sh", "-eu", "-c", script], cwd=ROOT, input=stdin, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_a_machine_is_set_up(settings, tmp_path):
    for statement in replaced(SQL, {"gatehouse": "test_guide"}).splitlines():
        await execute(settings, statement)
    user = f"//{urlsplit(url_of(settings)).username}"
    url = replaced(url_of(settings), {"/gatehouse?": "/test_guide?", user: "//test_guide"})
    etc, units = tmp_path / "gatehouse", tmp_path / "units"
    units.mkdir()
    places = {"/etc/gatehouse": str(etc), "postgresql://gatehouse:...@db.internal/gatehouse": url}
    shell(replaced(block("install -d -m 0700 /etc/gatehouse"), places))
    files = {file.name: file.stat().st_mode & 0o777 for file in etc.iterdir()}
    assert files.keys() == {"gatehouse.env", "secret_key", "database_url", "smtp_password"}
    assert set(files.values()) == {0o600}
    started = block("systemctl enable").partition("systemctl daemon-reload")[0]
    command = {"/opt/gatehouse/bin/gatehouse": f"{sys.executable} -m gatehouse"}
    assert "is at" in shell(
        replaced(started, {"/etc/gatehouse": str(etc), "/etc/systemd/system/": str(units), **command})
    )
    (export,) = (line for line in started.splitlines() if line.startswith("export "))
    (admin,) = (line for line in block("systemctl enable").splitlines() if "create-admin" in line)
    commands = f"{export}\n{admin} --password-stdin\n/opt/gatehouse/bin/gatehouse purge"
    assert "Created you" in shell(
        replaced(commands, {"/etc/gatehouse": str(etc), **command}), "Wide-Open-Gate-7\n"
    )
    assert {unit.name for unit in units.iterdir()} == {
        "gatehouse.service",
        "gatehouse-purge.service",
        "gatehouse-purge.timer",
    }
    key = (etc / "secret_key").read_text().strip()
    mail = {"smtp_host": "mail", "mail_from": "accounts@example.com", "public_url": "https://b.example"}
    assert load_settings(env_file=None, environment="production", secret_key=key, **mail)


def test_the_next_version_takes_the_place_of_the_first(tmp_path):
    opt = {"/opt/gatehouse": str(tmp_path / "gatehouse")}
    for containing, version in (("python3-venv", "0.1.0"), ("on the first one only", "0.2.0")):
        lines = block(containing).splitlines()
        (tmp_path / f"gatehouse-{version}").mkdir()
        shell(replaced(next(line for line in lines if line.startswith("ln ")), opt))
        assert (tmp_path / "gatehouse").resolve().name == f"gatehouse-{version}"


def test_the_commands_of_the_program_exist():
    named = set(re.findall(r"bin/gatehouse ([\w-]+)", GUIDE)) | set(re.findall(r"`gatehouse ([\w-]+)", GUIDE))
    assert {"migrate", "health"} <= named <= cli.commands.keys()


def test_the_script_knows_its_options():
    known = subprocess.run([*BUILD, "--help"], capture_output=True, text=True, check=True).stdout
    used = set(re.findall(r"(--[\w-]+)", block("deploy/image/build.py")))
    assert used
    assert all(option in known for option in used)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--debian"], "--debian works with --engine buildah"),
        (["--authorities", "/nowhere"], "--authorities: there is no file /nowhere"),
        (["--engine", "lxc"], "invalid choice: 'lxc'"),
    ],
)
def test_the_script_refuses_in_one_line(arguments, said):
    done = subprocess.run([*BUILD, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]


def test_it_leads_where_there_is_something():
    links = re.findall(r"\]\(([^)#]+)\)", GUIDE)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
