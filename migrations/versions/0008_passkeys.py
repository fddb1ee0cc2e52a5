"""Factors can be passkeys, which have a public key in place of a secret; their challenges are kept apart."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)
_LET_PASSWORDS_SUFFICE = """
UPDATE users SET has_factor = false
WHERE has_factor AND NOT EXISTS (SELECT FROM factors WHERE user_id = users.id AND confirmed_at IS NOT NULL)
"""


def upgrade() -> None:
    op.alter_column("factors", "sealed", nullable=True)
    op.create_table(
        "passkeys",
        sa.Column("factor_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("backup_eligible", sa.Boolean(), nullable=False),
        sa.Column("backed_up", sa.Boolean(), nullable=False),
        sa.Column("transports", ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["factor_id"], ["factors.id"], name="fk_passkeys_factor_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("factor_id", name="pk_passkeys"),
    )
    op.create_index("ix_passkeys_credential_id", "passkeys", ["credential_id"], unique=True)
    op.create_table(
        "passkey_challenges",
        sa.Column("bound_to", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", _moment, nullable=False),
        sa.PrimaryKeyConstraint("bound_to", "purpose", name="pk_passkey_challenges"),
    )


def downgrade() -> None:
    op.drop_table("passkey_challenges")
    op.drop_table("passkeys")
    op.execute("DELETE FROM factors WHERE kind = 'passkey'")
    op.execute(_LET_PASSWORDS_SUFFICE)
    op.alter_column("factors", "sealed", nullable=False)
