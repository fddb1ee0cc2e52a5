"""A real Prometheus with our rules: the dashboard shows something, and an outage is noticed."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from typing import TypeVar

from tests.observe.conftest import DEPLOY, Prometheus, stop_postgres
from tests.support.server import Server

T = TypeVar("T")

DASHBOARD = DEPLOY / "grafana" / "gatehouse.json"


def queries() -> dict[str, str]:
    """Of all panels, as Grafana would send them."""
    panels = json.loads(DASHBOARD.read_text())["panels"]
    return {
        target["expr"].replace("$__rate_interval", "30s"): panel["title"]
        for panel in panels
        for target in panel.get("targets", ())
    }


async def live(server: Server) -> None:
    """What happens on an ordinary day: somebody forgets a password, and tries too often."""
    person = await server.person()
    for _ in range(3):
        await person.client.get("/users/me")
        await person.client.get("/users")
    guesser = server.client()
    for _ in range(7):
        await guesser.post("/auth/login", json={"username": person.user["email"], "password": "wrong"})
    await server.client().post("/auth/password/reset", json={"email": person.user["email"]})


async def until(ask: Callable[[], T], wanted: T) -> None:
    """Ask for up to a minute until the answer is the wanted one."""
    for _ in range(240):
        if await asyncio.to_thread(ask) == wanted:
            return
        await asyncio.sleep(0.25)
    assert ask() == wanted


def silent(prometheus: Prometheus) -> list[str]:
    """The panels whose query returns nothing."""
    return [title for query, title in queries().items() if not prometheus.query(query)]


async def test_every_panel_has_data(observed, prometheus):
    await live(observed)
    await asyncio.sleep(2)
    await live(observed)
    await until(lambda: " and ".join(silent(prometheus)), "")


async def test_numbers_are_the_ones_of_the_service(observed, prometheus):
    statuses = [(await observed.client().get(path)).status_code for path in ("/nowhere", "/health") * 5]
    assert statuses == [404, 200] * 5
    counted = 'sum(gatehouse_problems_total{code="not_found"})'
    await until(lambda: [row["value"][1] for row in prometheus.query(counted)], ["5"])


async def test_an_outage_of_the_database_is_noticed(observed, prometheus):
    await live(observed)
    await until(lambda: len(prometheus.query("gatehouse_ready == 1")), 1)
    expected = {"GatehouseNotReady", "GatehouseErrorBudgetBurnsFast"}
    assert not expected & prometheus.firing()  # others may: this machine may be a slow one
    await stop_postgres(observed.settings)

    async def ask() -> None:
        while True:
            await observed.client().get("/users/1", headers={"X-API-Key": "gh_nobody"})

    asking = asyncio.create_task(ask())
    try:
        await until(lambda: expected - prometheus.firing(), set())
    finally:
        asking.cancel()


def test_the_dashboard_is_what_the_script_writes():
    written = subprocess.check_output([sys.executable, DEPLOY / "grafana" / "dashboard.py"], text=True)
    assert written == DASHBOARD.read_text()


def test_the_configuration_and_the_rules_are_valid():
    subprocess.run(["promtool", "check", "config", DEPLOY / "prometheus" / "prometheus.yml"], check=True)


def test_each_alert_fires_when_it_should_and_only_then():
    subprocess.run(["promtool", "test", "rules", DEPLOY / "prometheus" / "alerts_test.yaml"], check=True)
