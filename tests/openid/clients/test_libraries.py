"""Libraries of four languages sign people in, refresh, sign out, and are refused after revocation."""

from selenium import webdriver

from tests.deploy.edge import Edge
from tests.openid.clients import programs
from tests.openid.clients.conftest import Start
from tests.openid.clients.person import (
    CONSENT,
    FACTOR,
    SIGN_IN,
    Visitor,
    by_code,
    by_passkey,
    make_passkey,
)
from tests.openid.clients.steps import (
    change_password,
    end_all_sessions,
    end_session,
    is_refused,
    new_key,
    refreshes,
    signs_in,
    signs_out,
    wiki,
)
from tests.support.authenticator import protect
from tests.support.server import Server, free_port
from tests.support.service import PASSWORD

SEVERAL, ONE = "urn:gatehouse:acr:2fa", "urn:gatehouse:acr:1fa"


async def test_authlib(provider: Server, browser: webdriver.Chrome, start: Start) -> None:
    """With a code of an authenticator app, and RS256."""
    url, ada = f"http://localhost:{free_port()}", await provider.person()
    phone = await protect(ada.client, PASSWORD)
    visitor = Visitor(browser, ada, by_code(phone.fresh()), by_code(phone.recovery_codes[0]))
    program = start(programs.authlib(), await wiki(provider, url, signing_algorithm="RS256"), url)
    claims = signs_in(program, visitor, ada, SIGN_IN, FACTOR, CONSENT)
    assert (claims["acr"], set(claims["amr"])) == (SEVERAL, {"pwd", "otp", "mfa"})
    refreshes(program, visitor)
    signs_out(program, visitor)
    signs_in(program, visitor, ada, SIGN_IN, FACTOR)
    await end_session(ada)
    is_refused(program, visitor)


async def test_openid_client(
    tls_provider: tuple[Server, Edge], browser_over_tls: webdriver.Chrome, start: Start
) -> None:
    """With a passkey, ES256, a key in place of a secret, and everything at the provider over TLS."""
    server, front = tls_provider
    url, ada = f"http://localhost:{free_port()}", await server.person()
    await make_passkey(browser_over_tls, ada, server.settings.issuer)
    visitor = Visitor(browser_over_tls, ada, by_passkey, by_passkey)
    application = await wiki(server, url, signing_algorithm="ES256")
    more = {"CLIENT_KEY": await new_key(application), "NODE_EXTRA_CA_CERTS": str(front.folder / "tls.crt")}
    program = start(programs.openid_client(), application, url, more)
    claims = signs_in(program, visitor, ada, SIGN_IN, FACTOR, CONSENT)
    assert claims["acr"] == SEVERAL
    (cookie,) = (each for each in visitor.cookies() if each["name"] == "__Host-gatehouse")
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (
        True,
        True,
        "Lax",
        "/",
    )
    refreshes(program, visitor)
    signs_out(program, visitor)
    signs_in(program, visitor, ada, SIGN_IN, FACTOR)
    await end_all_sessions(server, ada)
    is_refused(program, visitor)


async def test_go_oidc(provider: Server, browser: webdriver.Chrome, start: Start) -> None:
    """With a password, EdDSA and no secret, at a port of the own machine that nobody registered."""
    url, ada = f"http://127.0.0.1:{free_port()}", await provider.person()
    application = await wiki(provider, "http://127.0.0.1", kind="native", signing_algorithm="EdDSA")
    visitor = Visitor(browser, ada)
    program = start(programs.go_oidc(), application, url)
    claims = signs_in(program, visitor, ada, SIGN_IN, CONSENT)
    assert (claims["acr"], claims["amr"]) == (ONE, ["pwd"])
    refreshes(program, visitor)
    signs_out(program, visitor)
    signs_in(program, visitor, ada, SIGN_IN, CONSENT)
    await change_password(ada)
    is_refused(program, visitor)


async def test_a_device_without_a_browser(provider: Server, browser: webdriver.Chrome, start: Start) -> None:
    """By go-oidc's companion oauth2, which waits while somebody enters the code."""
    url, ada = f"http://127.0.0.1:{free_port()}", await provider.person()
    program = start(programs.go_oidc(), await wiki(provider, url, kind="native"), url)
    visitor = Visitor(browser, ada)
    shown = visitor.read(f"{url}/device")
    assert visitor.connect(shown) == [SIGN_IN]
    visitor.open(f"{url}/device/wait")
    signs_in(program, visitor, ada)
    refreshes(program, visitor)
    await end_session(ada)
    is_refused(program, visitor)


async def test_openidconnect(provider: Server, browser: webdriver.Chrome, start: Start) -> None:
    """With recovery codes, and EdDSA."""
    url, ada = f"http://localhost:{free_port()}", await provider.person()
    codes = (await protect(ada.client, PASSWORD)).recovery_codes
    visitor = Visitor(browser, ada, by_code(codes[0]), by_code(codes[1]))
    program = start(programs.openidconnect(), await wiki(provider, url, signing_algorithm="EdDSA"), url)
    claims = signs_in(program, visitor, ada, SIGN_IN, FACTOR, CONSENT)
    assert claims["acr"] == SEVERAL
    refreshes(program, visitor)
    signs_out(program, visitor)
    signs_in(program, visitor, ada, SIGN_IN, FACTOR)
    await end_all_sessions(provider, ada)
    is_refused(program, visitor)
