"""Refresh tokens rotate, however many use one at once, and a stolen one betrays itself."""

from tests.support.database import execute
from tests.support.server import Lines, Server
from tests.support.service import Person


async def age_rotation(cluster: Server, person: Person, seconds: int | None = None) -> None:
    """Let the grace of the last rotation be over, or so many seconds of it."""
    passed = seconds or cluster.settings.refresh_grace_seconds + 1
    sql = """
        UPDATE sessions
        SET rotated_at = rotated_at - make_interval(secs => $1),
            last_used_at = last_used_at - make_interval(secs => $1)
        WHERE user_id = $2"""
    await execute(cluster.settings, sql, passed, person.id)


async def test_parallel_refreshes_get_one_and_the_same_successor(cluster: Server, lines: Lines):
    person = await cluster.person()
    token = {"refresh_token": person.tokens["refresh_token"]}

    answers = await lines.request("POST", "/auth/refresh", json=token)

    assert [answer.status_code for answer in answers] == [200] * 20
    successors = {answer.json()["refresh_token"] for answer in answers}
    assert len(successors) == 1
    assert successors.isdisjoint(token.values())
    for answer in answers:
        bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        assert (await lines.all[0].get("/auth/me", headers=bearer)).status_code == 200
    assert {200} == await lines.statuses("POST", "/auth/refresh", json={"refresh_token": successors.pop()})


async def test_an_old_token_after_the_grace_ends_the_session_on_every_worker(cluster: Server, lines: Lines):
    person = await cluster.person()
    token = {"refresh_token": person.tokens["refresh_token"]}
    newer = (await cluster.client().post("/auth/refresh", json=token)).json()
    await age_rotation(cluster, person)

    answers = await lines.request("POST", "/auth/refresh", json=token)

    codes = sorted(answer.json()["code"] for answer in answers)
    assert codes == ["refresh_token_invalid"] * 19 + ["refresh_token_reused"]
    bearer = {"Authorization": f"Bearer {newer['access_token']}"}
    assert {401} == await lines.statuses("GET", "/auth/me", headers=bearer)
    successor = {"refresh_token": newer["refresh_token"]}
    assert {401} == await lines.statuses("POST", "/auth/refresh", json=successor)


async def test_a_lost_answer_is_given_again_by_every_worker(cluster: Server, lines: Lines):
    person = await cluster.person()
    token = {"refresh_token": person.tokens["refresh_token"]}
    lost = (await cluster.client().post("/auth/refresh", json=token)).json()
    await age_rotation(cluster, person, 60)

    answers = await lines.request("POST", "/auth/refresh", json=token)

    assert [answer.status_code for answer in answers] == [200] * 20
    assert {answer.json()["refresh_token"] for answer in answers} == {lost["refresh_token"]}


async def test_what_one_worker_saw_used_is_theft_at_the_other(cluster: Server, lines: Lines):
    person = await cluster.person()
    token = {"refresh_token": person.tokens["refresh_token"]}
    (here, *_), (there, *_) = lines.by_worker.values()
    newer = (await here.post("/auth/refresh", json=token)).json()
    await here.get("/auth/me", headers={"Authorization": f"Bearer {newer['access_token']}"})
    await age_rotation(cluster, person, 60)

    answer = await there.post("/auth/refresh", json=token)

    assert (answer.status_code, answer.json()["code"]) == (401, "refresh_token_reused")


async def test_a_token_two_generations_old_ends_the_session_within_the_grace(cluster: Server, lines: Lines):
    person = await cluster.person()
    oldest = {"refresh_token": person.tokens["refresh_token"]}
    newer = (await cluster.client().post("/auth/refresh", json=oldest)).json()
    await cluster.client().post("/auth/refresh", json={"refresh_token": newer["refresh_token"]})

    assert {401} == await lines.statuses("POST", "/auth/refresh", json=oldest)
    assert {401} == await lines.statuses("GET", "/auth/me", headers=person.bearer)
