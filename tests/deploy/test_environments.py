"""The table of environments has every setting, once, and no other."""

import re
from pathlib import Path

from tests.deploy.settings import NAMES, OF_SCRIPTS

TABLE = (Path(__file__).parents[2] / "docs/environments.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \|(.*)\|$", TABLE, re.MULTILINE)


def test_every_setting_has_a_row():
    names = [name for name, _ in ROWS]
    assert set(names) == NAMES | OF_SCRIPTS
    assert len(names) == len(set(names))


def test_no_cell_is_empty():
    assert [
        name for name, cells in ROWS if len([cell for cell in cells.split("|") if cell.strip()]) != 4
    ] == []
