# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which county leads: one after the other, never one that has not accepted, never silently two."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from casework.counties import County, CountyOnCase, CountyPart, HandOff, HandOffAnswer, find_lead
from casework.ids import RecordId
from casework.kinds import check_answers
from casework.record_parts import FaultCode, RecordView, Surroundings
from casework.vocabulary import RecordKind
from tests.fakes.people import an_id

BEGAN = date(2026, 3, 2)
NOW = datetime(2026, 11, 30, 20, tzinfo=UTC)
COUNTIES = st.sampled_from(list(County))


def leads(county: County, since: date = BEGAN, until: date | None = None) -> CountyOnCase:
    return CountyOnCase(county=county, part=CountyPart.LEAD, started_on=since, ended_on=until)


def handed(
    begins: County,
    to: County,
    day: date | None,
    answer: HandOffAnswer | None = HandOffAnswer.ACCEPTED,
) -> HandOff:
    return HandOff(
        from_county=begins,
        to_county=to,
        asked_on=BEGAN,
        answer=answer,
        answered_on=None if answer is None else BEGAN,
        answered_by="Ines Duarte",
        leads_from=day,
    )


@given(
    first=COUNTIES,
    chain=st.lists(st.tuples(COUNTIES, st.integers(1, 40)), max_size=6),
    ahead=st.integers(0, 300),
    order=st.randoms(use_true_random=False),
)
def test_along_a_chain_of_hand_offs_exactly_one_county_leads_on_every_day(
    first: County, chain: list[tuple[County, int]], ahead: int, order: Random
) -> None:
    views: list[RecordView] = [leads(first)]
    wanted, holder, day = first, first, BEGAN
    asked = BEGAN + timedelta(days=ahead)
    for to, days in chain:
        day += timedelta(days=days)
        views.append(handed(holder, to, day))
        holder = to
        wanted = to if day <= asked else wanted
    order.shuffle(views)
    assert find_lead(views, asked).counties == (wanted,)
    assert find_lead(views, BEGAN - timedelta(days=1)).counties == ()


@given(
    to=COUNTIES,
    answer=st.sampled_from([None, HandOffAnswer.DECLINED, HandOffAnswer.TAKEN_BACK]),
    day=st.none() | st.dates(BEGAN, date(2026, 12, 31)),
)
def test_the_old_county_leads_until_the_other_has_accepted_and_its_day_has_come(
    to: County, answer: HandOffAnswer | None, day: date | None
) -> None:
    views = [leads(County.ALAMEDA), handed(County.ALAMEDA, to, day, answer)]
    lead = find_lead(views, date(2026, 11, 30))
    assert lead.counties == (County.ALAMEDA,)
    assert (lead.coming is None) == (answer is not None)


def test_an_accepted_hand_off_waits_for_its_day() -> None:
    views = [leads(County.ALAMEDA), handed(County.ALAMEDA, County.FRESNO, date(2026, 12, 12))]
    before, after = (find_lead(views, date(2026, 12, day)) for day in (11, 12))
    assert before.counties == (County.ALAMEDA,)
    assert before.coming == views[1]
    assert (after.counties, after.since, after.coming) == (
        (County.FRESNO,),
        date(2026, 12, 12),
        None,
    )


def test_two_that_stand_as_lead_are_both_named() -> None:
    views = [leads(County.FRESNO), leads(County.ALAMEDA, date(2026, 5, 1))]
    assert find_lead(views, date(2026, 6, 1)) == ((County.ALAMEDA, County.FRESNO), None, None)


def test_where_a_county_only_takes_part_nobody_is_said_to_lead() -> None:
    there = CountyOnCase(county=County.KERN, part=CountyPart.FAMILY, started_on=BEGAN)
    assert find_lead([there], date(2026, 6, 1)).counties == ()


def faults(
    kind: RecordKind, answers: Mapping[str, JsonValue], *others: RecordView
) -> dict[str, FaultCode]:
    beside = tuple((RecordId(an_id(at)), one) for at, one in enumerate(others))
    around = Surroundings(NOW, ZoneInfo("America/Los_Angeles"), others=beside)
    return {one.field: one.code for one in check_answers(kind, answers, around).faults}


ASKED: dict[str, JsonValue] = {
    "from_county": "alameda",
    "to_county": "fresno",
    "asked_on": "2026-11-20",
}
ACCEPTED: dict[str, JsonValue] = ASKED | {
    "answer": "accepted",
    "answered_on": "2026-11-24",
    "answered_by": "Ines Duarte",
    "leads_from": "2026-12-12",
}


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        (ASKED, {}),
        (ACCEPTED, {}),
        (ACCEPTED | {"leads_from": None}, {"leads_from": FaultCode.MISSING}),
        (ACCEPTED | {"answered_by": " "}, {"answered_by": FaultCode.MISSING}),
        (ACCEPTED | {"answered_on": None}, {"answered_on": FaultCode.MISSING}),
        (ACCEPTED | {"answered_on": "2026-11-19"}, {"answered_on": FaultCode.END_BEFORE_START}),
        (ACCEPTED | {"answered_on": "2026-12-24"}, {"answered_on": FaultCode.FUTURE}),
        (ASKED | {"answered_on": "2026-11-24"}, {"answer": FaultCode.MISSING}),
        (ASKED | {"to_county": "alameda"}, {"to_county": FaultCode.SAME_COUNTY}),
        (ASKED | {"answer": "taken_back", "answered_on": "2026-11-24"}, {}),
    ],
)
def test_an_answer_names_who_gave_it_when_and_from_which_day_on(
    answers: dict[str, JsonValue], wrong: dict[str, FaultCode]
) -> None:
    assert faults(RecordKind.HAND_OFF, answers) == wrong


def test_a_second_hand_off_waits_until_the_first_is_answered() -> None:
    waiting = handed(County.ALAMEDA, County.KERN, None, None)
    assert faults(RecordKind.HAND_OFF, ASKED, waiting) == {"asked_on": FaultCode.OPEN_ROW_EXISTS}
    assert faults(RecordKind.HAND_OFF, ACCEPTED, waiting) == {}


def test_a_second_county_does_not_lead_beside_one_that_does() -> None:
    row: dict[str, JsonValue] = {"county": "fresno", "part": "lead", "started_on": "2026-11-20"}
    kind = RecordKind.COUNTY_ON_CASE
    assert faults(kind, row, leads(County.ALAMEDA)) == {"part": FaultCode.OTHER_LEAD}
    assert faults(kind, row, leads(County.ALAMEDA, until=date(2026, 11, 20))) == {}
    moved = handed(County.ALAMEDA, County.FRESNO, date(2026, 11, 20))
    assert faults(kind, row, leads(County.ALAMEDA), moved) == {}
