# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county audit`: whatever is altered, taken out or put in is found, and told where."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from casework.audit import AuditEvent
from casework.errors import AuditBroken
from casework.ids import CaseId
from casework.policy import Hat
from sync.server.audit import Actor, note_act
from sync.server.audit_check import AuditCheck, check_audit
from sync.server.commands import main
from sync.server.database import open_embedded, prepare_cluster
from sync.server.embedded import running_cluster
from sync.server.schema import migrate
from tests.fakes.county import COUNTY, TestCounty, county_in_memory, new_id
from tests.fakes.packs import a_pack
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop

TABLES = ("audit_entry", "audit_tree", "audit_head", "audit")


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        yield made


@pytest.fixture
def hat(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(1))


@pytest.fixture
def case(county: TestCounty, hat: Hat, tmp_path: Path) -> CaseId:
    """A log of two laptops and some acts, signed several times."""
    opened = county.add_case(author=hat)
    other = county.add_hat(a_hat(2))
    with (
        SyncLaptop.enrolled(county, hat, tmp_path / "one") as one,
        SyncLaptop.enrolled(county, other, tmp_path / "two") as two,
    ):
        for laptop in (one, two, one):
            for _ in range(3):
                laptop.store.audit.note(AuditEvent.CASE_READ, case=opened)
            laptop.sync()
            county.publish(a_pack(version=new_id()))
        county.rotate_key()
        two.store.audit.note(AuditEvent.PRINTED, case=opened)
        two.sync()
    return opened


def check(county: TestCounty) -> AuditCheck:
    with county.database.administer() as connection:
        return check_audit(connection, COUNTY)


def tamper(county: TestCounty, statement: str) -> None:
    """As whoever owns the database and lets no rule stop them."""
    with county.database.owner.begin() as connection:
        for table in TABLES:
            connection.exec_driver_sql(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        connection.exec_driver_sql(statement)
        for table in TABLES:
            connection.exec_driver_sql(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


@pytest.mark.usefixtures("case")
def test_a_log_that_was_left_alone_holds(county: TestCounty) -> None:
    found = check(county)
    ((entries, laptops),) = county.sql("SELECT count(*), count(DISTINCT device) FROM audit_entry")
    ((acts,),) = county.sql("SELECT count(*) FROM audit")
    assert (found.entries, found.laptops) == (entries, laptops)
    assert (found.acts, found.heads, found.set_aside) == (acts, 4, 0)
    assert laptops == 2
    assert acts >= 4


def test_an_empty_log_holds(county: TestCounty) -> None:
    assert check(county).entries == 0


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE audit_entry SET outcome = 'refused' WHERE position = {second}", "altered"),
        ("UPDATE audit_entry SET stamp = 0 WHERE position = {third}", "earlier|altered"),
        ("UPDATE audit_entry SET event = 'log-on' WHERE position = {last}", "Leaf {last}"),
        ("DELETE FROM audit_entry WHERE position = {first}", "goes from entry"),
        ("DELETE FROM audit_entry WHERE position = {last}", "an entry is missing"),
        ("UPDATE audit SET subject = 'another' WHERE position = {act}", "Leaf {act}"),
        ("DELETE FROM audit WHERE position = {act}", "."),
        ("UPDATE audit_tree SET nodes = '' WHERE position = {first}", "Leaf {first}"),
        ("UPDATE audit_head SET root = repeat('0', 64)", "another root"),
        (
            "UPDATE audit_head SET size = 900 WHERE size = (SELECT max(size) FROM audit_head)",
            "signed a log of 900 entries",
        ),
        ("UPDATE audit_head SET signing_key = repeat('A', 43)", "never the county's"),
        ("UPDATE audit_head SET statement = '{{}}'", "not genuine"),
    ],
)
def test_whatever_is_tampered_with_is_found(county: TestCounty, statement: str, told: str) -> None:
    entries = [row[0] for row in county.sql("SELECT position FROM audit_entry ORDER BY position")]
    ((act,),) = county.sql("SELECT min(position) FROM audit WHERE act = 'publish'")
    places = dict(zip(("first", "second", "third"), entries, strict=False))
    places |= {"last": entries[-1], "act": act}
    tamper(county, statement.format(**places))
    with pytest.raises(AuditBroken, match=told.format(**places)):
        check(county)


@pytest.mark.usefixtures("case")
def test_a_log_rewritten_with_all_its_hashes_is_given_away_by_what_was_signed(
    county: TestCounty,
) -> None:
    """The last act goes, its leaf and the head that was signed over it go too: one head stays."""
    with county.database.administer() as connection:
        note_act(connection, COUNTY, Actor("x", county.clock.now(), new_id()), "act", "s", "d")
    ((kept,),) = county.sql("SELECT max(size) - 2 FROM audit_head")
    for table in ("audit", "audit_entry", "audit_tree"):
        tamper(county, f"DELETE FROM {table} WHERE position >= {kept}")
    with pytest.raises(AuditBroken, match=f"only {kept} are there"):
        check(county)


# As an administrator calls it


def run(county: TestCounty, folder: Path, *words: str) -> int:
    app, owner = county.database.app.url, county.database.owner.url
    return main(
        [
            *("audit", *words, "--data", str(folder), "--by", "Test administrator"),
            *("--database", app.render_as_string(hide_password=False)),
            *("--owner-database", owner.render_as_string(hide_password=False)),
        ]
    )


@pytest.mark.usefixtures("case")
def test_verify_says_what_it_checked_and_fails_where_the_log_breaks(
    county: TestCounty, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = check(county)
    for more in range(2):
        assert run(county, tmp_path, "verify") == 0
        told = f"{held.entries} entries of 2 laptops and {held.acts + more} acts"
        assert told in capsys.readouterr().out
    tamper(county, "UPDATE audit_entry SET person = 'somebody' WHERE number = 1")
    assert run(county, tmp_path, "verify") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "The log does not hold." in shown.err
    assert "of device" in shown.err


def test_list_says_in_words_who_did_what_and_logs_that_it_was_read(
    county: TestCounty, case: CaseId, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(county, tmp_path, "list", "--case", case) == 0
    lines = capsys.readouterr().out.splitlines()
    entries = [one.split("\t") for one in lines if "log read" not in one]
    assert {(one[1], one[2], one[4]) for one in entries} == {
        ("Worker 1", "opened the case", "done"),
        ("Worker 2", "opened the case", "done"),
        ("Worker 2", "printed a record", "done"),
    }
    assert [one for one in lines if "Test administrator\tlog read" in one]
    week = f"{county.clock.now():%G-W%V}"
    assert run(county, tmp_path, "list", "--person", "Worker 2", "--week", week) == 0
    assert {one.split("\t")[1] for one in capsys.readouterr().out.splitlines()} == {"Worker 2"}
    assert run(county, tmp_path, "list", "--week", "2001-W01") == 0
    assert capsys.readouterr().out == ""
    assert run(county, tmp_path, "list", "--person", "Nobody") == 1
    assert "No hat answers" in capsys.readouterr().err


# A county of before there was a tree


def test_acts_of_before_the_tree_get_their_places_in_it(tmp_path: Path) -> None:
    with running_cluster(tmp_path / "pg", durable=False) as cluster:
        prepare_cluster(cluster)
        database = open_embedded(cluster)
        migrate(database.owner, "0006")
        with database.administer() as connection:
            connection.execute(
                text("INSERT INTO county VALUES (:c, 'Test County', 'epoch1')"), {"c": COUNTY}
            )
            for number in range(5):
                connection.execute(
                    text("INSERT INTO audit VALUES (:c, :id, now(), 'Ann “Q”', 'a', 's\t\\', '')"),
                    {"c": COUNTY, "id": f"act {number}"},
                )
        migrate(database.owner)
        with database.administer() as connection:
            assert check_audit(connection, COUNTY).acts == 5
        database.close()
