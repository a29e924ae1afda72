# SPDX-License-Identifier: AGPL-3.0-or-later
"""Decisions about sharing that were recorded on laptops, and teams as laptops may name them.

Row-level security: a laptop adds and sees its own decisions; nobody changes or removes one. Every
known laptop sees which teams there are and who is in them, as it sees its colleagues.
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE sharing_taken (
    county text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    case_id text COLLATE "C" NOT NULL,
    received_at timestamptz NOT NULL,
    until timestamptz,
    content bytea NOT NULL,
    PRIMARY KEY (county, device, id),
    FOREIGN KEY (county, device) REFERENCES device,
    FOREIGN KEY (county, hat) REFERENCES hat
);
ALTER TABLE sharing_taken ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_taken FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON sharing_taken TO fieldfare_app;
GRANT SELECT ON team, team_member TO fieldfare_app;
"""

COUNTY = "county = current_setting('fieldfare.county', true)"
DEVICE = "current_setting('fieldfare.device', true)"
KNOWN = f"{COUNTY} AND {DEVICE} <> ''"
OWN = f"{COUNTY} AND device = {DEVICE} AND hat = current_setting('fieldfare.hat', true)"
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"


def upgrade() -> None:
    """Make the table and the rules."""
    op.execute(TABLES)
    op.execute(
        "CREATE POLICY of_the_duty ON sharing_taken FOR ALL TO fieldfare_owner"
        f" USING ({DUTY}) WITH CHECK ({DUTY})"
    )
    taken = "ON sharing_taken FOR"
    op.execute(f"CREATE POLICY of_the_device {taken} SELECT TO fieldfare_app USING ({OWN})")
    op.execute(f"CREATE POLICY of_the_writer {taken} INSERT TO fieldfare_app WITH CHECK ({OWN})")
    for table in ("team", "team_member"):
        where = f"of_the_known ON {table} FOR SELECT TO fieldfare_app"
        op.execute(f"CREATE POLICY {where} USING ({KNOWN})")
