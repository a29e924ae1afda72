# SPDX-License-Identifier: AGPL-3.0-or-later
"""Row security on the tables that went without: the county, people, laptops, invites, cases.

A transaction sees the laptop whose key or id it was begun for, the invite that was shown, and,
once the laptop is known, the county's people, agencies and list of cases. Which county this is and
which schema it has is asked before anyone is known, and says nothing about a person.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COUNTY = "county = current_setting('fieldfare.county', true)"
DEVICE = "current_setting('fieldfare.device', true)"
KEY = "current_setting('fieldfare.key', true)"
KNOWN = f"{COUNTY} AND {DEVICE} <> ''"
OWN_PERSON = f"""
    {COUNTY} AND person IN (
        SELECT h.person FROM hat AS h
        WHERE h.county = current_setting('fieldfare.county', true)
          AND h.id = current_setting('fieldfare.hat', true))
"""  # noqa: S608 - constants of this module
ADMINISTRATION = "current_setting('fieldfare.duty', true) = 'administration'"
EITHER_DUTY = "current_setting('fieldfare.duty', true) IN ('administration', 'publishing')"

TABLES = {
    "agency": KNOWN,
    "hat": KNOWN,
    "case_file": KNOWN,
    "training_held": OWN_PERSON,
    "sign_in_name": OWN_PERSON,
    "device": f"{COUNTY} AND (id = {DEVICE} OR key_id = {KEY})",
    "device_order": f"{COUNTY} AND device = {DEVICE}",
    "nonce": f"{COUNTY} AND key_id = {KEY}",
    "invite": f"{COUNTY} AND digest = current_setting('fieldfare.invite', true)",
}


def upgrade() -> None:
    """Give every table its rules."""
    for table in (*TABLES, "county", "alembic_version"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for table, rule in TABLES.items():
        _allow("of_the_identity", f"{table} FOR ALL TO fieldfare_app", rule)
        _allow("of_the_duty", f"{table} FOR ALL TO fieldfare_owner", ADMINISTRATION)
    for table in ("county", "alembic_version"):
        op.execute(
            f"CREATE POLICY of_anyone ON {table} FOR SELECT"
            " TO fieldfare_app, fieldfare_owner USING (true)"
        )
    _allow("of_the_county", "county FOR UPDATE TO fieldfare_app", COUNTY)
    _allow("of_the_duty", "county FOR ALL TO fieldfare_owner", EITHER_DUTY)
    _allow("of_the_owner", "alembic_version FOR ALL TO fieldfare_owner", "true")


def _allow(name: str, where: str, rule: str) -> None:
    op.execute(f"CREATE POLICY {name} ON {where} USING ({rule}) WITH CHECK ({rule})")
