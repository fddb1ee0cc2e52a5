"""Tries, redirects, credentials, time limits: what every call has in common."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from gatehouse_client import (
    CallTimeoutError,
    CredentialsError,
    InputError,
    RequestOptions,
    StatusError,
    TransportError,
)
from gatehouse_client._runtime import retry
from gatehouse_client._runtime.capturing import Capturing
from gatehouse_client._runtime.setup import Given
from tests.support import CREATE, FETCH, FOLLOW, PASSWORD, READ, Script, async_transport, transport

FINE = {"fine": 1}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "_FIRST_WAIT", 0.001)


def test_a_broken_connection_is_tried_again() -> None:
    script = Script(httpx.ReadError("broken"), httpx.Response(503), httpx.Response(200, json=FINE))
    assert transport(script).call(READ, {}) == FINE
    assert len(script.seen) == 3


def test_what_would_happen_twice_is_not_tried_again() -> None:
    script = Script(httpx.ReadError("broken"))
    with pytest.raises(TransportError):
        transport(script).call(CREATE, {}, body={})
    assert len(script.seen) == 1


def test_what_was_never_sent_is_tried_again() -> None:
    script = Script(httpx.ConnectError("refused"), httpx.Response(204))
    assert transport(script).call(CREATE, {}, body={}) is None


def test_nothing_is_sent_without_credentials() -> None:
    script = Script(httpx.Response(200, json=FINE))
    with pytest.raises(CredentialsError, match="read needs credentials for 'token': give the client token, or"):
        transport(script, Given()).call(READ, {})
    assert script.seen == []
    assert transport(script, Given()).call(READ, {}, RequestOptions(without_credentials=True)) == FINE
    assert transport(script, Given()).call(READ, {}, RequestOptions(headers={"Authorization": "mine"})) == FINE


def test_another_host_is_told_nothing() -> None:
    there = httpx.Response(307, headers={"location": "https://elsewhere.test/things"})
    script = Script(there, httpx.Response(200, json=FINE))
    assert transport(script).call(READ, {}) == FINE
    assert "authorization" in script.seen[0].headers
    assert "authorization" not in script.seen[1].headers
    script = Script(there)
    with pytest.raises(TransportError, match="another host"):
        transport(script).call(CREATE, {}, body={"secret": 1})
    assert len(script.seen) == 1


def test_no_more_than_the_total_time_is_waited() -> None:
    script = Script(httpx.Response(503, headers={"retry-after": "60"}))
    with pytest.raises(StatusError) as caught:
        transport(script).call(READ, {}, RequestOptions(total_timeout=5))
    assert caught.value.retry_after == 60


def test_an_answer_that_trickles_is_cut_off() -> None:
    def trickle() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.02)
            yield b" "

    script = Script(httpx.Response(200, content=trickle()))
    with pytest.raises(CallTimeoutError) as caught:
        transport(script, max_retries=0).call(READ, {}, RequestOptions(timeout=0.1))
    assert isinstance(caught.value, TimeoutError)


def test_threads_sign_in_once() -> None:
    logins = 0

    def service(request: httpx.Request) -> httpx.Response:
        nonlocal logins
        if request.url.path == "/login":
            logins += 1
            time.sleep(0.05)
            return httpx.Response(200, json={"access_token": "a-1", "expires_in": 3600})
        assert request.headers["authorization"] == "Bearer a-1"
        return httpx.Response(200, json=FINE)

    made = transport(service, PASSWORD)
    start = threading.Barrier(8)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: (start.wait(), made.call(READ, {}))[1], range(8)))
    assert found == [FINE] * 8
    assert logins == 1


def test_a_task_that_gives_up_does_not_end_signing_in_for_others() -> None:
    logins = 0

    async def service(request: httpx.Request) -> httpx.Response:
        nonlocal logins
        if request.url.path == "/login":
            logins += 1
            await asyncio.sleep(0.05)
            return httpx.Response(200, json={"access_token": "a-1"})
        return httpx.Response(200, json=FINE)

    async def main() -> None:
        made = async_transport(service, PASSWORD)  # type: ignore[arg-type]
        first, second = (asyncio.create_task(made.call(READ, {})) for _ in range(2))
        await asyncio.sleep(0.01)
        first.cancel()
        assert await second == FINE
        assert logins == 1

    asyncio.run(main())


def test_wrong_passwords_are_tried_once() -> None:
    script = Script(httpx.Response(401, json={"error": "wrong"}))
    made = transport(script, PASSWORD)
    with pytest.raises(StatusError):
        made.call(READ, {})
    assert [each.url.path for each in script.seen] == ["/login"]


def test_a_call_can_return_more_than_its_value() -> None:
    script = Script(httpx.Response(200, json=FINE, headers={"etag": '"1"', "x-request-id": "r-1"}))
    made = transport(script)
    answer = Capturing().with_response(made.call, READ, {})
    assert (answer.value, answer.etag, answer.request_id, answer.status) == (FINE, '"1"', "r-1", 200)
    refused = Capturing().raw(transport(Script(httpx.Response(418, text="no"))).call, READ, {})
    assert (refused.status_code, refused.text) == (418, "no")


def test_events_arrive_one_by_one() -> None:
    text = 'event: first\nid: 7\ndata: {"n":\ndata: 1}\n\n: nothing\n\ndata: {"n": 2}\n\ndata: [DONE]\n\ndata: cut'
    with transport(Script(httpx.Response(200, text=text))).stream(FOLLOW, {}) as stream:
        values = iter(stream)
        assert next(values) == {"n": 1}
        assert (stream.event, stream.id) == ("first", "7")
        assert list(values) == [{"n": 2}]


def test_bytes_are_read_once_and_closed() -> None:
    response = httpx.Response(200, content=iter([b"ab", b"c"]))
    with transport(Script(response)).download(FETCH, {}) as answer:
        assert answer.read() == b"abc"
    assert response.is_closed


def test_nothing_secret_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    script = Script(httpx.Response(200, json=FINE))
    made = transport(script, query={"key": "s-1"})
    made.call(READ, {})
    assert "s-1" not in caplog.text
    assert "t-1" not in caplog.text + repr(vars(made)) + repr(Given(token="t-1"))


@pytest.mark.parametrize("address", ["", "ftp://x", "https://", "https://a:b@c", "https://a?b", "https://a#b"])
def test_addresses_that_cannot_be_used_are_refused(address: str) -> None:
    from gatehouse_client._runtime.settings import checked_url

    with pytest.raises(InputError, match="base_url"):
        checked_url(address, "base_url")
