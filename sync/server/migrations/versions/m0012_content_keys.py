# SPDX-License-Identifier: AGPL-3.0-or-later
"""The wrapped keys of content, and since when the county's content is sealed.

The rows of earlier versions are sealed by the program when it is served next: a migration has no
keys. Row-level security: a laptop that is known reads and adds wrapped keys, which open nothing
without the county key; whoever administers the county destroys and rewraps them.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# No reference to the county: it would hold the row that the feed's counter is locked by, and two
# laptops whose keys are made at the same moment would wait for each other.
TABLE = """
CREATE TABLE content_key (
    county text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('case', 'device')),
    id text COLLATE "C" NOT NULL,
    county_key text NOT NULL,
    wrapped bytea,
    destroyed_at timestamptz,
    PRIMARY KEY (county, kind, id),
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
ALTER TABLE county ADD COLUMN sealed_at timestamptz;
ALTER TABLE content_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE content_key FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON content_key TO fieldfare_app;
"""

KNOWN = """
    county = current_setting('fieldfare.county', true)
    AND current_setting('fieldfare.device', true) <> ''
"""
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"


def upgrade() -> None:
    """Make the table with its rules."""
    op.execute(TABLE)
    op.execute(
        "CREATE POLICY of_the_known ON content_key FOR ALL TO fieldfare_app "
        f"USING ({KNOWN}) WITH CHECK ({KNOWN})"
    )
    op.execute(
        "CREATE POLICY of_the_duty ON content_key FOR ALL TO fieldfare_owner "
        f"USING ({DUTY}) WITH CHECK ({DUTY})"
    )
