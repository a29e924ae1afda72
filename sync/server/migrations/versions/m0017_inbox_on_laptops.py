# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refused work is decided about on a supervisor's laptop too.

An operation names the hat whose laptop sent it, and whether it was refused once. Row-level
security: a supervisor sees the refused work of people of the own agency, answers it anew, and adds
decisions; nobody else changes an operation.
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

COLUMNS = """
ALTER TABLE operation
    ADD COLUMN hat text COLLATE "C" NOT NULL
        DEFAULT coalesce(current_setting('fieldfare.hat', true), ''),
    ADD COLUMN was_refused boolean NOT NULL DEFAULT false;
SELECT set_config('fieldfare.duty', 'administration', true);
UPDATE operation AS o SET hat = d.hat
    FROM device AS d WHERE d.county = o.county AND d.id = o.device;
CREATE INDEX operation_refused ON operation (county, hat) WHERE outcome = 'refused';
GRANT UPDATE (outcome, result, was_refused) ON operation TO fieldfare_app;
GRANT SELECT, INSERT ON inbox_decision TO fieldfare_app;
"""

SUPERVISED = """
    {table}county = current_setting('fieldfare.county', true)
    AND ({table}outcome = 'refused' OR {table}was_refused)
    AND {table}hat IN (
        SELECT h.id FROM hat AS h JOIN hat AS me ON me.county = h.county AND me.agency = h.agency
        WHERE h.county = current_setting('fieldfare.county', true)
          AND me.id = current_setting('fieldfare.hat', true)
          AND me.legal_role = 'supervisor'
          AND me.person <> h.person)
"""


def upgrade() -> None:
    """Name whose work it is, and let supervisors at it."""
    op.execute(COLUMNS)
    rule = SUPERVISED.format(table="")
    for name, kind, verb in (
        ("of_the_supervisor", "PERMISSIVE", "SELECT"),
        ("of_the_supervisor_answering", "PERMISSIVE", "UPDATE"),
        ("of_no_one_else", "RESTRICTIVE", "UPDATE"),
    ):
        op.execute(
            f"CREATE POLICY {name} ON operation AS {kind} FOR {verb} TO fieldfare_app "
            f"USING ({rule})"
        )
    theirs = f"""
        county = current_setting('fieldfare.county', true)
        AND (device, counter) IN (
            SELECT o.device, o.counter FROM operation AS o
            WHERE {SUPERVISED.format(table="o.")})
    """  # noqa: S608 - constants of this module
    op.execute(
        "CREATE POLICY of_the_supervisor ON inbox_decision FOR SELECT TO fieldfare_app "
        f"USING ({theirs})"
    )
    op.execute(
        "CREATE POLICY of_the_supervisor_deciding ON inbox_decision FOR INSERT TO fieldfare_app "
        f"WITH CHECK ({theirs})"
    )
