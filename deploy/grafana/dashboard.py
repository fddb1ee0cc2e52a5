"""Writes the Grafana dashboard: `python deploy/grafana/dashboard.py > deploy/grafana/gatehouse.json`."""

import json
import sys
from dataclasses import dataclass, field
from typing import Any

_RATE = "$__rate_interval"
_DURATION = "gatehouse_request_duration_seconds"
_BATCH = "gatehouse_batch"
_SOURCE = {"type": "prometheus", "uid": "${datasource}"}
_COLUMNS, _HEIGHT = 3, 8
_WIDTH = 24 // _COLUMNS


@dataclass(frozen=True, slots=True)
class Panel:
    """One diagram, with its lines by legend."""

    title: str
    unit: str
    lines: dict[str, str]
    kind: str = "timeseries"
    says: str = ""
    limits: dict[str, Any] = field(default_factory=dict)


def _quantile(share: float, by: str = "le") -> str:
    return f"histogram_quantile({share}, sum by ({by}) (rate({_DURATION}_bucket[{_RATE}])))"


def _per_second(metric: str, by: str = "") -> str:
    return f"sum{f' by ({by})' if by else ''} (rate({metric}[{_RATE}]))"


_FAILED = f'sum(rate({_DURATION}_count{{status="5xx"}}[{_RATE}]) or vector(0))'

ROWS: dict[str, list[Panel]] = {
    "Service": [
        Panel(
            "Ready", "bool_yes_no", {"ready": "max(gatehouse_ready)"}, "stat", "Whether the database answers."
        ),
        Panel("Requests", "reqps", {"{{status}}": _per_second(f"{_DURATION}_count", "status")}),
        Panel(
            "Failed requests",
            "percentunit",
            {"failed": f"{_FAILED} / {_per_second(f'{_DURATION}_count')}"},
            says="Status 5xx; the objective is 0.1 percent.",
            limits={"min": 0},
        ),
        Panel(
            "How long requests take",
            "s",
            {"half": _quantile(0.5), "95 of 100": _quantile(0.95), "99 of 100": _quantile(0.99)},
        ),
        Panel("Slowest operations", "s", {"{{operation}}": f"topk(8, {_quantile(0.95, 'le, operation')})"}),
        Panel(
            "Busiest operations",
            "reqps",
            {"{{operation}}": f"topk(8, {_per_second(f'{_DURATION}_count', 'operation')})"},
        ),
        Panel("In flight", "short", {"{{instance}}": "sum by (instance) (gatehouse_requests_in_flight)"}),
        Panel(
            "Problems that callers were told",
            "reqps",
            {"{{code}}": _per_second("gatehouse_problems_total", "code")},
        ),
        Panel("Versions", "short", {"{{version}}": "count by (version) (gatehouse_build_info)"}, "stat"),
    ],
    "People": [
        Panel(
            "Sign-ins",
            "ops",
            {"{{action}}": _per_second('gatehouse_audit_entries_total{action=~"auth.login.*"}', "action")},
        ),
        Panel(
            "What is done",
            "ops",
            {"{{action}}": f"topk(10, {_per_second('gatehouse_audit_entries_total', 'action')})"},
        ),
        Panel(
            "Refused for being too many",
            "reqps",
            {
                "{{code}}": _per_second(
                    'gatehouse_problems_total{code=~"rate_limited|too_many_attempts|overloaded"}', "code"
                )
            },
        ),
    ],
    "Database": [
        Panel(
            "Connections",
            "short",
            {
                "{{state}}": "sum by (state) (gatehouse_database_connections)",
                "limit": "sum(gatehouse_database_connections_limit)",
            },
        ),
        Panel(
            "Statements that wait for one",
            "short",
            {"{{instance}}": "sum by (instance) (gatehouse_database_waiting)"},
        ),
        Panel(
            "Rows looked up with one query",
            "short",
            {"rows": f"{_per_second(f'{_BATCH}ed_keys_total')} / {_per_second(f'{_BATCH}es_total')}"},
            says="More with more callers at once.",
        ),
    ],
    "Passwords and emails": [
        Panel(
            "Passwords that wait",
            "short",
            {
                "{{instance}}": "sum by (instance) (gatehouse_password_checks_waiting)",
                "limit": "max(sum by (instance) (gatehouse_password_checks_limit))",
            },
        ),
        Panel(
            "Counted without Redis",
            "reqps",
            {"fallbacks": _per_second("gatehouse_limit_fallbacks_total")},
            says="Limits that PostgreSQL counted because Redis did not answer.",
        ),
        Panel("Emails waiting", "short", {"waiting": "max(gatehouse_emails_waiting)"}),
        Panel("Emails handed over", "ops", {"{{result}}": _per_second("gatehouse_emails_total", "result")}),
    ],
    "Processes": [
        Panel(
            "Processor",
            "percentunit",
            {"{{instance}}": _per_second("gatehouse_process_cpu_seconds_total", "instance")},
        ),
        Panel(
            "Memory",
            "bytes",
            {"{{instance}} {{worker}}": "gatehouse_process_resident_memory_bytes"},
            limits={"min": 0},
        ),
        Panel("Event loop late by", "s", {"{{instance}} {{worker}}": "gatehouse_event_loop_lag_seconds"}),
    ],
}


def queries() -> list[str]:
    return [query for panels in ROWS.values() for panel in panels for query in panel.lines.values()]


def dashboard() -> dict[str, Any]:
    return {
        "uid": "gatehouse",
        "title": "Gatehouse",
        "tags": ["gatehouse"],
        "schemaVersion": 39,
        "version": 1,
        "editable": True,
        "refresh": "30s",
        "time": {"from": "now-1h", "to": "now"},
        "templating": {"list": [{"name": "datasource", "type": "datasource", "query": "prometheus"}]},
        "panels": _laid_out(),
    }


def _laid_out() -> list[dict[str, Any]]:
    panels: list[dict[str, Any]] = []
    y = 0
    for title, row in ROWS.items():
        panels.append({"type": "row", "title": title, "gridPos": {"x": 0, "y": y, "w": 24, "h": 1}})
        y += 1
        for at, panel in enumerate(row):
            place = {
                "x": at % _COLUMNS * _WIDTH,
                "y": y + at // _COLUMNS * _HEIGHT,
                "w": _WIDTH,
                "h": _HEIGHT,
            }
            panels.append(_drawn(panel, place))
        y += -(-len(row) // _COLUMNS) * _HEIGHT
    return [{"id": number, **panel} for number, panel in enumerate(panels, 1)]


def _drawn(panel: Panel, place: dict[str, int]) -> dict[str, Any]:
    targets = [
        {"refId": chr(ord("A") + at), "datasource": _SOURCE, "expr": query, "legendFormat": legend}
        for at, (legend, query) in enumerate(panel.lines.items())
    ]
    return {
        "type": panel.kind,
        "title": panel.title,
        "description": panel.says,
        "datasource": _SOURCE,
        "gridPos": place,
        "fieldConfig": {"defaults": {"unit": panel.unit, **panel.limits}, "overrides": []},
        "targets": targets,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(dashboard(), indent=2) + "\n")
