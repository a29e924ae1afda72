# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where people sign in when they set a laptop up, under which name, and who did."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the county's provider, people's names there, and who signed in on each laptop."""
    op.execute("ALTER TABLE county ADD COLUMN sign_in text")
    op.execute("ALTER TABLE device ADD COLUMN signed_in_as text")
    op.execute(
        """
        CREATE TABLE sign_in_name (
            county text COLLATE "C" NOT NULL,
            person text COLLATE "C" NOT NULL,
            name text COLLATE "C" NOT NULL,
            PRIMARY KEY (county, person),
            UNIQUE (county, name)
        )
        """
    )
    op.execute("GRANT SELECT ON sign_in_name TO fieldfare_app")
    op.execute("GRANT UPDATE (signed_in_as) ON device TO fieldfare_app")
