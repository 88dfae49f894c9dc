"""Alembic's entry: the tables of `schema` on the connection that `migrate` hands over."""

from alembic import context

from assistant.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
