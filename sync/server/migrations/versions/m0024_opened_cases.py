# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cases that begin with the record of a youth from a laptop.

Row-level security: a transaction that was let in for one case (`fieldfare.sharing`), which the
server says only after the rules said yes, puts that case on the county's list; nobody takes one
off it.
"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

RULE = (
    "county = current_setting('fieldfare.county', true)"
    " AND current_setting('fieldfare.device', true) <> ''"
    " AND id = current_setting('fieldfare.sharing', true)"
)


def upgrade() -> None:
    """Let a case be added."""
    op.execute("GRANT INSERT ON case_file TO fieldfare_app")
    op.execute(
        "CREATE POLICY of_the_opener ON case_file AS RESTRICTIVE FOR INSERT TO fieldfare_app"
        f" WITH CHECK ({RULE})"
    )
