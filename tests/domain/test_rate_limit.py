import asyncio

import pytest

from gatehouse.core.settings import load_settings
from tests.support.answers import problem
from tests.support.clock import pass_time, stop_time
from tests.support.service import running

LIMITED = [
    ("/auth/register", {"json": {"email": "a@example.com", "username": "ada", "password": "Wrong-1234"}}),
    ("/auth/login", {"json": {"email": "a@example.com", "password": "Wrong-1234"}}),
    ("/auth/token", {"data": {"grant_type": "refresh_token", "refresh_token": "x"}}),
    ("/auth/refresh", {"json": {"refresh_token": "x"}}),
    ("/auth/password/reset", {"json": {"email": "a@example.com"}}),
    ("/auth/password/reset/confirm", {"json": {"token": "x" * 20, "new_password": "Wrong-1234"}}),
    ("/auth/email/verify/request", {"json": {"email": "a@example.com"}}),
    ("/auth/email/verify", {"json": {"token": "x" * 20}}),
    ("/auth/revoke", {"data": {"token": "x"}}),
    ("/users/me/change-email/confirm", {"json": {"token": "x" * 20}}),
]


@pytest.fixture(scope="module")
async def started(settings):
    changes = {"rate_limit_requests": 3, "trusted_proxies": "10.0.0.0/8,fd00::/8"}
    async with running(load_settings(env_file=None, **{**settings.model_dump(), **changes})) as service:
        yield service


@pytest.fixture
async def limited(started, service):
    """Three requests a minute for everybody, where proxies in 10.0.0.0/8 are believed."""
    return started


def ask(service, address="203.0.113.1", forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    client = service.client(address, **headers)
    return client.post("/auth/password/reset", json={"email": "nobody@example.com"})


async def use_up(service, **where):
    for _ in range(3):
        assert (await ask(service, **where)).status_code == 202


class TestBudget:
    async def test_answers_say_what_is_left(self, limited, monkeypatch):
        stop_time(monkeypatch)
        answers = [await ask(limited) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
        assert [answer.headers["ratelimit"] for answer in answers] == [
            '"anonymous-writes";r=2;t=20',
            '"anonymous-writes";r=1;t=40',
            '"anonymous-writes";r=0;t=60',
            '"anonymous-writes";r=0;t=20',
        ]
        assert {answer.headers["ratelimit-policy"] for answer in answers} == {'"anonymous-writes";q=3;w=60'}

    async def test_beyond_it_one_is_told_when_to_come_back(self, limited, monkeypatch):
        stop_time(monkeypatch)
        await use_up(limited)
        response = await ask(limited)
        assert problem(response) == (429, "rate_limited")
        assert response.headers["retry-after"] == "20"

    @pytest.mark.parametrize("body", [b"{}", b"{", b'{"email": 1}', b""])
    async def test_requests_that_are_not_valid_cost_the_same(self, limited, monkeypatch, body):
        stop_time(monkeypatch)
        client = limited.client("203.0.113.1", **{"Content-Type": "application/json"})
        answers = [await client.post("/auth/password/reset", content=body) for _ in range(4)]
        assert {answer.status_code for answer in answers[:3]} <= {400, 422}
        assert problem(answers[3]) == (429, "rate_limited")

    async def test_it_refills_evenly(self, limited, monkeypatch):
        stop_time(monkeypatch)
        await use_up(limited)
        pass_time(monkeypatch, seconds=19)
        early = await ask(limited)
        pass_time(monkeypatch, seconds=1)
        answers = [await ask(limited) for _ in range(2)]
        assert early.status_code == 429
        assert [answer.status_code for answer in answers] == [202, 429]

    async def test_refusals_cost_nothing(self, limited, monkeypatch):
        stop_time(monkeypatch)
        await use_up(limited)
        for _ in range(5):
            await ask(limited)
        pass_time(monkeypatch, seconds=20)
        assert (await ask(limited)).status_code == 202

    async def test_it_never_holds_more_than_a_window(self, limited, monkeypatch):
        stop_time(monkeypatch)
        pass_time(monkeypatch, days=1)
        await use_up(limited)
        assert (await ask(limited)).status_code == 429

    async def test_is_spent_in_parallel_too(self, limited, monkeypatch):
        stop_time(monkeypatch)
        responses = await asyncio.gather(*(ask(limited) for _ in range(8)))
        assert sorted(response.status_code for response in responses) == [202] * 3 + [429] * 5

    async def test_is_shared_by_processes(self, limited, start_service, monkeypatch):
        stop_time(monkeypatch)
        other = await start_service(rate_limit_requests=3)
        await use_up(limited)
        assert (await ask(other)).status_code == 429

    @pytest.mark.parametrize(("path", "body"), LIMITED)
    async def test_is_one_for_all_routes(self, limited, monkeypatch, path, body):
        stop_time(monkeypatch)
        await use_up(limited)
        response = await limited.client("203.0.113.1").post(path, **body)
        assert problem(response) == (429, "rate_limited")

    async def test_holds_for_the_token_in_the_path(self, limited, monkeypatch):
        stop_time(monkeypatch)
        await use_up(limited)
        client = limited.client("203.0.113.1")
        response = await client.put("/auth/password/reset/" + "x" * 20, json={"new_password": "Wrong-1234"})
        assert problem(response) == (429, "rate_limited")

    async def test_reading_and_the_signed_in_are_free(self, limited, monkeypatch):
        stop_time(monkeypatch)
        person = await limited.person()
        answers = [await ask(limited, "198.51.100.7") for _ in range(2)]
        assert [answer.status_code for answer in answers] == [202, 429]
        assert (await person.client.get("/auth/me")).status_code == 200
        assert (await person.client.patch("/users/me", json={"bio": "x"})).status_code == 200
        assert (await limited.client().get("/auth/policy")).status_code == 200

    async def test_can_be_turned_off(self, start_service):
        service = await start_service(rate_limit_enabled=False, rate_limit_requests=1)
        answers = [await ask(service) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [202] * 3
        assert "ratelimit" not in answers[0].headers


class TestCaller:
    @pytest.fixture(autouse=True)
    def _frozen(self, monkeypatch):
        stop_time(monkeypatch)

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("2001:db8:1:2::1", 429),
            ("2001:db8:1:2:ffff:ffff:ffff:ffff", 429),
            ("2001:0DB8:0001:0002:0:0:0:9", 429),
            ("2001:db8:1:3::1", 202),
            ("203.0.113.1", 202),
        ],
    )
    async def test_an_ipv6_household_is_one(self, limited, address, status):
        await use_up(limited, address="2001:db8:1:2:3:4:5:6")
        assert (await ask(limited, address)).status_code == status

    async def test_an_ipv4_address_is_the_same_in_ipv6_clothes(self, limited):
        await use_up(limited, address="203.0.113.1")
        assert (await ask(limited, "::ffff:203.0.113.1")).status_code == 429

    @pytest.mark.parametrize("forwarded", ["192.0.2.1", "127.0.0.1", "::1", "10.0.0.1"])
    async def test_strangers_are_not_believed_about_who_they_are(self, limited, forwarded):
        await use_up(limited)
        assert (await ask(limited, forwarded=forwarded)).status_code == 429

    async def test_proxies_are(self, limited):
        await use_up(limited, address="10.0.0.1", forwarded="192.0.2.1")
        same = await ask(limited, "10.9.9.9", "192.0.2.1")
        another = await ask(limited, "10.0.0.1", "192.0.2.2")
        assert (same.status_code, another.status_code) == (429, 202)

    @pytest.mark.parametrize(
        "forwarded",
        [
            "198.51.100.99, 192.0.2.1",
            "10.0.0.7, 192.0.2.1",
            "192.0.2.1, 10.0.0.7",
            "garbage, 192.0.2.1",
            ",,192.0.2.1,",
            "::ffff:192.0.2.1",
        ],
    )
    async def test_what_callers_put_before_the_nearest_stranger_counts_for_nothing(self, limited, forwarded):
        await use_up(limited, address="10.0.0.1", forwarded="192.0.2.1")
        assert (await ask(limited, "10.0.0.1", forwarded)).status_code == 429

    async def test_addresses_that_are_none_share_a_budget(self, limited):
        await use_up(limited, address="10.0.0.1", forwarded="garbage")
        assert (await ask(limited, "10.0.0.1", "1.2.3.4.5")).status_code == 429
        assert (await ask(limited, "a-socket")).status_code == 429

    async def test_a_proxy_that_says_nothing_is_the_caller(self, limited):
        await use_up(limited, address="10.0.0.1")
        assert (await ask(limited, "10.0.0.1")).status_code == 429
        assert (await ask(limited, "10.0.0.2")).status_code == 202
