"""The judge notices what must not happen, in what it is told and in a real database."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.faults import people, stages
from tests.faults.caller import Request, undeclared_in
from tests.faults.cases import CASES
from tests.faults.judge import Found, Limits, Verdict, judge
from tests.faults.ledger import NO_ANSWER, NOBODY_LISTENED, Attempt, Ledger, Write
from tests.faults.line import Answer
from tests.faults.load import Load
from tests.faults.post import open_post
from tests.faults.runner import make_room, what_there_is
from tests.support.database_servers import workplace

LIMITS = Limits(deadline=5)
WELL = ["lost", "doubled", "wrong", "undeclared"]


def numbers(verdict: Verdict) -> dict[str, int]:
    """What was counted, but for the zeros."""
    return {name: len(getattr(verdict, name)) for name in WELL if getattr(verdict, name)}


def attempt(status: int = 200, *, sent: float = 0.0, seconds: float = 0.1, undeclared: str = "") -> Attempt:
    return Attempt("r1", "me.update", sent, seconds, status, undeclared)


@pytest.fixture
def ledger() -> Ledger:
    """An invitation, a key that was ended, a session, a counter; everything acknowledged."""
    ledger = Ledger(attempts=[attempt()], back_at=1.0, acknowledged=5)
    ledger.writes = [
        Write("users.create", "ada", ["r1", "r2"], acknowledged=True),
        Write("me.create_api_key", "job", ["r3"], acknowledged=True),
        Write("me.revoke_api_key", "job", ["r4"], acknowledged=True),
        Write("auth.logout", "elsewhere", ["r5"], acknowledged=True),
    ]
    ledger.sessions["here"].told(acknowledged=True)
    ledger.counters[7].told(3, acknowledged=True)
    return ledger


@pytest.fixture
def found() -> Found:
    """What there is if all of that was done, once."""
    actions = ["users.create", "me.create_api_key", "me.revoke_api_key", "auth.logout"]
    found = Found(Counter(zip(["r2", "r3", "r4", "r5"], actions, strict=True)))
    found.made["users"]["ada"] = found.made["keys"]["job"] = 1
    found.live["sessions"] = {"here"}
    found.generations, found.counters, found.mails = {"here": 2}, {7: 3}, {"ada": {"<1>"}}
    return found


def test_it_finds_nothing_where_there_is_nothing(ledger, found):
    verdict = judge(ledger, found, LIMITS)
    assert numbers(verdict) == {}
    assert verdict.failures == []
    assert (verdict.sent, verdict.acknowledged, verdict.recovered) == (1, 5, 0.0)


@pytest.mark.parametrize(
    "lose",
    [
        lambda found: found.audit.pop(("r2", "users.create")),
        lambda found: found.made["users"].clear(),
        lambda found: found.made["keys"].clear(),
        lambda found: found.live["keys"].add("job"),
        lambda found: found.live["sessions"].add("elsewhere"),
        lambda found: found.mails.clear(),
        lambda found: found.generations.update(here=1),
        lambda found: found.counters.update({7: 2}),
    ],
    ids=["audit", "user", "key", "revoked-key", "logout", "mail", "refresh", "counter"],
)
def test_it_notices_what_is_lost(ledger, found, lose: Callable[[Found], Any]):
    lose(found)
    verdict = judge(ledger, found, LIMITS)
    assert numbers(verdict) == {"lost": 1}
    assert verdict.failures == ["1 lost"]


@pytest.mark.parametrize(
    "double",
    [
        lambda found: found.audit.update({("r1", "users.create"): 1}),
        lambda found: found.audit.update({("r3", "me.create_api_key"): 1}),
        lambda found: found.made["keys"].update(job=1),
        lambda found: found.mails["ada"].add("<2>"),
        lambda found: found.generations.update(here=3),
    ],
    ids=["both-attempts", "audit", "key", "mail", "refresh"],
)
def test_it_notices_what_is_doubled(ledger, found, double: Callable[[Found], Any]):
    double(found)
    assert numbers(judge(ledger, found, LIMITS)) == {"doubled": 1}


def test_it_notices_a_session_that_ended_by_itself(ledger, found):
    found.live["sessions"].clear()
    assert numbers(judge(ledger, found, LIMITS)) == {"wrong": 1}


def test_it_notices_a_value_that_nobody_wrote(ledger, found):
    found.counters[7] = 5
    assert numbers(judge(ledger, found, LIMITS)) == {"wrong": 1}


def test_what_was_not_acknowledged_may_be_there_or_not(ledger, found):
    ledger.counters[7].told(4, acknowledged=False)
    ledger.sessions["here"].told(acknowledged=False)
    ledger.writes.append(Write("roles.create", "clerk", ["r9"]))
    assert numbers(judge(ledger, found, LIMITS)) == {}
    found.counters[7], found.generations["here"] = 4, 3
    found.audit["r9", "roles.create"] = found.made["roles"]["clerk"] = 1
    assert numbers(judge(ledger, found, LIMITS)) == {}


def test_it_notices_a_late_answer(ledger, found):
    ledger.attempts.append(attempt(503, seconds=7.2))
    assert judge(ledger, found, LIMITS).failures == ["me.update 503 came after 7.2 s, allowed are 7"]


def test_it_notices_a_late_recovery_and_none(ledger, found):
    ledger.attempts.append(attempt(503, sent=0.9, seconds=0.05))
    assert judge(ledger, found, LIMITS).recovered == 0
    ledger.attempts.append(attempt(503, sent=6.6, seconds=4.5))
    assert judge(ledger, found, LIMITS).failures == ["recovered after 10.1 s, allowed are 10"]
    ledger.back_at = None
    assert judge(ledger, found, LIMITS).failures == ["it did not come to the repair"]


def test_it_notices_when_nothing_was_tried(ledger, found):
    ledger.acknowledged = 0
    assert judge(ledger, found, LIMITS).failures == ["nothing was acknowledged, so nothing was tried"]


def test_requests_need_an_answer_unless_the_service_dies(ledger, found):
    ledger.attempts += [attempt(NO_ANSWER), attempt(NOBODY_LISTENED)]
    assert numbers(judge(ledger, found, LIMITS)) == {"wrong": 1}
    assert numbers(judge(ledger, found, Limits(deadline=5, connections_break=True))) == {}


def test_it_notices_what_openapi_does_not_declare(ledger, found):
    ledger.attempts.append(attempt(500, undeclared="a status that is not in openapi.yaml"))
    assert numbers(judge(ledger, found, LIMITS)) == {"undeclared": 1}


@pytest.mark.parametrize(
    ("answer", "undeclared"),
    [
        (Answer(NO_ANSWER, [], b""), ""),
        (Answer(200, [("x-request-id", "r1")], b"{}"), ""),
        (Answer(200, [("x-request-id", "r2")], b"{}"), "X-Request-ID"),
        (Answer(500, [("x-request-id", "r1")], b"{}"), "not in openapi.yaml"),
        (Answer(418, [("x-request-id", "r1")], b""), "not in openapi.yaml"),
        (Answer(503, [("x-request-id", "r1")], b"away"), "retry-after is missing"),
    ],
)
def test_it_knows_what_openapi_declares(answer, undeclared):
    said = undeclared_in(Request("me.update", "PATCH", "/users/me"), "r1", answer)
    assert undeclared in said
    assert bool(undeclared) == bool(said)


def test_each_case_has_a_name_of_its_own():
    assert len({case.name for case in CASES}) == len(CASES)
    assert any(case.always for case in CASES)
    assert not all(case.always for case in CASES)


Stage = tuple[stages.Single, Load]


@asynccontextmanager
async def loaded(place: Path) -> AsyncIterator[Stage]:
    """Some load on a real service, nothing harmed."""
    original = await people.make(place / "original", 12)
    home = place / "case"
    make_room(home)
    async with open_post() as post, stages.single(stages.Ground(home, original, post)) as stage:
        load = Load("sabotage", stage.addresses, original.people, stages.DEADLINE)
        async with load.running():
            await load.more(250)
            load.everything_is_back()
        yield stage, load


async def test_it_notices_what_is_done_behind_its_back():
    with workplace(postgres=False) as place:
        place.chmod(0o755)
        async with loaded(place) as (stage, load):

            async def counted() -> dict[str, int]:
                return numbers(judge(load.ledger, await what_there_is(stage, load), LIMITS))

            assert await counted() == {}
            await stage.primary.execute("ALTER TABLE audit_log DISABLE TRIGGER ALL")
            for sabotage, result in SABOTAGES.items():
                await stage.primary.execute(sabotage)
                assert await counted() == result, sabotage


SABOTAGES = {
    "DELETE FROM audit_log WHERE id = (SELECT max(id) FROM audit_log WHERE action = 'me.update')": {
        "lost": 1
    },
    "UPDATE users SET metadata = '{\"counter\": 0}' WHERE id = (SELECT max(id) FROM users "
    "WHERE (metadata ->> 'counter')::integer > 0)": {"lost": 2},
    "INSERT INTO api_keys SELECT gen_random_uuid(), user_id, name, prefix, '\\x00', scopes, created_at, "
    "expires_at, NULL, revoked_at FROM api_keys LIMIT 1": {"lost": 2, "doubled": 1},
    "UPDATE sessions SET ended_at = now() WHERE id = (SELECT id FROM sessions WHERE ended_at IS NULL "
    "AND generation > 1 LIMIT 1)": {"lost": 2, "doubled": 1, "wrong": 1},
    "UPDATE sessions SET ended_at = NULL WHERE id = (SELECT id FROM sessions WHERE ended_at IS NOT NULL "
    "AND generation = 1 LIMIT 1)": {"lost": 3, "doubled": 1, "wrong": 1},
}
