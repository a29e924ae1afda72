# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are delivered after their case has left the sender's reach.

Row-level security: a transaction that says which record it delivers for (`fieldfare.delivery`)
reaches that record's parts, where its device wrote the record and the county took it; every other
transaction goes on seeing the parts of records within reach only.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# The record stands before everything a worker wrote, and a quote inside a text is escaped, so the
# first match is the operation's own.
TABLE = """
ALTER TABLE operation ADD COLUMN record text COLLATE "C" NOT NULL DEFAULT '';
SELECT set_config('fieldfare.duty', 'administration', true);
UPDATE operation SET record =
    coalesce(substring(convert_from(content, 'UTF8') FROM '"record":"([0-9a-f-]{36})"'), '');
ALTER TABLE operation ALTER COLUMN record DROP DEFAULT;
CREATE INDEX operation_by_record ON operation (county, device, record);
"""

DELIVERED = """
    county = current_setting('fieldfare.county', true)
    AND record = current_setting('fieldfare.delivery', true)
    AND EXISTS (
        SELECT FROM operation AS o
        WHERE o.county = current_setting('fieldfare.county', true)
          AND o.device = current_setting('fieldfare.device', true)
          AND o.record = attachment_part.record
          AND o.case_id = attachment_part.case_id
          AND o.outcome IN ('applied', 'parallel'))
"""


def upgrade() -> None:
    """Name the record of each operation and let its device deliver."""
    op.execute(TABLE)
    op.execute(
        "CREATE POLICY of_the_sender ON attachment_part FOR ALL TO fieldfare_app "
        f"USING ({DELIVERED}) WITH CHECK ({DELIVERED})"
    )
