"""A PostgreSQL that asks for encrypted connections and has a certificate of its own authority."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_PROGRAMS = Path("/usr/lib/postgresql/15/bin")
_ACCESS = "local all all trust\nhostssl all all all trust\n"


@dataclass(frozen=True)
class EncryptedPostgres:
    """A running server."""

    url: str
    authority: str

    def run(self, script: str) -> None:
        """Have psql run a script, as the superuser."""
        command = [str(_PROGRAMS / "psql"), "--quiet", "--set=ON_ERROR_STOP=1", self.url]
        subprocess.run(command, input=script, text=True, check=True)

    def url_of(self, role: str, database: str) -> str:
        return self.url.replace("//postgres@", f"//{role}@").removesuffix("postgres") + database


@contextmanager
def encrypted_postgres() -> Iterator[EncryptedPostgres]:
    """The one that Debian's package brings, on a port of this machine."""
    if not (_PROGRAMS / "postgres").exists():
        pytest.fail("PostgreSQL 15 is not installed: apt-get install postgresql-15")
    run_as = _another_user_than_root()
    directory = Path(tempfile.mkdtemp(prefix="gatehouse-tls-"))
    data = directory / "data"

    def run(program: str, *arguments: str) -> None:
        command = [str(_PROGRAMS / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=directory, **run_as)

    key, certificate = certificate_for("localhost")
    (directory / "key.pem").write_text(key)
    (directory / "certificate.pem").write_text(certificate)
    (directory / "key.pem").chmod(0o600)
    if run_as:
        for path in (directory, *directory.iterdir()):
            shutil.chown(path, **run_as)
    port = _free_port()
    settings = {
        "listen_addresses": "localhost",
        "port": str(port),
        "unix_socket_directories": str(directory),
        "fsync": "off",
        "ssl": "on",
        "ssl_key_file": str(directory / "key.pem"),
        "ssl_cert_file": str(directory / "certificate.pem"),
    }
    try:
        run(
            "initdb",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        (data / "pg_hba.conf").write_text(_ACCESS)
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        run("pg_ctl", "start", "--wait", "--log", str(directory / "log"), "--options", options)
        try:
            yield EncryptedPostgres(f"postgresql://postgres@localhost:{port}/postgres", certificate)
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate")
    finally:
        shutil.rmtree(directory)


def certificate_for(host: str) -> tuple[str, str]:
    """A key, and a certificate for the host that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem.decode(), certificate.public_bytes(Encoding.PEM).decode()


def _another_user_than_root() -> dict[str, Any]:
    """PostgreSQL refuses to be root; the package has made a user for it."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
