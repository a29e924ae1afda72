# SPDX-License-Identifier: AGPL-3.0-or-later
"""What m0029 asks of sealed entries is got ready when one is met, not for every page.

A policy is made part of whatever query reads its table, and hardly any page needs one of this
one's 110 sub-queries: starting and ending them took a page of 1,000 records 3 ms of its 25
(2026-12-01).
A function of the database's own language is planned at its first call and kept by the connection.

It runs with the rights of whoever asks, so that row security holds inside of it as before.
"""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

OWN_WORK = """
    SELECT FROM record AS r
    JOIN hat AS me ON me.county = r.county AND me.id = asker
    JOIN agency AS a ON a.county = me.county AND a.id = me.agency
    LEFT JOIN hat AS w ON w.county = r.county AND w.id = r.hat
    WHERE r.county = in_county AND r.id = of_record
      AND coalesce(w.agency, me.agency) = me.agency
      AND CASE of_section
          WHEN 'advocate_notes' THEN
              me.legal_role IN ('ht_caseworker', 'sexual_assault_counselor', 'dv_counselor')
          WHEN 'substance_use' THEN
              a.kind = 'substance_use' OR me.legal_role = 'clinician_sud_part2'
          ELSE true
      END
"""
REACHED = """
    SELECT FROM ground AS g
    WHERE g.county = in_county AND g.case_id = of_case
      AND g.hats @> ARRAY[asker] AND g.revoked_at IS NULL
"""
IS_OPEN = f"""
CREATE FUNCTION is_open_to_asker(of_section text, of_case text, of_record text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
DECLARE
    in_county text := current_setting('fieldfare.county', true);
    asker text := current_setting('fieldfare.hat', true);
BEGIN
    RETURN EXISTS ({OWN_WORK})
        OR of_section = 'substance_use' AND EXISTS ({REACHED});
END
$$
"""
SEALED = "section IN ('advocate_notes', 'youth_private', 'substance_use')"


def upgrade() -> None:
    """Ask the same of the same entries."""
    op.execute(IS_OPEN)
    op.execute(
        "ALTER POLICY of_what_is_sealed ON feed USING ("
        f" CASE WHEN {SEALED} THEN is_open_to_asker(section, case_id, record) ELSE true END)"
    )
