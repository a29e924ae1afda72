# SPDX-License-Identifier: AGPL-3.0-or-later
"""Of what is sealed to some, the feed holds no entry for anybody else who meets its section.

Advocate notes, the private part of a youth's plan and substance use records stand in sections that
an assignment may name for more people than the policy then opens them to: two advocate
organizations work with one youth, or an administrator named a section too many. Each entry was
withheld where it was served, and still counted: by what remains, by pages that brought nothing and
by where their cursors stood, and the count told that there are notes, and how many.

Row-level security: an entry of these sections is seen by the agency that wrote the record and, for
substance use, by whom a recorded ground reaches in that case; of advocate notes by privileged roles
alone, of substance use by its program. And entries of the cross-agency index are no longer seen by
whose designation has run out.
"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

COUNTY = "(SELECT current_setting('fieldfare.county', true))"
HAT = "(SELECT current_setting('fieldfare.hat', true))"
# Whoever wrote the record is of the asker's own agency.
OWN_WORK = f"""
    EXISTS (
        SELECT FROM record AS r
        JOIN hat AS me ON me.county = r.county AND me.id = {HAT}
        JOIN agency AS a ON a.county = me.county AND a.id = me.agency
        LEFT JOIN hat AS w ON w.county = r.county AND w.id = r.hat
        WHERE r.county = {COUNTY} AND r.id = feed.record
          AND coalesce(w.agency, me.agency) = me.agency AND {{who}})
"""
PRIVILEGED = "me.legal_role IN ('ht_caseworker', 'sexual_assault_counselor', 'dv_counselor')"
PROGRAM = "(a.kind = 'substance_use' OR me.legal_role = 'clinician_sud_part2')"
REACHED = f"""
    EXISTS (
        SELECT FROM ground AS g
        WHERE g.county = {COUNTY} AND g.case_id = feed.case_id
          AND g.hats @> ARRAY[{HAT}] AND g.revoked_at IS NULL)
"""
UNSEALED = f"""
    CASE feed.section
        WHEN 'advocate_notes' THEN {OWN_WORK.format(who=PRIVILEGED)}
        WHEN 'youth_private' THEN {OWN_WORK.format(who="true")}
        WHEN 'substance_use' THEN {OWN_WORK.format(who=PROGRAM)} OR {REACHED}
        ELSE true
    END
"""
DESIGNATION = """
    current_setting('fieldfare.device', true) <> '' AND EXISTS (
        SELECT FROM index_designation AS d
        WHERE d.county = current_setting('fieldfare.county', true)
          AND d.hat = current_setting('fieldfare.hat', true)
          AND d.revoked_at IS NULL AND (d.until IS NULL OR d.until > now()))
"""


def upgrade() -> None:
    """Add to the walls that are there; they were and are asked together."""
    op.execute(
        "CREATE POLICY of_what_is_sealed ON feed AS RESTRICTIVE FOR SELECT TO fieldfare_app"
        f" USING ({UNSEALED})"
    )
    op.execute(
        "CREATE POLICY of_the_designated ON index_entry AS RESTRICTIVE FOR SELECT"
        f" TO fieldfare_app USING ({DESIGNATION})"
    )
