"""A service of our own: PostgreSQL, two workers, mail that can be read; and one that verifies addresses."""

import asyncio
import os
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from gatehouse.core.settings import Settings, load_settings
from gatehouse.persistence import migrate
from tests.attack.blackbox.target import Target
from tests.support import database
from tests.support.server import ROOT, Server, another_database, environment, serving

_ADMIN = "attack-administrator"


@asynccontextmanager
async def own_service(samples: int) -> AsyncIterator[Target]:
    """Start everything, and stop it again."""
    with TemporaryDirectory(prefix="gatehouse-attack-") as name, database.embedded_postgres() as url:
        logs = Path(name)
        key = secrets.token_urlsafe(48)
        settings = load_settings(env_file=None, database_url=url, secret_key=key)
        await migrate.upgrade(url)
        await database.execute(settings, "ALTER SYSTEM SET fsync = off")  # nobody will miss this database
        await database.execute(settings, "SELECT pg_reload_conf()")
        other = await another_database(settings, "verifying")
        password = await asyncio.to_thread(create_admin, settings, _ADMIN)
        async with (
            serving(settings, logs / "log", workers=2) as server,
            serving(other, logs / "other", workers=1, require_email_verification=True) as verifying,
        ):
            yield _target(server, verifying, password, samples)


def _target(server: Server, verifying: Server, password: str, samples: int) -> Target:
    return Target(
        server.url,
        _ADMIN,
        password,
        samples=samples,
        many_mails=True,
        mailers=(server.mailer, verifying.mailer),
        verifying_url=verifying.url,
    )


def create_admin(settings: Settings, name: str) -> str:
    """As an operator does it; the password."""
    password = secrets.token_urlsafe(24)
    subprocess.run(
        [
            *(sys.executable, "-m", "gatehouse", "create-admin"),
            *("--email", f"{name}@example.com", "--username", name, "--password-stdin"),
        ],
        cwd=ROOT,
        env=os.environ | environment(settings),
        input=password.encode(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return password
