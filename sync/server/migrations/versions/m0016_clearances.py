# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clearance for criminal justice information, and grounds sealed like all other content.

Grounds hold words about a youth: those of earlier versions are sealed by the program at its next
start, and the ledger reads its purposes from them instead of keeping a copy. Row-level security: a
laptop sees its own clearance and its wearer's.
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE clearance (
    county text COLLATE "C" NOT NULL REFERENCES county,
    kind text NOT NULL CHECK (kind IN ('person', 'device')),
    subject text COLLATE "C" NOT NULL,
    reference text NOT NULL,
    recorded_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (county, kind, subject)
);
ALTER TABLE clearance ENABLE ROW LEVEL SECURITY;
ALTER TABLE clearance FORCE ROW LEVEL SECURITY;
GRANT SELECT ON clearance TO fieldfare_app;
ALTER TABLE disclosure DROP COLUMN purpose;
"""

OWN = """
    county = current_setting('fieldfare.county', true)
    AND (
        (kind = 'device' AND subject = current_setting('fieldfare.device', true))
        OR (kind = 'person' AND subject IN (
            SELECT h.person FROM hat AS h
            WHERE h.county = current_setting('fieldfare.county', true)
              AND h.id = current_setting('fieldfare.hat', true))))
"""
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"
UNSEALED = """
UPDATE county SET sealed_at = NULL WHERE EXISTS (
    SELECT FROM ground WHERE substring(content FROM 1 FOR 1) = '{'::bytea)
"""


def upgrade() -> None:
    """Make the table with its rules, and ask for the grounds to be sealed."""
    op.execute(TABLE)
    op.execute(f"CREATE POLICY of_the_own ON clearance FOR SELECT TO fieldfare_app USING ({OWN})")
    op.execute(
        "CREATE POLICY of_the_duty ON clearance FOR ALL TO fieldfare_owner "
        f"USING ({DUTY}) WITH CHECK ({DUTY})"
    )
    op.execute("SELECT set_config('fieldfare.duty', 'administration', true)")
    op.execute(UNSEALED)
    op.execute("SELECT set_config('fieldfare.duty', '', true)")
