# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log of every laptop, and the tree that holds it and the administrators' acts.

Row-level security: a laptop adds to its own log and reads it; a supervisor's also reads what was
done in the cases assigned to that hat. Nobody may change or remove a line: there is neither a grant
nor a rule for it, for the owner no more than for the app role.
"""

import hashlib
import json
from datetime import UTC
from typing import Any

from alembic import op
from sqlalchemy import text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE audit_tree (
    county text COLLATE "C" NOT NULL REFERENCES county,
    position bigint NOT NULL CHECK (position >= 0),
    nodes bytea NOT NULL,
    PRIMARY KEY (county, position)
);
CREATE TABLE audit_head (
    county text COLLATE "C" NOT NULL REFERENCES county,
    size bigint NOT NULL,
    signing_key text COLLATE "C" NOT NULL,
    root text NOT NULL,
    statement bytea NOT NULL,
    PRIMARY KEY (county, size, signing_key)
);
CREATE TABLE audit_entry (
    county text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    number bigint NOT NULL,
    stamp bigint NOT NULL,
    device text COLLATE "C" NOT NULL,
    person text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    event text COLLATE "C" NOT NULL,
    case_id text COLLATE "C" NOT NULL,
    record text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    previous text COLLATE "C" NOT NULL,
    PRIMARY KEY (county, position),
    UNIQUE (county, device, number),
    FOREIGN KEY (county, device) REFERENCES device,
    FOREIGN KEY (county, position) REFERENCES audit_tree
);
CREATE INDEX audit_entry_by_case ON audit_entry (county, case_id, stamp) WHERE case_id <> '';
CREATE INDEX audit_entry_by_person ON audit_entry (county, person, stamp);
CREATE INDEX audit_entry_by_time ON audit_entry (county, stamp);
CREATE TABLE audit_quarantine (
    county text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    received_at timestamptz NOT NULL,
    line text NOT NULL,
    PRIMARY KEY (county, device, digest),
    FOREIGN KEY (county, device) REFERENCES device
);
ALTER TABLE audit ADD COLUMN position bigint;
ALTER TABLE audit NO FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON audit_tree, audit_head, audit_entry, audit_quarantine TO fieldfare_app;
"""

PLACED = """
ALTER TABLE audit ALTER COLUMN position SET NOT NULL;
ALTER TABLE audit ADD CONSTRAINT audit_position UNIQUE (county, position);
ALTER TABLE audit ADD FOREIGN KEY (county, position) REFERENCES audit_tree;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
"""

COUNTY = "county = current_setting('fieldfare.county', true)"
OWN = f"{COUNTY} AND device = current_setting('fieldfare.device', true)"
DUTY = "current_setting('fieldfare.duty', true) IN ('administration', 'publishing')"
ENROLLED = f"""
    {COUNTY} AND EXISTS (
        SELECT FROM device AS d
        WHERE d.county = current_setting('fieldfare.county', true)
          AND d.id = current_setting('fieldfare.device', true)
          AND d.revoked_at IS NULL)
"""
SUPERVISED = f"""
    {COUNTY} AND EXISTS (
        SELECT FROM hat AS h
        WHERE h.county = current_setting('fieldfare.county', true)
          AND h.id = current_setting('fieldfare.hat', true)
          AND h.legal_role = 'supervisor')
    AND case_id IN (
        SELECT m.case_id FROM membership AS m
        WHERE m.county = current_setting('fieldfare.county', true)
          AND m.hat = current_setting('fieldfare.hat', true)
          AND m.revoked_at IS NULL)
"""  # noqa: S608 - constants of this module

POLICIES = (
    ("of_the_enrolled", "audit_tree FOR ALL TO fieldfare_app", ENROLLED),
    ("of_the_duty", "audit_tree FOR SELECT TO fieldfare_owner", DUTY),
    ("of_the_writer", "audit_tree FOR INSERT TO fieldfare_owner", DUTY),
    ("of_the_enrolled", "audit_head FOR ALL TO fieldfare_app", ENROLLED),
    ("of_the_duty", "audit_head FOR SELECT TO fieldfare_owner", DUTY),
    ("of_the_device", "audit_entry FOR ALL TO fieldfare_app", OWN),
    ("of_the_supervisor", "audit_entry FOR SELECT TO fieldfare_app", SUPERVISED),
    ("of_the_duty", "audit_entry FOR SELECT TO fieldfare_owner", DUTY),
    ("of_the_device", "audit_quarantine FOR ALL TO fieldfare_app", OWN),
    ("of_the_duty", "audit_quarantine FOR SELECT TO fieldfare_owner", DUTY),
)


def upgrade() -> None:
    """Make the tables with their rules, and give the acts of before their places in the tree."""
    op.execute(TABLES)
    connection = op.get_bind()
    for (county,) in connection.execute(text("SELECT county FROM county")).fetchall():
        _place_acts(connection, county)
    op.execute(PLACED)
    for table in ("audit_tree", "audit_head", "audit_entry", "audit_quarantine"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for name, where, rule in POLICIES:
        check = f"WITH CHECK ({rule})" if " INSERT " in where else f"USING ({rule})"
        op.execute(f"CREATE POLICY {name} ON {where} {check}")


def _place_acts(connection: Any, county: str) -> None:
    """Leaves and nodes as RFC 9162 has them; the program's own code may change, this may not."""
    found = connection.execute(
        text(
            "SELECT id, at, actor, act, subject, detail FROM audit WHERE county = :county"
            " ORDER BY at, id"
        ),
        {"county": county},
    ).fetchall()
    peaks: list[bytes] = []
    for position, row in enumerate(found):
        at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
        said = [row.id, at, row.actor, row.act, row.subject, row.detail]
        told = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        nodes = [hashlib.sha256(b"\x00" + hashlib.sha256(told).digest()).digest()]
        size = position
        while size & 1:
            nodes.append(hashlib.sha256(b"\x01" + peaks.pop() + nodes[-1]).digest())
            size >>= 1
        peaks.append(nodes[-1])
        place = {"county": county, "position": position}
        connection.execute(
            text("INSERT INTO audit_tree VALUES (:county, :position, :nodes)"),
            {**place, "nodes": b"".join(nodes)},
        )
        connection.execute(
            text("UPDATE audit SET position = :position WHERE county = :county AND id = :id"),
            {**place, "id": row.id},
        )
