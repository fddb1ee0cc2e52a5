"""The other ways to reach a server: TLS, and a socket in the file system."""

import shutil
import subprocess

import pytest

from gatehouse.core.settings import load_settings
from gatehouse.domain.services import open_services
from tests.redis.conftest import LIMITS
from tests.redis.server import HOST, free_port, redis_server

pytestmark = pytest.mark.usefixtures("patient")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """One that a server shows, and by which it is known."""
    assert shutil.which("openssl"), "openssl is missing: apt-get install openssl"
    folder = tmp_path_factory.mktemp("tls")
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=redis")
    files = (
        "-addext",
        f"subjectAltName=IP:{HOST}",
        "-keyout",
        folder / "key.pem",
        "-out",
        folder / "cert.pem",
    )
    subprocess.run(["openssl", *made, *files], check=True, capture_output=True)
    return folder


async def fallbacks(settings, url):
    changed = load_settings(env_file=None, **{**settings.model_dump(), **LIMITS, "redis_url": url})
    async with open_services(changed) as services:
        assert await services.limits.spend(b"caller") is not None
        return services.limits.fallbacks


@pytest.mark.usefixtures("service")
class TestWays:
    async def test_tls(self, settings, certificate):
        port = free_port()
        files = ("--tls-cert-file", f"{certificate}/cert.pem", "--tls-key-file", f"{certificate}/key.pem")
        options = ("--tls-port", str(port), "--tls-auth-clients", "no", *files)
        with redis_server(*options):
            url = f"rediss://{HOST}:{port}/0"
            assert await fallbacks(settings, f"{url}?ssl_ca_certs={certificate}/cert.pem") == 0
            assert await fallbacks(settings, url) == 1  # signed by nobody this machine knows

    async def test_socket(self, settings, tmp_path):
        with redis_server("--unixsocket", f"{tmp_path}/redis.sock"):
            assert await fallbacks(settings, f"unix://{tmp_path}/redis.sock") == 0
