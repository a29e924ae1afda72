# SPDX-License-Identifier: AGPL-3.0-or-later
"""Instruments the county has published, its signing key, and who did what.

Row-level security: every enrolled device of the county reads instruments, by a transaction that
names its device; only a transaction that publishes writes them. The audit only grows.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE county ADD COLUMN signing_key text;
CREATE TABLE instrument (
    county text COLLATE "C" NOT NULL REFERENCES county,
    form_id text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    title text NOT NULL,
    standing text NOT NULL CHECK (standing IN ('published', 'retired')),
    statement bytea NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (county, form_id, version),
    UNIQUE (county, sha256)
);
CREATE TABLE audit (
    county text COLLATE "C" NOT NULL REFERENCES county,
    id text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    act text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (county, id)
);
"""

DUTY = "current_setting('fieldfare.duty', true)"
READING = f"{DUTY} IN ('administration', 'publishing')"
PUBLISHING = f"{DUTY} = 'publishing'"
ENROLLED = """
    county = current_setting('fieldfare.county', true) AND EXISTS (
        SELECT FROM device AS d
        WHERE d.county = current_setting('fieldfare.county', true)
          AND d.id = current_setting('fieldfare.device', true)
          AND d.revoked_at IS NULL)
"""

POLICIES = (
    ("of_the_enrolled", "instrument FOR SELECT TO fieldfare_app", f"USING ({ENROLLED})"),
    ("of_the_reader", "instrument FOR SELECT TO fieldfare_owner", f"USING ({READING})"),
    (
        "of_the_publisher",
        "instrument FOR ALL TO fieldfare_owner",
        f"USING ({PUBLISHING}) WITH CHECK ({PUBLISHING})",
    ),
    ("of_the_reader", "audit FOR SELECT TO fieldfare_owner", f"USING ({READING})"),
    ("of_the_writer", "audit FOR INSERT TO fieldfare_owner", f"WITH CHECK ({READING})"),
)


def upgrade() -> None:
    """Make the tables with their rules."""
    op.execute(TABLES)
    op.execute("GRANT SELECT ON instrument TO fieldfare_app")
    for table in ("instrument", "audit"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for name, where, rule in POLICIES:
        op.execute(f"CREATE POLICY {name} ON {where} {rule}")
