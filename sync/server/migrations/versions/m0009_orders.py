# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders to laptops, the unsent work they seal to the county first, and how far each has pulled.

Row-level security on sealed work: a laptop adds its own and reads none; whoever administers the
county reads it, and only the county's offline key opens it.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE device_order (
    county text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    kind text NOT NULL CHECK (kind IN ('suspend', 'wipe')),
    reason text NOT NULL,
    given_at timestamptz NOT NULL,
    given_by text NOT NULL,
    told_at timestamptz,
    sealed_at timestamptz,
    done_at timestamptz,
    lifted_at timestamptz,
    PRIMARY KEY (county, device, number),
    FOREIGN KEY (county, device) REFERENCES device
);
CREATE UNIQUE INDEX device_order_standing
    ON device_order (county, device) WHERE lifted_at IS NULL AND done_at IS NULL;
CREATE TABLE sealed_work (
    county text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    start bigint NOT NULL,
    received_at timestamptz NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (county, device, sha256, start),
    FOREIGN KEY (county, device) REFERENCES device
);
ALTER TABLE device
    ADD COLUMN served_n bigint NOT NULL DEFAULT 0,
    ADD COLUMN applied_n bigint NOT NULL DEFAULT 0;
GRANT SELECT, UPDATE (told_at, sealed_at, done_at) ON device_order TO fieldfare_app;
GRANT SELECT, INSERT ON sealed_work TO fieldfare_app;
GRANT UPDATE (served_n, applied_n) ON device TO fieldfare_app;
ALTER TABLE sealed_work ENABLE ROW LEVEL SECURITY;
ALTER TABLE sealed_work FORCE ROW LEVEL SECURITY;
"""

OWN = """
    county = current_setting('fieldfare.county', true)
    AND device = current_setting('fieldfare.device', true)
"""
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"


def upgrade() -> None:
    """Make the tables with their rules."""
    op.execute(TABLES)
    op.execute(
        "CREATE POLICY of_the_identity ON sealed_work FOR ALL TO fieldfare_app "
        f"USING ({OWN}) WITH CHECK ({OWN})"
    )
    op.execute(
        "CREATE POLICY of_the_duty ON sealed_work FOR ALL TO fieldfare_owner "
        f"USING ({DUTY}) WITH CHECK ({DUTY})"
    )
