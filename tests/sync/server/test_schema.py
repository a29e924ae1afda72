# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county's database of an earlier program is brought up to date with all it holds."""

from sqlalchemy import text

from casework.policy import Hat
from sync.server.schema import LATEST, migrate, read_version
from tests.fakes.county import TestCounty, TestLaptop, a_note

OF_0007 = {
    "device": "commitment nonce opening confirmed_at confirmed_by phone_secret certified_at "
    "certified_until lease_number lease_until last_contact version unsent clock_drift "
    "served_n applied_n signed_in_as",
    "county": "revocations policy policy_stated_at sealing_key sign_in sealed_at",
}
GUARDED = ["agency", "hat", "case_file", "training_held", "device", "invite", "nonce", "county"]
BACK_TO_0004 = (
    *(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY" for table in GUARDED),
    *(f"DROP POLICY IF EXISTS of_the_identity ON {table}" for table in GUARDED),
    *(f"DROP POLICY of_the_duty ON {table}" for table in GUARDED),
    "DROP POLICY of_anyone ON county",
    "DROP POLICY of_the_county ON county",
    "DROP POLICY of_anyone ON alembic_version",
    "DROP POLICY of_the_owner ON alembic_version",
    "ALTER TABLE alembic_version DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE audit DROP COLUMN position CASCADE",
    "DROP TABLE audit_entry, audit_quarantine, audit_head, audit_tree",
    *(
        f"ALTER TABLE {table} DROP COLUMN {column}"
        for table, columns in OF_0007.items()
        for column in columns.split()
    ),
    "DROP TABLE succession, device_order, sealed_work, sign_in_name, content_key",
    "DROP TABLE ground, team_member, team, disclosure, inbox_decision",
    "DROP TABLE roster_entry, wrapped_generation",
    "ALTER TABLE membership DROP COLUMN assigned, DROP COLUMN settled_at",
    "ALTER TABLE record DROP COLUMN hat",
    "ALTER TABLE operation DROP COLUMN record CASCADE",
    "UPDATE alembic_version SET version_num = '0004'",
)


def test_work_taken_by_an_earlier_program_names_its_record(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    sly = laptop.write(case, a_note('He said "record":"00000000-0000-7000-8000-000000000001"'))
    plain = laptop.write(case)
    laptop.push(sly, plain)
    county.unseal()
    with county.database.owner.begin() as connection:
        for statement in BACK_TO_0004:
            connection.execute(text(statement))
    migrate(county.database.owner)
    assert read_version(county.database.owner) == LATEST
    assert county.sql("SELECT record FROM operation ORDER BY counter") == [
        (sly.record,),
        (plain.record,),
    ]
    assert county.sql("SELECT count(*) FROM pg_policies WHERE tablename = 'attachment_part'") == [
        (3,)
    ]
