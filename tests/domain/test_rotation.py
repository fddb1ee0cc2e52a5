"""What a new SECRET_KEY leaves usable."""

import secrets

from gatehouse.core.settings import load_settings
from gatehouse.domain.rotation import exchange_secret
from gatehouse.domain.services import open_services
from tests.support.answers import problem
from tests.support.authenticator import begin, complete, protect
from tests.support.server import another_database
from tests.support.service import PASSWORD, running


async def test_second_factors_outlive_an_exchange_of_the_secret(settings):
    before = await another_database(settings, "rotation")
    after = load_settings(
        env_file=None, database_url=before.database_url, secret_key=secrets.token_urlsafe(48)
    )
    async with running(before) as service:
        person = await service.person()
        app = await protect(person.client, PASSWORD)
        former = await begin(service.client(), person, PASSWORD)
    assert after.secret_key is not None
    async with open_services(before) as services:
        await exchange_secret(services, after.secret_key.get_secret_value())
    async with running(after) as service:
        client = service.client()
        assert problem(await complete(client, former, app.recovery_codes[1])) == (401, "login_token_invalid")
        for code in (app.fresh(), app.recovery_codes[0]):
            answer = await complete(client, await begin(client, person, PASSWORD), code)
            assert answer.status_code == 200
