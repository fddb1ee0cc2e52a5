"""The `gatehouse` command."""

import asyncio
import os
import shlex
import signal
import sys
import traceback
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from gatehouse.core.settings import Settings
    from gatehouse.domain.services import Services
    from gatehouse.persistence.installation import Installation
    from gatehouse.persistence.users import User

# Everything else is imported by the command that needs it, so that --help answers at once.
# ruff: noqa: PLC0415

T = TypeVar("T")

_DOCUMENT = Path(__file__).with_name("openapi.yaml")
_DATA_DIR = Path("gatehouse-data")
_data_dir = click.option(
    "--data-dir",
    type=click.Path(path_type=Path),
    default=_DATA_DIR,
    show_default=True,
    help="Where the embedded PostgreSQL keeps its data; not used with DATABASE_URL.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def cli() -> None:
    """User management and authentication, described to the last header by one OpenAPI document.

    Settings come from the environment or a file named .env; .env.example lists them. Without DATABASE_URL an
    embedded PostgreSQL is started.

    \b
    gatehouse serve
    gatehouse create-admin --email you@example.com --username you
    """


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes.")
@_data_dir
def serve(host: str, port: int, workers: int, data_dir: Path) -> None:
    """Answer requests until Ctrl-C or SIGTERM.

    The embedded PostgreSQL is brought to this version by itself; a database named by DATABASE_URL must have
    been migrated before.

    \b
    gatehouse serve --port 9000
    DATABASE_URL=postgresql://... SECRET_KEY=... gatehouse serve --host 0.0.0.0 --workers 4
    """
    from gatehouse.process.serving import address_of, listen, run

    with listen(host, port) as listener, _installation(data_dir) as installation:
        has_admin = asyncio.run(_with_services(installation, _look_around))
        address = address_of(listener)
        _hand_down(installation.settings, address)
        _welcome(installation, address, has_admin=has_admin)
        started = run(listener, "gatehouse.cli:worker", workers)
    if not started:
        sys.exit(1)


@cli.command()
@click.option(
    "--to", default="head", metavar="REV", help="A version of the schema; going back can lose data."
)
@click.option(
    "--check", is_flag=True, help="Change nothing; fail if the schema is not the one of this version."
)
@_data_dir
def migrate(to: str, check: bool, data_dir: Path) -> None:
    """Bring the database to another schema version.

    Without --to that is the one of this version of the program; --check only compares.

    \b
    gatehouse migrate
    gatehouse migrate --check
    """
    from gatehouse.persistence.migrate import move
    from gatehouse.persistence.schema_version import current, require_current

    with _installation(data_dir, prepared=False) as installation:
        url = installation.database_url
        asyncio.run(require_current(url) if check else move(url, to))
        click.echo(f"The schema of {installation.place} is at {asyncio.run(current(url)) or 'base'}.")


@cli.command("create-admin")
@click.option("--email", required=True, help="The address of the new account.")
@click.option("--username", required=True, help="Its name.")
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from the first line of standard input."
)
@_data_dir
def create_admin(email: str, username: str, password_stdin: bool, data_dir: Path) -> None:
    """Make an account that holds every permission.

    \b
    gatehouse create-admin --email you@example.com --username you
    echo "$PASSWORD" | gatehouse create-admin --email you@example.com --username you --password-stdin
    """
    from gatehouse.domain import accounts, housekeeping
    from gatehouse.process.console import read_password

    password = read_password(from_stdin=password_stdin)

    async def create(services: "Services") -> "User":
        await housekeeping.sync_system_roles(services.database, services.settings)
        return await accounts.create_admin(services, email, username, password)

    with _installation(data_dir) as installation:
        user = asyncio.run(_with_services(installation, create))
    click.echo(f"Created {user.username} <{user.email}> with the roles {', '.join(user.roles)}.")


@cli.command("rotate-keys")
@_data_dir
def rotate_keys(data_dir: Path) -> None:
    """Sign access tokens with a new key.

    Those signed with the former key stay valid until they expire.

    \b
    gatehouse rotate-keys
    """
    with _installation(data_dir) as installation:
        kid = asyncio.run(_with_services(installation, lambda services: services.keys.rotate()))
    click.echo(f"New access tokens are signed with key {kid}.")


@cli.command()
@_data_dir
def purge(data_dir: Path) -> None:
    """Delete what has expired.

    That is sessions, tokens, API keys, signing keys, counters and mails that could not be sent. Changes of
    the number of users are summed up.

    \b
    gatehouse purge
    """
    from gatehouse.domain import housekeeping

    with _installation(data_dir) as installation:
        deleted = asyncio.run(_with_services(installation, housekeeping.purge))
    for kind, count in deleted.items():
        click.echo(f"{kind.replace('_', ' ')}: {count} deleted")


@cli.command()
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
def openapi(form: str) -> None:
    """Print the OpenAPI document.

    \b
    gatehouse openapi --format json > openapi.json
    """
    if form == "yaml":
        click.echo(_DOCUMENT.read_text("utf-8"), nl=False)
        return
    import orjson

    from gatehouse.contract.document import load

    click.echo(orjson.dumps(load(_DOCUMENT).raw, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS))


@cli.command()
def routes() -> None:
    """List the operations.

    Each with who may call it and the function that answers.

    \b
    gatehouse routes
    """
    from gatehouse.contract.document import load
    from gatehouse.process.console import table

    rows = [
        (
            operation.id,
            operation.method,
            operation.path,
            operation.permission or ("anyone" if operation.anonymous else "signed in"),
            f"handlers.{operation.tag}.{operation.function}",
        )
        for operation in load(_DOCUMENT).operations
    ]
    table(("operation", "method", "path", "who", "handler"), rows)


def worker() -> Any:
    """What each process that serves runs; if it cannot, it says why and is not started again."""
    from gatehouse.process.serving import end_with_parent, give_up, spare_the_collector

    end_with_parent()
    if not sys.warnoptions:  # warnings are for those who develop the service, not for those who run it
        warnings.simplefilter("ignore")
    try:
        from gatehouse.app import create_app_from_environment

        app = create_app_from_environment()
    except Exception as error:
        _tell(error)
        give_up()
    spare_the_collector()
    return app


def main() -> None:
    """Run the command; what can be expected to go wrong is told in one line."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        cli(prog_name="gatehouse")
    except Exception as error:
        _tell(error)
        sys.exit(1)


def _interrupt(*_: object) -> NoReturn:
    """Unwind as for Ctrl-C, so that the embedded database is closed."""
    raise KeyboardInterrupt


@contextmanager
def _installation(data_dir: Path, *, prepared: bool = True) -> "Iterator[Installation]":
    from gatehouse.persistence.installation import open_installation
    from gatehouse.process.console import progress

    with ExitStack() as stack:
        with progress("Opening the database"):
            installation = stack.enter_context(open_installation(data_dir))
            if prepared:
                asyncio.run(installation.prepare())
        yield installation


async def _with_services(installation: "Installation", work: "Callable[[Services], Awaitable[T]]") -> T:
    from gatehouse.domain.services import open_services

    async with open_services(installation.settings) as services:
        return await work(services)


async def _look_around(services: "Services") -> bool:
    """Whether there is an admin; a SettingsError if the signing keys cannot be opened."""
    from gatehouse.domain.accounts import has_admin

    await services.keys.issuer()
    return await has_admin(services)


def _hand_down(settings: "Settings", address: str) -> None:
    """Let the workers read from the environment what was found out here."""
    for name in ("database_url", "secret_key"):
        os.environ[name.upper()] = getattr(settings, name).get_secret_value()
    if "public_url" not in settings.model_fields_set:
        os.environ["PUBLIC_URL"] = address


def _welcome(installation: "Installation", address: str, *, has_admin: bool) -> None:
    from gatehouse.process.console import banner

    rows = [("Address", address), ("Database", installation.place)]
    if installation.settings.docs_enabled:
        rows.insert(1, ("Docs", f"{address}/docs"))
    if not has_admin:
        usual = installation.data_dir in (None, _DATA_DIR.resolve())
        at = "" if usual else f" --data-dir {shlex.quote(installation.place)}"
        rows.append(("First admin", f"{sys.argv[0]} create-admin --email you@example.com --username you{at}"))
    banner("Gatehouse", rows)


def _tell(error: Exception) -> None:
    """One line for what can be expected to happen, all there is to know for anything else."""
    from gatehouse.process.failures import explain

    line = explain(error)
    if line is None:
        traceback.print_exception(error)
        line = "this should not have happened; please report what is written above"
    click.echo(f"gatehouse: {line}", err=True)
