"""A request has one time limit for everything it waits for, and an answer when it is over."""

import asyncio
from collections.abc import Iterator

import pytest

from gatehouse.contract.answer import Reply
from gatehouse.contract.edge import Edge
from tests.support.answers import problem
from tests.support.database import execute
from tests.support.edges import edge_options
from tests.support.live import Wire, live, only_http
from tests.support.waiting import until_found

LIMIT = 0.2


@pytest.fixture
def wire() -> Iterator[Wire]:
    """An application that waits, sends, or does not stop when told to, for longer than it may."""

    async def app(scope, receive, send):
        if scope["path"] == "/sending":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
            await asyncio.sleep(LIMIT * 3)
            await send({"type": "http.response.body", "body": b"done"})
        elif scope["path"] == "/twice":
            await asyncio.sleep(LIMIT * 0.9)
            await asyncio.sleep(LIMIT * 0.9)
            await Reply(204, [])(scope, receive, send)
        elif scope["path"] == "/stubborn":
            try:
                await asyncio.sleep(60)
            finally:
                await asyncio.sleep(60)
        else:
            await Reply(204, [])(scope, receive, send)

    options = edge_options(time_limit=LIMIT)
    edge = Edge(only_http(app), options, finished=lambda _: None, log_crash=lambda *_: None)
    with live(edge) as wire:
        yield wire


@pytest.mark.parametrize("path", ["/twice", "/stubborn"])
def test_it_is_for_everything_together(wire, path):
    response = wire.request("GET", path)
    assert problem(response) == (503, "unavailable")
    assert response.json()["detail"] == "The service could not answer in time. Try again shortly."
    assert response.headers["retry-after"] == "5"


def test_an_answer_that_has_begun_is_finished(wire):
    assert wire.request("GET", "/sending").text == "done"


def test_the_next_request_has_all_its_time(wire):
    wire.request("GET", "/twice")
    assert wire.request("GET", "/once").status_code == 204


async def test_what_waits_for_a_row_is_given_up_and_undone(start_service, settings):
    service = await start_service(database_timeout_seconds=1.5)
    person = await service.person()
    before = (await person.client.get("/users/me")).json()
    locking = "SELECT pg_sleep(3) FROM (SELECT FROM users WHERE id = $1 FOR UPDATE)"
    lock = asyncio.create_task(execute(settings, locking, person.id))
    locked = "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%FOR UPDATE)'"
    await until_found(settings, locked)
    answers = await asyncio.gather(
        *(person.client.patch("/users/me", json={"bio": "New."}) for _ in range(3))
    )
    assert {problem(answer) for answer in answers} == {(503, "unavailable")}
    assert all(answer.headers["retry-after"] for answer in answers)
    await lock
    assert (await person.client.get("/users/me")).json() == before
