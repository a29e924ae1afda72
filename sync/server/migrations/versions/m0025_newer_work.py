# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work of a newer program, refused for want of words, is answered anew once there are some.

Row-level security: besides a supervisor, the laptop whose refused work it is answers it anew.
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

RULE = """
    county = current_setting('fieldfare.county', true)
    AND (outcome = 'refused' OR was_refused)
    AND (device = current_setting('fieldfare.device', true) OR hat IN (
        SELECT h.id FROM hat AS h JOIN hat AS me ON me.county = h.county AND me.agency = h.agency
        WHERE h.county = current_setting('fieldfare.county', true)
          AND me.id = current_setting('fieldfare.hat', true)
          AND me.legal_role = 'supervisor'
          AND me.person <> h.person))
"""


def upgrade() -> None:
    """Let a laptop's own refused work be answered anew."""
    op.execute(f"ALTER POLICY of_no_one_else ON operation USING ({RULE})")
