# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two people change one record: nothing is picked silently and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from casework.merge import merge_operation
from casework.operations import Operation, Outcome
from casework.reasons import ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import RecordKind, Section
from tests.fakes.people import an_operation

FIELD_VALUES: st.SearchStrategy[dict[str, JsonValue]] = st.dictionaries(
    st.sampled_from(["legal_name", "chosen_name", "pronouns"]),
    st.sampled_from(["a", "b"]),
    min_size=1,
)


def made(operation: Operation, version: int = 1) -> CaseRecord:
    merged = merge_operation(None, operation, version=version, author_name="Worker 1")
    assert merged.record is not None
    return merged.record


def test_different_fields_are_both_kept_and_marked_parallel() -> None:
    record = made(an_operation(fields={"legal_name": "A", "chosen_name": "B"}))
    first = merge_operation(
        record,
        an_operation(fields={"chosen_name": "C"}, base={"chosen_name": 1}),
        version=2,
        author_name="",
    )
    second = merge_operation(
        first.record,
        an_operation(fields={"legal_name": "D"}, base={"legal_name": 1}),
        version=3,
        author_name="",
    )
    assert first.outcome is Outcome.APPLIED
    assert second.outcome is Outcome.PARALLEL
    assert second.record is not None
    assert second.record.fields == {"legal_name": "D", "chosen_name": "C"}


def test_the_same_field_from_the_same_base_is_a_conflict_and_picks_nothing() -> None:
    record = made(an_operation(fields={"legal_name": "A"}))
    changed = merge_operation(
        record,
        an_operation(counter=2, fields={"legal_name": "B"}, base={"legal_name": 1}),
        version=2,
        author_name="",
    )
    late = merge_operation(
        changed.record,
        an_operation(counter=3, fields={"legal_name": "C"}, base={"legal_name": 1}),
        version=3,
        author_name="",
    )
    assert late.outcome is Outcome.CONFLICT
    assert late.record is not None
    assert changed.record is not None
    assert late.record.fields == changed.record.fields
    [dispute] = late.record.open_disputes
    assert [(one.value, one.base) for one in dispute.claims] == [("B", 1), ("C", 1)]
    assert late.reason is not None
    assert late.reason.code is ReasonCode.CHANGED_MEANWHILE


def test_a_signed_screening_takes_no_second_operation() -> None:
    signed = made(an_operation(kind=RecordKind.SCREENING, fields={"language": "en"}))
    again = merge_operation(
        signed,
        an_operation(kind=RecordKind.SCREENING, fields={"language": "es"}),
        version=2,
        author_name="",
    )
    assert again.outcome is Outcome.REFUSED
    assert again.reason is not None
    assert again.reason.code is ReasonCode.SIGNED_IS_FINAL


def test_a_record_cannot_be_moved_to_another_case_or_section() -> None:
    record = made(an_operation())
    moved = merge_operation(record, an_operation(case=2), version=2, author_name="")
    misplaced = merge_operation(
        None,
        an_operation().model_copy(update={"section": Section.CONTACTS}),
        version=1,
        author_name="",
    )
    assert moved.reason is not None
    assert moved.reason.code is ReasonCode.OTHER_CASE
    assert misplaced.reason is not None
    assert misplaced.reason.code is ReasonCode.SECTION_MISMATCH


@given(st.lists(st.tuples(FIELD_VALUES, st.integers(0, 5)), max_size=8))
def test_a_field_changes_only_by_an_operation_that_had_seen_it(
    edits: list[tuple[dict[str, JsonValue], int]],
) -> None:
    record = made(an_operation(fields={"legal_name": "start"}))
    for version, (fields, seen) in enumerate(edits, start=2):
        base = dict.fromkeys(fields, seen)
        operation = an_operation(counter=version, fields=fields, base=base)
        merged = merge_operation(record, operation, version=version, author_name="")
        assert merged.record is not None
        for name, value in merged.record.fields.items():
            if value != record.fields.get(name):
                assert record.versions.get(name, 0) <= seen
                assert fields[name] == value
                assert not [one for one in merged.record.open_disputes if one.field == name]
        untouched = set(record.fields) - set(fields)
        assert all(merged.record.fields[name] == record.fields[name] for name in untouched)
        record = merged.record


def test_own_work_is_no_conflict_also_where_another_field_of_it_was() -> None:
    record = made(an_operation(fields={"legal_name": "A", "chosen_name": "A", "pronouns": "x"}))
    for version, changed, own in (
        (2, {"pronouns": "y"}, ()),
        (3, {"pronouns": "z", "chosen_name": "B"}, ()),
        (4, {"chosen_name": "C"}, (3,)),
        (5, {"pronouns": "y"}, (3, 4)),
    ):
        work = an_operation(counter=version, fields=dict(changed), base=dict.fromkeys(changed, 1))
        merged = merge_operation(record, work, version=version, author_name="", own=own)
        assert merged.record is not None
        record = merged.record
        is_clash = "pronouns" in changed and version > 2
        assert (merged.outcome is Outcome.CONFLICT) is is_clash
    assert record.fields["chosen_name"] == "C"
    [dispute] = record.open_disputes
    assert (dispute.field, len(dispute.claims)) == ("pronouns", 3)


def test_own_work_in_a_dispute_does_not_let_its_author_decide_what_they_never_saw() -> None:
    record = made(an_operation(fields={"legal_name": "A"}))
    for version, value, decides in ((2, "B", ()), (3, "C", ()), (4, "D", ("legal_name",))):
        work = an_operation(counter=version, fields={"legal_name": value}, base={"legal_name": 1})
        merged = merge_operation(
            record,
            work.model_copy(update={"decides": decides}),
            version=version,
            author_name="",
            own=(3,),
        )
        assert merged.record is not None
        record = merged.record
    assert len(record.open_disputes) == 1
