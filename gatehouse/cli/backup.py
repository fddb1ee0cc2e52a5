"""Backups of an embedded database."""

import shlex
from pathlib import Path

import click

from gatehouse.cli.shared import data_dir_option, open_for, tell_unknown_names

# ruff: noqa: PLC0415


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@data_dir_option
def backup(file: Path, data_dir: Path) -> None:
    """Write the embedded database and its SECRET_KEY to a new file.

    The service may run meanwhile: the file has the database of one moment. Only you may read it (mode 0600),
    and it is not encrypted: whoever has it can sign in as anyone. With DATABASE_URL, use pg_dump.

    \b
    gatehouse backup gatehouse-monday.zip
    gatehouse backup /media/usb/gatehouse.zip --data-dir /var/lib/gatehouse
    """
    from gatehouse.process.backups import make

    with open_for(data_dir, prepared=False) as installation:
        manifest = make(installation, file)
    click.echo(f"Wrote {file} ({file.stat().st_size / 1e6:.2f} MB, schema {manifest.schema}).")
    click.echo("It has SECRET_KEY in it, readable by you alone (mode 0600) and not encrypted: keep it safe.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@data_dir_option
def restore(file: Path, data_dir: Path) -> None:
    """Make an installation from a backup, in a directory that is empty or does not exist.

    A backup of an older version is brought to the schema of this one. If anything is wrong with the file,
    nothing is made.

    \b
    gatehouse restore gatehouse-monday.zip --data-dir restored
    gatehouse serve --data-dir restored
    """
    from gatehouse.process.backups import restore as make_from

    tell_unknown_names()
    manifest = make_from(file, data_dir)
    click.echo(f"Restored {data_dir} as it was at {manifest.made_at}.")
    click.echo("Sessions, API keys and passwords that were revoked or changed after that are valid again.")
    click.echo(f"To end all sessions: gatehouse rotate-secret --data-dir {shlex.quote(str(data_dir))}")
