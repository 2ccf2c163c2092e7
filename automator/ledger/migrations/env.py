"""Alembic's entry: runs inside the connection that `open_ledger` hands over."""

from alembic import context

from automator.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
