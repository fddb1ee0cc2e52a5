"""Answering requests."""

import asyncio
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from gatehouse.cli.shared import DATA_DIR, data_dir_option, open_for, tell_unknown_names, with_services

if TYPE_CHECKING:
    from gatehouse.core.settings import Settings
    from gatehouse.domain.services import Services
    from gatehouse.persistence.installation import Installation

# ruff: noqa: PLC0415

_OPEN = "everybody with an account can read all users; USERS_MAY_READ_USERS=false keeps them from it"
_CLOSED = "people can read themselves, and all users only with a role that has users:read"


@click.command()
@click.option("--host", help="The address to listen on.  [default: HOST, or 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="0: any.  [default: PORT, or 8000]")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes.  [default: WORKERS, or 1]")
@click.option("--reload", is_flag=True, help="Start again when a file changes; for development.")
@data_dir_option
def serve(host: str | None, port: int | None, workers: int | None, reload: bool, data_dir: Path) -> None:
    """Answer requests until Ctrl-C or SIGTERM.

    The embedded PostgreSQL is brought to this version by itself; a database named by DATABASE_URL must have
    been migrated before.

    \b
    gatehouse serve --port 9000
    gatehouse serve --reload
    DATABASE_URL=postgresql://... SECRET_KEY=... gatehouse serve --host 0.0.0.0 --workers 4
    """
    from gatehouse.process.memory import start_anew

    start_anew()

    from gatehouse.core.settings import load_settings
    from gatehouse.process.logs import configure_logs
    from gatehouse.process.scrape import metrics_served
    from gatehouse.process.serving import address_of, listen, run

    tell_unknown_names()
    settings = load_settings()
    workers = workers or settings.workers
    if reload:
        _refuse_reload(settings, workers)
    port = settings.port if port is None else port
    with (
        listen(host or settings.host, port) as listener,
        metrics_served(settings) as metrics,
        open_for(data_dir, create=True, keep=True) as installation,
    ):
        found = asyncio.run(with_services(installation, _look_around))
        address = address_of(listener)
        _hand_down(installation.settings, address)
        _welcome(installation, address, metrics, found)
        configure_logs(installation.settings)
        connections = installation.settings.database_pool_size
        started = run(
            listener,
            "gatehouse.cli:worker",
            workers,
            connections,
            shared="gatehouse.preloaded",
            reload=reload,
        )
    if not started:
        sys.exit(1)


def _refuse_reload(settings: "Settings", workers: int) -> None:
    if settings.environment != "development":
        raise click.UsageError(f"--reload is for development; ENVIRONMENT is {settings.environment}")
    if workers > 1:
        raise click.UsageError(f"--reload works with one worker, not with {workers}")


class _Found(NamedTuple):
    """What there is in the database before it is served."""

    has_admin: bool
    directory_is_open: bool


async def _look_around(services: "Services") -> _Found:
    """What people are told at the start; a SettingsError if the signing keys cannot be opened."""
    from gatehouse.domain.accounts import has_admin
    from gatehouse.domain.system_roles import directory_is_open

    await services.keys.issuer()
    is_open = await directory_is_open(services.database, services.settings)
    return _Found(await has_admin(services), is_open)


def _hand_down(settings: "Settings", address: str) -> None:
    """Let the workers read from the environment what was found out here."""
    from gatehouse.core.settings.sources import SECRETS, forget_secret_files

    forget_secret_files()
    for name in SECRETS:
        if secret := getattr(settings, name):
            os.environ[name.upper()] = secret.get_secret_value()
    if "public_url" not in settings.model_fields_set:
        os.environ["PUBLIC_URL"] = address


def _welcome(installation: "Installation", address: str, metrics: str | None, found: _Found) -> None:
    from gatehouse.process.console import banner

    settings = installation.settings
    rows = [("Address", address)]
    if "public_url" in settings.model_fields_set:
        rows.append(("Public URL", settings.public_url))
    if settings.docs_enabled:
        rows += [("Docs", f"{address}/docs"), ("Reference", f"{address}/redoc")]
    if metrics:
        rows.append(("Metrics", metrics))
    rows.append(("Database", installation.place))
    rows.append(("Directory", _OPEN if found.directory_is_open else _CLOSED))
    if not found.has_admin:
        usual = installation.data_dir in (None, DATA_DIR.resolve())
        at = "" if usual else f" --data-dir {shlex.quote(installation.place)}"
        rows.append(("First admin", f"{sys.argv[0]} create-admin --email you@example.com --username you{at}"))
    if refused := _refused_host(settings, address):
        rows.append(
            ("Note", f"requests to {refused} are refused; add it to ALLOWED_HOSTS to use these addresses")
        )
    banner("Gatehouse", rows)


def _refused_host(settings: "Settings", address: str) -> str | None:
    """The host of the address, if the service does not answer to it."""
    host = address.removeprefix("http://").rpartition(":")[0]
    return None if {"*", host} & set(settings.allowed_hosts) else host
