# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rosters of advocate organizations and their keys, wrapped for one laptop each.

Row-level security: an organization's people see its roster and add to it; a laptop sees the keys
wrapped for it, adds such for colleagues, and changes none. The county passes on what it cannot
open.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE roster_entry (
    county text COLLATE "C" NOT NULL,
    agency text COLLATE "C" NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    text text NOT NULL,
    signature text NOT NULL,
    PRIMARY KEY (county, agency, number),
    FOREIGN KEY (county, agency) REFERENCES agency
);
CREATE TABLE wrapped_generation (
    county text COLLATE "C" NOT NULL,
    agency text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    generation bigint NOT NULL CHECK (generation > 0),
    content bytea NOT NULL,
    PRIMARY KEY (county, agency, device, generation),
    FOREIGN KEY (county, agency) REFERENCES agency
);
GRANT SELECT, INSERT ON roster_entry, wrapped_generation TO fieldfare_app;
"""

OWN_AGENCY = """
    county = current_setting('fieldfare.county', true)
    AND current_setting('fieldfare.device', true) <> ''
    AND agency IN (
        SELECT h.agency FROM hat AS h
        WHERE h.county = current_setting('fieldfare.county', true)
          AND h.id = current_setting('fieldfare.hat', true))
"""
OWN = f"{OWN_AGENCY} AND device = current_setting('fieldfare.device', true)"
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"

POLICIES = (
    ("of_the_agency", "roster_entry FOR ALL TO fieldfare_app", OWN_AGENCY),
    ("of_the_device", "wrapped_generation FOR SELECT TO fieldfare_app", OWN),
    ("of_the_agency", "wrapped_generation FOR INSERT TO fieldfare_app", OWN_AGENCY),
    ("of_the_duty", "roster_entry FOR SELECT TO fieldfare_owner", DUTY),
    ("of_the_duty", "wrapped_generation FOR SELECT TO fieldfare_owner", DUTY),
)


def upgrade() -> None:
    """Make the tables with their rules."""
    op.execute(TABLES)
    for table in ("roster_entry", "wrapped_generation"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for name, where, rule in POLICIES:
        check = f"WITH CHECK ({rule})" if " INSERT " in where else f"USING ({rule})"
        op.execute(f"CREATE POLICY {name} ON {where} {check}")
