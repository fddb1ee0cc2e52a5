"""The commands of docs/backup.md, taken out of it and run."""

import os
import re
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.database_servers import another_user
from tests.support.shell import at_shell, well

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"<!-- drill: ([^>]+) -->\n```(\w+)\n(.*?)```", re.DOTALL)
_FENCE = re.compile(r"^```\w", re.MULTILINE)
_TEXT = (ROOT / "docs" / "backup.md").read_text("utf-8")
TODAY = datetime.now(UTC).astimezone().date().isoformat()
BLOCKS: dict[str, str] = {name: text for name, _, text in _BLOCK.findall(_TEXT)}
UNNAMED = len(_FENCE.findall(_TEXT)) - len(BLOCKS)
_OURS = f'gatehouse() {{ "{sys.executable}" -m gatehouse "$@"; }}\n'
_ANOTHER_DAY = 'date() { command date --date="${DAY:-today}" "$@"; }\n'


@dataclass
class Guide:
    """Runs the blocks of the guide with a place of its own instead of /srv."""

    place: Path
    used: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        self.used.add(name)
        return BLOCKS[name].replace("/srv/", f"{self.place}/").replace("2026-11-29", TODAY)

    def run(self, name: str, **variables: str) -> None:
        """As the user of the database server."""
        script = self.text("programs") + self.text(name)
        said = self._run(script, {"PATH": os.defpath, **variables}, **another_user())
        assert "WARNING" not in said

    def run_gatehouse(self, name: str, **variables: str) -> None:
        """As the user of the service."""
        inherited = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
        self._run(_OURS + _ANOTHER_DAY + self.text(name), {**inherited, **variables})

    def _run(self, script: str, environment: dict[str, str], **user: Any) -> str:
        return well(script, at_shell(script, self.place, environment, **user)).stderr
