# SPDX-License-Identifier: AGPL-3.0-or-later
"""The database's own wall: without an identity nothing is seen, whatever the query."""

import re
from contextlib import ExitStack, suppress

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from casework.ids import CountyId, DeviceId, RecordId
from casework.policy import Hat
from sync.server.database import CountyDatabase, Identity, deliver_for, show_invite, show_key
from sync.server.errors import DatabaseUnusable
from sync.server.limits import LIMITS
from sync.server.tables import CONTENT_TABLES, METADATA
from sync.wire.signatures import name_key
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, new_id
from tests.fakes.county_databases import connect_as_superuser
from tests.fakes.filled_tables import fill_every_table


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


class _Broken(Exception):
    """Raised inside a transaction."""


@pytest.mark.parametrize("ending", ["commit", "error", "database error", "lost connection"])
def test_a_pooled_connection_never_carries_an_identity_over(
    filled: TestCounty, ana: Hat, laptop: TestLaptop, ending: str
) -> None:
    identity = Identity(COUNTY, ana.id, laptop.enrolment.device)
    for _ in range(3):
        with suppress(_Broken, DBAPIError), filled.database.act_as(identity) as connection:
            show_key(connection, name_key(laptop.key.public_key()))
            show_invite(connection, "0" * 64)
            deliver_for(connection, RecordId(new_id()))
            end(connection, ending)
        assert told_by_the_pool(filled.database) == {""}
    with filled.database.administer() as connection:
        assert settings_of(connection) != {""}
    with filled.database.owner.connect() as connection:
        assert settings_of(connection) == {""}


def end(connection: Connection, ending: str) -> None:
    """Let a transaction end in one of the ways it can."""
    if ending == "error":
        raise _Broken
    if ending == "database error":
        connection.execute(text("SELECT 1 / 0"))
    if ending == "lost connection":
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


SETTINGS = ("county", "hat", "device", "key", "invite", "delivery", "sharing", "seeking", "duty")


def settings_of(connection: Connection) -> set[str]:
    """Everything a transaction may say about who it acts for."""
    told = ", ".join(f"coalesce(current_setting('fieldfare.{one}', true), '')" for one in SETTINGS)
    return set(connection.execute(text(f"SELECT {told}")).one())


def told_by_the_pool(database: CountyDatabase) -> set[str]:
    """The settings of every connection the pool hands out, each held while the next is asked."""
    with ExitStack() as held:
        connections = [held.enter_context(database.app.connect()) for _ in range(LIMITS.pool)]
        return set().union(*map(settings_of, connections))


def test_the_settings_that_are_looked_at_are_all_there_are(county: TestCounty) -> None:
    rules = county.sql("SELECT coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies")
    named = {name for (rule,) in rules for name in re.findall(r"'fieldfare\.(\w+)'", rule)}
    assert named == set(SETTINGS)


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
        filled.database.act_as(Identity(COUNTY, ben.id, DeviceId(new_id()))) as connection,
    ):
        connection.execute(query)


def test_the_app_role_owns_nothing_and_cannot_pass_row_security(county: TestCounty) -> None:
    county.database.check_app_role()
    assert (
        county.sql(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND pg_get_userbyid(relowner) <> 'fieldfare_owner'"
        )
        == []
    )
    assert (
        county.sql(
            "SELECT m.roleid FROM pg_auth_members AS m JOIN pg_roles AS r ON r.oid = m.member"
            " WHERE r.rolname IN ('fieldfare_app', 'fieldfare_owner')"
        )
        == []
    )


def test_row_security_is_forced_on_every_table(county: TestCounty) -> None:
    assert all_tables(county) >= set(METADATA.tables)
    assert (
        county.sql(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        == []
    )
    assert (
        county.sql(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('v', 'm', 'f')"
        )
        == []
    )


WALL = r"permission denied|must be owner|row-level security"

SEEN_BY_ANYONE = {
    "county": "which county this is, its public keys and policy: asked before anyone is known",
    "alembic_version": "which schema this is: asked before anything is served",
}

SEEN_BY_EVERY_LAPTOP = {
    "agency": "the name of an agency stands beside every colleague",
    "hat": "the name of a colleague stands beside what they wrote",
    "case_file": "whether a case exists: work on an unknown one is answered otherwise",
    "content_key": "wrapped keys, which open nothing without the county key",
    "instrument": "published forms",
    "index_standing": "the county's definition of at risk, which is no secret",
    "team": "which teams there are",
    "team_member": "who is in a team, as a colleague is known",
    "succession": "how the county's signing key changed",
    "audit_tree": "hashes of the log, which every laptop checks",
    "audit_head": "signed heads of that tree",
}


def test_without_an_identity_no_table_shows_anything_about_anyone(filled: TestCounty) -> None:
    fill_the_rest(filled)
    for table in all_tables(filled) - SEEN_BY_ANYONE.keys():
        for identity in (Identity(CountyId("")), Identity(COUNTY)):
            assert seen(filled.database, identity, table) in (0, None), (table, identity)


def test_a_laptop_that_is_unknown_sees_no_more_than_every_laptop_may(
    filled: TestCounty, ben: Hat
) -> None:
    fill_the_rest(filled)
    stranger = Identity(COUNTY, ben.id, DeviceId(new_id()))
    shown = {table for table in all_tables(filled) if seen(filled.database, stranger, table)}
    assert shown <= SEEN_BY_ANYONE.keys() | SEEN_BY_EVERY_LAPTOP.keys()


def test_a_key_and_an_invite_show_their_own_laptop_only(
    filled: TestCounty, laptop: TestLaptop, other_laptop: TestLaptop, ben: Hat
) -> None:
    filled.invite(ben)
    [(digest,)] = filled.sql("SELECT min(digest) FROM invite")
    with filled.database.act_as(Identity(COUNTY)) as connection:
        show_key(connection, name_key(other_laptop.key.public_key()))
        show_invite(connection, digest)
        ids = connection.execute(text("SELECT id FROM device")).scalars().all()
        digests = connection.execute(text("SELECT digest FROM invite")).scalars().all()
    assert (ids, digests) == ([other_laptop.enrolment.device], [digest])


@pytest.mark.parametrize(
    "attempt",
    [
        "SET ROLE fieldfare_owner",
        "SET SESSION AUTHORIZATION fieldfare_owner",
        "ALTER TABLE record DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE record NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY of_the_identity ON record",
        "CREATE POLICY everything ON record USING (true)",
        "ALTER ROLE fieldfare_app BYPASSRLS",
        "GRANT fieldfare_owner TO fieldfare_app",
        "CREATE TABLE own (id text)",
        "CREATE FUNCTION seen() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "SET LOCAL row_security = off; SELECT count(*) FROM record",
        "TRUNCATE record CASCADE",
    ],
)
def test_the_app_role_cannot_take_the_wall_down(filled: TestCounty, attempt: str) -> None:
    with filled.database.act_as(Identity(COUNTY)) as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        with pytest.raises(psycopg.Error, match=WALL):
            driver.execute(attempt)


def all_tables(county: TestCounty) -> set[str]:
    rows = county.sql(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'v', 'm', 'f')"
    )
    return {name for (name,) in rows}


def seen(database: CountyDatabase, identity: Identity, table: str) -> int | None:
    """How many rows the app role sees; None where it may not even ask."""
    try:
        return count(database, identity, table)
    except ProgrammingError as error:
        assert "permission denied" in str(error)
        return None


def fill_the_rest(county: TestCounty) -> None:
    """A row in every table there is, also in those that a later program makes."""
    with connect_as_superuser(county.database) as connection:
        fill_every_table(connection, 1, COUNTY)
    for table in all_tables(county) - {"alembic_version"}:
        with connect_as_superuser(county.database) as connection:
            found = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchall()
        assert found > [(0,)], table


def test_serving_as_the_owner_is_refused(county: TestCounty) -> None:
    url = county.database.owner.url.render_as_string(hide_password=False)
    careless = CountyDatabase(url)
    try:
        with pytest.raises(DatabaseUnusable, match="fieldfare_app"):
            careless.check_app_role()
    finally:
        careless.close()


def test_serving_as_a_role_that_may_become_the_owner_is_refused(county: TestCounty) -> None:
    url = county.database.app.url.set(username="careless").render_as_string(hide_password=False)
    careless = CountyDatabase(url)
    with connect_as_superuser(county.database) as connection:
        connection.execute("CREATE ROLE careless LOGIN NOINHERIT IN ROLE fieldfare_owner")
        try:
            with pytest.raises(DatabaseUnusable, match="fieldfare_app"):
                careless.check_app_role()
        finally:
            careless.close()
            connection.execute("DROP ROLE careless")


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
