"""Alembic's environment. It runs inside the connection and the transaction of ``upgrade``."""

from __future__ import annotations

from alembic import context

from storage.db.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
