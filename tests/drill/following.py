"""The version after this one: a copy of it with one more migration."""

import shutil
from pathlib import Path

from gatehouse.persistence.schema_version import head, next_version
from tests.cli.conftest import ROOT

_MIGRATION = f'''"""The next version remembers a colour of everybody."""

import sqlalchemy as sa
from alembic import op

revision = "{next_version()}"
down_revision = "{head()}"


def upgrade() -> None:
    op.add_column("users", sa.Column("colour", sa.Text(), nullable=False, server_default="green"))


def downgrade() -> None:
    op.drop_column("users", "colour")
'''


def write_following(directory: Path) -> None:
    """Put it there, where `python -m gatehouse` finds it first."""
    package = directory / "gatehouse"
    shutil.copytree(ROOT / "gatehouse", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "migrations" / "versions" / f"{next_version()}_colours.py").write_text(_MIGRATION)
