# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was decided about work the county refused.

Row-level security: only whoever administers the county reads and writes it; decisions only grow.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE inbox_decision (
    county text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    counter bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    decision text NOT NULL CHECK (decision IN ('accepted', 'returned', 'reassigned')),
    decided_at timestamptz NOT NULL,
    decided_by text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (county, device, counter, id),
    FOREIGN KEY (county, device, counter) REFERENCES operation
);
ALTER TABLE inbox_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_decision FORCE ROW LEVEL SECURITY;
"""
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"


def upgrade() -> None:
    """Make the table with its rules."""
    op.execute(TABLE)
    op.execute(
        "CREATE POLICY of_the_reader ON inbox_decision FOR SELECT TO fieldfare_owner "
        f"USING ({DUTY})"
    )
    op.execute(
        "CREATE POLICY of_the_duty ON inbox_decision FOR INSERT TO fieldfare_owner "
        f"WITH CHECK ({DUTY})"
    )
