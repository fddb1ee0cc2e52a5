"""Wrong secrets of applications are what strangers do: entries about them are not kept for ever."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_APPEND_ONLY = """
CREATE OR REPLACE FUNCTION audit_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.created_at < now() - interval '4 weeks' AND OLD.action IN (
        'auth.login_failed', 'auth.password_reset_requested', 'auth.email_verification_requested',
        'auth.register_again'{more}
    ) THEN
        RETURN OLD;  -- anybody can make as many of these as they like
    END IF;
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


def upgrade() -> None:
    op.execute(_APPEND_ONLY.format(more=", 'applications.refused'"))


def downgrade() -> None:
    op.execute(_APPEND_ONLY.format(more=""))
