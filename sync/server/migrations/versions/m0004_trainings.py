# SPDX-License-Identifier: AGPL-3.0-or-later
"""Trainings people have had, which some instruments ask for.

The server only reads them; they are written by whoever administers the county.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE training_held (
    county text COLLATE "C" NOT NULL REFERENCES county,
    person text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL CHECK (code <> ''),
    passed_on date NOT NULL,
    recorded_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (county, person, code, passed_on)
);
GRANT SELECT ON training_held TO fieldfare_app;
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(TABLE)
