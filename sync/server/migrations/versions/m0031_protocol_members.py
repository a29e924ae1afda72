# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who writes the county's protocol: kept apart from whoever works on cases.

Row-level security: administration alone; the role that answers laptops is granted nothing.
"""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE protocol_member (
    county text COLLATE "C" NOT NULL REFERENCES county,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL CHECK (name ~ '\\S'),
    office text NOT NULL,
    agency_kind text NOT NULL,
    since timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (county, id)
);
ALTER TABLE protocol_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE protocol_member FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_duty ON protocol_member FOR ALL TO fieldfare_owner
    USING (current_setting('fieldfare.duty', true) = 'administration')
    WITH CHECK (current_setting('fieldfare.duty', true) = 'administration');
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(TABLE)
