# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is called to which meeting: hours and conditions, for any card, any youth and any moment."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casework.county_policy import CountyPolicy
from casework.meeting_roster import (
    Availability,
    Condition,
    ContactCard,
    DailyHours,
    Invitation,
    InviteReason,
    MeetingRoster,
    YouthFacts,
    judge_invitation,
)
from tests.fakes.ui_team import A_ROSTER, a_card

ZONE = ZoneInfo("America/Los_Angeles")
ROSTER = MeetingRoster()
SATURDAY_NIGHT = datetime(2026, 11, 1, 5, 0, tzinfo=UTC)

clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
daily_hours = st.builds(
    DailyHours,
    days=st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple),
    opens=clock_times,
    closes=clock_times,
)
moments = st.integers(0, 3 * 366 * 24 * 4).map(
    lambda quarters: datetime(2025, 1, 1, tzinfo=UTC) + quarters * timedelta(minutes=15)
)
rosters = st.builds(
    MeetingRoster,
    business=st.lists(daily_hours, min_size=1, max_size=3).map(tuple),
    closed_on_holidays=st.booleans(),
)
conditions = st.lists(st.sampled_from(Condition), max_size=4, unique=True)
facts = st.builds(
    YouthFacts,
    age=st.none() | st.integers(0, 25),
    agencies=st.sets(st.sampled_from(["Child Welfare", "Heron Band"])).map(frozenset),
    has_tribe=st.booleans(),
    absent=st.none() | st.booleans(),
    placed=st.none() | st.booleans(),
)


def card(**more: object) -> ContactCard:
    return ContactCard.model_validate(a_card("one", **more))


def asked(names: list[Condition]) -> ContactCard:
    return card(conditions=names)


@given(rosters, moments)
def test_of_business_hours_and_the_hours_after_them_exactly_one_holds(
    roster: MeetingRoster, at: datetime
) -> None:
    business = roster.is_reachable(card(available="business"), at, ZONE)
    after = roster.is_reachable(card(available="after_hours"), at, ZONE)
    assert business is not after
    assert roster.is_reachable(card(), at, ZONE)


@given(rosters, moments, st.sampled_from(Availability), st.lists(daily_hours, max_size=2))
def test_whoever_is_reachable_next_is_reachable_then_and_not_before(
    roster: MeetingRoster, at: datetime, available: Availability, own: list[DailyHours]
) -> None:
    one = card(available=available, hours=[] if available is Availability.ALWAYS else own)
    soonest = roster.reachable_from(one, at, ZONE)
    if soonest is None:
        return
    assert roster.is_reachable(one, soonest, ZONE)
    assert (soonest == at) is roster.is_reachable(one, at, ZONE)
    steps = min(int((soonest - at) / timedelta(minutes=15)), 96)
    passed = (at + timedelta(minutes=15) * step for step in range(1, steps + 1))
    assert not any(roster.is_reachable(one, late, ZONE) for late in passed if late < soonest)


@given(conditions, facts)
def test_somebody_is_invited_only_where_every_condition_is_known_to_hold(
    names: list[Condition], youth: YouthFacts
) -> None:
    each = [judge_invitation(asked([one]), youth).invitation for one in names]
    told = judge_invitation(asked(names), youth)
    assert (told.invitation is Invitation.INVITED) is all(one is Invitation.INVITED for one in each)
    assert (told.invitation is Invitation.NOT_INVITED) is (Invitation.NOT_INVITED in each)
    assert told.reasons


@given(conditions, facts)
def test_the_order_of_conditions_says_nothing(names: list[Condition], youth: YouthFacts) -> None:
    there, back = (judge_invitation(asked(one), youth) for one in (names, names[::-1]))
    assert there.invitation is back.invitation
    assert set(there.reasons) == set(back.reasons)


@given(conditions)
def test_what_is_not_known_neither_invites_nor_sends_away(names: list[Condition]) -> None:
    told = judge_invitation(asked(names), YouthFacts())
    wanted = Invitation.ASK if names else Invitation.INVITED
    assert told.invitation is wanted


@given(facts)
def test_nobody_is_both_under_18_and_18_or_older(youth: YouthFacts) -> None:
    both = {
        judge_invitation(asked([one]), youth).invitation
        for one in (Condition.UNDER_18, Condition.ADULT)
    }
    known = {Invitation.INVITED, Invitation.NOT_INVITED}
    assert both == (known if youth.age is not None else {Invitation.ASK})


def test_before_a_youth_is_chosen_a_condition_asks_for_one() -> None:
    told = judge_invitation(asked([Condition.UNDER_18]), None)
    assert told.reasons == (InviteReason.NO_YOUTH,)


def test_night_hours_go_past_midnight_through_the_change_to_winter_time() -> None:
    night = card(
        available="after_hours",
        hours=[{"days": [5], "opens": "22:00", "closes": "06:00"}],
    )
    for hours, there in ((0, True), (3, True), (8, True), (9, False), (24, False)):
        at = SATURDAY_NIGHT + timedelta(hours=hours)
        assert ROSTER.is_reachable(night, at, ZONE) is there, hours


def test_offices_are_closed_on_a_holiday_unless_the_county_says_otherwise() -> None:
    thanksgiving = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
    office = card(available="business")
    assert not ROSTER.is_reachable(office, thanksgiving, ZONE)
    always_open = MeetingRoster(closed_on_holidays=False)
    assert always_open.is_reachable(office, thanksgiving, ZONE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cards": [a_card("one"), a_card("one")]},
        {"cards": [a_card("one", phones=[])]},
        {"cards": [a_card("one", phones=[{"number": "call me"}])]},
        {"cards": [a_card("one", meetings=["no_such_meeting"])]},
        {"cards": [a_card("one", conditions=["if it rains"])]},
        {"cards": [a_card("one", hours=[{"days": [1], "opens": "08:00", "closes": "12:00"}])]},
        {"types": [{"code": "triage", "english": "Triage", "spanish": "Triaje"}]},
    ],
)
def test_a_roster_that_contradicts_itself_is_none(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        MeetingRoster.model_validate(wrong)


def test_a_policy_without_a_roster_is_one_that_older_laptops_read() -> None:
    assert "roster" not in CountyPolicy().model_dump()
    policy = CountyPolicy(roster=A_ROSTER)
    assert CountyPolicy.model_validate_json(policy.model_dump_json()) == policy
