"""Apache with Debian's mod_auth_openidc, a certified client, in front of pages that know nothing of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from selenium import webdriver

from tests.deploy.edge import Edge
from tests.openid.clients import programs
from tests.openid.clients.conftest import Start
from tests.openid.clients.person import CONSENT, FACTOR, SIGN_IN, Visitor, by_code
from tests.openid.clients.steps import end_all_sessions, wait_for
from tests.support.applications import register
from tests.support.authenticator import protect
from tests.support.server import Server, free_port
from tests.support.service import PASSWORD

_PAGES = {"index.html": '"inside"', "signed-out.html": '"signed out"'}


@pytest.fixture
def folder() -> Iterator[Path]:
    """Two pages, where Apache may read them, which takes another user than root for it."""
    with TemporaryDirectory(prefix="gatehouse-") as name:
        Path(name).chmod(0o755)
        public = Path(name, "public")
        public.mkdir()
        for page, text in _PAGES.items():
            (public / page).write_text(text)
        yield Path(name)


@pytest.mark.parametrize("algorithm", ["ES256", "RS256"])
async def test_mod_auth_openidc(
    provider: Server, browser: webdriver.Chrome, folder: Path, start: Start, algorithm: str
) -> None:
    port, ada = free_port(), await provider.person()
    url = f"http://localhost:{port}"
    codes = (await protect(ada.client, PASSWORD)).recovery_codes
    application = await register(
        provider,
        name="Apache",
        kind="web",
        signing_algorithm=algorithm,
        redirect_uris=[f"{url}/callback"],
        post_logout_redirect_uris=[f"{url}/signed-out.html"],
    )
    more = {"FOLDER": str(folder), "PORT": str(port), "ALGORITHM": algorithm}
    start(programs.apache("REFRESHING"), application, url, more)
    visitor = Visitor(browser, ada, by_code(codes[0]), by_code(codes[1]))

    assert visitor.open(url) == [SIGN_IN, FACTOR, CONSENT]
    assert visitor.shown == "inside"
    told = visitor.read(f"{url}/callback?info=json")
    assert told["userinfo"]["email"] == ada.user["email"]
    assert told["id_token"]["sub"] == ada.user["uuid"]

    assert visitor.read(url) == "inside"
    again = visitor.read(f"{url}/callback?info=json")
    assert again["refresh_token"] != told["refresh_token"]

    visitor.open(f"{url}/callback?logout={url}/signed-out.html")
    assert visitor.shown == "signed out"
    assert visitor.open(url) == [SIGN_IN, FACTOR]

    await end_all_sessions(provider, ada)
    visitor.open(url)
    assert visitor.shown == "signed out"
    assert visitor.is_sent_to(SIGN_IN, url)


async def test_back_channel_logout(
    tls_provider: tuple[Server, Edge], browser_over_tls: webdriver.Chrome, folder: Path, start: Start
) -> None:
    """It asks for nothing after the sign-in, but is told when the session ends; over TLS, as that has to be."""
    server, front = tls_provider
    port, ada = free_port(), await server.person()
    url = f"https://localhost:{port}"
    application = await register(
        server,
        name="Apache",
        kind="web",
        signing_algorithm="ES256",
        redirect_uris=[f"{url}/callback"],
        backchannel_logout_uri=f"{url}/callback?logout=backchannel",
    )
    more = {"FOLDER": str(folder), "PORT": str(port), "ALGORITHM": "ES256", "CERTIFICATES": str(front.folder)}
    shutil.copy(front.folder / "tls.crt", folder)
    start(programs.apache("TLS"), application, url, more)
    visitor = Visitor(browser_over_tls, ada)
    assert visitor.open(url) == [SIGN_IN, CONSENT]
    assert visitor.read(url) == "inside"

    await end_all_sessions(server, ada)
    wait_for(lambda: visitor.is_sent_to(SIGN_IN, url))
