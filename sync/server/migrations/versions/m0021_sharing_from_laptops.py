# SPDX-License-Identifier: AGPL-3.0-or-later
"""Grounds recorded from laptops, notices of emergencies, and laptops that ask for notes' keys.

Row-level security: a transaction that was let in for one case (`fieldfare.sharing`), which the
server says only after the policy said yes, sees and writes the grounds and memberships of that case
and tells laptops of it. The second person of an emergency sees its ground, and so do supervisors of
the agency whose person opened the case. An organization's people see which of its laptops ask.
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE ground ADD COLUMN recorded_by text COLLATE "C", ADD COLUMN told text COLLATE "C",
    ADD COLUMN seen_at timestamptz;
CREATE INDEX ground_emergency ON ground (county, recorded_at)
    WHERE basis = 'emergency_break_glass';
CREATE INDEX ground_told ON ground (county, told) WHERE told IS NOT NULL;
CREATE TABLE roster_candidate (
    county text COLLATE "C" NOT NULL,
    agency text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    member text NOT NULL,
    PRIMARY KEY (county, device),
    FOREIGN KEY (county, agency) REFERENCES agency,
    FOREIGN KEY (county, hat) REFERENCES hat
);
ALTER TABLE roster_candidate ENABLE ROW LEVEL SECURITY;
ALTER TABLE roster_candidate FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (member) ON roster_candidate TO fieldfare_app;
GRANT INSERT, UPDATE (case_id, basis, hats, ends, revoked_at, content, told, seen_at) ON ground
    TO fieldfare_app;
GRANT INSERT, UPDATE (revoked_at) ON membership TO fieldfare_app;
GRANT SELECT ON disclosure TO fieldfare_app;
"""

COUNTY = "county = current_setting('fieldfare.county', true)"
HAT = "current_setting('fieldfare.hat', true)"
DEVICE = "current_setting('fieldfare.device', true)"
SHARING = f"{COUNTY} AND {DEVICE} <> '' AND case_id = current_setting('fieldfare.sharing', true)"
ME = f"""
    SELECT {{}} FROM hat AS h
    WHERE h.county = current_setting('fieldfare.county', true) AND h.id = {HAT}
"""  # noqa: S608 - constants of this module
EMERGENCY = f"""
    {COUNTY} AND basis = 'emergency_break_glass' AND (
        told IN ({ME.format("h.person")})
        OR EXISTS (
            SELECT FROM hat AS me JOIN hat AS other
              ON other.county = me.county AND other.agency = me.agency
            WHERE me.county = current_setting('fieldfare.county', true) AND me.id = {HAT}
              AND me.legal_role = 'supervisor' AND other.id = ANY (hats)))
"""
OWN_AGENCY = f"{COUNTY} AND {DEVICE} <> '' AND agency IN ({ME.format('h.agency')})"
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"

POLICIES = (
    ("of_the_sharing", "ground FOR ALL TO fieldfare_app", SHARING),
    ("of_the_sharing", "membership FOR ALL TO fieldfare_app", SHARING),
    ("of_the_sharing", "record FOR SELECT TO fieldfare_app", SHARING),
    ("of_the_sharing", "feed FOR INSERT TO fieldfare_app", SHARING),
    ("of_the_sharing", "disclosure FOR SELECT TO fieldfare_app", SHARING),
    ("of_the_emergency", "ground FOR SELECT TO fieldfare_app", EMERGENCY),
    ("of_the_emergency_seen", "ground FOR UPDATE TO fieldfare_app", EMERGENCY),
    ("of_the_agency", "roster_candidate FOR SELECT TO fieldfare_app", OWN_AGENCY),
    (
        "of_the_device",
        "roster_candidate FOR ALL TO fieldfare_app",
        f"{OWN_AGENCY} AND device = {DEVICE}",
    ),
    ("of_the_duty", "roster_candidate FOR SELECT TO fieldfare_owner", DUTY),
)


def upgrade() -> None:
    """Add the columns, the table and the rules."""
    op.execute(TABLES)
    for name, where, rule in POLICIES:
        using = "" if " FOR INSERT " in where else f"USING ({rule})"
        check = "" if " FOR SELECT " in where else f" WITH CHECK ({rule})"
        op.execute(f"CREATE POLICY {name} ON {where} {using}{check}")
