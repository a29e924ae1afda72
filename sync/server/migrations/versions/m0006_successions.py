# SPDX-License-Identifier: AGPL-3.0-or-later
"""Successions of the county's signing key, each signed by the key it ends.

Row-level security: as for instruments, every enrolled device of the county reads them; only a
transaction that publishes adds one, and none is ever changed or taken away.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE succession (
    county text COLLATE "C" NOT NULL REFERENCES county,
    old_key text COLLATE "C" NOT NULL,
    new_key text COLLATE "C" NOT NULL,
    stated_at timestamptz NOT NULL,
    statement bytea NOT NULL,
    PRIMARY KEY (county, old_key),
    UNIQUE (county, new_key)
);
GRANT SELECT ON succession TO fieldfare_app;
ALTER TABLE succession ENABLE ROW LEVEL SECURITY;
ALTER TABLE succession FORCE ROW LEVEL SECURITY;
"""

DUTY = "current_setting('fieldfare.duty', true)"
ENROLLED = """
    county = current_setting('fieldfare.county', true) AND EXISTS (
        SELECT FROM device AS d
        WHERE d.county = current_setting('fieldfare.county', true)
          AND d.id = current_setting('fieldfare.device', true)
          AND d.revoked_at IS NULL)
"""


def upgrade() -> None:
    """Make the table with its rules."""
    op.execute(TABLE)
    op.execute(
        "CREATE POLICY of_the_enrolled ON succession FOR SELECT TO fieldfare_app "
        f"USING ({ENROLLED})"
    )
    op.execute(
        "CREATE POLICY of_the_reader ON succession FOR SELECT TO fieldfare_owner "
        f"USING ({DUTY} IN ('administration', 'publishing'))"
    )
    op.execute(
        "CREATE POLICY of_the_publisher ON succession FOR INSERT TO fieldfare_owner "
        f"WITH CHECK ({DUTY} = 'publishing')"
    )
