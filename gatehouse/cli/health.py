"""Whether the service answers."""

import click

# ruff: noqa: PLC0415


@click.command()
@click.option("--host", help="Where the service listens.  [default: HOST, or 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="Its port.  [default: PORT, or 8000]")
def health(host: str | None, port: int | None) -> None:
    """Ask the running service whether it is ready.

    Exits with 0 if it can serve requests and 1 if it cannot, for container engines and scripts.

    \b
    gatehouse health
    gatehouse health --port 9000
    """
    from gatehouse.core.settings import load_settings
    from gatehouse.process.readiness import require_ready

    settings = load_settings()
    place = require_ready(host or settings.host, port or settings.port)
    click.echo(f"{place} is ready.")
