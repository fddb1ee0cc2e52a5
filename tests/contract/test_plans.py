"""The report of what compiled plans answer, and why they leave the rest to Connexion."""

from dataclasses import replace

import httpx
import pytest
from structlog.testing import capture_logs

from gatehouse.app import create_app
from gatehouse.contract.plan import reason_against
from gatehouse.process.logs import configure_logs
from tests.support.service import DOCUMENT


def test_every_operation_is_planned_and_that_is_said_at_start_up(settings):
    configure_logs(settings)
    with capture_logs() as logs:
        create_app(settings.model_copy(update={"gatehouse_plan": True}))
    assert {"planned": len(DOCUMENT.operations), "left_to_connexion": {}}.items() <= logs[0].items()


@pytest.mark.parametrize(
    ("security", "reason"),
    [
        ([], None),
        ([{"bearer": []}, {"apiKey": []}], None),
        ([{"bearer": [], "apiKey": []}], "it asks for bearer and apiKey at once"),
        ([{"bearer": []}, {}], "it takes a credential or none"),
        ([{"basic": []}], "no plan knows the credential basic"),
    ],
)
def test_why_an_operation_has_no_plan(security, reason):
    assert reason_against(replace(DOCUMENT.operations[0], security=security)) == reason


async def test_below_a_root_of_somebody_elses_paths_are_found(settings):
    app = create_app(settings)
    transport = httpx.ASGITransport(app=app, root_path="/accounts")
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        assert (await client.get("/accounts/health/live")).json() == {"status": "alive"}
        assert (await client.get("/accounts/nowhere")).json()["code"] == "not_found"
