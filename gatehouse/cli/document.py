"""What the service does, without starting it."""

import click

from gatehouse.cli.shared import DOCUMENT

# ruff: noqa: PLC0415


@click.command()
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
def openapi(form: str) -> None:
    """Print the OpenAPI document.

    \b
    gatehouse openapi --format json > openapi.json
    """
    if form == "yaml":
        click.echo(DOCUMENT.read_text("utf-8"), nl=False)
        return
    import orjson

    from gatehouse.contract.document import load

    click.echo(orjson.dumps(load(DOCUMENT).raw, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS))


@click.command()
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
        for operation in load(DOCUMENT).operations
    ]
    table(("operation", "method", "path", "who", "handler"), rows)
