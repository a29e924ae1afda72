# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that belong to records, in the parts in which they came.

Row-level security: as for the record a file belongs to, by case and section.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE attachment_part (
    county text COLLATE "C" NOT NULL,
    record text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    start bigint NOT NULL CHECK (start >= 0),
    case_id text COLLATE "C" NOT NULL,
    section text NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (county, record, sha256, start),
    FOREIGN KEY (county, record) REFERENCES record
);
ALTER TABLE attachment_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE attachment_part FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON attachment_part TO fieldfare_app;
"""

ASSIGNED = """
    county = current_setting('fieldfare.county', true) AND (case_id, section) IN (
        SELECT m.case_id, s.section FROM membership AS m, unnest(m.sections) AS s (section)
        WHERE m.county = current_setting('fieldfare.county', true)
          AND m.hat = current_setting('fieldfare.hat', true)
          AND m.revoked_at IS NULL)
"""
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"


def upgrade() -> None:
    """Make the table with its rules."""
    op.execute(TABLE)
    op.execute(
        "CREATE POLICY of_the_identity ON attachment_part FOR ALL TO fieldfare_app "
        f"USING ({ASSIGNED}) WITH CHECK ({ASSIGNED})"
    )
    op.execute(
        "CREATE POLICY of_the_duty ON attachment_part FOR ALL TO fieldfare_owner "
        f"USING ({DUTY}) WITH CHECK ({DUTY})"
    )
