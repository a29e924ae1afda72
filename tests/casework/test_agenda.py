# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda: what is urgent, what changed since the last time, and minutes that suffice."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from casework.agenda import (
    AROUND_THE_LIST,
    FEWEST_MINUTES,
    AgendaItem,
    AgendaLine,
    AgendaRecord,
    Topic,
    build_item,
    put_in_order,
    share_minutes,
)
from casework.duties import CourtDate, CourtMatter
from casework.ids import CaseId, HatId, RecordId
from casework.meetings import SafetyStatus
from casework.records import read_view
from casework.vocabulary import SECTION_OF_KIND, RecordKind, Section
from tests.fakes.people import NOON, an_id

ZONE = ZoneInfo("America/Los_Angeles")
TODAY = NOON.astimezone(ZONE).date()
LAST = NOON - timedelta(days=14)
CASE, HAT = CaseId(an_id(1)), HatId(an_id(2))

lines = st.builds(
    AgendaLine,
    topic=st.sampled_from(Topic),
    when=st.none(),
    words=st.just(()),
    section=st.sampled_from(Section),
)
items = st.builds(
    AgendaItem,
    case=st.integers(1, 10**6).map(lambda number: CaseId(an_id(number))),
    shown_name=st.text(max_size=5),
    since=st.none(),
    last_status=st.none(),
    lines=st.lists(lines, max_size=5).map(tuple),
)
agendas = st.lists(items, min_size=1, max_size=20).map(put_in_order)


def a_record(number: int, what: RecordKind, entered: datetime, **fields: JsonValue) -> AgendaRecord:
    view = read_view(what, fields)
    return AgendaRecord(RecordId(an_id(number)), SECTION_OF_KIND[what], HAT, entered, view)


def minutes(meeting: int, at: datetime, **more: JsonValue) -> AgendaRecord:
    fields: dict[str, JsonValue] = {
        "meeting": an_id(meeting),
        "type": "ongoing",
        "held_from": at.isoformat(),
        "held_until": at.isoformat(),
        "signed_at": at.isoformat(),
        "signed_by": "A. Testman",
        **more,
    }
    return a_record(900 + meeting, RecordKind.MINUTES, at, **fields)


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def topics(*records: AgendaRecord, meeting: str = "") -> list[Topic]:
    return [one.topic for one in build_item(CASE, "Wren", records, NOON, ZONE, meeting).lines]


@given(agendas, st.integers(20, 240))
def test_the_minutes_of_all_youths_fit_into_the_meeting(
    agenda: tuple[AgendaItem, ...], length: int
) -> None:
    given_ = share_minutes(agenda, timedelta(minutes=length))
    total = length - AROUND_THE_LIST
    assert sum(given_) <= total
    if total >= FEWEST_MINUTES * len(agenda):
        assert sum(given_) == total
        assert min(given_) >= FEWEST_MINUTES
    else:
        assert len(set(given_)) == 1


@given(agendas, st.integers(60, 240))
def test_nobody_more_urgent_gets_less_time(agenda: tuple[AgendaItem, ...], length: int) -> None:
    given_ = share_minutes(agenda, timedelta(minutes=length))
    assert list(given_) == sorted(given_, reverse=True)


@given(st.lists(items, max_size=12))
def test_the_order_is_by_urgency_and_loses_nobody(agenda: list[AgendaItem]) -> None:
    ordered = put_in_order(agenda)
    assert sorted(one.case for one in ordered) == sorted(one.case for one in agenda)
    assert [one.urgency for one in ordered] == sorted(one.urgency for one in agenda)


def test_two_hours_suffice_for_fifteen_youths() -> None:
    line = AgendaLine(Topic.TASK, None, (), Section.SAFETY_PLAN)
    agenda = [AgendaItem(CASE, str(at), None, None, (line,)) for at in range(15)]
    given_ = share_minutes(agenda, timedelta(hours=2))
    assert sum(given_) == 110
    assert min(given_) >= 7


def test_what_was_there_at_the_last_meeting_is_not_said_again() -> None:
    old, new = LAST - timedelta(days=1), LAST + timedelta(days=1)
    last = minutes(1, LAST, words="Spoke.")
    row: dict[str, JsonValue] = {"type": "at_risk", "started_on": day(-30), "determined_on": "x"}
    assert topics(last, a_record(1, RecordKind.STATUS_ROW, old, **row)) == []
    assert topics(last, a_record(1, RecordKind.STATUS_ROW, new, **row)) == [Topic.STATUS]


def test_what_is_so_now_is_said_whenever_it_was_written() -> None:
    old = LAST - timedelta(days=60)
    absence = a_record(1, RecordKind.ABSENCE, old, discovered_at=old.isoformat())
    late = a_record(2, RecordKind.TASK, old, words="Call", owner="Ana", due_on=day(-1))
    open_task = a_record(3, RecordKind.TASK, old, words="Call", owner="Ana")
    done = a_record(4, RecordKind.TASK, old, words="Call", owner="Ana", done_on=day(-1))
    flag = a_record(
        5, RecordKind.SAFETY_FLAG, old, kind="threat", words="x", since=day(-60), until=day(3)
    )
    over = a_record(
        6, RecordKind.SAFETY_FLAG, old, kind="threat", words="x", since=day(-60), until=day(-3)
    )
    plan = a_record(7, RecordKind.TEAM_PLAN, old, made_on=day(-60), risks="x", review_on=day(2))
    found = topics(minutes(1, LAST, words="x"), absence, late, open_task, done, flag, over, plan)
    wanted = [Topic.ABSENT, Topic.FLAG, Topic.TASK_OVERDUE, Topic.PLAN_DUE, Topic.TASK]
    assert found == wanted


def test_only_hearings_to_come_soon_are_said() -> None:
    hearings = [
        AgendaRecord(
            RecordId(an_id(at)),
            Section.LEGAL,
            HAT,
            LAST,
            CourtDate(at=NOON + timedelta(days=ahead), matter=CourtMatter.DUAL),
        )
        for at, ahead in enumerate((-1, 1, 29, 31), start=1)
    ]
    assert topics(minutes(1, LAST, words="x"), *hearings) == [Topic.COURT] * 2


def test_how_safe_a_youth_was_found_last_comes_first() -> None:
    earlier = minutes(1, LAST - timedelta(days=30), safety="stable")
    last = minutes(2, LAST, safety="immediate_danger", decisions=["Call every day."])
    item = build_item(CASE, "Wren", [earlier, last], NOON, ZONE)
    assert item.last_status is SafetyStatus.IMMEDIATE_DANGER
    assert (item.since, item.last_decisions) == (LAST, ("Call every day.",))
    assert item.lines[0].topic is Topic.IN_DANGER


def test_minutes_of_the_meeting_itself_are_not_the_last_ones() -> None:
    own = minutes(1, LAST, safety="immediate_danger")
    assert topics(own, meeting=an_id(1)) == [Topic.FIRST_TIME]
    assert topics() == [Topic.FIRST_TIME]
