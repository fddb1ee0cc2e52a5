"""The `gatehouse` command."""

import signal
import sys
from typing import Any, NoReturn

import click

from gatehouse.cli.accounts import create_admin, reset_factors, roles
from gatehouse.cli.applications import applications
from gatehouse.cli.backup import backup, restore
from gatehouse.cli.database import migrate, migrations, purge
from gatehouse.cli.document import openapi, routes
from gatehouse.cli.health import health
from gatehouse.cli.secrets import rotate_keys, rotate_secret
from gatehouse.cli.serve import serve
from gatehouse.cli.shared import tell

__all__ = ["cli", "main", "worker"]

# Commands import what they need when they run, here and in the modules beside, so that --help is fast.
# ruff: noqa: PLC0415


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="gatehouse", message="%(prog)s %(version)s")
def cli() -> None:
    """User management and authentication, described to the last header by one OpenAPI document.

    Settings come from the environment or a file named .env; .env.example lists them. Without DATABASE_URL an
    embedded PostgreSQL is started.

    \b
    gatehouse serve
    gatehouse create-admin --email you@example.com --username you
    """


for command in (
    serve,
    health,
    create_admin,
    reset_factors,
    roles,
    applications,
    migrate,
    migrations,
    rotate_keys,
    rotate_secret,
    backup,
    restore,
    purge,
    openapi,
    routes,
):
    cli.add_command(command)


def worker() -> Any:
    """What each process that serves runs; if it cannot, it says why and is not started again."""
    from gatehouse.process.serving import end_with_parent, give_up, hush_warnings, spare_the_collector

    end_with_parent()
    hush_warnings()
    try:
        app = _preloaded() or _made()
    except Exception as error:
        tell(error)
        give_up()
    spare_the_collector()
    return app


def _preloaded() -> Any:
    """What was made before this worker was forked, if it was."""
    module = sys.modules.get("gatehouse.preloaded")
    return module and module.made


def _made() -> Any:
    from gatehouse.app import create_app_from_environment

    return create_app_from_environment()


def main() -> None:
    """Run the command; what can be expected to go wrong is told in one line."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        cli(prog_name="gatehouse")
    except Exception as error:
        tell(error)
        sys.exit(1)


def _interrupt(*_: object) -> NoReturn:
    """Unwind as for Ctrl-C, so that the embedded database is closed."""
    raise KeyboardInterrupt
