# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a laptop had come when the county was put back from a backup, in its own counting.

Row-level security: as every column of `device`; a laptop's request may write its own.
"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE device ADD COLUMN rejoins bigint")
    op.execute("GRANT UPDATE (rejoins) ON device TO fieldfare_app")
