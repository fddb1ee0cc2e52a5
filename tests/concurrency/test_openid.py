"""Codes and refresh tokens of applications work once, on whichever worker, and end with their session."""

import asyncio
from collections import Counter

import httpx
import pytest

from tests.support.applications import basic
from tests.support.database import execute
from tests.support.openid import Relying, Start, allow, relying
from tests.support.pages import Browser
from tests.support.server import Lines, Server
from tests.support.service import Person

MANY = 50
GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@pytest.fixture
async def ada(cluster: Server) -> Person:
    return await cluster.person()


@pytest.fixture
async def browser(cluster: Server, ada: Person) -> Browser:
    made = Browser(cluster.client())
    await made.sign_in(ada.user)
    return made


@pytest.fixture
async def wiki(cluster: Server) -> Relying:
    return await relying(cluster)


async def all_at_once(lines: Lines, wiki: Relying, form: dict[str, str]) -> Counter[str]:
    """So many requests for the same tokens, over all connections to both workers."""
    shown = basic(wiki.client_id, wiki.application.secret)
    clients = [lines.all[each % len(lines.all)] for each in range(MANY)]
    answers: list[httpx.Response] = await asyncio.gather(
        *(client.post("/auth/token", data=form, headers=shown) for client in clients)
    )
    return Counter(answer.json().get("error", "tokens") for answer in answers)


async def sessions_of(cluster: Server, ada: Person) -> list[bool]:
    sql = "SELECT ended_at IS NULL AS live FROM sessions WHERE user_id = $1 AND application_id IS NOT NULL"
    return [row["live"] for row in await execute(cluster.settings, sql, ada.id)]


async def test_one_of_many_uses_of_a_code_wins(
    cluster: Server, lines: Lines, wiki: Relying, browser: Browser, ada: Person
):
    start = Start()
    form = {
        "grant_type": "authorization_code",
        "code": await wiki.code(browser, start),
        "code_verifier": start.verifier,
        "redirect_uri": start.redirect_uri,
    }
    assert await all_at_once(lines, wiki, form) == {"tokens": 1, "invalid_grant": MANY - 1}
    assert await sessions_of(cluster, ada) == [False]


async def test_one_of_many_uses_of_a_device_code_wins(
    cluster: Server, lines: Lines, wiki: Relying, browser: Browser, ada: Person
):
    asked = {"client_id": wiki.client_id, "client_secret": wiki.application.secret, "scope": "openid"}
    begun = (await cluster.client().post("/oauth/device_authorization", data=asked)).json()
    await browser.open("/oauth/device")
    await browser.send({"user_code": begun["user_code"]})
    await browser.send({"decision": "allow"})
    form = {"grant_type": GRANT, "device_code": begun["device_code"]}
    assert await all_at_once(lines, wiki, form) == {"tokens": 1, "invalid_grant": MANY - 1}
    assert await sessions_of(cluster, ada) == [True]


async def test_parallel_refreshes_get_the_same_successor(lines: Lines, wiki: Relying, browser: Browser):
    tokens = await wiki.sign_in(browser)
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert await all_at_once(lines, wiki, form) == {"tokens": MANY}


async def test_many_consents_at_once_are_one(cluster: Server, wiki: Relying, browser: Browser, ada: Person):
    await wiki.ask(browser, Start())
    form = {**browser.fields(), "decision": "allow"}
    answers = await asyncio.gather(*(browser.client.post("/oauth/consent", data=form) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(await execute(cluster.settings, "SELECT FROM consents WHERE user_id = $1", ada.id)) == 1


async def test_nothing_is_given_by_a_browser_that_signs_out_meanwhile(
    cluster: Server, wiki: Relying, browser: Browser, ada: Person
):
    """Whichever comes first, no session at the application is left when both are done."""
    for _ in range(10):
        start = Start()
        page = await wiki.ask(browser, start)
        code = wiki.brought_back(await allow(browser) if page.status_code == 200 else page, start)["code"]
        await browser.open("/sign-out")
        await asyncio.gather(browser.send(), wiki.exchange(code, start))
        await browser.sign_in(ada.user)
    assert not any(await sessions_of(cluster, ada))
