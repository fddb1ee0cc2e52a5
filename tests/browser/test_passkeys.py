"""A real browser makes a passkey and signs with it, by an authenticator that WebDriver puts into it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.virtual_authenticator import Transport, VirtualAuthenticatorOptions

from gatehouse.core.settings import Settings
from tests.browser.page import Page
from tests.support.answers import problem
from tests.support.authenticator import begin
from tests.support.database import execute
from tests.support.passkeys import add, ask_to_create, ask_to_get, ask_to_sign_in, send, sign_in
from tests.support.server import Server, another_database, free_port, serving
from tests.support.service import PASSWORD, Person
from tests.support.stepping_up import ask_to_step_up, make_key

CREATE = """
const [options, done] = arguments;
const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
navigator.credentials.create({publicKey}).then((made) => done(made.toJSON()), (error) => done(`${error}`));
"""
GET = """
const [options, done] = arguments;
const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
navigator.credentials.get({publicKey}).then((signed) => done(signed.toJSON()), (error) => done(`${error}`));
"""


@pytest.fixture(scope="module")
async def service(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """By a name: no browser makes passkeys for an address."""
    own, port = await another_database(settings, "passkeys"), free_port()
    log = tmp_path_factory.mktemp("passkeys") / "log"
    public_url = f"http://localhost:{port}"
    async with serving(own, log, workers=1, port=port, public_url=public_url) as server:
        yield server


@pytest.fixture
async def ada(service: Server) -> Person:
    return await service.person()


@pytest.fixture
def page(browser: webdriver.Chrome, service: Server) -> Page:
    options = VirtualAuthenticatorOptions(
        transport=Transport.INTERNAL, has_resident_key=True, has_user_verification=True, is_user_verified=True
    )
    browser.add_virtual_authenticator(options)
    return Page(browser, f"{service.settings.public_url}/verify-email")


def ask(page: Page, script: str, options: dict[str, Any]) -> Any:
    return page.browser.execute_async_script(script, options)


async def test_a_passkey_is_made_and_signs_in(service: Server, ada: Person, page: Page) -> None:
    made = ask(page, CREATE, await ask_to_create(ada.client, PASSWORD))
    added = await add(ada.client, made, name="this computer")
    assert added.status_code == 201, added.text
    client = service.client()
    for _ in range(2):
        token = await begin(client, ada, PASSWORD)
        signed = ask(page, GET, await ask_to_get(client, token))
        answer = await send(client, token, signed)
        assert answer.status_code == 200, answer.text
    rows = await execute(service.settings, "SELECT sign_count, transports FROM passkeys")
    assert [(row[0] > 1, row[1]) for row in rows] == [(True, ["internal"])]


async def test_it_signs_in_alone(service: Server, ada: Person, page: Page) -> None:
    made = ask(page, CREATE, await ask_to_create(ada.client, PASSWORD))
    assert (await add(ada.client, made)).status_code == 201
    client = service.client()
    for _ in range(2):
        answer = await sign_in(client, ask(page, GET, await ask_to_sign_in(client)))
        assert answer.status_code == 200, answer.text
        assert answer.json()["user"]["id"] == ada.id


async def test_it_steps_up(service: Server, ada: Person, page: Page) -> None:
    other = await service.login(ada.user)
    made = ask(page, CREATE, await ask_to_create(ada.client, PASSWORD))
    assert (await add(ada.client, made)).status_code == 201
    signed = ask(page, GET, await ask_to_step_up(other.client))
    answer = await other.client.post("/auth/step-up/passkey", json={"credential": signed})
    assert answer.status_code == 200, answer.text
    assert (await make_key(other.client)).status_code == 201


async def test_it_is_not_made_twice(ada: Person, page: Page) -> None:
    first = ask(page, CREATE, await ask_to_create(ada.client, PASSWORD))
    assert (await add(ada.client, first)).status_code == 201
    again = ask(page, CREATE, await ask_to_create(ada.client, PASSWORD))
    assert again.startswith("InvalidStateError")


async def test_a_page_of_another_port_is_refused(
    service: Server, ada: Person, page: Page, server: Server
) -> None:
    """To browsers it is the same domain, so only we can tell."""
    page.browser.get(f"{server.url.replace('127.0.0.1', 'localhost')}/verify-email")
    made = ask(page, CREATE, await ask_to_create(ada.client, PASSWORD))
    assert problem(await add(ada.client, made)) == (403, "passkey_invalid")
    assert service.settings.public_url not in page.browser.current_url
