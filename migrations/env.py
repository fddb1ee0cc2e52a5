"""How Alembic runs a migration: on the connection that `persistence.migrate` hands over."""

from alembic import context

from gatehouse.persistence.migrate import all_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables(),
    transaction_per_migration=True,
    compare_type=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
