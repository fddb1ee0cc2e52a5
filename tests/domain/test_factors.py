"""What an operator does about second factors from the shell."""

import pytest

from gatehouse.contract.problems import Problem
from gatehouse.domain import factors
from gatehouse.domain.services import open_services
from tests.support.answers import problem
from tests.support.authenticator import protect
from tests.support.mails import subjects
from tests.support.service import PASSWORD


async def reset(service, name):
    async with open_services(service.settings) as services:
        return await factors.reset_by_operator(services, name)


@pytest.mark.parametrize("name", ["email", "username"])
async def test_an_operator_resets_them_by_either_name(service, name):
    person = await service.person()
    await protect(person.client, PASSWORD)
    assert await reset(service, person.user[name]) is True
    assert await reset(service, person.user[name]) is False
    assert problem(await person.client.get("/users/me")) == (401, "invalid_token")
    assert (await service.login(person.user)).id == person.id
    service.mailer.sent.clear()


async def test_an_operator_is_told_that_there_is_nobody(service):
    with pytest.raises(Problem, match="user_not_found"):
        await reset(service, "nobody@example.com")


async def test_the_owner_is_told(service):
    person = await service.person()
    await protect(person.client, PASSWORD)
    await reset(service, person.user["email"])
    await service.client().post("/auth/password/reset", json={"email": person.user["email"]})
    assert "Your second factors were reset" in await subjects(service, person.user["email"])
