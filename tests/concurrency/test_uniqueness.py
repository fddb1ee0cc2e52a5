"""What may exist or happen once does, however many try at the same moment."""

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest

from tests.support.database import execute
from tests.support.server import Lines, Server
from tests.support.service import PASSWORD

EMAILS = [
    "andre.malraux@bookshop.example",
    "Andre.Malraux@bookshop.example",
    "ANDRE.MALRAUX@bookshop.example",
    "andre.malraux@BOOKSHOP.example",
    "andre.malraux@bookshop.EXAMPLE",
    "ANDRE.MALRAUX@BOOKSHOP.EXAMPLE",
    "andre.MALRAUX@BookShop.Example",
    "ANDRE.malraux@bookSHOP.example",
    "andrE.malrauX@bookshoP.example",
    "aNDRE.mALRAUX@BOOKshop.example",
]
USERNAMES = [
    "grace_hopper",
    "Grace_Hopper",
    "GRACE_HOPPER",
    "gRACE_hOPPER",
    "grace_Hopper",
    "Grace_hopper",
    "graCE_hopper",
    "grace_hoPPer",
    "GRACE_hopper",
    "grace_HOPPER",
]


async def post_all(
    lines: Lines, path: str, bodies: list[dict[str, Any]], headers: dict[str, str] | None = None
) -> list[httpx.Response]:
    """Each body on a connection of its own, all at once."""
    pairs = zip(lines.all, bodies, strict=False)
    return await asyncio.gather(*(client.post(path, json=body, headers=headers) for client, body in pairs))


def outcomes(answers: list[httpx.Response]) -> Counter[str]:
    return Counter(
        str(answer.status_code) if answer.is_success else answer.json()["code"] for answer in answers
    )


def same_address(times: int) -> list[dict[str, Any]]:
    return [{"email": email, "username": f"andre-{i}"} for i, email in enumerate(EMAILS[:times])]


def same_name(times: int) -> list[dict[str, Any]]:
    return [{"email": f"hopper{i}@example.com", "username": name} for i, name in enumerate(USERNAMES[:times])]


@pytest.mark.parametrize("times", [2, 10])
@pytest.mark.parametrize(
    ("bodies", "problem"), [(same_address, "email_taken"), (same_name, "username_taken")]
)
class TestOnePersonManySpellings:
    async def test_registrations(self, lines: Lines, bodies: Any, problem: str, times: int):
        people = [{**body, "password": "Some-Wide-Door-9"} for body in bodies(times)]

        answers = await post_all(lines, "/auth/register", people)

        assert {"201": 1, problem: times - 1} == outcomes(answers)

    async def test_created_by_an_admin(
        self, cluster: Server, lines: Lines, bodies: Any, problem: str, times: int
    ):
        admin = await cluster.admin()

        answers = await post_all(lines, "/users", bodies(times), admin.bearer)

        assert {"201": 1, problem: times - 1} == outcomes(answers)


async def test_one_role_of_a_name(cluster: Server, lines: Lines):
    admin = await cluster.admin()
    body = {"name": "librarian", "permissions": ["users:read"]}

    answers = await post_all(lines, "/admin/roles", [body] * 20, admin.bearer)

    assert outcomes(answers) == {"201": 1, "role_exists": 19}


async def test_no_more_api_keys_than_allowed(cluster: Server, lines: Lines):
    person = await cluster.person()
    body = {"name": "job", "scopes": ["users:read"]}

    answers = [
        answer
        for _ in range(3)
        for answer in await post_all(lines, "/users/me/api-keys", [body] * 20, person.bearer)
    ]

    assert outcomes(answers) == {"201": 50, "api_key_limit": 10}
    assert len((await person.client.get("/users/me/api-keys")).json()["items"]) == 50


class TestOneTimeTokens:
    async def test_a_reset_token_works_once(self, cluster: Server, lines: Lines):
        user = await cluster.register()
        await cluster.client().post("/auth/password/reset", json={"email": user["email"]})
        token = await cluster.mailed_token(user["email"])
        bodies = [{"token": token, "new_password": f"Another-Gate-{i}"} for i in range(20)]

        answers = await post_all(lines, "/auth/password/reset/confirm", bodies)

        assert outcomes(answers) == {"204": 1, "one_time_token_invalid": 19}
        winner = [answer.status_code for answer in answers].index(204)
        await cluster.login(user, bodies[winner]["new_password"])

    async def test_a_verification_token_works_once(self, cluster: Server, lines: Lines):
        user = await cluster.register()
        await cluster.client().post("/auth/email/verify/request", json={"email": user["email"]})
        body = {"token": await cluster.mailed_token(user["email"])}

        answers = await post_all(lines, "/auth/email/verify", [body] * 20)

        assert outcomes(answers) == {"204": 1, "one_time_token_invalid": 19}

    async def test_two_people_who_want_one_address_do_not_both_get_it(self, cluster: Server, lines: Lines):
        wanted, tokens = "wanted@example.com", []
        for person in [await cluster.person(), await cluster.person()]:
            body = {"new_email": wanted, "password": PASSWORD}
            await person.client.post("/users/me/change-email", json=body)
            tokens.append({"token": await cluster.mailed_token(wanted, person.user["username"])})

        answers = await post_all(lines, "/users/me/change-email/confirm", tokens * 10)

        assert {"204", "email_taken", "one_time_token_invalid"} >= outcomes(answers).keys()
        assert outcomes(answers)["204"] == 1


async def test_parallel_creates_with_one_idempotency_key_make_one_user(cluster: Server, lines: Lines):
    admin = await cluster.admin()
    headers = {**admin.bearer, "Idempotency-Key": "create-once"}
    body = {"email": "once@example.com", "username": "once"}

    answers = await post_all(lines, "/users", [body] * 20, headers)
    afterwards = await post_all(lines, "/users", [body] * 20, headers)

    assert {"201", "idempotency_in_progress"} >= outcomes(answers).keys()
    assert outcomes(afterwards) == {"201": 20}
    made = {answer.json()["id"] for answer in [*answers, *afterwards] if answer.is_success}
    stored = await execute(cluster.settings, "SELECT id FROM users WHERE email_key = $1", body["email"])
    assert made == {row["id"] for row in stored}
    assert len(made) == 1
