"""Applications that are registered from the shell."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gatehouse.cli.shared import DOCUMENT, data_dir_option, open_for, with_services

if TYPE_CHECKING:
    from gatehouse.domain.operators import Registered
    from gatehouse.domain.services import Services
    from gatehouse.persistence.applications import Application

# ruff: noqa: PLC0415

KINDS = ("service", "web", "native", "browser")


@click.group()
def applications() -> None:
    """Programs that sign people in, or act for themselves.

    \b
    gatehouse applications create --name Billing --kind service --role accountant
    gatehouse applications list
    """


@applications.command("create")
@click.option("--name", required=True, help="Its name, for people.")
@click.option("--kind", type=click.Choice(KINDS), default="service", show_default=True, help="Where it runs.")
@click.option("--audience", help="The aud of tokens that are for it; by default its client_id.")
@click.option("--redirect-uri", multiple=True, help="Where people are sent back to; may be repeated.")
@click.option("--role", multiple=True, help="A role that it has when it acts for itself; may be repeated.")
@data_dir_option
def create(
    name: str,
    kind: str,
    audience: str | None,
    redirect_uri: tuple[str, ...],
    role: tuple[str, ...],
    data_dir: Path,
) -> None:
    """Register an application, and show its first secret.

    \b
    gatehouse applications create --name Billing --kind service --role accountant
    """
    from gatehouse.domain import operators

    body: dict[str, Any] = {"name": name, "kind": kind, "redirect_uris": list(redirect_uri)}
    if audience is not None:
        body["audience"] = audience
    _refuse_invalid(body)

    async def register(services: "Services") -> "Registered":
        return await operators.register(services, body, role)

    with open_for(data_dir) as installation:
        made = asyncio.run(with_services(installation, register))
    click.echo(f"client_id: {made.client_id}")
    if made.secret is not None:
        click.echo(f"client_secret: {made.secret}")


@applications.command("list")
@data_dir_option
def list_(data_dir: Path) -> None:
    """List all applications: client_id, kind, whether it is active, and name.

    \b
    gatehouse applications list
    """
    from gatehouse.domain import operators

    async def all_of_them(services: "Services") -> "list[Application]":
        return [each async for each in operators.applications_of(services)]

    with open_for(data_dir) as installation:
        found = asyncio.run(with_services(installation, all_of_them))
    for each in found:
        click.echo(
            f"{each.client_id}  {each.kind:8}{'active' if each.is_active else 'inactive':10}{each.name}"
        )
    if not found:
        click.echo("There are no applications.")


@applications.command("new-secret")
@click.argument("client_id")
@click.option("--name", default="from the shell", show_default=True, help="What it is for.")
@click.option("--days", type=click.IntRange(1, 3650), help="Days until it expires; by default never.")
@data_dir_option
def new_secret(client_id: str, name: str, days: int | None, data_dir: Path) -> None:
    """Make another secret for the application CLIENT_ID; those before keep working.

    \b
    gatehouse applications new-secret app_4f9a2c1e7b3d8a60 --days 90
    """
    from gatehouse.domain import operators

    async def make(services: "Services") -> str:
        return await operators.new_secret(services, client_id, name, days)

    with open_for(data_dir) as installation:
        click.echo(f"client_secret: {asyncio.run(with_services(installation, make))}")


def _refuse_invalid(body: dict[str, Any]) -> None:
    """What the API would refuse is refused here, in the same words."""
    from gatehouse.contract.document import load
    from gatehouse.contract.problems import Problem
    from gatehouse.contract.schemas import Validator

    validator = Validator(load(DOCUMENT), {"$ref": "#/components/schemas/ApplicationCreate"})
    if errors := validator.errors(body):
        raise Problem("validation_failed", "The application is invalid.", errors)
