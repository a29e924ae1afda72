# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop's own refused work is answered anew once, and then for good what a supervisor decides.

Row-level security: nothing but the laptop it came from or their supervisor writes to refused work;
the laptop only where nobody answered anew before, and never without saying that it did.
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

OF_SUPERVISOR = """hat IN (
    SELECT h.id FROM hat AS h JOIN hat AS me ON me.county = h.county AND me.agency = h.agency
    WHERE h.county = current_setting('fieldfare.county', true)
      AND me.id = current_setting('fieldfare.hat', true)
      AND me.legal_role = 'supervisor'
      AND me.person <> h.person)
"""
OF_LAPTOP = "device = current_setting('fieldfare.device', true)"
BEFORE = f"""
    county = current_setting('fieldfare.county', true)
    AND ({OF_LAPTOP} AND outcome = 'refused' AND NOT was_refused
         OR (outcome = 'refused' OR was_refused) AND {OF_SUPERVISOR})
"""
AFTER = f"""
    county = current_setting('fieldfare.county', true)
    AND (({OF_LAPTOP} AND was_refused)
         OR (outcome = 'refused' OR was_refused) AND {OF_SUPERVISOR})
"""


def upgrade() -> None:
    """Narrow the rule."""
    op.execute(f"ALTER POLICY of_no_one_else ON operation USING ({BEFORE}) WITH CHECK ({AFTER})")
