"""An Idempotency-Key and the work under it are kept together or not at all, whatever of a commit is lost."""

import pytest

from tests.domain.test_idempotency import create_key
from tests.support.answers import problem
from tests.support.outage import wire_to


@pytest.mark.parametrize("arrives", [True, False], ids=["acknowledgement", "commit"])
async def test_a_key_is_as_good_as_the_work(start_service, settings, arrives):
    """Who asks again is given what was made, or has it made now."""
    async with wire_to(settings) as wire:
        service = await start_service(database_url=wire.url)
        person = await service.person()
        wire.loses_commit_of, wire.commits_arrive = b"INSERT INTO api_keys", arrives
        lost, again = [await create_key(person) for _ in range(2)]
        assert problem(lost) == (503, "unavailable")
        assert again.status_code == 201
        assert ("idempotency-replayed" in again.headers) is arrives
        (kept,) = (await person.client.get("/users/me/api-keys")).json()["items"]
    assert kept["prefix"] == again.json()["prefix"]
