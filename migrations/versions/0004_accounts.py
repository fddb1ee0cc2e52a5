"""Known networks are kept as long as the account, and what strangers did is no longer kept for ever."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_APPEND_ONLY = """
CREATE OR REPLACE FUNCTION audit_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{strangers}
    IF TG_OP = 'UPDATE' THEN
        OLD.ip_address := NULL;
        OLD.user_agent := NULL;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;  -- where somebody acted from may be forgotten, what they did may not
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
_STRANGERS = """
    IF TG_OP = 'DELETE' AND OLD.created_at < now() - interval '4 weeks' AND OLD.action IN (
        'auth.login_failed', 'auth.password_reset_requested', 'auth.email_verification_requested',
        'auth.register_again'
    ) THEN
        RETURN OLD;  -- anybody can make as many of these as they like
    END IF;"""


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
    op.execute(_APPEND_ONLY.format(strangers=_STRANGERS))


def downgrade() -> None:
    op.execute(_APPEND_ONLY.format(strangers=""))
    op.drop_table("known_networks")
