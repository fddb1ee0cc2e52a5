"""Two servers on one database, one of which has a clock that is wrong."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gatehouse.core.settings import Settings
from tests.support import database
from tests.support.mails import sent
from tests.support.server import Server, serving
from tests.support.service import PASSWORD
from tests.support.wrong_clock import set_hours, wrong_clock

LIMITED = {"rate_limit_requests": 3, "rate_limit_window": 60}
ADDRESS = "198.51.100.77"


@pytest.fixture(scope="module", params=[1, -1], ids=["ahead", "behind"])
async def servers(
    cluster_settings: Settings, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> AsyncIterator[list[Server]]:
    """The second of them is wrong by an hour."""
    folder: Path = tmp_path_factory.mktemp("wrong")
    wrong_clock(folder, request.param)
    async with serving(cluster_settings, folder / "right.log", workers=1, **LIMITED) as right:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(folder))
            starting = serving(cluster_settings, folder / "wrong.log", workers=1, **LIMITED)
            async with starting as wrong:
                yield [right, wrong]


@pytest.fixture(params=[(0, 1), (1, 0)], ids=["from-right-to-wrong", "from-wrong-to-right"])
async def pair(servers: list[Server], request: pytest.FixtureRequest) -> list[Server]:
    await database.execute(servers[0].settings, "TRUNCATE users, rate_limits, login_attempts CASCADE")
    return [servers[number] for number in request.param]


async def test_each_accepts_the_tokens_of_the_other(pair: list[Server]):
    here, there = pair
    person = await here.person()
    token = {"refresh_token": person.tokens["refresh_token"]}

    assert (await there.client().get("/auth/me", headers=person.bearer)).status_code == 200
    renewed = (await there.client().post("/auth/refresh", json=token)).json()
    bearer = {"Authorization": f"Bearer {renewed['access_token']}"}
    assert (await here.client().get("/auth/me", headers=bearer)).status_code == 200


async def test_a_budget_that_one_spends_is_not_gone_for_an_hour_at_the_other(pair: list[Server]):
    answers = [
        await server.client(ADDRESS).post("/auth/login", json={"email": "a@example.com", "password": "x"})
        for server in (*pair, *pair)
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert int(answers[3].headers["retry-after"]) <= LIMITED["rate_limit_window"]


async def test_a_lock_that_one_sets_lasts_as_long_at_the_other(pair: list[Server]):
    here, there = pair
    user = await here.register()
    for _ in range(here.settings.login_max_failures):
        await here.client(ADDRESS).post("/auth/login", json={"email": user["email"], "password": "wrong"})
        await database.execute(here.settings, "TRUNCATE rate_limits")
    body = {"email": user["email"], "password": PASSWORD}

    locked = await there.client(ADDRESS).post("/auth/login", json=body)

    assert (locked.status_code, locked.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(locked.headers["retry-after"]) <= here.settings.login_lock_seconds


async def test_a_mailed_token_of_one_works_at_the_other(pair: list[Server]):
    here, there = pair
    person = await here.person()
    await here.client().post("/auth/password/reset", json={"email": person.user["email"]})
    await sent(here)
    mails = [message for server in pair for message in server.mailer.sent]  # either may have sent it
    (text,) = [message.text for message in mails if message.recipient == person.user["email"]]
    body = {"token": text.partition("#token=")[2].split()[0], "new_password": "Another-Gate-8"}
    assert (await there.client().post("/auth/password/reset/confirm", json=body)).status_code == 204


def corrections(server: Server) -> int:
    return server.log.read_text().count("clock_corrected")


async def test_a_clock_that_steps_is_noticed(servers: list[Server]):
    right, wrong = servers
    person, client = await right.person(), wrong.client()
    set_hours(wrong.log.parent, 24)
    before = corrections(wrong)

    for _ in range(600):
        if corrections(wrong) > before:
            break
        await asyncio.sleep(0.1)

    assert (await client.get("/auth/me", headers=person.bearer)).status_code == 200
