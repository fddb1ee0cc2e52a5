"""The schema of the database, and what has expired in it."""

import asyncio
from pathlib import Path

import click

from gatehouse.cli.shared import data_dir_option, open_for, with_services

# ruff: noqa: PLC0415


@click.command()
@click.option(
    "--to", default="head", metavar="REV", help="A version of the schema; going back can lose data."
)
@click.option(
    "--check", is_flag=True, help="Change nothing; fail if the schema is not the one of this version."
)
@data_dir_option
def migrate(to: str, check: bool, data_dir: Path) -> None:
    """Bring the database to another schema version.

    Without --to that is the one of this version of the program; --check only compares.

    \b
    gatehouse migrate
    gatehouse migrate --check
    """
    from gatehouse.persistence.migrate import move
    from gatehouse.persistence.schema_version import current, require_current

    with open_for(data_dir, create=not check, prepared=False) as installation:
        url = installation.database_url
        asyncio.run(require_current(url) if check else move(url, to))
        click.echo(f"The schema of {installation.place} is at {asyncio.run(current(url)) or 'base'}.")


@click.group()
def migrations() -> None:
    """Work on the migrations in a checkout.

    \b
    gatehouse migrations new add_nicknames
    """


@migrations.command("new")
@click.argument("name")
@data_dir_option
def new(name: str, data_dir: Path) -> None:
    """Write the next migration.

    It holds what the tables in persistence/ have and the database does not. Read it before you run it.

    \b
    gatehouse migrations new add_nicknames
    """
    from gatehouse.persistence.migrate import write_next

    with open_for(data_dir, prepared=False) as installation:
        file = asyncio.run(write_next(installation.database_url, name))
    click.echo(f"Wrote {file}. Read it, then run: gatehouse migrate")


@click.command()
@data_dir_option
def purge(data_dir: Path) -> None:
    """Delete what has expired.

    That is sessions, tokens, API keys, signing keys, counters and mails that could not be sent. Changes of
    the number of users are summed up.

    \b
    gatehouse purge
    """
    from gatehouse.domain import housekeeping

    with open_for(data_dir) as installation:
        deleted = asyncio.run(with_services(installation, housekeeping.purge))
    folded = deleted.pop("folded_user_counts")
    for kind, count in deleted.items():
        click.echo(f"{kind.replace('_', ' ')}: {count} deleted")
    click.echo(f"user counts: {folded} summed up")
