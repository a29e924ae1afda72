# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first schema: people, devices, cases, records, operations and the feed.

Row-level security: the app role sees what belongs to the hat or device of its transaction; the
owner role sees content only after saying so (`fieldfare.duty`). Without either, nothing.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE county (
    county text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    epoch text NOT NULL,
    feed_n bigint NOT NULL DEFAULT 0 CHECK (feed_n >= 0)
);
CREATE TABLE agency (
    county text COLLATE "C" NOT NULL REFERENCES county,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    PRIMARY KEY (county, id)
);
CREATE TABLE hat (
    county text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    person text COLLATE "C" NOT NULL,
    person_name text NOT NULL,
    agency text COLLATE "C" NOT NULL,
    legal_role text NOT NULL,
    title text NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, agency) REFERENCES agency
);
CREATE TABLE device (
    county text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    key_id text COLLATE "C" NOT NULL,
    public_key text NOT NULL,
    name text NOT NULL,
    enrolled_at timestamptz NOT NULL,
    revoked_at timestamptz,
    forked_at timestamptz,
    last_counter bigint NOT NULL DEFAULT 0,
    head text NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, key_id),
    FOREIGN KEY (county, hat) REFERENCES hat
);
CREATE TABLE invite (
    county text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    device text COLLATE "C",
    PRIMARY KEY (county, digest),
    FOREIGN KEY (county, hat) REFERENCES hat
);
CREATE TABLE nonce (
    county text COLLATE "C" NOT NULL,
    key_id text COLLATE "C" NOT NULL,
    nonce text COLLATE "C" NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (county, key_id, nonce)
);
CREATE TABLE case_file (
    county text COLLATE "C" NOT NULL REFERENCES county,
    id text COLLATE "C" NOT NULL,
    opened_on date NOT NULL,
    PRIMARY KEY (county, id)
);
CREATE TABLE membership (
    county text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    case_id text COLLATE "C" NOT NULL,
    basis text NOT NULL,
    sections text[] NOT NULL,
    starts timestamptz NOT NULL,
    ends timestamptz,
    revoked_at timestamptz,
    left_at timestamptz,
    entered_n bigint NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, hat) REFERENCES hat,
    FOREIGN KEY (county, case_id) REFERENCES case_file
);
CREATE UNIQUE INDEX membership_in_force
    ON membership (county, hat, case_id) WHERE revoked_at IS NULL;
CREATE INDEX membership_by_hat ON membership (county, hat, case_id);
CREATE TABLE record (
    county text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    case_id text COLLATE "C" NOT NULL,
    section text NOT NULL,
    version bigint NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES case_file
);
CREATE INDEX record_by_case ON record (county, case_id);
CREATE TABLE operation (
    county text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    counter bigint NOT NULL,
    digest text COLLATE "C" NOT NULL,
    case_id text COLLATE "C" NOT NULL,
    received_at timestamptz NOT NULL,
    outcome text NOT NULL,
    content bytea NOT NULL,
    result bytea NOT NULL,
    PRIMARY KEY (county, device, counter),
    FOREIGN KEY (county, device) REFERENCES device
);
CREATE TABLE quarantine (
    county text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL,
    counter bigint NOT NULL,
    received_at timestamptz NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (county, device, digest),
    FOREIGN KEY (county, device) REFERENCES device
);
CREATE TABLE feed (
    county text COLLATE "C" NOT NULL REFERENCES county,
    n bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('put', 'enter', 'leave')),
    case_id text COLLATE "C" NOT NULL,
    section text,
    record text COLLATE "C",
    hat text COLLATE "C",
    reason bytea,
    PRIMARY KEY (county, n)
);
CREATE INDEX feed_by_hat ON feed (county, hat, n) WHERE hat IS NOT NULL;
CREATE INDEX feed_by_case ON feed (county, case_id, n) WHERE hat IS NULL;
"""

GRANTS = """
GRANT SELECT ON alembic_version TO fieldfare_app;
GRANT SELECT ON county, agency, hat, device, invite, nonce, case_file TO fieldfare_app;
GRANT UPDATE (feed_n) ON county TO fieldfare_app;
GRANT INSERT, UPDATE (last_counter, head, forked_at) ON device TO fieldfare_app;
GRANT UPDATE (used_at, device) ON invite TO fieldfare_app;
GRANT INSERT, DELETE ON nonce TO fieldfare_app;
GRANT SELECT, UPDATE (left_at) ON membership TO fieldfare_app;
GRANT SELECT, INSERT, UPDATE (version, content) ON record TO fieldfare_app;
GRANT SELECT, INSERT ON operation, quarantine, feed TO fieldfare_app;
"""

# Not correlated, so that it is read once for each query and looked up by hash for each row.
ASSIGNED = """
    (case_id, section) IN (
        SELECT m.case_id, s.section FROM membership AS m, unnest(m.sections) AS s (section)
        WHERE m.county = current_setting('fieldfare.county', true)
          AND m.hat = current_setting('fieldfare.hat', true)
          AND m.revoked_at IS NULL)
"""

POLICIES = {
    "membership": "county = current_setting('fieldfare.county', true)"
    " AND hat = current_setting('fieldfare.hat', true)",
    "record": "county = current_setting('fieldfare.county', true) AND " + ASSIGNED,
    "operation": "county = current_setting('fieldfare.county', true)"
    " AND device = current_setting('fieldfare.device', true)",
    "quarantine": "county = current_setting('fieldfare.county', true)"
    " AND device = current_setting('fieldfare.device', true)",
    "feed": "county = current_setting('fieldfare.county', true) AND CASE"
    " WHEN hat IS NOT NULL THEN hat = current_setting('fieldfare.hat', true) ELSE "
    + ASSIGNED
    + " END",
}


def upgrade() -> None:
    """Make everything."""
    op.execute(TABLES)
    op.execute("GRANT USAGE ON SCHEMA public TO fieldfare_app")
    op.execute(GRANTS)
    for table, rule in POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY of_the_identity ON {table} FOR ALL TO fieldfare_app "
            f"USING ({rule}) WITH CHECK ({rule})"
        )
        op.execute(
            f"CREATE POLICY of_the_duty ON {table} FOR ALL TO fieldfare_owner "
            "USING (current_setting('fieldfare.duty', true) = 'administration') "
            "WITH CHECK (current_setting('fieldfare.duty', true) = 'administration')"
        )
