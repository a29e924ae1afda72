# SPDX-License-Identifier: AGPL-3.0-or-later
"""Alembic's entry: runs on the connection that `sync.server.schema` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
