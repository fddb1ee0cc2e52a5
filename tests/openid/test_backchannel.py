"""Applications are told of each session that has ended, whatever ended it."""

import asyncio
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import jwt
import pytest

from tests.support.database import execute
from tests.support.openid import relying, verified
from tests.support.service import PASSWORD
from tests.support.waiting import until, until_found

EVENT = "http://schemas.openid.net/event/backchannel-logout"


class Listener:
    """An application that hears of it, on a port of its own."""

    def __init__(self) -> None:
        self.status = 200
        self.heard: list[str] = []
        self.address = ""

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        body = await reader.readexactly(int(length.partition(b":")[2]))
        self.heard += parse_qs(body.decode())["logout_token"]
        writer.write(b"HTTP/1.1 %d Heard\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % self.status)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening():
    listener = Listener()
    server = await asyncio.start_server(listener, "127.0.0.1", 0)
    listener.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/told"
    async with server:
        yield listener


@pytest.fixture
async def listener():
    async with listening() as made:
        yield made


@pytest.fixture
async def wiki(service, settings, listener):
    return await told_at(await relying(service), settings, listener.address)


async def told_at(relying_party, settings, address):
    """By http, which nobody could register, as the listener has no certificate."""
    sql = "UPDATE applications SET backchannel_logout_uri = $1 WHERE client_id = $2"
    await execute(settings, sql, address, relying_party.client_id)
    return relying_party


async def sign_out(_service, _ada, browser):
    await browser.open("/sign-out")
    await browser.send()


async def end_session(_service, ada, _browser):
    for each in (await ada.client.get("/users/me/sessions")).json()["items"]:
        if each["application"]:
            await ada.client.delete(f"/users/me/sessions/{each['id']}")


async def change_password(_service, ada, _browser):
    body = {"current_password": PASSWORD, "new_password": "Another-Engine-2"}
    assert (await ada.client.post("/users/me/change-password", json=body)).status_code == 204


async def log_out_everywhere(_service, ada, _browser):
    await ada.client.post("/auth/logout", json={"scope": "all"})


async def deactivate(service, ada, _browser):
    await (await service.admin()).client.post(f"/users/{ada.id}/deactivate")


async def erase(service, ada, _browser):
    response = await (await service.admin()).client.delete(f"/users/{ada.id}", params={"erase": True})
    assert response.status_code == 204, response.text


ENDS = [sign_out, end_session, change_password, log_out_everywhere, deactivate, erase]


@pytest.mark.parametrize("end", ENDS)
async def test_an_application_is_told_whose_session_ended(service, wiki, ada, browser, listener, end):
    claims = await wiki.claims(await wiki.sign_in(browser))
    await end(service, ada, browser)
    await until(lambda: listener.heard)
    (token,) = listener.heard
    told = await verified(service, token, wiki.client_id)
    assert jwt.get_unverified_header(token)["typ"] == "logout+jwt"
    assert (told["sid"], told["sub"], told["events"]) == (claims["sid"], claims["sub"], {EVENT: {}})
    assert told["exp"] - told["iat"] == 120
    assert "nonce" not in told


async def test_one_that_does_not_listen_is_told_later(settings, wiki, browser, listener):
    listener.status = 500
    await wiki.sign_in(browser)
    await sign_out(None, None, browser)
    await until_found(settings, "SELECT FROM logout_notices WHERE attempts = 1 AND due_at > now()")
    listener.status = 204
    await execute(settings, "UPDATE logout_notices SET due_at = now()")
    await until(lambda: len(listener.heard) == 2)


async def test_one_that_is_away_keeps_no_other_waiting(service, settings, wiki, browser, listener):
    away = await told_at(await relying(service, name="Away"), settings, "http://127.0.0.1:1/")
    for _ in range(3):
        await away.sign_in(browser)
    await wiki.sign_in(browser)
    await sign_out(None, None, browser)
    await until(lambda: listener.heard)
    attempts = "SELECT FROM logout_notices HAVING array_agg(attempts::int ORDER BY attempts) = '{0, 0, 1}'"
    await until_found(settings, attempts)


async def test_one_without_an_address_is_not_told(service, settings, browser):
    quiet = await relying(service)
    await quiet.sign_in(browser)
    await sign_out(None, None, browser)
    assert await execute(settings, "SELECT FROM logout_notices") == []


async def test_what_ends_by_itself_is_not_told(settings, wiki, browser):
    await wiki.sign_in(browser)
    await execute(settings, "UPDATE sessions SET expires_at = now() - interval '1 minute'")
    await execute(settings, "DELETE FROM sessions")
    assert await execute(settings, "SELECT FROM logout_notices") == []
