"""What is ended stops on the very next request on every worker, and what is not goes on."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

import pytest

from tests.support.server import Lines, Server
from tests.support.service import PASSWORD, Person

NEW_PASSWORD = "Another-Gate-8"


@dataclass(frozen=True)
class Holder:
    """Somebody who is signed in at two places and has an API key, and somebody else who is."""

    here: Person
    there: Person
    key: dict[str, str]
    bystander: Person
    admin: Person

    @property
    def path(self) -> str:
        return f"/users/{self.here.id}"

    def credentials(self) -> dict[str, dict[str, str]]:
        return {
            "here": self.here.bearer,
            "there": self.there.bearer,
            "key": {"X-API-Key": self.key["key"]},
            "bystander": self.bystander.bearer,
        }

    def refresh_tokens(self) -> dict[str, str]:
        people = {"here": self.here, "there": self.there, "bystander": self.bystander}
        return {name: person.tokens["refresh_token"] for name, person in people.items()}


@pytest.fixture
async def holder(cluster: Server) -> Holder:
    here, bystander, admin = await asyncio.gather(cluster.person(), cluster.person(), cluster.admin())
    there = await cluster.login(here.user)
    made = await here.client.post("/users/me/api-keys", json={"name": "job", "scopes": ["users:read"]})
    return Holder(here, there, made.json(), bystander, admin)


Ending = Callable[[Server, Holder], Awaitable[int]]


def by_holder(method: str, path: str, **body: str) -> Ending:
    """The holder does it, signed in here."""

    async def act(_cluster: Server, holder: Holder) -> int:
        return (await holder.here.client.request(method, path, json=body or None)).status_code

    return act


def by_admin(method: str, rest: str = "") -> Ending:
    async def act(_cluster: Server, holder: Holder) -> int:
        return (await holder.admin.client.request(method, holder.path + rest)).status_code

    return act


async def revoke_a_role(cluster: Server, holder: Holder) -> int:
    await cluster.grant(holder.here.id, "admin")
    return (await holder.admin.client.delete(f"{holder.path}/roles/admin")).status_code


async def reset_password(cluster: Server, holder: Holder) -> int:
    email = holder.here.user["email"]
    await cluster.client().post("/auth/password/reset", json={"email": email})
    token = await cluster.mailed_token(email)
    body = {"token": token, "new_password": NEW_PASSWORD}
    return (await cluster.client().post("/auth/password/reset/confirm", json=body)).status_code


async def revoke_the_key(_cluster: Server, holder: Holder) -> int:
    return (await holder.here.client.delete(f"/users/me/api-keys/{holder.key['id']}")).status_code


async def revoke_by_token(cluster: Server, holder: Holder) -> int:
    form = {"token": holder.there.tokens["refresh_token"]}
    return (await cluster.client().post("/auth/revoke", data=form)).status_code


async def revoke_the_other_session(_cluster: Server, holder: Holder) -> int:
    listed = (await holder.here.client.get("/users/me/sessions")).json()["items"]
    other = next(session["id"] for session in listed if not session["is_current"])
    return (await holder.here.client.delete(f"/users/me/sessions/{other}")).status_code


EVERYTHING = ("here", "there", "key")
ENDINGS: list[tuple[str, Ending, Iterable[str]]] = [
    ("logout", by_holder("POST", "/auth/logout", scope="this"), ["here"]),
    ("logout of others", by_holder("POST", "/auth/logout", scope="others"), ["there"]),
    ("logout everywhere", by_holder("POST", "/auth/logout", scope="all"), ["here", "there"]),
    ("one session", revoke_the_other_session, ["there"]),
    ("a token", revoke_by_token, ["there"]),
    ("an API key", revoke_the_key, ["key"]),
    (
        "another password",
        by_holder("POST", "/users/me/change-password", current_password=PASSWORD, new_password=NEW_PASSWORD),
        ["there", "key"],
    ),
    ("a password reset", reset_password, EVERYTHING),
    ("a forced reset", by_admin("POST", "/force-password-reset"), EVERYTHING),
    ("leaving", by_holder("DELETE", "/users/me"), EVERYTHING),
    ("deactivation", by_admin("POST", "/deactivate"), EVERYTHING),
    ("sessions ended by an admin", by_admin("DELETE", "/sessions"), ["here", "there"]),
    ("deletion", by_admin("DELETE"), EVERYTHING),
    ("erasure", by_admin("DELETE", "?erase=true"), EVERYTHING),
    ("a role more", by_admin("PUT", "/roles/admin"), EVERYTHING),
    ("a role less", revoke_a_role, EVERYTHING),
]


@pytest.mark.parametrize(("act", "ended"), [pytest.param(*case, id=name) for name, *case in ENDINGS])
async def test_credentials_end_on_every_worker_at_once(
    cluster: Server, lines: Lines, holder: Holder, act: Ending, ended: Iterable[str]
):
    for name, headers in holder.credentials().items():
        assert {200} == await lines.statuses("GET", "/auth/me", headers=headers), name

    assert await act(cluster, holder) in {200, 202, 204}

    for name, headers in holder.credentials().items():
        expected = 401 if name in ended else 200
        assert {expected} == await lines.statuses("GET", "/auth/me", headers=headers), name
    for name, token in holder.refresh_tokens().items():
        expected = 401 if name in ended else 200
        assert {expected} == await lines.statuses("POST", "/auth/refresh", json={"refresh_token": token}), (
            name
        )


async def test_a_permission_taken_from_a_role_is_gone_on_every_worker_at_once(cluster: Server, lines: Lines):
    admin, person = await cluster.admin(), await cluster.person()
    await admin.client.post("/admin/roles", json={"name": "auditor", "permissions": ["audit:read"]})
    await cluster.grant(person.id, "auditor")
    assert {200} == await lines.statuses("GET", "/admin/audit", headers=person.bearer)

    changed = await admin.client.patch("/admin/roles/auditor", json={"permissions": ["roles:read"]})

    assert changed.status_code == 200
    assert {403} == await lines.statuses("GET", "/admin/audit", headers=person.bearer)
    assert {200} == await lines.statuses("GET", "/admin/roles", headers=person.bearer)
