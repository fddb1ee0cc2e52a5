"""From the parts of a run to a page, a chart, and figures that can be compared later."""

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.chart import chart
from bench.sections import Section, markdown

RESULTS = Path(__file__).with_name("results")
_PACKAGES = ("connexion", "uvicorn", "uvloop", "httptools", "asyncpg", "fastapi", "pydantic", "sqlalchemy")
_GOALS_HEAD = ("what", "target", "reached", "")

Sections = Mapping[str, Section]  # by the name of the part


def hardware() -> dict[str, Any]:
    """What all figures depend on."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "python": platform.python_version(),
    }


def machine(postgresql: Mapping[str, str]) -> dict[str, Any]:
    """What the figures of the service depend on."""
    return {
        **hardware(),
        "postgresql": dict(postgresql),
        "packages": {name: version(name) for name in _PACKAGES},
    }


def tables(sections: Sections) -> str:
    """What a terminal shows: every table, and what was aimed at."""
    shown = [f"{section.title}\n\n{markdown(section.head, section.rows)}" for section in sections.values()]
    return "\n\n".join([*shown, f"Targets\n\n{_goals(sections)}"])


def write(sections: Sections, machine: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Keep the results of a run: the figures as JSON, the tables as a page, the peers as a chart."""
    RESULTS.mkdir(exist_ok=True)
    moment = datetime.now(UTC)
    record = {
        "date": moment.isoformat(timespec="seconds"),
        "options": dict(options),
        "machine": dict(machine),
        "parts": {name: section.figures for name, section in sections.items()},
    }
    file = RESULTS / f"{moment:%Y-%m-%d}.json"
    file.write_text(json.dumps(record, indent=1) + "\n")
    (RESULTS / "chart.svg").write_text(chart(sections["peers"].figures))
    (RESULTS / "README.md").write_text(_page(sections, moment, machine, file.name))


def _goals(sections: Sections) -> str:
    return markdown(_GOALS_HEAD, [goal.row() for section in sections.values() for goal in section.goals])


def _page(sections: Sections, moment: datetime, machine: Mapping[str, Any], file: str) -> str:
    packages = ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
    postgresql = machine["postgresql"]
    parts = "\n\n".join(
        f"## {section.title}\n\n{markdown(section.head, section.rows)}\n\n{section.note}"
        for section in sections.values()
    )
    return f"""# Benchmark of {moment:%d %B %Y}

{machine["cores"]} cores ({machine["processor"]}), {machine["memory_gib"]} GiB;
Python {machine["python"]}, {packages};
PostgreSQL {postgresql["server_version"]} on a Unix socket, fsync {postgresql["fsync"]}, synchronous_commit \
{postgresql["synchronous_commit"]}. On other machines the ratios will be nearer to these than the
absolute figures. Every single figure is in [{file}]({file}); `nox -s bench` writes this page anew.

![Requests per second, as multiples of the ORM peer](chart.svg)

## Targets

{_goals(sections)}

{parts}
"""


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
