"""An address that an administrator has set is told apart until its holder confirms it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    no = sa.text("false")
    op.add_column("users", sa.Column("email_set_by_admin", sa.Boolean(), nullable=False, server_default=no))


def downgrade() -> None:
    op.drop_column("users", "email_set_by_admin")
