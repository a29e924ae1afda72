# SPDX-License-Identifier: AGPL-3.0-or-later
"""Syncs carried by hand: the number of each laptop's newest bundle, its hash, and its answer.

The answer is the sealed file itself, which only that laptop opens. Row-level security: a
transaction sees the bundle of the laptop it acts for.
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE bundle (
    county text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    sha256 text COLLATE "C" NOT NULL,
    taken_at timestamptz NOT NULL,
    answer bytea,
    PRIMARY KEY (county, device),
    FOREIGN KEY (county, device) REFERENCES device
);
GRANT SELECT, INSERT, UPDATE ON bundle TO fieldfare_app;
ALTER TABLE bundle ENABLE ROW LEVEL SECURITY;
ALTER TABLE bundle FORCE ROW LEVEL SECURITY;
"""
OWN = """
    county = current_setting('fieldfare.county', true)
    AND device = current_setting('fieldfare.device', true)
"""
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"


def upgrade() -> None:
    """Make the table with its rules."""
    op.execute(TABLE)
    op.execute(
        "CREATE POLICY of_the_identity ON bundle FOR ALL TO fieldfare_app "
        f"USING ({OWN}) WITH CHECK ({OWN})"
    )
    op.execute(
        "CREATE POLICY of_the_duty ON bundle FOR ALL TO fieldfare_owner "
        f"USING ({DUTY}) WITH CHECK ({DUTY})"
    )
