"""The networks that the owner of an account has signed in from are kept as long as the account."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_networks",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("network", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_known_networks_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "network", name="pk_known_networks"),
    )


def downgrade() -> None:
    op.drop_table("known_networks")
