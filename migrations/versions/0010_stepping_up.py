"""Sessions say when they have last shown a second factor."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("factor_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("sessions", "factor_at")
