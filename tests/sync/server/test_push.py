# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work comes in once, in order, with an answer for each piece, and is never thrown away."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from casework.feed import RecordPut
from casework.ids import CaseId, HatId, PersonId, RecordId
from casework.operations import Operation, Outcome
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import RecordKind, Section
from sync.wire.messages import Problem, ProblemCode, PushReply
from tests.fakes.county import TestCounty, TestLaptop, a_note, county_in_memory, new_id
from tests.fakes.people import a_hat

A, P, C, R, D = (
    Outcome.APPLIED,
    Outcome.PARALLEL,
    Outcome.CONFLICT,
    Outcome.REFUSED,
    Outcome.DUPLICATE,
)


@pytest.fixture
def case(county: TestCounty, ana: Hat) -> CaseId:
    """A case of Ana's."""
    made = county.add_case(author=ana)
    county.grant(ana, made)
    return made


def taken(answer: PushReply | Problem) -> PushReply:
    assert isinstance(answer, PushReply), answer
    return answer


def outcomes(answer: PushReply | Problem) -> list[Outcome]:
    return [one.outcome for one in taken(answer).results]


def reason(answer: PushReply | Problem, place: int = 0) -> ReasonCode:
    found = taken(answer).results[place].reason
    assert found is not None
    return found.code


def test_work_is_taken_and_acknowledged(laptop: TestLaptop, case: CaseId) -> None:
    reply = taken(laptop.push(laptop.write(case), laptop.write(case)))
    assert [one.outcome for one in reply.results] == [A, A]
    assert (reply.last_counter, reply.head) == (2, laptop.head)


def test_a_lost_reply_is_asked_for_again_and_is_the_same(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    youth = RecordId(county.sql("SELECT id FROM record")[0][0])
    batch = [
        laptop.write(case),
        laptop.write(CaseId(new_id())),
        laptop.write(case, {"text": ""}),
        laptop.write(case, {"pronouns": "she/her"}, kind=RecordKind.YOUTH, record=youth),
        laptop.write(case, {"legal_name": "X"}, kind=RecordKind.YOUTH, record=youth),
    ]
    first, before = taken(laptop.push(*batch)), everything(county)
    second = taken(laptop.push(*batch))
    assert [one.outcome for one in first.results] == [A, R, R, P, C]
    assert [one.outcome for one in second.results] == [D, R, R, P, C]
    same = [one.model_copy(update={"outcome": None}) for one in first.results]
    assert [one.model_copy(update={"outcome": None}) for one in second.results] == same
    assert (second.last_counter, second.head) == (first.last_counter, first.head)
    assert everything(county) == before


def test_a_refusal_does_not_hold_up_what_follows(laptop: TestLaptop, case: CaseId) -> None:
    batch = [laptop.write(case), laptop.write(CaseId(new_id())), laptop.write(case)]
    assert outcomes(laptop.push(*batch)) == [A, R, A]


def test_refused_work_is_kept_with_its_reason(
    county: TestCounty, laptop: TestLaptop, ben: Hat
) -> None:
    work = laptop.write(county.add_case(author=ben))
    assert reason(laptop.push(work)) is ReasonCode.NOT_ASSIGNED
    [(kept, result)] = county.kept_work(laptop.enrolment.device)
    assert kept == work
    assert result.reason is not None
    assert result.reason.code is ReasonCode.NOT_ASSIGNED


def test_an_unknown_case_is_refused(laptop: TestLaptop) -> None:
    assert reason(laptop.push(laptop.write(CaseId(new_id())))) is ReasonCode.UNKNOWN_CASE


def test_a_section_not_granted_is_refused(county: TestCounty, laptop: TestLaptop, ana: Hat) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case, frozenset({Section.IDENTITY}))
    assert reason(laptop.push(laptop.write(case))) is ReasonCode.SECTION_NOT_GRANTED


def test_work_after_a_revocation_is_refused(
    county: TestCounty, laptop: TestLaptop, case: CaseId, ana: Hat
) -> None:
    county.revoke(ana, case)
    assert reason(laptop.push(laptop.write(case))) is ReasonCode.REVOKED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"author": PersonId(new_id())}, ReasonCode.NOT_AUTHOR),
        ({"hat": HatId(new_id())}, ReasonCode.NOT_AUTHOR),
        ({"section": Section.IDENTITY}, ReasonCode.SECTION_MISMATCH),
        ({"base": {}}, ReasonCode.MALFORMED),
        ({"record": "\x00"}, ReasonCode.MALFORMED),
        ({"case": "../etc"}, ReasonCode.MALFORMED),
        ({"fields": {"text": 7}, "base": {"text": 0}}, ReasonCode.MALFORMED),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(
    county: TestCounty,
    laptop: TestLaptop,
    case: CaseId,
    change: dict[str, object],
    code: ReasonCode,
) -> None:
    values = {"case": case} | change
    work = laptop.write(**values)  # type: ignore[arg-type]  # wrong on purpose
    assert reason(laptop.push(work)) is code
    assert county.sql("SELECT count(*) FROM operation") == [(1,)]
    assert outcomes(laptop.push(laptop.write(case))) == [A]


def test_another_ones_record_id_is_refused_without_a_hint_of_its_content(
    county: TestCounty, laptop: TestLaptop, case: CaseId, ben: Hat
) -> None:
    hidden = county.add_case(author=ben)
    record = county.add_record(hidden, RecordKind.CONTACT_NOTE, a_note("secret"), author=ben)
    answer = laptop.push(laptop.write(case, record=record))
    assert reason(answer) is ReasonCode.OTHER_CASE
    assert "secret" not in str(answer)


def test_a_signed_record_takes_no_second_operation(laptop: TestLaptop, case: CaseId) -> None:
    record = RecordId(new_id())
    batch = [laptop.write(case, record=record), laptop.write(case, record=record)]
    answer = laptop.push(*batch)
    assert outcomes(answer) == [A, R]
    assert reason(answer, 1) is ReasonCode.SIGNED_IS_FINAL


def test_different_fields_are_laid_together_and_the_same_field_is_a_conflict(
    county: TestCounty,
    laptop: TestLaptop,
    other_laptop: TestLaptop,
    case: CaseId,
    ben: Hat,
) -> None:
    county.grant(ben, case)
    youth, version = county.sql("SELECT id, version FROM record")[0]

    def change(one: TestLaptop, **fields: str) -> PushReply:
        base = dict.fromkeys(fields, version)
        work = one.write(case, fields, kind=RecordKind.YOUTH, record=RecordId(youth), base=base)
        return taken(one.push(work))

    assert outcomes(change(laptop, pronouns="she/her")) == [A]
    assert outcomes(change(other_laptop, chosen_name="Robin")) == [P]
    assert outcomes(change(other_laptop, pronouns="they/them")) == [C]
    [kept] = county.kept_records()
    assert (kept.fields["pronouns"], kept.fields["chosen_name"]) == ("she/her", "Robin")
    both = county.kept_work(other_laptop.enrolment.device)
    assert [work.fields for work, result in both if result.outcome is C] == [
        {"pronouns": "they/them"}
    ]


def test_work_that_skips_a_number_lies_in_quarantine_and_disturbs_nothing(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    first, second = laptop.write(case), laptop.write(case)
    assert reason(laptop.push(second)) is ReasonCode.BROKEN_CHAIN
    assert county.sql("SELECT counter FROM quarantine") == [(2,)]
    assert outcomes(laptop.push(first, second)) == [A, A]


def test_work_that_names_another_predecessor_is_refused(laptop: TestLaptop, case: CaseId) -> None:
    laptop.push(laptop.write(case))
    stranger = laptop.write(case, previous="f" * 64)
    assert reason(laptop.push(stranger)) is ReasonCode.BROKEN_CHAIN


def test_two_copies_of_one_laptop_are_noticed_and_nothing_is_lost(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    copy = TestLaptop(county, laptop.key, laptop.given)
    laptop.push(laptop.write(case, a_note("from the one")))
    work = copy.write(case, a_note("from the other")), copy.write(case, a_note("and more"))
    for sent in (work, work[1:]):
        answer = copy.push(*sent)
        assert isinstance(answer, Problem)
        assert answer.code is ProblemCode.FORKED_DEVICE
    for asked in (laptop.pull(), laptop.push(laptop.write(case, a_note("later")))):
        assert isinstance(asked, Problem)
        assert asked.code is ProblemCode.FORKED_DEVICE
    kept = {one.fields["text"] for one in county.kept_strays(laptop.enrolment.device)}
    assert kept == {"from the other", "and more", "later"}
    assert county.sql("SELECT count(*) FROM record") == [(2,)]


def test_a_batch_that_forks_within_itself_changes_nothing(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    first = laptop.write(case)
    twin = first.model_copy(update={"fields": a_note("twin")})
    answer = laptop.push(first, twin)
    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.FORKED_DEVICE
    assert county.sql("SELECT count(*) FROM operation") == [(0,)]
    assert county.sql("SELECT count(*) FROM quarantine") == [(2,)]


def test_work_that_cannot_be_hashed_is_a_bad_request(laptop: TestLaptop, case: CaseId) -> None:
    work = laptop.write(case)
    broken = work.model_copy(update={"fields": {**work.fields, "text": 2**70}})
    answer = laptop.push(broken)
    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.BAD_REQUEST


@settings(max_examples=12)  # each one has a database of its own
@given(st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_however_a_batch_is_cut_and_repeated_the_outcome_is_the_same(cuts: Sequence[int]) -> None:
    with county_in_memory() as county:
        ana = county.add_hat(a_hat(1))
        case = county.add_case(author=ana)
        county.grant(ana, case)
        laptop = TestLaptop(county)
        laptop.enrol(ana)
        work = [laptop.write(case, a_note(str(number))) for number in range(6)]
        sent = 0
        for start in cuts:
            begin = min(start, sent)
            taken(laptop.push(*work[begin : start + 1]))
            sent = max(sent, start + 1)
        taken(laptop.push(*work[min(sent, 5) :]))
        assert county.sql("SELECT count(*) FROM record") == [(7,)]
        assert county.sql("SELECT last_counter, head FROM device") == [(6, laptop.head)]


def everything(county: TestCounty) -> list[tuple[object, ...]]:
    tables = ("record", "operation", "feed", "device", "quarantine")
    return [row for name in tables for row in county.sql(f"SELECT * FROM {name} ORDER BY 1, 2, 3")]


def test_a_record_made_and_changed_in_one_batch_is_as_it_was_last(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    record = RecordId(new_id())
    made = laptop.write(case, {"legal_name": "Kai"}, kind=RecordKind.YOUTH, record=record)
    more = laptop.write(case, {"pronouns": "he/him"}, kind=RecordKind.YOUTH, record=record)
    assert outcomes(laptop.push(made, more)) == [A, P]
    [kept] = [one for one in county.kept_records() if one.record == record]
    assert kept.fields == {"legal_name": "Kai", "pronouns": "he/him"}


def test_an_empty_batch_tells_where_the_chain_ends(laptop: TestLaptop, case: CaseId) -> None:
    laptop.push(laptop.write(case))
    reply = taken(laptop.push())
    assert (reply.results, reply.last_counter, reply.head) == ((), 1, laptop.head)


@pytest.mark.parametrize("batches", [1, 2])
def test_two_edits_of_one_field_on_one_laptop_do_not_conflict_with_each_other(
    county: TestCounty, laptop: TestLaptop, case: CaseId, batches: int
) -> None:
    youth, version = county.sql("SELECT id, version FROM record")[0]

    def edit(pronouns: str, base: int) -> Operation:
        return laptop.write(
            case,
            {"pronouns": pronouns},
            kind=RecordKind.YOUTH,
            record=RecordId(youth),
            base={"pronouns": base},
        )

    made = [edit("she", version), edit("they", 0), edit("he", version)]
    first = taken(laptop.push(*made[: 3 // batches]))
    then = taken(laptop.push(*made[3 // batches :]))
    assert [*outcomes(first), *outcomes(then)] == [A, P, P]
    [kept] = county.kept_records()
    assert kept.fields["pronouns"] == "he"


def test_an_edit_over_somebody_elses_is_a_conflict_also_after_an_own_one(
    county: TestCounty, laptop: TestLaptop, other_laptop: TestLaptop, case: CaseId, ben: Hat
) -> None:
    county.grant(ben, case)
    youth, version = county.sql("SELECT id, version FROM record")[0]

    def edit(one: TestLaptop, pronouns: str, base: int) -> Operation:
        return one.write(
            case,
            {"pronouns": pronouns},
            kind=RecordKind.YOUTH,
            record=RecordId(youth),
            base={"pronouns": base},
        )

    assert outcomes(laptop.push(edit(laptop, "she", version))) == [A]
    [(seen,)] = county.sql("SELECT version FROM record")
    assert outcomes(other_laptop.push(edit(other_laptop, "they", seen))) == [A]
    assert outcomes(laptop.push(edit(laptop, "he", version))) == [C]


def test_a_conflict_is_kept_in_the_record_and_reaches_everyone_until_it_is_decided(
    county: TestCounty, laptop: TestLaptop, other_laptop: TestLaptop, case: CaseId, ben: Hat
) -> None:
    county.grant(ben, case)
    youth, version = county.sql("SELECT id, version FROM record")[0]

    def edit(one: TestLaptop, value: str, seen: int, *decides: str) -> PushReply:
        work = one.write(
            case,
            {"birth_date": value},
            kind=RecordKind.YOUTH,
            record=RecordId(youth),
            base={"birth_date": seen},
            decides=decides,
        )
        return taken(one.push(work))

    def present(one: TestLaptop) -> CaseRecord:
        [found] = [put.record for put in one.pull_all()[0] if isinstance(put, RecordPut)]
        return found

    assert outcomes(edit(laptop, "2011-04-01", version)) == [A]
    told = edit(other_laptop, "2009-04-01", version)
    assert outcomes(told) == [C]
    for one in (laptop, other_laptop):
        assert present(one).version == told.results[0].version
        assert present(one).fields["birth_date"] == "2011-04-01"
        [dispute] = present(one).open_disputes
        assert [claim.value for claim in dispute.claims] == ["2011-04-01", "2009-04-01"]
    seen = present(laptop).version
    assert outcomes(edit(laptop, "2009-04-01", seen, "birth_date")) == [A]
    assert present(other_laptop).fields["birth_date"] == "2009-04-01"
    assert present(other_laptop).open_disputes == ()
    assert outcomes(edit(other_laptop, "2010-01-01", seen, "birth_date")) == [C]
    [again] = present(laptop).open_disputes
    assert [claim.value for claim in again.claims] == ["2009-04-01", "2010-01-01"]
    assert reason(edit(laptop, "not a day", present(laptop).version)) is ReasonCode.MALFORMED


def test_times_that_no_laptop_could_read_are_refused_and_stop_nothing(
    laptop: TestLaptop, case: CaseId
) -> None:
    nowhere = a_note() | {"happened_at": "2026-11-20T10:00:00"}
    answer = laptop.push(
        laptop.write(case, at="yesterday"), laptop.write(case, nowhere), laptop.write(case)
    )
    assert outcomes(answer) == [R, R, A]
    assert {reason(answer, place) for place in (0, 1)} == {ReasonCode.MALFORMED}


def test_what_a_laptop_made_of_a_record_is_looked_up_once_however_often_it_clashes(
    county: TestCounty, laptop: TestLaptop, other_laptop: TestLaptop, case: CaseId, ben: Hat
) -> None:
    county.grant(ben, case)
    [youth] = [one.record for one in county.kept_records() if one.kind is RecordKind.YOUTH]
    named = {"kind": RecordKind.YOUTH, "record": youth}
    laptop.push(laptop.write(case, {"tribe": "Yurok"}, **named))
    clashing = [other_laptop.write(case, {"tribe": str(n)}, **named) for n in range(9)]
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(county.database.app, "before_cursor_execute", note)
    assert outcomes(other_laptop.push(*clashing)) == [C] * 9
    event.remove(county.database.app, "before_cursor_execute", note)
    assert sum("operation.outcome !=" in one for one in asked) == 1
