"""Users get the roles that stand with them; meanwhile users are read as ever, and roles are not changed."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_FILL = """
UPDATE users SET roles = held.names
FROM (SELECT user_id, array_agg(role ORDER BY role) AS names FROM user_roles GROUP BY user_id) AS held
WHERE users.id = held.user_id AND users.roles IS DISTINCT FROM held.names
"""


def upgrade() -> None:
    op.execute("LOCK TABLE user_roles IN SHARE MODE")
    op.execute(_FILL)


def downgrade() -> None:
    """The triggers of the migration before keep what this one wrote."""
