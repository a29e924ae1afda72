# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recovery keys of advocate organizations on paper: what is sealed to one may be asked for.

Row-level security: a laptop still sees the keys wrapped for itself; of its own organization also
those wrapped for a paper, which nobody opens without the code that stands on it.
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

RULE = """
    device LIKE 'paper-%'
    AND county = current_setting('fieldfare.county', true)
    AND current_setting('fieldfare.device', true) <> ''
    AND agency IN (
        SELECT h.agency FROM hat AS h
        WHERE h.county = current_setting('fieldfare.county', true)
          AND h.id = current_setting('fieldfare.hat', true))
"""


def upgrade() -> None:
    """Add the rule."""
    op.execute(
        f"CREATE POLICY of_the_papers ON wrapped_generation FOR SELECT TO fieldfare_app"
        f" USING ({RULE})"
    )
