"""What was mailed to an address opens nothing once the account has another one, however close the race."""

import asyncio

import asyncpg
import pytest

from tests.support.answers import problem
from tests.support.database import execute, url_of
from tests.support.mails import sent
from tests.support.service import PASSWORD
from tests.support.waiting import until_found

INVALID = (422, "one_time_token_invalid")
NEW, FORMER = "new@example.com", "former@example.com"
_WAITING = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' OFFSET $1 LIMIT 1"


def by_reset(service, token):
    body = {"token": token, "new_password": "Another-Gate-8"}
    return service.client().post("/auth/password/reset/confirm", json=body)


def by_verification(service, token):
    return service.client().post("/auth/email/verify", json={"token": token})


WAYS = pytest.mark.parametrize(
    ("path", "use"),
    [("/auth/password/reset", by_reset), ("/auth/email/verify/request", by_verification)],
    ids=["reset", "verification"],
)


@pytest.mark.parametrize("path", ["/auth/password/reset", "/auth/email/verify/request"])
async def test_no_link_is_mailed_to_the_former_address_during_the_change(service, path):
    """The row is held until both requests wait for it: first the change, then whoever has the old mailbox."""
    person = await service.person(email=FORMER)
    await person.client.post("/users/me/change-email", json={"new_email": NEW, "password": PASSWORD})
    change = {"token": await service.mailed_token(NEW)}
    await sent(service)
    service.mailer.sent.clear()
    connection = await asyncpg.connect(url_of(service.settings))
    async with connection.transaction():
        await connection.execute("SELECT FROM users WHERE id = $1 FOR UPDATE", person.id)
        requests = []
        for where, body in (("/users/me/change-email/confirm", change), (path, {"email": FORMER})):
            requests.append(asyncio.create_task(service.client().post(where, json=body)))
            await until_found(service.settings, _WAITING, len(requests) - 1)
    await connection.close()
    assert [answer.status_code for answer in await asyncio.gather(*requests)] == [204, 202]

    await sent(service)
    links = [mail.text for mail in service.mailer.sent if mail.recipient == FORMER and "#token=" in mail.text]
    assert links == []
    assert (await service.login({"email": NEW})).id == person.id


@WAYS
async def test_a_link_that_outlived_the_change_all_the_same(service, path, use):
    user = await service.register()
    await service.client().post(path, json={"email": user["email"]})
    token = await service.mailed_token(user["email"])
    moved = "UPDATE users SET email = $2, email_key = $2 WHERE id = $1"
    await execute(service.settings, moved, user["id"], NEW)
    assert problem(await use(service, token)) == INVALID


@WAYS
async def test_another_spelling_is_the_same_address(service, path, use):
    user, admin = await service.register(email=FORMER), await service.admin()
    await service.client().post(path, json={"email": user["email"]})
    token = await service.mailed_token(user["email"])
    await admin.client.patch(f"/users/{user['id']}", json={"email": "Former@Example.com"})
    assert (await use(service, token)).status_code == 204


async def test_a_link_of_an_account_that_was_deleted(service):
    user, admin = await service.register(), await service.admin()
    await service.client().post("/auth/password/reset", json={"email": user["email"]})
    token = await service.mailed_token(user["email"])
    await execute(service.settings, "UPDATE users SET deleted_at = now() WHERE id = $1", user["id"])
    assert problem(await by_reset(service, token)) == INVALID
    assert (await admin.client.get(f"/users/{user['id']}")).status_code == 404
