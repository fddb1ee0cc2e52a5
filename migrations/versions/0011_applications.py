"""Programs are registered as applications, with secrets, keys, permissions and roles of their own."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)
_name = sa.Text(collation="C")
# Superusers hold the permissions of all applications, so these have a part in what roles allow.
_TRIGGER = """
CREATE CONSTRAINT TRIGGER tr_application_permissions_changed
AFTER INSERT OR UPDATE OR DELETE ON application_permissions
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_version_of_rights()"""


def upgrade() -> None:
    nothing = sa.text("'{}'")
    op.create_table(
        "applications",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("client_id", _name, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("redirect_uris", ARRAY(sa.Text()), nullable=False, server_default=nothing),
        sa.Column("post_logout_redirect_uris", ARRAY(sa.Text()), nullable=False, server_default=nothing),
        sa.Column("backchannel_logout_uri", sa.Text()),
        sa.Column("signing_algorithm", sa.String(20), nullable=False, server_default=sa.text("'EdDSA'")),
        sa.Column("is_trusted", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("is_active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("generation", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("version", sa.BigInteger(), nullable=False, server_default=sa.text("1")),
        sa.Column("created_at", _moment, nullable=False),
        sa.Column("updated_at", _moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
        sa.UniqueConstraint("uuid", name="uq_applications_uuid"),
        sa.UniqueConstraint("client_id", name="uq_applications_client_id"),
        sa.UniqueConstraint("audience", name="uq_applications_audience"),
    )
    op.create_table(
        "application_permissions",
        sa.Column("name", _name, nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        _of_application("application_permissions"),
        sa.PrimaryKeyConstraint("name", name="pk_application_permissions"),
    )
    op.create_index(
        "ix_application_permissions_application_id", "application_permissions", ["application_id"]
    )
    op.create_table(
        "application_roles",
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("role", _name, nullable=False),
        _of_application("application_roles"),
        sa.ForeignKeyConstraint(["role"], ["roles.name"], name="fk_application_roles_role"),
        sa.PrimaryKeyConstraint("application_id", "role", name="pk_application_roles"),
    )
    op.create_index("ix_application_roles_role", "application_roles", ["role"])
    op.create_table(
        "application_secrets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", _moment, nullable=False),
        sa.Column("expires_at", _moment),
        sa.Column("last_used_at", _moment),
        _of_application("application_secrets"),
        sa.PrimaryKeyConstraint("id", name="pk_application_secrets"),
        sa.UniqueConstraint("digest", name="uq_application_secrets_digest"),
    )
    op.create_index("ix_application_secrets_application_id", "application_secrets", ["application_id"])
    op.create_table(
        "application_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("algorithm", sa.String(20), nullable=False),
        sa.Column("public_jwk", sa.Text(), nullable=False),
        sa.Column("created_at", _moment, nullable=False),
        sa.Column("last_used_at", _moment),
        _of_application("application_keys"),
        sa.PrimaryKeyConstraint("id", name="pk_application_keys"),
        sa.UniqueConstraint("application_id", "kid", name="uq_application_keys_application_id_kid"),
    )
    op.create_table(
        "used_assertions",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", _moment, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_used_assertions"),
    )
    op.create_index("ix_used_assertions_expires_at", "used_assertions", ["expires_at"])
    op.execute(_TRIGGER)


def downgrade() -> None:
    op.execute("DROP TRIGGER tr_application_permissions_changed ON application_permissions")
    for table in (
        "used_assertions",
        "application_keys",
        "application_secrets",
        "application_roles",
        "application_permissions",
        "applications",
    ):
        op.drop_table(table)


def _of_application(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["application_id"], ["applications.id"], name=f"fk_{table}_application_id", ondelete="CASCADE"
    )
