"""The provider, over HTTP and over TLS, and programs that people sign in to."""

from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from selenium import webdriver

from gatehouse.core.settings import Settings
from tests.browser.conftest import browser, chromium
from tests.deploy import edge
from tests.openid.clients.programs import Program, Recipe, running
from tests.support.applications import Application
from tests.support.server import Server, another_database, free_port, serving

__all__ = ["browser"]

Start = Callable[..., Program]


@pytest.fixture(scope="session")
async def provider(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """By a name: no browser makes passkeys for an address."""
    own, port = await another_database(settings, "openid"), free_port()
    log = tmp_path_factory.mktemp("openid") / "log"
    async with serving(own, log, workers=2, port=port, public_url=f"http://localhost:{port}") as server:
        yield server


@pytest.fixture(scope="session")
async def tls_provider(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Server, edge.Edge]]:
    """As it is deployed: behind nginx, with a certificate that the service itself trusts, too."""
    own, port = await another_database(settings, "openid_tls"), free_port()
    folder = tmp_path_factory.mktemp("openid-tls")
    folder.chmod(0o755)
    front = edge.configure(folder, [f"127.0.0.1:{port}"], {})
    public_url = f"https://localhost:{front.https_port}"
    with edge.serving(front), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(front.folder / "tls.crt"))
        async with serving(own, folder / "log", workers=1, port=port, public_url=public_url) as server:
            yield server, front


@pytest.fixture
def browser_over_tls(tls_provider: tuple[Server, edge.Edge], tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """One that takes the certificate for good: on pages with errors there are no passkeys."""
    _, front = tls_provider
    certificate = x509.load_pem_x509_certificate((front.folder / "tls.crt").read_bytes())
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    known = b64encode(sha256(key).digest()).decode()
    with chromium(tmp_path / "profile", f"--ignore-certificate-errors-spki-list={known}") as browser:
        yield browser


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a program for an application, at an address that was registered for it."""
    with ExitStack() as stack:

        def start(
            recipe: Recipe, application: Application, url: str, more: Mapping[str, str] | None = None
        ) -> Program:
            environment = {
                "ISSUER": application.service.settings.issuer,
                "CLIENT_ID": application.client_id,
                "CLIENT_SECRET": application.secret,
                "HOME_URL": url,
                **(more or {}),
            }
            return stack.enter_context(running(recipe, url, environment, tmp_path / "program.log"))

        yield start
