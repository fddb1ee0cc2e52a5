"""The commands of docs/scaling.md, with the process of a node where systemd has a unit."""

import re
import subprocess
import sys
from pathlib import Path

from gatehouse.persistence.schema_version import head
from tests.deploy.edge import replaced
from tests.nodes.node import Node

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/scaling.md").read_text("utf-8")
BLOCKS: list[str] = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
_COMMAND = f'gatehouse() {{ "{sys.executable}" -m gatehouse "$@"; }}\n'


def block(containing: str) -> str:
    (found,) = (text for text in BLOCKS if containing in text)
    return found


def shell(node: Node, script: str) -> str:
    host, _, port = node.address.partition(":")
    arguments = node.version.arguments(HOST=host, PORT=port)
    done: subprocess.CompletedProcess[str] = subprocess.run(
        **{**arguments, "args": ["sh", "-eu", "-c", _COMMAND + script]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_a_restart(nodes):
    before = nodes[0].process.pid
    await nodes[0].stop()
    nodes[0].launch()
    said = shell(nodes[0], replaced(block("systemctl"), {"systemctl restart gatehouse.service\n": ""}))
    assert f"{nodes[0].address} is ready." in said
    assert nodes[0].process.pid != before


async def test_an_upgrade(nodes):
    said = shell(nodes[0], block("migrate --check"))
    assert said.count(f"is at {head()}") == 2


async def test_the_way_back(nodes):
    assert f"is at {head()}" in shell(nodes[0], replaced(block("--to"), {"VERSION": head()}))


def test_it_leads_where_there_is_something():
    links = re.findall(r"\]\(([^)#]+)", GUIDE)
    assert links
    assert all((ROOT / "docs" / link).exists() for link in links)
