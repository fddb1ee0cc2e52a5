"""Counts of users are kept by triggers, and more lists have an index in their order."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COUNTED = """
    INSERT INTO user_counts (day, users, active, verified)
    SELECT (created_at AT TIME ZONE 'UTC')::date,
        sum(sign), sum(sign * (status = 'active')::integer), sum(sign * is_verified::integer)
    FROM {rows}
    WHERE deleted_at IS NULL
    GROUP BY 1
"""
_FUNCTIONS = {
    "count_users": _COUNTED.format(
        rows="(SELECT CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END AS sign, * FROM changed) AS signed"
    ),
    "recount_user": _COUNTED.format(
        rows="""(VALUES
        (-1, OLD.created_at, OLD.status, OLD.is_verified, OLD.deleted_at),
        (1, NEW.created_at, NEW.status, NEW.is_verified, NEW.deleted_at)
    ) AS signed (sign, created_at, status, is_verified, deleted_at)"""
    ),
    # A change that is being folded into another row would be found in neither place without the lock.
    "forget_user_counts": """
    LOCK TABLE user_counts IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM user_counts
""",
}
_CREATE_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{body};
    RETURN NULL;
END
$$
"""
_TRIGGERS = {
    "tr_users_count_added": """
        AFTER INSERT ON users REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION count_users()""",
    "tr_users_count_removed": """
        AFTER DELETE ON users REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION count_users()""",
    # For each row, because only then can the condition keep all other updates away from it.
    "tr_users_recount": """
        AFTER UPDATE ON users FOR EACH ROW
        WHEN ((OLD.status = 'active', OLD.is_verified, OLD.deleted_at IS NULL, OLD.created_at)
            IS DISTINCT FROM (NEW.status = 'active', NEW.is_verified, NEW.deleted_at IS NULL, NEW.created_at))
        EXECUTE FUNCTION recount_user()""",
    "tr_users_truncate": """
        AFTER TRUNCATE ON users FOR EACH STATEMENT EXECUTE FUNCTION forget_user_counts()""",
}
_INDEXES = (
    ("ix_users_not_active", "users", ["created_at", "id"], sa.text("status <> 'active'")),
    ("ix_users_not_verified", "users", ["created_at", "id"], sa.text("NOT is_verified")),
    ("ix_audit_log_action_created_at_id", "audit_log", ["action", "created_at", "id"], None),
    ("ix_audit_log_actor_uuid_created_at_id", "audit_log", ["actor_uuid", "created_at", "id"], None),
    ("ix_audit_log_created_at_id", "audit_log", ["created_at", "id"], None),
    ("ix_audit_log_target_id_created_at_id", "audit_log", ["target_id", "created_at", "id"], None),
)
_AUDIT_INDEXES_BEFORE = (
    ("ix_audit_log_action_id", ["action", "id"]),
    ("ix_audit_log_actor_uuid_id", ["actor_uuid", "id"]),
    ("ix_audit_log_created_at", ["created_at"]),
    ("ix_audit_log_target_id_id", ["target_id", "id"]),
)


def upgrade() -> None:
    _count_users()
    for name, table, columns, condition in _INDEXES:
        op.create_index(name, table, columns, unique=False, postgresql_where=condition)
    for name, _ in _AUDIT_INDEXES_BEFORE:
        op.drop_index(name, "audit_log")


def downgrade() -> None:
    for name, columns in _AUDIT_INDEXES_BEFORE:
        op.create_index(name, "audit_log", columns, unique=False)
    for name, table, _, _ in _INDEXES:
        op.drop_index(name, table)
    for name in _TRIGGERS:
        op.execute(f"DROP TRIGGER {name} ON users")
    for name in _FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}()")
    op.drop_table("user_counts")


def _count_users() -> None:
    op.create_table(
        "user_counts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("users", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.BigInteger(), nullable=False),
        sa.Column("verified", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user_counts"),
    )
    for name, body in _FUNCTIONS.items():
        op.execute(_CREATE_FUNCTION.format(name=name, body=body.rstrip()))
    for name, definition in _TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {definition}")
    # Making a trigger has locked out writers until the commit: no user is missed, none is counted twice.
    op.execute(_COUNTED.format(rows="(SELECT 1 AS sign, * FROM users) AS signed"))
