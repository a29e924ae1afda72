# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop whose rows are not what the county has is put right at its next sync."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.ids import CaseId
from casework.operations import OperationResult, Outcome
from casework.policy import Hat
from casework.vocabulary import RecordKind, Section
from storage.model import Receipt
from sync.client.errors import ReplyMalformed
from sync.client.limits import ClientLimits
from sync.client.sections import HEALED, SectionSync
from sync.wire.messages import PATH_SECTIONS
from tests.fakes.county import TestCounty, a_note
from tests.fakes.people import NOON
from tests.fakes.sync_laptops import CountingTransport, LyingTransport, MemoryTransport, SyncLaptop

Damage = Callable[[Any], None]


@pytest.fixture
def case(county: TestCounty, hat: Hat) -> CaseId:
    return add_case(county, hat)


@pytest.fixture
def laptop(county: TestCounty, hat: Hat, case: CaseId, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hat, tmp_path / "one") as made:
        made.sync()
        made.write_note(case, "Not sent yet.")
        yield made


def add_case(county: TestCounty, hat: Hat) -> CaseId:
    case = county.add_case(author=hat)
    notes = [a_note(f"Met {n}.") for n in range(3)]
    county.add_records(case, RecordKind.CONTACT_NOTE, notes, author=hat)
    county.grant(hat, case)
    return case


def damage(laptop: SyncLaptop, *statements: str) -> None:
    with laptop.store._database.write() as connection:
        for one in statements:
            connection.execute(one)
    laptop.store._memberships = None


NOTES = "kind = 'contact_note' AND beneath IS NULL"
ONE = f"(SELECT min(id) FROM records WHERE {NOTES})"
DAMAGES = {
    "words altered": f"UPDATE records SET fields = replace(fields, 'Met', 'Hit') WHERE id = {ONE}",
    "a row lost": f"DELETE FROM records WHERE id = {ONE}",
    "a version set back": f"UPDATE records SET version = 1 WHERE id = {ONE}",
    "another author": f"UPDATE records SET author_name = 'Nobody' WHERE id = {ONE}",
    "moved to another section": f"UPDATE records SET section = 'screening' WHERE id = {ONE}",
    "no JSON": f"UPDATE records SET fields = '{{' WHERE id = {ONE}",
    "a name altered": "UPDATE records SET fields = replace(fields, 'Test Youth', 'Nobody')",
    "a section emptied": f"DELETE FROM records WHERE {NOTES}",
}


@pytest.mark.parametrize("what", DAMAGES)
def test_a_row_that_was_altered_is_put_right_at_the_next_sync(
    laptop: SyncLaptop, what: str
) -> None:
    waiting = laptop.store.pending_operations(10)
    damage(laptop, DAMAGES[what])
    _compare(laptop)
    assert laptop.store.pending_operations(10) == waiting
    assert laptop.sync().note == ""
    assert laptop.store.search_cases("Hit", offset=0, limit=10).total == 0
    assert laptop.store.search_cases("Met", offset=0, limit=10).total == 1
    assert len(laptop.shown()) == 5


def test_a_case_put_back_from_an_old_copy_goes_again(
    laptop: SyncLaptop, county: TestCounty, hat: Hat, tmp_path: Path
) -> None:
    gone = add_case(county, hat)
    laptop.sync()
    rows = _copy(laptop, gone)
    county.revoke(hat, gone)
    laptop.sync()
    assert not laptop.may_write(gone)
    _put_back(laptop, rows)
    laptop.store._rights.forget()
    assert laptop.may_write(gone)
    laptop.sync()
    assert not laptop.may_write(gone)
    with laptop.store._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM cases").fetchone()[0] == 1
        assert connection.execute("SELECT count(*) FROM records").fetchone()[0] == 5


def test_rows_of_a_part_that_is_not_open_any_more_go_again(
    laptop: SyncLaptop, county: TestCounty, hat: Hat
) -> None:
    narrowed = add_case(county, hat)
    laptop.sync()
    rows = _copy(laptop, narrowed)["records"]
    county.revoke(hat, narrowed)
    county.grant(hat, narrowed, frozenset({Section.IDENTITY}))
    laptop.sync()
    now = laptop.shown()
    with laptop.store._database.write() as connection:
        (number,) = connection.execute(
            "SELECT id FROM cases WHERE case_id = ?", (narrowed,)
        ).fetchone()
        connection.execute("DELETE FROM records WHERE case_number = ?", (number,))
    _put_back(laptop, {"records": [(row[0], number, *row[2:]) for row in rows]})
    assert laptop.shown() != now
    laptop.sync()
    assert laptop.shown() == now


def test_an_older_row_put_back_is_made_new_again(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    rows = _copy(laptop, case)
    more = county.add_record(case, RecordKind.CONTACT_NOTE, a_note("Later."), author=hat)
    laptop.sync()
    now = laptop.shown()
    damage(laptop, "DELETE FROM records")
    _put_back(laptop, rows)
    assert more not in laptop.shown()
    laptop.sync()
    assert laptop.shown().keys() == now.keys()


def test_only_what_differs_is_fetched(laptop: SyncLaptop, county: TestCounty) -> None:
    laptop.sync()
    laptop.stir()
    asked = CountingTransport(MemoryTransport(county))
    laptop.sync(transport=asked)
    assert asked.paths.count(PATH_SECTIONS) == 1
    told: list[dict[str, Any]] = []
    damage(laptop, DAMAGES["words altered"])

    def listen(heard: list[dict[str, Any]]) -> dict[str, Any]:
        told.append(heard[-1])
        return heard[-1]

    laptop.sync(transport=LyingTransport(county, PATH_SECTIONS, listen))
    [[differing]] = [one["differing"] for one in told]
    assert differing["section"] == Section.CONTACTS
    assert len(differing["records"]) == 4


def test_a_large_store_is_gone_through_in_turn(
    laptop: SyncLaptop, county: TestCounty, hat: Hat
) -> None:
    for _ in range(4):
        add_case(county, hat)
    laptop.sync()
    few = ClientLimits(digest_records=1)
    damage(laptop, f"DELETE FROM records WHERE {NOTES}")
    for _ in range(5):
        laptop.sync(limits=few)
    assert len(laptop.shown()) == 5 * 4 + 1
    assert laptop.sync().note == ""


def test_an_answer_for_a_case_that_was_not_asked_about_is_not_taken(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    def lie(heard: list[dict[str, Any]]) -> dict[str, Any]:
        stray = {"entry": "leave", "case": "elsewhere", "reason": {"code": "not_assigned"}}
        return heard[-1] | {"left": [stray]}

    with pytest.raises(ReplyMalformed, match="other cases"):
        laptop.sync(transport=LyingTransport(county, PATH_SECTIONS, lie))


def test_a_case_that_came_whole_is_compared_too_where_taken_work_may_not_be_read_here(
    laptop: SyncLaptop, case: CaseId
) -> None:
    store = laptop.store
    [made] = store.pending_operations(9)
    assert store.sections.digests(1000, [case]) == {}
    taken = OperationResult(
        id=made.id, counter=made.counter, outcome=Outcome.APPLIED, version=99, reason=None
    )
    store.settle([taken], Receipt(at=NOON, sent=1, note=""))
    assert list(store.sections.digests(1000, [case])) == [case]


def test_what_was_put_right_stands_in_the_receipt(laptop: SyncLaptop) -> None:
    damage(laptop, DAMAGES["a row lost"])
    assert laptop.sync().note == HEALED


def _compare(laptop: SyncLaptop) -> None:
    talk = laptop.conversation(MemoryTransport(laptop.county))
    compared = SectionSync(laptop.store.sections, talk)
    compared.run()
    assert compared.healed


def _copy(laptop: SyncLaptop, case: CaseId) -> dict[str, list[tuple[Any, ...]]]:
    with laptop.store._database.read() as connection:
        [number] = connection.execute("SELECT id FROM cases WHERE case_id = ?", (case,)).fetchone()
        return {
            "cases": connection.execute("SELECT * FROM cases WHERE id = ?", (number,)).fetchall(),
            "records": connection.execute(
                "SELECT * FROM records WHERE case_number = ?", (number,)
            ).fetchall(),
        }


def _put_back(laptop: SyncLaptop, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    with laptop.store._database.write() as connection:
        for table, kept in rows.items():
            for row in kept:
                marks = ", ".join("?" * len(row))
                connection.execute(f"REPLACE INTO {table} VALUES ({marks})", row)
    laptop.store._memberships = None
