# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recorded legal grounds, teams with their agreements, and what was disclosed to whom.

Row-level security: a hat reads the grounds that reach it and adds to the ledger what it was shown;
teams, agreements and the ledger are read by whoever administers the county. Every record says which
hat wrote it, so that the county knows whose agency's work it serves.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE ground (
    county text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    case_id text COLLATE "C" NOT NULL,
    basis text NOT NULL,
    team text COLLATE "C",
    hats text[] COLLATE "C" NOT NULL,
    recorded_at timestamptz NOT NULL,
    ends timestamptz,
    revoked_at timestamptz,
    content bytea NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES case_file
);
CREATE INDEX ground_by_hat ON ground USING gin (hats);
CREATE INDEX ground_by_team ON ground (county, team) WHERE team IS NOT NULL;
CREATE TABLE team (
    county text COLLATE "C" NOT NULL REFERENCES county,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, name)
);
CREATE TABLE team_member (
    county text COLLATE "C" NOT NULL,
    team text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    joined_at timestamptz NOT NULL,
    left_at timestamptz,
    trained boolean NOT NULL,
    agreed_at timestamptz,
    agreement text NOT NULL DEFAULT '',
    PRIMARY KEY (county, team, hat),
    FOREIGN KEY (county, team) REFERENCES team,
    FOREIGN KEY (county, hat) REFERENCES hat
);
CREATE TABLE disclosure (
    county text COLLATE "C" NOT NULL,
    case_id text COLLATE "C" NOT NULL,
    section text NOT NULL,
    owner text COLLATE "C" NOT NULL,
    hat text COLLATE "C" NOT NULL,
    ground text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    basis text NOT NULL,
    purpose text NOT NULL,
    records text[] NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (county, case_id, hat, section, owner, ground, sha256)
);
ALTER TABLE membership ADD COLUMN assigned text[], ADD COLUMN settled_at timestamptz;
ALTER TABLE record ADD COLUMN hat text COLLATE "C";
GRANT SELECT ON ground TO fieldfare_app;
GRANT INSERT ON disclosure TO fieldfare_app;
GRANT UPDATE (settled_at) ON membership TO fieldfare_app;
"""

# Content is JSON until this version; later ones seal it.
WHO_WROTE = """
UPDATE record SET hat = convert_from(content, 'UTF8')::json ->> 'hat'
"""

COUNTY = "county = current_setting('fieldfare.county', true)"
HAT = "current_setting('fieldfare.hat', true)"
RULES = {
    "ground": f"{COUNTY} AND {HAT} = ANY (hats)",
    "disclosure": f"{COUNTY} AND hat = {HAT}",
    "team": None,
    "team_member": None,
}
DUTY = "current_setting('fieldfare.duty', true) = 'administration'"


def upgrade() -> None:
    """Make the tables with their rules, and say of every record who wrote it."""
    op.execute(TABLES)
    op.execute("SELECT set_config('fieldfare.duty', 'administration', true)")
    op.execute(WHO_WROTE)
    op.execute("SELECT set_config('fieldfare.duty', '', true)")
    op.execute("ALTER TABLE record ALTER COLUMN hat SET NOT NULL")
    for table, rule in RULES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        if rule is not None:
            op.execute(
                f"CREATE POLICY of_the_identity ON {table} FOR ALL TO fieldfare_app "
                f"USING ({rule}) WITH CHECK ({rule})"
            )
        op.execute(
            f"CREATE POLICY of_the_duty ON {table} FOR ALL TO fieldfare_owner "
            f"USING ({DUTY}) WITH CHECK ({DUTY})"
        )
