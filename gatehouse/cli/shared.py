"""What commands have in common: the installation they work on, and how they report what went wrong."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from gatehouse.domain.services import Services
    from gatehouse.persistence.installation import Installation

# ruff: noqa: PLC0415

T = TypeVar("T")

DOCUMENT = Path(__file__).parent.with_name("openapi.yaml")
DATA_DIR = Path("gatehouse-data")
data_dir_option = click.option(
    "--data-dir",
    type=click.Path(path_type=Path),
    default=DATA_DIR,
    show_default=True,
    help="Where the embedded PostgreSQL keeps its data; not used with DATABASE_URL.",
)


@contextmanager
def open_for(
    data_dir: Path, *, create: bool = False, prepared: bool = True, keep: bool = False
) -> "Iterator[Installation]":
    """The installation that a command works on; only if it may `create` one, a data directory is made."""
    from gatehouse.persistence.installation import open_installation
    from gatehouse.process.console import progress

    tell_unknown_names()
    with ExitStack() as stack:
        with progress("Opening the database"):
            installation = stack.enter_context(open_installation(data_dir, create=create, keep=keep))
            if prepared:
                asyncio.run(installation.prepare())
        yield installation


@cache
def tell_unknown_names() -> None:
    """Warn once of what `.env` has and no setting is called."""
    from gatehouse.core.settings.sources import unknown_names

    for line in unknown_names():
        click.echo(f"gatehouse: {line}", err=True)


async def with_services(installation: "Installation", work: "Callable[[Services], Awaitable[T]]") -> T:
    from gatehouse.domain.services import open_services

    async with open_services(installation.settings) as services:
        return await work(services)


def tell(error: Exception) -> None:
    """One line for what can be expected to happen, all there is to know for anything else."""
    from gatehouse.process.failures import explain

    line = explain(error)
    if line is None:
        traceback.print_exception(error)
        line = "this should not have happened; please report what is written above"
    click.echo(f"gatehouse: {line}", err=True)
