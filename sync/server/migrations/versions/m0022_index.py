# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cross-agency index of WIC 18961.5, the monitoring of its use, and possible duplicates.

Row-level security: entries are seen by hats whose director designated them, while the index is on,
and written by them for cases they are assigned to; a use is added and never seen by laptops, nor
changed by anyone; decisions about duplicates are a coordinator's. A coordinator sees the youths'
records of all cases only in a transaction that says it seeks duplicates.
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE index_standing (
    county text COLLATE "C" PRIMARY KEY REFERENCES county,
    definition text NOT NULL CHECK (definition ~ '\\S'),
    substance_use boolean NOT NULL,
    defined_at timestamptz NOT NULL,
    on_since timestamptz
);
CREATE TABLE index_designation (
    county text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    agency text COLLATE "C" NOT NULL,
    director text NOT NULL CHECK (director ~ '\\S'),
    since timestamptz NOT NULL,
    until timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, hat) REFERENCES hat,
    FOREIGN KEY (county, agency) REFERENCES agency
);
CREATE TABLE index_entry (
    county text COLLATE "C" NOT NULL,
    case_id text COLLATE "C" NOT NULL,
    agency text COLLATE "C" NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    hat text COLLATE "C" NOT NULL,
    written_at timestamptz NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (county, case_id, agency),
    FOREIGN KEY (county, case_id) REFERENCES case_file,
    FOREIGN KEY (county, agency) REFERENCES agency,
    FOREIGN KEY (county, hat) REFERENCES hat
);
CREATE TABLE index_change (
    county text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    case_id text COLLATE "C" NOT NULL,
    received_at timestamptz NOT NULL,
    version bigint,
    content bytea NOT NULL,
    PRIMARY KEY (county, device, id),
    FOREIGN KEY (county, device) REFERENCES device
);
CREATE TABLE index_use (
    county text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('asked', 'entered', 'listed')),
    asked_by text[] NOT NULL,
    found bigint NOT NULL,
    refused boolean NOT NULL,
    own_case boolean NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, device) REFERENCES device
);
CREATE TABLE duplicate_decision (
    county text COLLATE "C" NOT NULL,
    first_case text COLLATE "C" NOT NULL,
    second_case text COLLATE "C" NOT NULL CHECK (first_case <= second_case),
    decision text NOT NULL CHECK (decision IN ('dismissed', 'joined')),
    decided_at timestamptz NOT NULL,
    decided_by text NOT NULL,
    PRIMARY KEY (county, first_case, second_case),
    FOREIGN KEY (county, first_case) REFERENCES case_file,
    FOREIGN KEY (county, second_case) REFERENCES case_file
);
CREATE INDEX index_designation_by_hat ON index_designation (county, hat);
CREATE INDEX index_use_by_time ON index_use (county, at);
GRANT SELECT ON index_standing, index_designation TO fieldfare_app;
GRANT SELECT, INSERT, UPDATE ON index_entry, index_change TO fieldfare_app;
GRANT INSERT ON index_use TO fieldfare_app;
GRANT SELECT, INSERT, UPDATE ON duplicate_decision TO fieldfare_app;
"""

NAMES = (
    "index_standing",
    "index_designation",
    "index_entry",
    "index_change",
    "index_use",
    "duplicate_decision",
)
COUNTY = "county = current_setting('fieldfare.county', true)"
HAT = "current_setting('fieldfare.hat', true)"
DEVICE = "current_setting('fieldfare.device', true)"
KNOWN = f"{COUNTY} AND {DEVICE} <> ''"
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"
DESIGNATED = f"""
    {KNOWN} AND EXISTS (
        SELECT FROM index_designation AS d
        WHERE d.county = current_setting('fieldfare.county', true)
          AND d.hat = {HAT} AND d.revoked_at IS NULL)
    AND EXISTS (
        SELECT FROM index_standing AS s
        WHERE s.county = current_setting('fieldfare.county', true) AND s.on_since IS NOT NULL)
"""  # noqa: S608 - constants of this module
OWN_CASES = f"""
    SELECT m.case_id FROM membership AS m
    WHERE m.county = current_setting('fieldfare.county', true)
      AND m.hat = {HAT} AND m.revoked_at IS NULL
"""  # noqa: S608 - constants of this module
OWN_ENTRY = f"""
    {DESIGNATED} AND hat = {HAT} AND case_id IN ({OWN_CASES}) AND agency IN (
        SELECT h.agency FROM hat AS h
        WHERE h.county = current_setting('fieldfare.county', true) AND h.id = {HAT})
"""  # noqa: S608 - constants of this module
COORDINATOR = f"""
    {KNOWN} AND {HAT} IN (
        SELECT h.id FROM hat AS h
        WHERE h.county = current_setting('fieldfare.county', true)
          AND h.legal_role = 'mdt_coordinator')
"""  # noqa: S608 - constants of this module
JOINED_OWN = f"""
    {KNOWN} AND decision = 'joined'
    AND (first_case IN ({OWN_CASES}) OR second_case IN ({OWN_CASES}))
"""
SEEKING = f"""
    {COORDINATOR} AND section = 'identity'
    AND current_setting('fieldfare.seeking', true) = 'duplicates'
"""
SEEKING_WHOM = f"""
    {COORDINATOR} AND current_setting('fieldfare.seeking', true) = 'duplicates'
"""
OWN_DEVICE = f"{COUNTY} AND device = {DEVICE}"
OWN_USE = f"{OWN_DEVICE} AND hat = {HAT}"

READING = {
    "index_standing FOR SELECT": KNOWN,
    "index_designation FOR SELECT": f"{KNOWN} AND hat = {HAT}",
    "index_entry FOR SELECT": DESIGNATED,
    "index_change FOR SELECT": OWN_DEVICE,
    "duplicate_decision FOR SELECT": f"({COORDINATOR}) OR ({JOINED_OWN})",
    "record FOR SELECT": SEEKING,
    "membership FOR SELECT": SEEKING_WHOM,
}
WRITING = {
    "index_entry FOR INSERT": OWN_ENTRY,
    "index_change FOR INSERT": OWN_DEVICE,
    "index_use FOR INSERT": OWN_USE,
    "duplicate_decision FOR INSERT": COORDINATOR,
}


def upgrade() -> None:
    """Make the tables with their rules."""
    op.execute(TABLES)
    for table in NAMES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY of_the_duty ON {table} FOR ALL TO fieldfare_owner"
            f" USING ({DUTY}) WITH CHECK ({DUTY})"
        )
    for where, rule in READING.items():
        op.execute(f"CREATE POLICY of_the_index ON {where} TO fieldfare_app USING ({rule})")
    for where, rule in WRITING.items():
        op.execute(f"CREATE POLICY of_the_writer ON {where} TO fieldfare_app WITH CHECK ({rule})")
    op.execute(
        "CREATE POLICY of_the_next_writer ON index_entry FOR UPDATE TO fieldfare_app"
        f" USING ({DESIGNATED} AND case_id IN ({OWN_CASES})) WITH CHECK ({OWN_ENTRY})"
    )
    op.execute(
        "CREATE POLICY of_the_next_writer ON duplicate_decision FOR UPDATE TO fieldfare_app"
        f" USING ({COORDINATOR}) WITH CHECK ({COORDINATOR})"
    )
    op.execute(
        "CREATE POLICY of_the_next_writer ON index_change FOR UPDATE TO fieldfare_app"
        f" USING ({OWN_DEVICE}) WITH CHECK ({OWN_DEVICE})"
    )
