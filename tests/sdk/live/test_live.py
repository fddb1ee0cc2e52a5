"""Every client against the real service: `-k go` for one language."""

import pytest

from tests.sdk.conformance.drivers import Broken, Driver, Json, Unavailable
from tests.sdk.conformance.examples import document
from tests.sdk.conformance.languages import LANGUAGES, apart
from tests.sdk.live.caller import Caller
from tests.sdk.live.service_accounts import LEAVING_ACCOUNTS, SERVICE_ACCOUNTS, as_application
from tests.sdk.live.table import STEPS
from tests.support.server import Server

_AT_ONCE = 8
_WORKERS = 2


@pytest.fixture(params=apart(LANGUAGES))
async def caller(request: pytest.FixtureRequest, live_server: Server, drivers: dict[str, Driver]) -> Caller:
    """A driver, and an administrator to sign in as."""
    driver = drivers[request.param]
    try:
        await driver.prepare()
    except Unavailable as error:
        pytest.fail(f"{request.param}: {error}", pytrace=False)
    admin = await live_server.admin()
    return Caller(live_server, driver, kept={"admin": admin.tokens, "password": admin.password})


def test_no_operation_is_left_out() -> None:
    operations = {
        operation["operationId"]
        for path in document()["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
    }
    assert {step.operation for step in STEPS} == operations


async def test_every_operation(caller: Caller) -> None:
    faults: list[str] = []
    for number, step in enumerate(STEPS, 1):
        try:
            found = await caller.take(step)
        except (Broken, LookupError, TimeoutError) as error:
            found = [f"{type(error).__name__}: {error}"]
        faults += [f"step {number}, {step.operation}: {fault}" for fault in found]
    if faults:
        pytest.fail("\n".join([caller.language, *faults]), pytrace=False)


async def test_many_calls_renew_a_token_once(caller: Caller) -> None:
    tokens = caller.kept["admin"]
    options = {
        "access_token": "no-longer-valid",
        "refresh_token": tokens["refresh_token"],
        "concurrent": _AT_ONCE,
    }
    before = _renewals(caller.server)
    answer = await caller.call("me.get", options, {})
    assert _ids(answer) == [tokens["user"]["id"]] * _AT_ONCE
    assert _renewals(caller.server) - before == 1


async def test_a_restart_between_two_calls(caller: Caller) -> None:
    user, password = caller.kept["admin"]["user"], caller.kept["password"]
    options = {"email": user["email"], "password": password, "max_retries": 30, "total_timeout_ms": 60_000}
    assert (await caller.call("me.get", options, {}))["value"]["id"] == user["id"]
    assert await caller.server.stop() == 0
    refused = await caller.call("system.live", {"max_retries": 0}, {})
    assert refused["error"]["kind"] == "transport"
    caller.server.launch(_WORKERS)
    token = {"token": caller.kept["admin"]["access_token"]}
    answer = await caller.call("me.get", {**options, **token}, {})
    await caller.server.ready()
    assert answer["value"]["id"] == user["id"]


async def test_verifiers_accept_what_the_service_signs(caller: Caller) -> None:
    if caller.language == "reference":
        pytest.skip("it is no client, and has no verifier")
    tokens = caller.kept["admin"]
    rules = {"token": tokens["access_token"], "issuer": "gatehouse", "audiences": ["gatehouse"]}
    said = await caller.verify({**rules, "acr": ["urn:gatehouse:acr:1fa"], "max_age": 3600})
    assert said["value"]["sub"] == tokens["user"]["uuid"]
    refused = await caller.verify({**rules, "acr": ["urn:gatehouse:acr:2fa"]})
    assert (refused["error"]["code"], refused["error"]["status"]) == ("authentication", 401)
    assert (await caller.verify({**rules, "audiences": ["billing"]}))["error"]["code"] == "audience"


async def test_an_application_calls_by_itself(caller: Caller) -> None:
    if caller.language == "reference":
        pytest.skip("it is no client, and gets no tokens for a secret")
    assert [fault for step in SERVICE_ACCOUNTS for fault in await caller.take(step)] == []
    revoked = await caller.call("users.stats", await caller.filled(as_application("$old.secret")), {})
    assert (revoked["error"]["kind"], revoked["error"]["status"]) == ("status", 401)
    rules = {
        "token": caller.kept["shop"]["access_token"],
        "issuer": caller.server.url,
        "audiences": ["gatehouse", f"shop-{caller.language}"],
    }
    scopes, client = [f"shop-{caller.language}:orders.read"], caller.kept["account"]["client_id"]
    said = await caller.verify({**rules, "scopes": scopes, "clients": [client]})
    assert said.get("value", said).get("client_id") == client
    for lacking in ({"scopes": ["orders.write"]}, {"clients": ["app_other"]}, {"max_age": 60}):
        assert (await caller.verify({**rules, **lacking}))["error"]["kind"] == "token"
    assert [fault for step in LEAVING_ACCOUNTS for fault in await caller.take(step)] == []


def _renewals(server: Server) -> int:
    """How many pairs were renewed so far, as the access log has it."""
    return server.quiet_log().count('"operation":"auth.refresh"')


def _ids(answer: Json) -> list[int]:
    assert isinstance(answer.get("value"), list), answer
    return [each["id"] for each in answer["value"]]
