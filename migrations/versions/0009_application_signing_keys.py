"""Tokens for applications can be signed by ES256 and RS256, as not every program knows Ed25519."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "application_signing_keys",
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("algorithm", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", _moment, nullable=False),
        sa.Column("retires_at", _moment),
        sa.PrimaryKeyConstraint("kid", name="pk_application_signing_keys"),
    )


def downgrade() -> None:
    op.drop_table("application_signing_keys")
