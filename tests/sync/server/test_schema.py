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
BACK_TO_0004 = (
    "ALTER TABLE audit DROP COLUMN position CASCADE",
    "DROP TABLE audit_entry, audit_quarantine, audit_head, audit_tree",
    *(
        f"ALTER TABLE {table} DROP COLUMN {column}"
        for table, columns in OF_0007.items()
        for column in columns.split()
    ),
    "DROP TABLE succession, device_order, sealed_work, sign_in_name, content_key",
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
