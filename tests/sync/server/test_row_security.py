# SPDX-License-Identifier: AGPL-3.0-or-later
"""The database's own wall: without an identity nothing is seen, whatever the query."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.policy import Hat
from sync.server.database import CountyDatabase, Identity
from sync.server.errors import DatabaseUnusable
from sync.server.tables import CONTENT_TABLES, METADATA
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, new_id


@pytest.fixture
def filled(county: TestCounty, ana: Hat, laptop: TestLaptop) -> TestCounty:
    """Every content table has a row, all of Ana's."""
    case = county.add_case(author=ana)
    county.grant(ana, case)
    laptop.push(laptop.write(case))
    laptop.push(laptop.write(case, counter=9))
    for table in CONTENT_TABLES:
        assert county.sql(f"SELECT count(*) FROM {table}") > [(0,)]
    return county


def count(database: CountyDatabase, identity: Identity, table: str) -> int:
    with database.act_as(identity) as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.mark.parametrize("table", CONTENT_TABLES)
def test_without_an_identity_no_row_is_seen(filled: TestCounty, table: str) -> None:
    assert count(filled.database, Identity(COUNTY), table) == 0


@pytest.mark.parametrize("table", CONTENT_TABLES)
def test_another_hat_and_device_see_no_row(filled: TestCounty, ben: Hat, table: str) -> None:
    assert count(filled.database, Identity(COUNTY, ben.id, new_id()), table) == 0  # type: ignore[arg-type]  # any text


@pytest.mark.parametrize("table", CONTENT_TABLES)
def test_in_another_county_the_same_hat_and_device_see_no_row(
    filled: TestCounty, ana: Hat, laptop: TestLaptop, table: str
) -> None:
    other = Identity("elsewhere", ana.id, laptop.enrolment.device)  # type: ignore[arg-type]  # any text
    assert count(filled.database, other, table) == 0


@pytest.mark.parametrize("table", CONTENT_TABLES)
def test_the_right_hat_and_device_see_theirs(
    filled: TestCounty, ana: Hat, laptop: TestLaptop, table: str
) -> None:
    identity = Identity(COUNTY, ana.id, laptop.enrolment.device)
    assert count(filled.database, identity, table) > 0


@pytest.mark.parametrize("table", CONTENT_TABLES)
def test_even_the_owner_sees_nothing_without_saying_so(filled: TestCounty, table: str) -> None:
    with filled.database.owner.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0


def test_an_identity_ends_with_its_transaction(
    filled: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    identity = Identity(COUNTY, ana.id, laptop.enrolment.device)
    assert count(filled.database, identity, "record") > 0
    assert count(filled.database, Identity(COUNTY), "record") == 0


def test_a_revoked_hat_sees_no_record_even_past_the_policy(filled: TestCounty, ana: Hat) -> None:
    [(case,)] = filled.sql("SELECT id FROM case_file")
    filled.revoke(ana, case)
    assert count(filled.database, Identity(COUNTY, ana.id), "record") == 0


def test_the_app_role_cannot_write_into_a_case_it_is_not_assigned_to(
    filled: TestCounty, ben: Hat
) -> None:
    query = text("INSERT INTO record SELECT county, 'x', id, 'identity', 1, '' FROM case_file")
    with (
        pytest.raises(DBAPIError, match="row-level security"),
        filled.database.act_as(Identity(COUNTY, ben.id)) as connection,
    ):
        connection.execute(query)


def test_the_app_role_owns_nothing_and_cannot_pass_row_security(county: TestCounty) -> None:
    county.database.check_app_role()
    [(forced,)] = county.sql(
        "SELECT count(*) FROM pg_class WHERE relforcerowsecurity AND relname = ANY (:tables)",
        tables=list(CONTENT_TABLES),
    )
    assert forced == len(CONTENT_TABLES)


def test_serving_as_the_owner_is_refused(county: TestCounty) -> None:
    url = county.database.owner.url.render_as_string(hide_password=False)
    careless = CountyDatabase(url)
    try:
        with pytest.raises(DatabaseUnusable, match="fieldfare_app"):
            careless.check_app_role()
    finally:
        careless.close()


def test_every_table_carries_the_county(county: TestCounty) -> None:
    with_county = county.sql(
        "SELECT table_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'county'"
    )
    made = county.sql(
        "SELECT table_name FROM information_schema.tables"
        " WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
    )
    assert sorted(with_county) == sorted(made)


def test_the_queries_know_exactly_the_columns_that_the_migrations_make(county: TestCounty) -> None:
    made = county.sql(
        "SELECT table_name, column_name, is_nullable = 'YES' FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
    )
    known = [
        (table.name, column.name, bool(column.nullable))
        for table in METADATA.tables.values()
        for column in table.columns
    ]
    assert sorted(known) == sorted(made)
