# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop's own pull notes where its case was entered again after a part of the right ran out."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the server move the number; row security keeps it to the wearer's own memberships."""
    op.execute("GRANT UPDATE (entered_n) ON membership TO fieldfare_app")
