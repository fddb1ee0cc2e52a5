"""Every caller has one budget, however many nodes count."""

from collections import Counter

from tests.nodes.conftest import HOSTS, LIMIT

_TOKEN = {"token": "x" * 20}


async def test_at_the_nodes_themselves(lines):
    caller = {"X-Forwarded-For": "203.0.113.9"}
    asked = [await lines.request("POST", "/auth/email/verify", json=_TOKEN, headers=caller) for _ in range(9)]
    assert Counter(answer.status_code for answers in asked for answer in answers) == {
        422: LIMIT,
        429: 180 - LIMIT,
    }


async def test_through_nginx(front, redis):
    async with front.client("127.0.0.7") as caller, front.client("127.0.0.8") as neighbour:
        asked = [await caller.post("/auth/email/verify", json=_TOKEN) for _ in range(LIMIT + 20)]
        assert (await neighbour.post("/auth/email/verify", json=_TOKEN)).status_code == 422
    assert Counter(answer.status_code for answer in asked) == {422: LIMIT, 429: 20}
    assert all(f'"node":"{host}:' in front.log for host in HOSTS)
    assert redis.counted() == 2
