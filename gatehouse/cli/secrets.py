"""Exchanging keys."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gatehouse.cli.shared import data_dir_option, open_for, with_services

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from gatehouse.domain.services import Services

# ruff: noqa: PLC0415


@click.command("rotate-keys")
@click.option("--now", is_flag=True, help="End tokens signed with former keys, because one of those leaked.")
@data_dir_option
def rotate_keys(now: bool, data_dir: Path) -> None:
    """Sign access tokens with a new key.

    Those signed with the former key stay valid until they expire. With --now, every worker refuses them
    within a minute; clients get new ones with their refresh tokens, and nobody has to sign in again.

    \b
    gatehouse rotate-keys
    gatehouse rotate-keys --now   # a signing key leaked
    """

    def rotate(services: "Services") -> "Awaitable[str]":
        return services.keys.revoke() if now else services.keys.rotate()

    with open_for(data_dir) as installation:
        kid = asyncio.run(with_services(installation, rotate))
    if now:
        click.echo("Access tokens signed with any other key are refused by every worker within a minute.")
    click.echo(f"New access tokens are signed with key {kid}.")


@click.command("rotate-secret")
@click.option(
    "--new-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file that has the new SECRET_KEY; not needed with the embedded PostgreSQL.",
)
@data_dir_option
def rotate_secret(new_file: Path | None, data_dir: Path) -> None:
    """Exchange SECRET_KEY, because it leaked or is due.

    Stop the service first, and start it with the new key. Everyone has to sign in again: the signing keys are
    replaced, and all sessions, emailed tokens and waiting emails end. Accounts, passwords and API keys stay.

    \b
    gatehouse rotate-secret                          # embedded PostgreSQL: makes and keeps a new key
    gatehouse rotate-secret --new-file new-key.txt   # with SECRET_KEY still the old one
    """
    from gatehouse.domain.rotation import exchange_secret
    from gatehouse.process.secret_exchange import new_secret

    async def exchange(services: "Services") -> tuple[int, str | None]:
        await services.keys.issuer()  # with the wrong old key nothing is made, in the data directory neither
        new = new_secret(installation, new_file)
        ended = await exchange_secret(services, new.value)
        return ended, new.keep()

    with open_for(data_dir) as installation:
        ended, kept = asyncio.run(with_services(installation, exchange))
    click.echo(f"The secret key was exchanged; {ended} sessions ended.")
    click.echo(f"Start the service with {kept}." if kept else "The data directory has the new key.")
