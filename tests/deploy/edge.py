"""A real nginx with the configuration that is shipped; only its ports and paths are the test's."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SHIPPED = Path(__file__).parents[2] / "deploy/nginx"
NODES = "    server 10.0.0.11:8000 fail_timeout=2s;\n    server 10.0.0.12:8000 fail_timeout=2s;\n"
_MAIN = """
user root;
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/conf.d/*.conf;
}}
"""


def replaced(text: str, changes: Mapping[str, str]) -> str:
    """The text with each of these exchanged; all of them must be in it."""
    for old, new in changes.items():
        assert old in text, f"not in the configuration that is shipped: {old}"
        text = text.replace(old, new)
    return text


@dataclass(frozen=True)
class Edge:
    """A running nginx: where it listens, and clients of it."""

    folder: Path
    http_port: int
    https_port: int

    @property
    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "tls.crt"))

    @property
    def log(self) -> str:
        return (self.folder / "access.log").read_text("utf-8")

    @asynccontextmanager
    async def client(
        self, address: str = "127.0.0.1", *, http2: bool = True, **headers: str
    ) -> AsyncIterator[httpx.AsyncClient]:
        """A client over TLS that connects from an address of its own."""
        transport = httpx.AsyncHTTPTransport(http2=http2, verify=self.tls, local_address=address)
        url = f"https://localhost:{self.https_port}"
        async with httpx.AsyncClient(
            transport=transport, base_url=url, headers=headers, timeout=30
        ) as client:
            yield client


def configure(folder: Path, nodes: Sequence[str], changes: Mapping[str, str]) -> Edge:
    """Write the shipped files with ports and paths that are free here."""
    edge = Edge(folder, free_port(), free_port())
    ours = {
        "listen 80;": f"listen 127.0.0.1:{edge.http_port};",
        "    listen [::]:80;\n": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{edge.https_port} ssl http2;",
        "    listen [::]:443 ssl http2;\n": "",
        "/etc/nginx/gatehouse/": f"{folder}/",
        "/var/log/nginx/gatehouse.log": f"{folder}/access.log",
        **changes,
    }
    servers = "".join(f"    server {node} fail_timeout=2s;\n" for node in nodes)
    included = folder / "conf.d"
    included.mkdir()
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder))
    for name, exchanged in (("gatehouse.conf", ours), ("gatehouse-nodes.conf", {NODES: servers})):
        (included / name).write_text(replaced((SHIPPED / name).read_text("utf-8"), exchanged))
    _write_certificate(folder)
    return edge


@contextmanager
def serving(edge: Edge) -> Iterator[None]:
    process = subprocess.Popen(command(edge), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _listens(edge.https_port):
            assert process.poll() is None, (edge.folder / "error.log").read_text()
            sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(20)


def command(edge: Edge, *arguments: str) -> list[str]:
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    assert nginx, "nginx is missing: install Debian's nginx-light"
    return [
        nginx,
        "-p",
        str(edge.folder),
        "-e",
        f"{edge.folder}/error.log",
        "-c",
        f"{edge.folder}/nginx.conf",
        *arguments,
    ]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 5).close()
    except OSError:
        return False
    return True


def _write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "tls.crt").write_bytes(certificate.public_bytes(pem))
    (folder / "tls.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
