# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop is told what its wearer may see now, once, in order, and when to let go."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.feed import CaseEntered, CaseLeft, FeedPage, RecordPut
from casework.ids import CaseId
from casework.policy import AccessQuestion, Hat, decide
from casework.reasons import ReasonCode
from casework.vocabulary import Action, LegalRole, RecordKind, Section
from sync.server.audit import Actor
from sync.server.memberships import read_memberships
from sync.server.people import begin_epoch
from sync.server.rights import record_ground
from sync.wire.messages import Problem, ProblemCode
from tests.fakes.county import (
    COUNTY,
    MovableClock,
    TestCounty,
    TestLaptop,
    a_note,
    county_in_memory,
    new_id,
)
from tests.fakes.grounds import a_broken_glass
from tests.fakes.people import a_hat

FRONT = frozenset({Section.IDENTITY})


def page(answer: FeedPage | Problem) -> FeedPage:
    assert isinstance(answer, FeedPage), answer
    return answer


def kinds(answer: FeedPage | Problem) -> list[str]:
    return [one.entry for one in page(answer).entries]


def test_work_reaches_the_assigned_colleague_with_the_reason_and_nobody_else(
    county: TestCounty, ana: Hat, laptop: TestLaptop, ben: Hat, other_laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    county.grant(ben, case)
    stranger = TestLaptop(county)
    stranger.enrol(county.add_hat(a_hat(3)))
    laptop.push(laptop.write(case, a_note("Met at the library.")))
    entered, youth, note = page(other_laptop.pull()).entries
    assert isinstance(entered, CaseEntered)
    assert entered.reason.code is ReasonCode.ASSIGNED
    assert isinstance(youth, RecordPut)
    assert isinstance(note, RecordPut)
    assert note.record.fields["text"] == "Met at the library."
    assert note.record.author_name == ana.person_name
    assert page(stranger.pull()).entries == ()


def test_the_same_page_can_be_asked_for_again(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    assert page(laptop.pull()) == page(laptop.pull())


def test_nothing_new_is_an_empty_page_at_the_same_cursor(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    county.grant(ana, county.add_case(author=ana))
    first = page(laptop.pull())
    again = page(laptop.pull(first.cursor))
    assert (again.entries, again.cursor, again.done) == ((), first.cursor, True)


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_however_small_the_pages_each_record_comes_once_and_after_its_case(
    county: TestCounty, ana: Hat, laptop: TestLaptop, limit: int
) -> None:
    for _ in range(3):
        case = county.add_case(author=ana)
        county.add_records(case, RecordKind.CONTACT_NOTE, [a_note(), a_note()], author=ana)
        county.grant(ana, case)
        laptop.push(laptop.write(case))
    entries, _ = laptop.pull_all(limit)
    seen: set[CaseId] = set()
    for entry in entries:
        if isinstance(entry, CaseEntered):
            seen.add(entry.case)
        else:
            assert isinstance(entry, RecordPut)
            assert entry.record.case in seen
    records = [one.record.record for one in entries if isinstance(one, RecordPut)]
    assert len(records) == len(set(records)) == 12
    assert page(laptop.pull("", limit)).remaining == 15 - limit


def test_a_record_changed_often_comes_once_as_it_is_now(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case)
    start = page(laptop.pull()).cursor
    [(youth, version)] = county.sql("SELECT id, version FROM record")
    for name in ("One", "Two", "Three"):
        base = {"chosen_name": version}
        fields = {"chosen_name": name}
        laptop.push(laptop.write(case, fields, kind=RecordKind.YOUTH, record=youth, base=base))
        [(version,)] = county.sql("SELECT version FROM record")
    [put] = page(laptop.pull(start)).entries
    assert isinstance(put, RecordPut)
    assert put.record.fields["chosen_name"] == "Three"
    assert put.record.version == version


def test_a_section_not_granted_never_leaves_the_server(
    county: TestCounty, ana: Hat, ben: Hat, other_laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note("not for Ben"), author=ana)
    county.grant(ben, case, FRONT)
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note("nor this"), author=ana)
    assert kinds(other_laptop.pull()) == ["enter", "put"]
    assert "for Ben" not in str(other_laptop.pull())


def test_a_revoked_case_leaves_and_nothing_of_it_follows(
    county: TestCounty, ana: Hat, ben: Hat, other_laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.grant(ben, case)
    cursor = page(other_laptop.pull()).cursor
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note("after"), author=ana)
    county.revoke(ben, case)
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note("later"), author=ana)
    [left] = page(other_laptop.pull(cursor)).entries
    assert isinstance(left, CaseLeft)
    assert left.reason.code is ReasonCode.REVOKED


def test_a_case_granted_and_revoked_between_pulls_is_only_left(
    county: TestCounty, ana: Hat, ben: Hat, other_laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.grant(ben, case)
    county.revoke(ben, case)
    assert kinds(other_laptop.pull()) == ["leave"]


def test_a_case_that_comes_back_is_left_first_and_whole_again(
    county: TestCounty, ana: Hat, ben: Hat, other_laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.grant(ben, case)
    cursor = page(other_laptop.pull()).cursor
    county.revoke(ben, case)
    county.grant(ben, case)
    assert kinds(other_laptop.pull(cursor)) == ["leave", "enter", "put"]
    assert kinds(other_laptop.pull()) == ["leave", "enter", "put"]


def test_a_narrower_assignment_lets_go_of_the_rest(
    county: TestCounty, ana: Hat, ben: Hat, other_laptop: TestLaptop
) -> None:
    case = county.add_case(author=ana)
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note(), author=ana)
    county.grant(ben, case)
    cursor = page(other_laptop.pull()).cursor
    county.grant(ben, case, FRONT)
    assert kinds(other_laptop.pull(cursor)) == ["leave", "enter", "put"]


def test_an_assignment_that_runs_out_leaves_by_itself_once(
    county: TestCounty, ana: Hat, ben: Hat, other_laptop: TestLaptop, clock: MovableClock
) -> None:
    case = county.add_case(author=ana)
    county.grant(ben, case, ends=clock.now() + timedelta(days=2))
    cursor = page(other_laptop.pull()).cursor
    clock.move(timedelta(days=2))
    first = page(other_laptop.pull(cursor))
    [left] = first.entries
    assert isinstance(left, CaseLeft)
    assert left.reason.code is ReasonCode.ENDED
    assert page(other_laptop.pull(first.cursor)).entries == ()
    assert kinds(other_laptop.pull()) == ["leave"]


def test_an_assignment_without_who_the_youth_is_outlives_a_ground_that_told_it(
    county: TestCounty, ana: Hat, ben: Hat, other_laptop: TestLaptop, clock: MovableClock
) -> None:
    case = county.add_case(author=ana)
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note(), author=ana)
    county.grant(ben, case, frozenset({Section.CONTACTS}))
    shared = frozenset({Section.CONTACTS})
    named = frozenset({ben.id})
    glass = a_broken_glass(case=case, sections=shared, named=named, starts=clock.now())
    with county.database.administer() as connection:
        actor = Actor("Test supervisor", clock.now(), new_id())
        record_ground(connection, COUNTY, glass, actor)
    first = page(other_laptop.pull())
    assert [one.entry for one in first.entries] == ["enter", "put", "put"]
    clock.move(timedelta(hours=25))
    assert kinds(other_laptop.pull(first.cursor)) == ["leave", "enter", "put"]


@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
def test_no_record_comes_without_its_case_where_a_page_ends_as_a_ground_runs_out(
    county: TestCounty,
    ana: Hat,
    ben: Hat,
    other_laptop: TestLaptop,
    clock: MovableClock,
    limit: int,
) -> None:
    case = county.add_case(author=ana)
    county.grant(ben, case)
    glass = a_broken_glass(
        case=case,
        sections=frozenset({Section.CONTACTS}),
        named=frozenset({ben.id}),
        starts=clock.now(),
    )
    with county.database.administer() as connection:
        record_ground(connection, COUNTY, glass, Actor("Supervisor", clock.now(), new_id()))
    cursor = page(other_laptop.pull()).cursor
    county.add_records(case, RecordKind.CONTACT_NOTE, [a_note()] * 2, author=ana)
    clock.move(timedelta(hours=25))
    within, held = True, 0
    while True:
        answer = page(other_laptop.pull(cursor, limit))
        for one in answer.entries:
            if isinstance(one, CaseLeft):
                within, held = False, 0
            elif isinstance(one, CaseEntered):
                within = True
            else:
                assert within
                held += 1
        cursor = answer.cursor
        if answer.done:
            break
    assert held == 3


def test_a_renewed_assignment_comes_back_whole(
    county: TestCounty, ana: Hat, ben: Hat, other_laptop: TestLaptop, clock: MovableClock
) -> None:
    case = county.add_case(author=ana)
    county.grant(ben, case, ends=clock.now() + timedelta(days=2))
    clock.move(timedelta(days=3))
    cursor = page(other_laptop.pull()).cursor
    county.grant(ben, case)
    assert kinds(other_laptop.pull(cursor)) == ["enter", "put"]


def test_an_administrator_is_told_nothing_whatever_was_granted(
    county: TestCounty, ana: Hat
) -> None:
    admin = county.add_hat(a_hat(9, role=LegalRole.COUNTY_ADMINISTRATOR))
    county.grant(admin, county.add_case(author=ana))
    laptop = TestLaptop(county)
    laptop.enrol(admin)
    assert page(laptop.pull()).entries == ()


@pytest.mark.parametrize("cursor", ["epoch0.1", "epoch1.99", "epoch1.-1", "epoch1.", "x", "1", "."])
def test_a_cursor_of_another_feed_is_refused(laptop: TestLaptop, cursor: str) -> None:
    answer = laptop.pull(cursor)
    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.CURSOR
    assert "pulls anew" in answer.sentence


def test_a_new_epoch_makes_old_cursors_void(
    county: TestCounty, ana: Hat, laptop: TestLaptop
) -> None:
    county.grant(ana, county.add_case(author=ana))
    cursor = page(laptop.pull()).cursor
    with county.database.administer() as connection:
        begin_epoch(connection, COUNTY, "epoch2")
    assert isinstance(laptop.pull(cursor), Problem)
    assert kinds(laptop.pull()) == ["enter", "put"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["grant", "revoke", "write", "age", "pull"]),
        st.integers(0, 2),
        st.sets(st.sampled_from(Section), min_size=1),
        st.one_of(st.none(), st.integers(1, 3)),
    ),
    max_size=14,
)


@settings(max_examples=20)  # each one has a database of its own
@given(STEPS, st.integers(1, 6))
def test_whoever_follows_the_feed_holds_exactly_what_the_policy_allows(
    steps: list[tuple[str, int, set[Section], int | None]], limit: int
) -> None:
    clock = MovableClock()
    with county_in_memory(clock) as county:
        ana, ben = county.add_hat(a_hat(1)), county.add_hat(a_hat(2))
        cases = [county.add_case(author=ana) for _ in range(3)]
        laptop = TestLaptop(county)
        laptop.enrol(ben)
        held: dict[str, tuple[CaseId, int]] = {}
        cursor = ""
        for step, number, sections, days in [*steps, ("pull", 0, set(), None)]:
            case = cases[number]
            if step == "grant":
                ends = None if days is None else clock.now() + timedelta(days=days)
                county.grant(ben, case, frozenset(sections), ends)
            elif step == "revoke" and _is_granted(county, ben, case):
                county.revoke(ben, case)
            elif step == "write":
                county.add_record(case, RecordKind.CONTACT_NOTE, a_note(), author=ana)
            elif step == "age":
                clock.move(timedelta(days=1))
            elif step == "pull":
                cursor = _follow(laptop, cursor, limit, held)
                assert held == _allowed(county, ben, clock)


def _is_granted(county: TestCounty, hat: Hat, case: CaseId) -> bool:
    query = (
        "SELECT 1 FROM membership WHERE hat = :hat AND case_id = :case"
        " AND revoked_at IS NULL AND left_at IS NULL"
    )
    return bool(county.sql(query, hat=hat.id, case=case))


def _follow(
    laptop: TestLaptop, cursor: str, limit: int, held: dict[str, tuple[CaseId, int]]
) -> str:
    while True:
        found = page(laptop.pull(cursor, limit))
        for entry in found.entries:
            if isinstance(entry, CaseLeft):
                for record in [one for one, (case, _) in held.items() if case == entry.case]:
                    del held[record]
            elif isinstance(entry, RecordPut):
                held[entry.record.record] = (entry.record.case, entry.record.version)
        cursor = found.cursor
        if found.done:
            return cursor


def _allowed(county: TestCounty, hat: Hat, clock: MovableClock) -> dict[str, tuple[CaseId, int]]:
    with county.database.administer() as connection:
        memberships = read_memberships(connection, COUNTY, hat.id)
    return {
        record: (case, version)
        for record, case, section, version in county.sql(
            "SELECT id, case_id, section, version FROM record"
        )
        if decide(
            AccessQuestion(hat=hat, case=case, section=section, action=Action.READ, at=clock.now()),
            memberships,
        ).allowed
    }
