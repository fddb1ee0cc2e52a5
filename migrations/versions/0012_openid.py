"""People sign in to applications: codes, consents, devices, sessions of applications, notices of ends."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)
_texts = ARRAY(sa.Text())

_NOTE_END = """
CREATE FUNCTION note_end_of_application_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO logout_notices (session_id, application_id, user_uuid, created_at, attempts, due_at)
    SELECT OLD.id, applications.id, users.uuid, now(), 0, now()
    FROM applications LEFT JOIN users ON users.id = OLD.user_id
    WHERE applications.id = OLD.application_id AND applications.backchannel_logout_uri IS NOT NULL
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$
"""
_TRIGGERS = (
    """
CREATE TRIGGER tr_sessions_ended AFTER UPDATE OF ended_at ON sessions FOR EACH ROW
WHEN (OLD.application_id IS NOT NULL AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
    AND OLD.expires_at > now())
EXECUTE FUNCTION note_end_of_application_session()
""",
    """
CREATE TRIGGER tr_sessions_erased AFTER DELETE ON sessions FOR EACH ROW
WHEN (OLD.application_id IS NOT NULL AND OLD.ended_at IS NULL AND OLD.expires_at > now())
EXECUTE FUNCTION note_end_of_application_session()
""",
)


def _reference(column: str, target: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.add_column("sessions", sa.Column("application_id", sa.BigInteger()))
    op.add_column("sessions", sa.Column("parent_id", sa.Uuid()))
    op.add_column("sessions", sa.Column("scope", _texts))
    op.add_column("sessions", sa.Column("authenticated_at", _moment))
    op.create_foreign_key(
        "fk_sessions_application_id",
        "sessions",
        "applications",
        ["application_id"],
        ["id"],
        ondelete="CASCADE",
    )
    for column in ("application_id", "parent_id"):
        op.create_index(
            f"ix_sessions_{column}", "sessions", [column], postgresql_where=sa.text(f"{column} IS NOT NULL")
        )
    op.create_table(
        "authorization_codes",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=False),
        sa.Column("redirect_uri", sa.Text(), nullable=False),
        sa.Column("scope", _texts, nullable=False),
        sa.Column("nonce", sa.Text()),
        sa.Column("code_challenge", sa.Text(), nullable=False),
        sa.Column("amr", _texts, nullable=False),
        sa.Column("authenticated_at", _moment, nullable=False),
        sa.Column("expires_at", _moment, nullable=False),
        sa.Column("used_at", _moment),
        sa.Column("session_id", sa.Uuid()),
        _reference("application_id", "applications", "authorization_codes"),
        _reference("user_id", "users", "authorization_codes"),
        sa.PrimaryKeyConstraint("digest", name="pk_authorization_codes"),
    )
    op.create_index("ix_authorization_codes_user_id", "authorization_codes", ["user_id"])
    op.create_index("ix_authorization_codes_application_id", "authorization_codes", ["application_id"])
    op.create_index("ix_authorization_codes_expires_at", "authorization_codes", ["expires_at"])
    op.create_table(
        "consents",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", _texts, nullable=False),
        sa.Column("given_at", _moment, nullable=False),
        _reference("user_id", "users", "consents"),
        _reference("application_id", "applications", "consents"),
        sa.PrimaryKeyConstraint("user_id", "application_id", name="pk_consents"),
    )
    op.create_index("ix_consents_application_id", "consents", ["application_id"])
    op.create_table(
        "device_codes",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("user_code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", _texts, nullable=False),
        sa.Column("expires_at", _moment, nullable=False),
        sa.Column("pause_seconds", sa.Integer(), nullable=False),
        sa.Column("polled_at", _moment),
        sa.Column("decided_at", _moment),
        sa.Column("user_id", sa.BigInteger()),
        sa.Column("parent_id", sa.Uuid()),
        sa.Column("amr", _texts),
        sa.Column("authenticated_at", _moment),
        _reference("application_id", "applications", "device_codes"),
        _reference("user_id", "users", "device_codes"),
        sa.PrimaryKeyConstraint("digest", name="pk_device_codes"),
    )
    op.create_index("ix_device_codes_user_code_digest", "device_codes", ["user_code_digest"], unique=True)
    op.create_index("ix_device_codes_application_id", "device_codes", ["application_id"])
    op.create_index("ix_device_codes_user_id", "device_codes", ["user_id"])
    op.create_index("ix_device_codes_expires_at", "device_codes", ["expires_at"])
    op.create_table(
        "logout_notices",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("user_uuid", sa.Uuid()),
        sa.Column("created_at", _moment, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", _moment, nullable=False),
        _reference("application_id", "applications", "logout_notices"),
        sa.PrimaryKeyConstraint("session_id", name="pk_logout_notices"),
    )
    op.create_index("ix_logout_notices_due_at", "logout_notices", ["due_at"])
    op.create_index("ix_logout_notices_application_id", "logout_notices", ["application_id"])
    op.execute(_NOTE_END)
    for trigger in _TRIGGERS:
        op.execute(trigger)


def downgrade() -> None:
    op.execute("DELETE FROM sessions WHERE application_id IS NOT NULL")
    op.execute("DROP TRIGGER tr_sessions_erased ON sessions")
    op.execute("DROP TRIGGER tr_sessions_ended ON sessions")
    op.execute("DROP FUNCTION note_end_of_application_session()")
    for table in ("logout_notices", "device_codes", "consents", "authorization_codes"):
        op.drop_table(table)
    for column in ("authenticated_at", "scope", "parent_id", "application_id"):
        op.drop_column("sessions", column)
