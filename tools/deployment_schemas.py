"""Write tests/deploy/schemas/: what Kubernetes, two operators and cloud-init accept, of what deploy/ uses.

Descriptions are left out, so that the files stay small. The versions are in tests/deploy/schemas/README.md.

    pip download --no-deps kubernetes-validate==1.37.0 && unzip -q kubernetes_validate-*.whl -d validate
    go mod download -json github.com/prometheus-operator/prometheus-operator@v0.85.0     # says where it is
    git clone --branch v1.30.0 https://github.com/cloudnative-pg/cloudnative-pg
    apt-get download cloud-init && dpkg-deb -x cloud-init_*.deb cloud-init

    python -m tools.deployment_schemas validate PROMETHEUS_OPERATOR cloudnative-pg cloud-init
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

TARGET = Path(__file__).parents[1] / "tests/deploy/schemas"
VERSIONS = ("1.30", "1.37")  # the oldest that the chart allows, and the newest there is
KINDS = (
    "deployment-apps-v1",
    "service-v1",
    "ingress-networking-v1",
    "networkpolicy-networking-v1",
    "horizontalpodautoscaler-autoscaling-v2",
    "poddisruptionbudget-policy-v1",
    "job-batch-v1",
    "cronjob-batch-v1",
)
OPERATOR_KINDS = ("servicemonitors", "prometheusrules")
CLOUDNATIVE_PG_KINDS = ("clusters", "poolers", "scheduledbackups")
_REFERENCE = re.compile(r'"(?:/api/_definitions\.json)?#/\$defs/([^"]+)"')


def kubernetes(folder: Path, target: Path) -> None:
    """Copy the kinds, each with those definitions that it leads to."""
    every = json.loads((folder / "_definitions.json").read_text())["$defs"]
    for kind in KINDS:
        schema = _plain(json.loads((folder / f"{kind}.json").read_text()))
        needed: dict[str, Any] = {}
        waiting = _references(schema)
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed[name] = _plain(every[name])
                waiting += _references(needed[name])
        _write(target / f"{kind}.json", {**schema, "$defs": needed})


def custom(definition: Path, target: Path) -> None:
    """Write the schemas of a CustomResourceDefinition, closed where it does not say otherwise."""
    described = yaml.safe_load(definition.read_text())["spec"]
    group, kind = described["group"].split(".")[0], described["names"]["singular"]
    for version in described["versions"]:
        schema = _closed(_plain(version["schema"]["openAPIV3Schema"]))
        schema["properties"]["metadata"] = {"type": "object"}
        _write(target / f"{kind}-{group}-{version['name']}.json", schema)


def _references(schema: Any) -> list[str]:
    return _REFERENCE.findall(json.dumps(schema))


def _plain(schema: Any) -> Any:
    """Without descriptions; a property may be called so, and is then an object."""
    if isinstance(schema, dict):
        return {
            key: _plain(value)
            for key, value in schema.items()
            if not (key == "description" and isinstance(value, str))
        }
    return [_plain(each) for each in schema] if isinstance(schema, list) else schema


def _closed(schema: Any) -> Any:
    """Refuse unknown fields, as an API server does that was asked to be strict."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        open_ended = schema.get("x-kubernetes-preserve-unknown-fields", False)
        closed.setdefault("additionalProperties", open_ended)
    return closed


def _write(file: Path, schema: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(schema, sort_keys=True, separators=(",", ":"))
    file.write_text(_REFERENCE.sub(r'"#/$defs/\1"', text) + "\n")


def main(validate: Path, operator: Path, cloudnative_pg: Path, cloud_init: Path) -> None:
    for version in VERSIONS:
        folder = validate / f"kubernetes_validate/kubernetes-json-schema/v{version}.0-local-strict"
        kubernetes(folder, TARGET / f"kubernetes-{version}")
    for kind in OPERATOR_KINDS:
        custom(
            operator / f"example/prometheus-operator-crd/monitoring.coreos.com_{kind}.yaml",
            TARGET / "operators",
        )
    for kind in CLOUDNATIVE_PG_KINDS:
        custom(cloudnative_pg / f"config/crd/bases/postgresql.cnpg.io_{kind}.yaml", TARGET / "operators")
    [config] = cloud_init.rglob("schema-cloud-config-v1.json")
    _write(TARGET / "cloud-config.json", _plain(json.loads(config.read_text())))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
