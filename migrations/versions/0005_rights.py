"""What a caller may do is found by primary keys: roles stand with the user, and have one version together.

Users who are there get theirs in the next migration, as nobody can read users until this one is done.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FUNCTIONS = {
    # The lock comes first, so that the roles are read as they are after whoever else changed them.
    "keep_roles_of_user": """
CREATE FUNCTION keep_roles_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
    held text[];
BEGIN
    PERFORM FROM users WHERE id = who FOR NO KEY UPDATE;
    held := ARRAY(SELECT role FROM user_roles WHERE user_id = who ORDER BY role);
    UPDATE users SET roles = held WHERE id = who AND roles IS DISTINCT FROM held;
    RETURN NULL;
END
$$""",
    "keep_version_of_rights": """
CREATE FUNCTION keep_version_of_rights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE rights SET version = gen_random_uuid();
    IF NOT FOUND THEN
        INSERT INTO rights (version) VALUES (gen_random_uuid());
    END IF;
    RETURN NULL;
END
$$""",
}
_TRIGGERS = {
    ("tr_user_roles_changed", "user_roles"): """
CREATE TRIGGER tr_user_roles_changed AFTER INSERT OR UPDATE OR DELETE ON user_roles
FOR EACH ROW EXECUTE FUNCTION keep_roles_of_user()""",
    # At the end of the transaction, so that nobody holds this one row while waiting for a role.
    ("tr_roles_changed", "roles"): """
CREATE CONSTRAINT TRIGGER tr_roles_changed AFTER INSERT OR UPDATE OR DELETE ON roles
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_version_of_rights()""",
}


def upgrade() -> None:
    op.create_table("rights", sa.Column("version", sa.Uuid(), nullable=False))
    op.execute("INSERT INTO rights (version) VALUES (gen_random_uuid())")
    nobody = sa.text("'{}'")
    op.add_column("users", sa.Column("roles", ARRAY(sa.Text()), nullable=False, server_default=nobody))
    for function in _FUNCTIONS.values():
        op.execute(function)
    for trigger in _TRIGGERS.values():
        op.execute(trigger)


def downgrade() -> None:
    for name, table in _TRIGGERS:
        op.execute(f"DROP TRIGGER {name} ON {table}")
    for name in _FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}()")
    op.drop_column("users", "roles")
    op.drop_table("rights")
