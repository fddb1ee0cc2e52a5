"""oauth2-proxy lets people in, refreshes in the background, and sends them away after revocation."""

import asyncio
from urllib.parse import quote, urlencode

from selenium import webdriver

from tests.openid.clients import programs
from tests.openid.clients.conftest import Start
from tests.openid.clients.person import CONSENT, SIGN_IN, Visitor
from tests.openid.clients.steps import end_all_sessions, verify_email, wait_for
from tests.support.applications import register
from tests.support.server import Server, free_port

_REFRESH_SECONDS = 1


async def test_oauth2_proxy(provider: Server, browser: webdriver.Chrome, start: Start) -> None:
    port, ada = free_port(), await provider.person()
    url = f"http://localhost:{port}"
    application = await register(
        provider,
        name="Proxy",
        kind="web",
        signing_algorithm="ES256",
        redirect_uris=[f"{url}/oauth2/callback"],
        post_logout_redirect_uris=[f"{url}/signed-out"],
    )
    program = start(programs.oauth2_proxy(application, url, _REFRESH_SECONDS), application, url)
    visitor = Visitor(browser, ada)

    assert visitor.open(url) == [SIGN_IN, CONSENT]
    assert "403" in visitor.text, "the address is not verified yet"
    await verify_email(provider, ada)
    assert visitor.open(url) == []
    assert visitor.text == "Authenticated"
    told = visitor.read(f"{url}/oauth2/userinfo")
    assert (told["user"], told["email"]) == (ada.user["uuid"], ada.user["email"])

    def refreshed() -> bool:
        assert visitor.open(url) == []
        return "Refreshing session" in program.log.read_text()

    wait_for(refreshed)
    assert visitor.read(f"{url}/oauth2/userinfo") == told
    assert "Unable to refresh" not in program.log.read_text()

    ended = {"client_id": application.client_id, "post_logout_redirect_uri": f"{url}/signed-out"}
    elsewhere = f"{provider.settings.issuer}/oauth/logout?{urlencode(ended)}"
    visitor.open(f"{url}/oauth2/sign_out?rd={quote(elsewhere, safe='')}")
    assert visitor.text == "Authenticated"  # what it says of every page, those for strangers included
    assert visitor.open(url) == [SIGN_IN]

    await end_all_sessions(provider, ada)
    await asyncio.sleep(_REFRESH_SECONDS + 1)
    assert visitor.is_sent_to(SIGN_IN, url)
