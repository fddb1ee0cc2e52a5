"""Accounts that are made from the shell."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gatehouse.cli.shared import DOCUMENT, data_dir_option, open_for, with_services

if TYPE_CHECKING:
    from gatehouse.domain.services import Services
    from gatehouse.domain.system_roles import RoleChange
    from gatehouse.persistence.users import User

# ruff: noqa: PLC0415


@click.command("create-admin")
@click.option("--email", required=True, help="The email address of the new account.")
@click.option("--username", required=True, help="Its username.")
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from the first line of standard input."
)
@data_dir_option
def create_admin(email: str, username: str, password_stdin: bool, data_dir: Path) -> None:
    """Create an account with every permission.

    \b
    gatehouse create-admin --email you@example.com --username you
    echo "$PASSWORD" | gatehouse create-admin --email you@example.com --username you --password-stdin
    """
    from gatehouse.domain import accounts, system_roles
    from gatehouse.process.console import read_password

    _refuse_invalid(email, username)

    async def create(services: "Services") -> "User":
        await accounts.refuse_admin(services, email, username)
        password = read_password(from_stdin=password_stdin)
        await system_roles.add_missing(services.database, services.settings)
        return await accounts.create_admin(services, email, username, password)

    with open_for(data_dir) as installation:
        user = asyncio.run(with_services(installation, create))
    click.echo(f"Created {user.username} <{user.email}> with the roles {', '.join(user.roles)}.")


@click.command("reset-factors")
@click.argument("name")
@data_dir_option
def reset_factors(name: str, data_dir: Path) -> None:
    """Remove the second factors of the account with the username or email address NAME.

    For somebody who has lost their phone and their recovery codes. Ends their sessions and tells them by
    email; from then on their password alone signs in.

    \b
    gatehouse reset-factors ada@example.com
    """
    from gatehouse.domain import factors

    async def reset(services: "Services") -> bool:
        return await factors.reset_by_operator(services, name)

    with open_for(data_dir) as installation:
        had_any = asyncio.run(with_services(installation, reset))
    click.echo("Removed; their sessions have ended." if had_any else "This account has no second factors.")


@click.group()
def roles() -> None:
    """The roles that every installation has.

    \b
    gatehouse roles sync
    """


@roles.command("sync")
@data_dir_option
def sync(data_dir: Path) -> None:
    """Set the roles user, admin and superuser to what this version and its settings define.

    Run it with the settings of the service, after USERS_MAY_READ_USERS has changed. A starting service only
    creates the roles that do not exist.

    \b
    gatehouse roles sync
    """
    from gatehouse.domain import system_roles

    async def synced(services: "Services") -> "list[RoleChange]":
        return await system_roles.sync(services.database, services.settings)

    with open_for(data_dir) as installation:
        changes = asyncio.run(with_services(installation, synced))
    for change in changes:
        signed = [f"+{name}" for name in change.missing] + [f"-{name}" for name in change.surplus]
        click.echo(f"{change.role}: {' '.join(signed)}")
    if not changes:
        click.echo("The system roles are up to date.")


def _refuse_invalid(email: str, username: str) -> None:
    """What the API would refuse is refused here, in the same words."""
    from gatehouse.contract.document import load
    from gatehouse.contract.problems import Problem
    from gatehouse.contract.schemas import Validator

    validator = Validator(load(DOCUMENT), {"$ref": "#/components/schemas/UserCreate"})
    if errors := validator.errors({"email": email, "username": username}):
        raise Problem("validation_failed", "The account is invalid.", errors)
