# SPDX-License-Identifier: AGPL-3.0-or-later
"""Disputes keep every value for good, whatever order they arrive in, and only people close them."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from casework.disputes import value_meanwhile
from casework.merge import merge_operation
from casework.operations import Operation, Outcome
from casework.protections import PROTECTIONS, Order, Protection
from casework.records import CaseRecord
from casework.vocabulary import RecordKind
from tests.fakes.people import a_hat, an_operation

YOUTH = RecordKind.YOUTH
START = {"legal_name": "Kai", "birth_date": "2010-01-01", "pronouns": "they"}
EDITS = st.lists(
    st.dictionaries(
        st.sampled_from(["birth_date", "pronouns"]),
        st.sampled_from(["2009-05-05", "2011-06-06", "2012-07-07"]),
        min_size=1,
    ),
    min_size=1,
    max_size=4,
)


def start() -> CaseRecord:
    made = merge_operation(None, an_operation(fields=dict(START)), version=1, author_name="Ana")
    assert made.record is not None
    return made.record


def edit(
    number: int, fields: dict[str, JsonValue], seen: int = 1, *, decides: bool = False
) -> Operation:
    made = an_operation(
        counter=number,
        fields=fields,
        base=dict.fromkeys(fields, seen),
        hat=a_hat(number),
        device=number,
    )
    return made.model_copy(update={"decides": tuple(fields)}) if decides else made


def lay(record: CaseRecord, operations: Iterable[Operation]) -> CaseRecord:
    for operation in operations:
        merged = merge_operation(
            record, operation, version=record.version + 1, author_name=f"Worker {operation.counter}"
        )
        assert merged.record is not None
        record = merged.record
    return record


def values(record: CaseRecord) -> dict[str, set[JsonValue]]:
    """Every value that stands or is claimed, by field."""
    held: dict[str, set[JsonValue]] = {name: {value} for name, value in record.fields.items()}
    for dispute in record.disputes:
        held[dispute.field] |= {one.value for one in dispute.claims}
    return held


@given(edits=EDITS, data=st.data())
def test_what_is_disputed_and_shown_does_not_depend_on_the_order_of_arrival(
    edits: list[dict[str, JsonValue]], data: st.DataObject
) -> None:
    operations = [edit(number, fields) for number, fields in enumerate(edits, start=2)]
    other = data.draw(st.permutations(operations))
    one, two = lay(start(), operations), lay(start(), other)
    for name in START:
        if len(values(one)[name]) > 1:
            assert values(one)[name] == values(two)[name]
            assert one.fields[name] == two.fields[name]


@given(edits=EDITS)
def test_no_value_that_was_written_from_one_base_is_lost(
    edits: list[dict[str, JsonValue]],
) -> None:
    record = lay(start(), [edit(number, one) for number, one in enumerate(edits, start=2)])
    for fields in edits:
        for name, value in fields.items():
            assert value in values(record)[name]


@given(edits=EDITS)
def test_the_more_protective_value_is_shown_while_nobody_has_decided(
    edits: list[dict[str, JsonValue]],
) -> None:
    record = lay(start(), [edit(number, one) for number, one in enumerate(edits, start=2)])
    for dispute in record.open_disputes:
        if dispute.field == "birth_date":
            assert record.fields["birth_date"] == max(str(one.value) for one in dispute.claims)


def test_a_claim_says_who_when_and_from_which_base() -> None:
    record = lay(start(), [edit(2, {"pronouns": "she"}), edit(3, {"pronouns": "he"})])
    [dispute] = record.open_disputes
    told = [(one.author_name, one.value, one.base, one.author) for one in dispute.claims]
    assert told == [
        ("Worker 2", "she", 1, a_hat(2).person),
        ("Worker 3", "he", 1, a_hat(3).person),
    ]
    assert dispute.claims[0].at < dispute.claims[1].at


def test_an_ordinary_change_never_closes_a_dispute() -> None:
    record = lay(start(), [edit(2, {"pronouns": "she"}), edit(3, {"pronouns": "he"})])
    after = lay(record, [edit(4, {"pronouns": "ze"}, seen=99)])
    [dispute] = after.open_disputes
    assert [one.value for one in dispute.claims] == ["she", "he", "ze"]


@pytest.mark.parametrize("value", ["she", "he", "another"])
def test_a_decision_closes_it_and_keeps_every_claim(value: str) -> None:
    record = lay(start(), [edit(2, {"pronouns": "she"}), edit(3, {"pronouns": "he"})])
    decision = edit(4, {"pronouns": value}, seen=record.version, decides=True)
    merged = merge_operation(record, decision, version=9, author_name="Supervisor")
    assert merged.outcome is Outcome.APPLIED
    assert merged.record is not None
    assert merged.record.fields["pronouns"] == value
    assert merged.record.open_disputes == ()
    [dispute] = merged.record.disputes
    assert [one.value for one in dispute.claims] == ["she", "he"]
    assert dispute.decided is not None
    assert (dispute.decided.author_name, dispute.decided.at) == ("Supervisor", decision.at)


def test_a_decision_that_has_not_seen_every_claim_joins_them() -> None:
    record = lay(start(), [edit(2, {"pronouns": "she"}), edit(3, {"pronouns": "he"})])
    seen = record.version
    more = lay(record, [edit(4, {"pronouns": "ze"})])
    after = lay(more, [edit(5, {"pronouns": "she"}, seen=seen, decides=True)])
    [dispute] = after.open_disputes
    assert [(one.value, one.decides) for one in dispute.claims][-1] == ("she", True)


def test_two_who_decide_differently_are_in_dispute_again_and_alike_is_enough() -> None:
    record = lay(start(), [edit(2, {"pronouns": "she"}), edit(3, {"pronouns": "he"})])
    seen = record.version
    one = edit(4, {"pronouns": "she"}, seen=seen, decides=True)
    alike = lay(record, [one, edit(5, {"pronouns": "she"}, seen=seen, decides=True)])
    assert alike.open_disputes == ()
    apart = lay(record, [one, edit(5, {"pronouns": "he"}, seen=seen, decides=True)])
    [again] = apart.open_disputes
    assert [(claim.value, claim.decides) for claim in again.claims] == [("she", True), ("he", True)]
    assert len(apart.disputes) == 2


def test_ranks_decide_what_protects_more_and_what_is_unknown_protects_least() -> None:
    ranked = {(YOUTH, "risk"): Protection(Order.RANKED, ("low", "medium", "high"))}
    record = lay(start(), [edit(2, {"pronouns": "she"}), edit(3, {"pronouns": "he"})])
    [low, high] = record.open_disputes[0].claims
    claims = [
        low.model_copy(update={"value": "high"}),
        high.model_copy(update={"value": "unheard of"}),
    ]
    assert value_meanwhile(YOUTH, "risk", claims, ranked) == "high"
    assert value_meanwhile(YOUTH, "risk", reversed(claims), ranked) == "high"


@given(data=st.data())
def test_the_same_value_is_shown_meanwhile_whoever_was_first(data: st.DataObject) -> None:
    kind, name = data.draw(st.sampled_from(list(PROTECTIONS)))
    protection = PROTECTIONS[kind, name]
    told = data.draw(
        st.lists(
            st.none() | st.booleans() | st.sampled_from(["2026-01-02", "2027-03-04", "absent"]),
            min_size=1,
            max_size=5,
        )
    )
    record = lay(start(), [edit(2, {"pronouns": "she"}), edit(3, {"pronouns": "he"})])
    like = record.open_disputes[0].claims[0]
    claims = [
        like.model_copy(update={"value": value, "operation": str(number)})
        for number, value in enumerate(told)
    ]
    shown = value_meanwhile(kind, name, claims)
    assert value_meanwhile(kind, name, data.draw(st.permutations(claims))) == shown
    assert all(protection.weight(shown) >= protection.weight(one) for one in told)


def test_work_of_an_older_program_keeps_its_hash() -> None:
    before = "aa61bc099bae07dad960fe93cb9f00f2709ddb5f17ed8665bc46a31b460bed11"
    assert an_operation().digest() == before
    assert an_operation().digest() != edit(1, {"legal_name": "A"}, decides=True).digest()
