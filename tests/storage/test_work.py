# SPDX-License-Identifier: AGPL-3.0-or-later
"""Own work: chained, laid over the county's records by the field's rule, settled once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from casework.clock import HybridTime
from casework.errors import ChainBroken
from casework.feed import RecordPut
from casework.merge import merge_operation
from casework.operations import FIRST_PREVIOUS, Operation, OperationResult, Outcome
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import RecordKind
from storage.errors import StorageBug
from storage.model import Draft, Receipt, StoredRecord
from storage.overlay import KeptOperation, WorkState, lay_over
from storage.store import Store
from storage.work import rebase
from tests.fakes.people import NOON, an_id, an_operation
from tests.fakes.stores import (
    a_case,
    a_page,
    enter,
    leave,
    make_store,
    note_fields,
    put,
    reopen_store,
)

RECEIPT = Receipt(at=NOON, sent=1, note="Done.")
REFUSAL = Reason.of(ReasonCode.SECTION_NOT_GRANTED)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path)
    yield made
    made.close()


def work_on(
    store: Store,
    fields: dict[str, JsonValue],
    *,
    base: dict[str, int] | None = None,
    kind: RecordKind = RecordKind.YOUTH,
    record: int = 1,
) -> Operation:
    link = store.next_link()
    operation = an_operation(
        counter=link.counter,
        previous=link.previous,
        fields=fields,
        base=base,
        kind=kind,
        record=record,
    )
    store.record_work([operation], author_name="Worker 1")
    return operation


def shown(store: Store, record: int = 1) -> StoredRecord:
    held = store.case(a_case())
    assert held is not None
    (found,) = (one for one in held.records if one.record.record == an_id(6000 + record))
    return found


def result(operation: Operation, outcome: Outcome, version: int | None = None) -> OperationResult:
    reason = None if version is not None else REFUSAL
    return OperationResult(
        id=operation.id,
        counter=operation.counter,
        outcome=outcome,
        version=version,
        reason=reason,
    )


def test_the_first_link_and_every_next_one_continue_the_chain(store: Store, tmp_path: Path) -> None:
    assert store.next_link() == (1, FIRST_PREVIOUS, HybridTime(0, 0))
    first = work_on(store, {"legal_name": "A"})
    second = work_on(store, {"chosen_name": "B"})
    store.close()
    again = reopen_store(tmp_path)
    assert again.next_link() == (3, second.digest(), HybridTime.decode(second.at))
    assert again.pending_operations(1) == (first,)
    assert again.pending_operations(9) == (first, second)
    again.close()


@pytest.mark.parametrize("change", [{"counter": 4}, {"counter": 1}, {"previous": "1" * 64}])
def test_work_that_does_not_continue_the_chain_is_refused_whole(
    store: Store, change: dict[str, object]
) -> None:
    work_on(store, {"legal_name": "A"})
    link = store.next_link()
    good = an_operation(counter=link.counter, previous=link.previous, record=2, case=2)
    bad = an_operation(counter=link.counter + 1, previous=good.digest(), record=3, case=2)
    with pytest.raises(ChainBroken):
        store.record_work([good, bad.model_copy(update=change)], author_name="Worker 1")
    assert store.next_link() == link
    assert store.case(a_case(2)) is None
    with pytest.raises(StorageBug):
        store.record_work([], author_name="Worker 1")


def test_a_change_over_the_countys_record_is_shown_and_the_countys_stays_beneath(
    store: Store,
) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "Old", "pronouns": "she"}, version=5)))
    work_on(store, {"legal_name": "New"}, base={"legal_name": 5})
    assert shown(store).unsent
    assert shown(store).record.fields == {"legal_name": "New", "pronouns": "she"}
    store.apply_page(a_page(put({"legal_name": "Old", "pronouns": "they"}, version=5), cursor="2"))
    assert shown(store).record.fields == {"legal_name": "New", "pronouns": "they"}


def test_a_field_the_county_changed_meanwhile_is_a_conflict_and_its_value_is_shown(
    store: Store,
) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "Old"}, version=5)))
    work = work_on(store, {"legal_name": "Mine"}, base={"legal_name": 5})
    store.apply_page(a_page(put({"legal_name": "Theirs"}, version=6), cursor="2"))
    assert shown(store).record.fields == {"legal_name": "Theirs"}
    assert shown(store).conflict
    store.settle([result(work, Outcome.CONFLICT, 6)], RECEIPT)
    assert shown(store).conflict
    assert not shown(store).unsent
    assert [row.operation for row in store.work_summary().conflicts] == [work.id]


def test_taken_work_stays_visible_until_the_feed_brings_it(store: Store) -> None:
    store.apply_page(a_page(enter(), put()))
    note = work_on(store, note_fields("harbor"), kind=RecordKind.CONTACT_NOTE, record=7)
    assert store.search_cases("", offset=0, limit=1).rows[0].has_unsent
    store.settle([result(note, Outcome.APPLIED, 9)], RECEIPT)
    assert not shown(store, 7).unsent
    assert store.pending_operations(9) == ()
    assert not store.search_cases("", offset=0, limit=1).rows[0].has_unsent
    brought = put(note_fields("harbor"), kind=RecordKind.CONTACT_NOTE, record=7, version=9)
    store.apply_page(a_page(brought, cursor="2"))
    assert shown(store, 7) == StoredRecord(brought.record)


def test_own_work_that_comes_by_the_feed_before_its_answer_is_shown_once(store: Store) -> None:
    store.apply_page(a_page(enter(), put()))
    note = work_on(store, note_fields("harbor"), kind=RecordKind.CONTACT_NOTE, record=7)
    brought = put(note_fields("harbor"), kind=RecordKind.CONTACT_NOTE, record=7, version=9)
    store.apply_page(a_page(brought, cursor="2"))
    assert shown(store, 7) == StoredRecord(brought.record, unsent=True)
    store.settle([result(note, Outcome.DUPLICATE, 9)], RECEIPT)
    assert shown(store, 7) == StoredRecord(brought.record)


def test_refused_work_stays_visible_with_its_reason_and_is_not_sent_again(store: Store) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "Old"}, version=5)))
    change = work_on(store, {"legal_name": "New"}, base={"legal_name": 5})
    note = work_on(store, note_fields("harbor"), kind=RecordKind.CONTACT_NOTE, record=7)
    store.settle([result(change, Outcome.REFUSED), result(note, Outcome.REFUSED)], RECEIPT)
    assert shown(store).record.fields == {"legal_name": "Old"}
    assert shown(store).refused == shown(store, 7).refused == REFUSAL
    assert store.pending_operations(9) == ()
    summary = store.work_summary()
    assert [(row.operation, row.shown_name) for row in summary.refused] == [
        (change.id, "Old"),
        (note.id, "Old"),
    ]
    assert summary.last_receipt == RECEIPT
    assert store.search_cases("harbor", offset=0, limit=1).rows[0].has_unsent


def test_settling_twice_is_the_same_as_once(store: Store) -> None:
    store.apply_page(a_page(enter(), put()))
    note = work_on(store, note_fields("harbor"), kind=RecordKind.CONTACT_NOTE, record=7)
    answer = result(note, Outcome.APPLIED, 9)
    first = store.settle([answer], RECEIPT)
    before = (store.case(a_case()), store.work_summary())
    again = store.settle([answer, result(note, Outcome.REFUSED)], RECEIPT)
    assert (store.case(a_case()), store.work_summary()) == before
    assert first.cases == {a_case()}
    assert again.cases == frozenset()


@pytest.mark.parametrize("leaves", [False, True])
def test_work_that_alone_made_its_record_is_numbered_as_by_laying_it_over(
    store: Store, leaves: bool
) -> None:
    store.apply_page(a_page(enter()))
    alone = work_on(store, note_fields("Visit."), kind=RecordKind.CONTACT_NOTE, record=2)
    made = work_on(store, {"legal_name": "A"}, record=3)
    changed = work_on(store, {"chosen_name": "B"}, record=3)
    if leaves:
        store.apply_page(a_page(leave()))
    store.settle(
        [
            result(alone, Outcome.APPLIED, 71),
            result(made, Outcome.APPLIED, 72),
            result(changed, Outcome.REFUSED),
        ],
        RECEIPT,
    )
    with store._database.write() as connection:
        rows = "SELECT * FROM records ORDER BY id"
        before = connection.execute(rows).fetchall()
        rebase(connection, [alone.record, made.record])
        assert connection.execute(rows).fetchall() == before
    if not leaves:
        assert (shown(store, 2).record.version, shown(store, 2).unsent) == (71, False)
        assert set(shown(store, 2).record.versions.values()) == {71}


def test_signing_keeps_the_work_and_closes_its_draft_together(store: Store) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "Moonpath"})))
    draft = Draft(an_id(1), a_case(), "sample", "1", "0" * 64, "{}", "en", NOON)  # type: ignore[arg-type]  # plain text id
    store.start_draft(draft)
    store.journal_answer(draft.id, "/a", "x")
    assert store.work_summary().drafts == 1
    note = an_operation(kind=RecordKind.CONTACT_NOTE, fields=note_fields("n"), record=7)
    with pytest.raises(StorageBug):
        store.record_work([note], closes_draft=an_id(99), author_name="Worker 1")  # type: ignore[arg-type]  # plain text id
    assert store.pending_operations(9) == ()
    changes = store.record_work([note], closes_draft=draft.id, author_name="Worker 1")
    assert changes.kinds == {"contact_note", "work", "draft"}
    assert store.drafts() == ()
    assert store.work_summary().unsent_by_kind == {RecordKind.CONTACT_NOTE: 1}
    assert [row.shown_name for row in store.work_summary().unsent] == ["Moonpath"]


def test_an_edit_on_top_of_an_own_one_is_no_conflict_once_that_came_back(store: Store) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "A"}, version=3)))
    first = work_on(store, {"legal_name": "B"}, base={"legal_name": 3})
    work_on(store, {"legal_name": "C"}, base={"legal_name": 3})
    store.settle([result(first, Outcome.APPLIED, 7)], RECEIPT)
    store.apply_page(a_page(put({"legal_name": "B"}, version=7), cursor="2"))
    assert shown(store).record.fields["legal_name"] == "C"
    assert not shown(store).conflict


def test_a_feed_that_began_anew_replaces_higher_numbers_and_sends_taken_work_again(
    store: Store,
) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "A"}, version=9)))
    made = work_on(store, {"pronouns": "they"}, base={"pronouns": 0})
    store.settle([result(made, Outcome.APPLIED, 12)], RECEIPT)
    assert store.pending_operations(10) == ()
    store.apply_page(a_page(enter(), put({"legal_name": "Z"}, version=4), cursor="2"), anew=True)
    assert shown(store).record.fields == {"legal_name": "Z", "pronouns": "they"}
    assert store.pending_operations(10) == (made,)
    store.settle([result(made, Outcome.DUPLICATE, 6)], RECEIPT)
    done = put({"legal_name": "Z", "pronouns": "they"}, version=6)
    store.apply_page(a_page(done, cursor="3"))
    assert not shown(store).unsent
    assert store.pending_operations(10) == ()


def test_own_work_in_conflict_is_kept_until_a_person_has_decided(store: Store) -> None:
    store.apply_page(a_page(enter(), put({"pronouns": "old"}, version=5)))
    mine = work_on(store, {"pronouns": "mine"}, base={"pronouns": 5})
    store.settle([result(mine, Outcome.CONFLICT, 7)], RECEIPT)
    theirs = put({"pronouns": "theirs"}, version=6).record
    claimed = merge_operation(theirs, mine, version=7, author_name="Worker 1").record
    assert claimed is not None
    store.apply_page(a_page(RecordPut(record=claimed), cursor="2"))
    assert shown(store).conflict
    assert [one.stored.record.record for one in store.records_in_conflict()] == [mine.record]
    assert len(store.work_summary().conflicts) == 1
    decides = an_operation(counter=9, device=2, fields={"pronouns": "both"}, base={"pronouns": 7})
    decides = decides.model_copy(update={"decides": ("pronouns",)})
    decided = merge_operation(claimed, decides, version=8, author_name="Supervisor").record
    assert decided is not None
    store.apply_page(a_page(RecordPut(record=decided), cursor="3"))
    assert shown(store).record == decided
    assert store.records_in_conflict() == ()
    assert store.work_summary().conflicts == ()


def test_a_decision_the_county_refused_leaves_the_conflict_open() -> None:
    theirs = put({"pronouns": "theirs"}, version=6).record
    mine = an_operation(fields={"pronouns": "mine"}, base={"pronouns": 5})
    claimed = merge_operation(theirs, mine, version=7, author_name="Worker 1").record
    decides = an_operation(counter=2, fields={"pronouns": "both"}, base={"pronouns": 7})
    decides = decides.model_copy(update={"decides": ("pronouns",)})
    refused = KeptOperation(decides, WorkState.REFUSED, "Worker 1", reason=REFUSAL)
    laid = lay_over(claimed, [refused])
    assert laid is not None
    assert (laid.record, laid.refused, laid.conflict) == (claimed, REFUSAL, True)


FIELDS = st.dictionaries(
    st.sampled_from(["legal_name", "chosen_name", "pronouns"]),
    st.sampled_from(["a", "b"]),
    min_size=1,
)
BASES = st.integers(0, 3)
WORK = st.lists(st.tuples(FIELDS, BASES), max_size=5)
SERVER = st.none() | st.tuples(FIELDS, st.integers(1, 3))


def make_work(drawn: list[tuple[dict[str, str], int]]) -> list[Operation]:
    operations: list[Operation] = []
    for fields, base in drawn:
        operations.append(
            an_operation(
                counter=len(operations) + 1,
                fields=dict(fields),
                base=dict.fromkeys(fields, base),
                previous=operations[-1].digest() if operations else FIRST_PREVIOUS,
            )
        )
    return operations


def server_record(drawn: tuple[dict[str, str], int] | None) -> CaseRecord | None:
    return None if drawn is None else put(dict(drawn[0]), version=drawn[1]).record


def fold(server: CaseRecord | None, operations: list[Operation]) -> CaseRecord | None:
    record = server
    for operation in operations:
        merged = merge_operation(record, operation, version=0, author_name="Worker 1")
        record = merged.record or record
    return record


@given(server=SERVER, drawn=WORK)
def test_laying_over_is_the_fields_own_rule(
    server: tuple[dict[str, str], int] | None, drawn: list[tuple[dict[str, str], int]]
) -> None:
    operations = make_work(drawn)
    kept = [KeptOperation(one, WorkState.WAITING, "Worker 1") for one in operations]
    laid = lay_over(server_record(server), kept)
    expected = fold(server_record(server), operations)
    assert (None if laid is None else laid.record) == expected


@given(before=SERVER, drawn=WORK.filter(bool), after=SERVER)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_store_shows_the_rule_whatever_order_work_and_feed_come_in(
    tmp_path_factory: pytest.TempPathFactory,
    before: tuple[dict[str, str], int] | None,
    drawn: list[tuple[dict[str, str], int]],
    after: tuple[dict[str, str], int] | None,
) -> None:
    store = make_store(tmp_path_factory.mktemp("law"))
    puts = [] if before is None else [put(dict(before[0]), version=before[1])]
    store.apply_page(a_page(enter(), *puts))
    operations = make_work(drawn)
    for operation in operations:
        store.record_work([operation], author_name="Worker 1")
    server = before
    if after is not None:
        store.apply_page(a_page(put(dict(after[0]), version=after[1]), cursor="2"))
        if before is None or after[1] >= before[1]:
            server = after
    assert shown(store).record == fold(server_record(server), operations)
    assert shown(store).unsent
    store.close()
