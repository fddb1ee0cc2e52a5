"""Write what follows from other files in deploy/: `python -m tools.helm_chart`.

- the parts of the chart's values.schema.json that list settings and secrets, from the settings of the service
- the chart's copy of the alerts
- deploy/kubernetes/, which is the chart rendered with its values for production
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from gatehouse.core.settings.model import Settings
from gatehouse.core.settings.sources import SECRETS
from tools.go_programs import program

ROOT = Path(__file__).parents[1]
CHART = ROOT / "deploy/helm/gatehouse"
ALERTS = ROOT / "deploy/prometheus/alerts.yaml"
PLAIN = ROOT / "deploy/kubernetes"
_BY_THE_CHART = {"host", "port", "metrics_listen"}
_MONITORING = {"ServiceMonitor", "PrometheusRule"}
_LIMITS = ("enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "pattern")


def render(*arguments: str, release: str = "gatehouse") -> str:
    """The manifests, as Helm writes them."""
    command = [str(program("helm")), "template", release, str(CHART), "--namespace", "gatehouse", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - our own


def plain_manifests() -> dict[str, str]:
    """The files of deploy/kubernetes/ by name, in the order in which they are applied."""
    files: dict[str, list[str]] = {"1-migrate.yaml": [], "2-gatehouse.yaml": [], "3-monitoring.yaml": []}
    for manifest in render("--values", str(CHART / "values-production.yaml")).split("---\n")[1:]:
        kind = yaml.safe_load(manifest)["kind"]
        file = (
            "1-migrate.yaml"
            if kind == "Job"
            else "3-monitoring.yaml"
            if kind in _MONITORING
            else "2-gatehouse.yaml"
        )
        files[file].append(manifest)
    head = "# Written by python -m tools.helm_chart: the chart with values-production.yaml.\n"
    return {name: head + "".join(f"---\n{each}" for each in manifests) for name, manifests in files.items()}


def schema() -> str:
    """The schema of the chart's values, with the settings and secrets of this version of the service."""
    written = json.loads((CHART / "values.schema.json").read_text())
    written["properties"]["settings"]["properties"] = _settings()
    written["properties"]["secrets"]["properties"] = {
        name.upper(): {"$ref": "#/$defs/secret", "description": Settings.model_fields[name].description}
        for name in SECRETS
    }
    return json.dumps(written, indent=2) + "\n"


def _settings() -> dict[str, Any]:
    described = Settings.model_json_schema()["properties"]
    left_out = _BY_THE_CHART.union(SECRETS)
    return {name.upper(): _setting(field) for name, field in described.items() if name not in left_out}


def _setting(field: dict[str, Any]) -> dict[str, Any]:
    """As JSON Schema, for a value in YAML; lists may be text too, as they are in the environment."""
    kinds = [option for option in field.get("anyOf", [field]) if option["type"] != "null"]
    kind = kinds[0]
    limits = {name: kind[name] for name in _LIMITS if name in kind}
    types: dict[str, Any] = {"type": kind["type"]}
    if kind["type"] == "array":
        types = {"type": ["array", "string"], "items": {"type": "string"}}
    return {"description": field["description"], **types, **limits}


def main() -> None:
    """Write everything; the schema and the alerts first, which rendering needs."""
    (CHART / "values.schema.json").write_text(schema())
    shutil.copyfile(ALERTS, CHART / "files/alerts.yaml")
    PLAIN.mkdir(exist_ok=True)
    for name, text in plain_manifests().items():
        (PLAIN / name).write_text(text)


if __name__ == "__main__":
    main()
