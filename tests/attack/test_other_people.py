"""A plain user, with the id of everybody else in hand."""

from dataclasses import dataclass
from typing import Any

import pytest

from gatehouse.contract.document import Operation
from tests.support.answers import told
from tests.support.applications import register
from tests.support.authenticator import protect
from tests.support.conformance import example_body
from tests.support.database import execute, sync_roles
from tests.support.service import DOCUMENT, PASSWORD, Person, Service

ABOUT_SOMEBODY = [
    operation
    for operation in DOCUMENT.operations
    if "{" in operation.path and operation.path.startswith("/users")
]
OWNERS_ONLY = ("me.", "factors.")
GIVE_CONSENT = """
    INSERT INTO consents (user_id, application_id, scope, given_at)
    SELECT $1, id, '{openid}', now() FROM applications WHERE client_id = $2"""
DIRECTORY = "users:read"  # what any signed-in user may, unless the operator says otherwise
NOBODY = {
    "user_id": 10**9,
    "role": "nothing",
    "client_id": "app_0000000000000000",
    **dict.fromkeys(
        ("user_uuid", "session_id", "key_id", "factor_id"), "00000000-0000-4000-8000-000000000000"
    ),
}


@dataclass(frozen=True)
class Victim:
    """Somebody with everything there is an id of."""

    person: Person
    ids: dict[str, Any]

    @classmethod
    async def of(cls, service: Service) -> "Victim":
        person = await service.person()
        key = await person.client.post("/users/me/api-keys", json={"name": "job", "scopes": []})
        application = await register(service)
        await execute(service.settings, GIVE_CONSENT, person.id, application.client_id)
        session = (await person.client.get("/users/me/sessions")).json()["items"][0]
        ids = {
            "user_id": person.id,
            "user_uuid": person.user["uuid"],
            "session_id": session["id"],
            "key_id": key.json()["id"],
            "factor_id": (await protect(person.client, person.password)).factor_id,
            "role": "user",
            "client_id": application.client_id,
        }
        return cls(person, ids)


async def rows(service: Service) -> list[Any]:
    """All that is stored about people, but for when they were last seen."""
    tables = {
        "users": "",
        "user_roles": "",
        "sessions": "- 'last_used_at'",
        "api_keys": "- 'last_used_at'",
        "factors": "",
        "recovery_codes": "",
        "one_time_tokens": "",
        "consents": "",
        "outbox": "",
    }
    return [
        sorted(row["kept"] for row in await execute(service.settings, query))
        for query in (
            f"SELECT (to_jsonb(t) {without})::text AS kept FROM {table} t"
            for table, without in tables.items()
        )
    ]


async def ask(client: Any, operation: Operation, ids: dict[str, Any]) -> Any:
    body = {"json": example_body(DOCUMENT, operation)} if operation.body else {}
    if "password" in body.get("json", {}):
        body = {"json": {**body["json"], "password": PASSWORD}}  # one's own, which is right
    return await client.request(operation.method, operation.path.format(**ids), **body)


def walk(operations: list[Operation]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("operation", operations, ids=[operation.id for operation in operations])


@walk(ABOUT_SOMEBODY)
async def test_a_route_shows_no_more_than_the_directory_and_changes_nothing(service, operation):
    victim, stranger = await Victim.of(service), await service.person()
    before = await rows(service)
    response = await ask(stranger.client, operation, victim.ids)
    if operation.id.startswith(OWNERS_ONLY):
        assert response.status_code == 404
    else:
        assert response.status_code == (200 if operation.permission == DIRECTORY else 403)
    assert await rows(service) == before


@walk([operation for operation in ABOUT_SOMEBODY if operation.permission != DIRECTORY])
async def test_a_route_says_the_same_of_somebody_who_does_not_exist(service, operation):
    victim, stranger = await Victim.of(service), await service.person()
    answers = [await ask(stranger.client, operation, ids) for ids in (victim.ids, NOBODY)]
    assert told(answers[0]) == told(answers[1])


async def test_an_operator_can_close_the_directory(start_service):
    service = await start_service(users_may_read_users=False)
    await sync_roles(service.settings)
    victim, stranger = await service.person(), await service.person()
    for path in (
        "/users",
        "/users/stats/count",
        f"/users/{victim.id}",
        f"/users/uuid/{victim.user['uuid']}",
        f"/users/{victim.id}/cross-env-ref",
    ):
        assert (await stranger.client.get(path)).status_code == 403


@pytest.mark.parametrize(
    ("environment", "changes", "status"),
    [
        ("development", {}, 200),
        ("staging", {}, 403),
        ("production", {}, 403),
        ("production", {"users_may_read_users": True}, 200),
    ],
)
async def test_it_is_open_by_itself_only_in_development(start_service, environment, changes, status):
    mail = {"smtp_host": "mail.example.org", "mail_from": "Accounts <accounts@example.org>"}
    service = await start_service(environment=environment, **mail, **changes)
    await sync_roles(service.settings)
    person = await service.person()
    assert (await person.client.get("/users")).status_code == status
    assert (await person.client.get(f"/users/{person.id}")).status_code == 200


async def test_the_directory_shows_no_secret_of_anybody(service):
    victim, stranger = await Victim.of(service), await service.person()
    shown = (await stranger.client.get(f"/users/{victim.person.id}")).json()
    assert shown.keys() == DOCUMENT.raw["components"]["schemas"]["User"]["properties"].keys()
