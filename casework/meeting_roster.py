# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is called to which meeting, when they can be reached, and under which conditions.

The roster is county data without youths: a part of the signed policy that every laptop keeps, so
that a phone number is at hand without a network. San Francisco's published matrix is its model
(domain notes, L17): membership is per type of meeting, within hours, and on conditions that are
words of a closed list, never free text.

Invariants: a condition whose fact is not known invites nobody and sends nobody away, it asks; of
business hours and the hours after them exactly one holds at any moment; nothing here names a youth.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Annotated, Self

import holidays
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from casework.hats import Hat
from casework.record_parts import Word
from casework.vocabulary import AgencyKind

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
PhoneNumber = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()./x-]{1,30}$")]
DAYS_SEARCHED = 16


class MeetingType(Word):
    """The meetings every county knows (requirement 25); a county may add its own."""

    TRIAGE = "triage", "Triage"
    CRISIS_RESPONSE = "crisis_response", "Crisis response"
    INITIAL = "initial_non_emergency", "First meeting, no emergency"
    ONGOING = "ongoing", "Ongoing meeting"
    CASE_REVIEW = "case_review_weekly", "Weekly case review"
    DETENTION_TRANSITION = "detention_transition", "Return from detention"
    CHILD_AND_FAMILY = "cft", "Child and family team"


class Availability(Word):
    """When somebody can be reached."""

    ALWAYS = "always", "Day and night"
    BUSINESS = "business", "Business hours"
    AFTER_HOURS = "after_hours", "After hours"


class Condition(Word):
    """When somebody belongs to a meeting about a youth; all that are named must hold."""

    IF_CLIENT = "if_client", "If the youth is their client"
    UNDER_18 = "under_18", "If the youth is under 18"
    ADULT = "adult", "If the youth is 18 or older"
    INDIAN_CHILD = "indian_child", "If the youth is an Indian child"
    ABSENT = "absent", "While the youth is absent"
    IN_PLACEMENT = "in_placement", "While the youth is in a placement"


class DailyHours(BaseModel):
    """Hours of some weekdays; an end at or before the start lies on the next day.

    Attributes:
        days: 0 is Monday.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: tuple[Annotated[int, Field(ge=0, le=6)], ...] = Field(min_length=1, max_length=7)
    opens: time
    closes: time

    def hold_at(self, local: datetime) -> bool:
        """Whether a moment of the county's wall clock lies in them."""
        clock = local.time()
        if self.opens < self.closes:
            return local.weekday() in self.days and self.opens <= clock < self.closes
        if local.weekday() in self.days and clock >= self.opens:
            return True
        return (local.weekday() - 1) % 7 in self.days and clock < self.closes


WORKING_WEEK = (DailyHours(days=(0, 1, 2, 3, 4), opens=time(8), closes=time(17)),)


class Phone(BaseModel):
    """A number and what it is for, where that is not plain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: PhoneNumber
    label: Short = ""


class ContactCard(BaseModel):
    """Who to call, phone first.

    Attributes:
        role: what they do at the table, such as `Intake coordinator`.
        name: the point person; empty where whoever answers is meant.
        meetings: codes of the types they belong to; empty for every one.
        hours: their own instead of the county's business or after hours.
        convenes: calls these meetings together.
        speaks_as: their role at the county, where they have one; the county fills it in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    agency: Words
    agency_kind: AgencyKind
    role: Words
    name: Short = ""
    phones: tuple[Phone, ...] = Field(min_length=1, max_length=6)
    meetings: tuple[Code, ...] = Field(default=(), max_length=40)
    available: Availability = Availability.ALWAYS
    hours: tuple[DailyHours, ...] = Field(default=(), max_length=14)
    conditions: tuple[Condition, ...] = Field(default=(), max_length=6)
    convenes: bool = False
    speaks_as: Hat | None = None

    @model_validator(mode="after")
    def _say_hours_only_where_they_count(self) -> Self:
        if self.hours and self.available is Availability.ALWAYS:
            raise ValueError("somebody reachable day and night has no hours of their own")
        return self

    def belongs_to(self, meeting: str) -> bool:
        """Whether they are asked to meetings of a type at all."""
        return not self.meetings or meeting in self.meetings


class CountyMeetingType(BaseModel):
    """A type of meeting a county added."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    english: Words
    spanish: Words


class MeetingRoster(BaseModel):
    """Everybody who can be called, as the county put it in force.

    Attributes:
        types: the county's own, beside those every county knows.
        business: the county's hours; `closed_on_holidays` by the State of California's calendar.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    cards: tuple[ContactCard, ...] = Field(default=(), max_length=300)
    types: tuple[CountyMeetingType, ...] = Field(default=(), max_length=20)
    business: tuple[DailyHours, ...] = WORKING_WEEK
    closed_on_holidays: bool = True

    @model_validator(mode="after")
    def _name_each_thing_once(self) -> Self:
        codes = [one.code for one in self.cards]
        if len(set(codes)) < len(codes):
            raise ValueError("two cards have the same code")
        kinds = [*MeetingType, *(one.code for one in self.types)]
        if len(set(kinds)) < len(kinds):
            raise ValueError("a type of meeting is named twice")
        unknown = {kind for one in self.cards for kind in one.meetings} - set(kinds)
        if unknown:
            raise ValueError(f"no meeting is of the type {', '.join(sorted(unknown))}")
        return self

    def is_reachable(self, card: ContactCard, at: datetime, zone: tzinfo) -> bool:
        """Whether somebody can be reached at a moment."""
        local = at.astimezone(zone)
        if card.available is Availability.ALWAYS:
            return True
        if card.hours:
            return any(one.hold_at(local) for one in card.hours)
        open_now = self.is_business_hour(local)
        return open_now if card.available is Availability.BUSINESS else not open_now

    def is_business_hour(self, local: datetime) -> bool:
        """Whether the county's offices are open at a moment of its wall clock."""
        if self.closed_on_holidays and _is_holiday(local.date()):
            return False
        return any(one.hold_at(local) for one in self.business)

    def reachable_from(self, card: ContactCard, at: datetime, zone: tzinfo) -> datetime | None:
        """When somebody can be reached next; the moment itself where that is now."""
        if self.is_reachable(card, at, zone):
            return at
        today = at.astimezone(zone).date()
        hours = card.hours or self.business
        clock = sorted({time(0), *(edge for one in hours for edge in (one.opens, one.closes))})
        edges = (
            datetime.combine(today + timedelta(days=ahead), edge, zone)
            for ahead in range(DAYS_SEARCHED)
            for edge in clock
        )
        found = (one for one in edges if one > at and self.is_reachable(card, one, zone))
        return next(found, None)


class Invitation(StrEnum):
    """Whether somebody is asked to a meeting about a youth."""

    INVITED = "invited"
    ASK = "ask"
    NOT_INVITED = "not_invited"


class InviteReason(Word):
    """Why somebody is asked, or is not."""

    ALWAYS = "always_at_table", "Belongs to every meeting of this type"
    NO_YOUTH = "no_youth", "Depends on the youth: choose one"
    CLIENT = "client", "The youth is known to this agency"
    CLIENT_UNKNOWN = "client_unknown", "Whether the youth is their client is not known here: ask"
    IS_UNDER_18 = "is_under_18", "The youth is under 18"
    IS_ADULT = "is_adult", "The youth is 18 or older"
    AGE_UNKNOWN = "age_unknown", "The youth’s age is not known: ask"
    HAS_TRIBE = "has_tribe", "A Tribe is recorded"
    TRIBE_UNKNOWN = "tribe_unknown", "No Tribe is recorded; ask before you decide"
    IS_ABSENT = "is_absent", "The youth is absent"
    NOT_ABSENT = "not_absent", "The youth is not absent"
    ABSENCE_UNKNOWN = "absence_unknown", "Whether the youth is absent is not shown to you: ask"
    IS_PLACED = "is_placed", "The youth is in a placement"
    NOT_PLACED = "not_placed", "The youth is in no placement"
    PLACEMENT_UNKNOWN = "placement_unknown", "Where the youth lives is not shown to you: ask"


@dataclass(frozen=True, slots=True)
class YouthFacts:
    """What this laptop knows of a youth that conditions ask for; None is not known.

    Attributes:
        agencies: names of agencies that know the youth; one that is not there may still do.
        has_tribe: True where one is recorded; that none is says nothing.
    """

    age: int | None = None
    agencies: frozenset[str] = frozenset()
    has_tribe: bool = False
    absent: bool | None = None
    placed: bool | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """What the conditions of one card come to."""

    invitation: Invitation
    reasons: tuple[InviteReason, ...]


def judge_invitation(card: ContactCard, facts: YouthFacts | None) -> Invited:
    """Whether somebody is asked to a meeting about a youth, and why; None for no youth yet."""
    if not card.conditions:
        return Invited(Invitation.INVITED, (InviteReason.ALWAYS,))
    if facts is None:
        return Invited(Invitation.ASK, (InviteReason.NO_YOUTH,))
    judged = [_judge(one, card, facts) for one in card.conditions]
    answers = {answer for answer, _ in judged}
    for answer, invitation in ((False, Invitation.NOT_INVITED), (None, Invitation.ASK)):
        if answer in answers:
            return Invited(invitation, tuple(why for said, why in judged if said is answer))
    return Invited(Invitation.INVITED, tuple(why for _, why in judged))


def join_invitations(each: Sequence[Invited]) -> Invited:
    """Whether somebody is asked to a meeting about several youths: for one of them is enough."""
    for invitation in (Invitation.INVITED, Invitation.ASK, Invitation.NOT_INVITED):
        reasons = [why for one in each if one.invitation is invitation for why in one.reasons]
        if reasons:
            return Invited(invitation, tuple(dict.fromkeys(reasons)))
    return Invited(Invitation.ASK, (InviteReason.NO_YOUTH,))


Judged = tuple[bool | None, InviteReason]


def _judge(condition: Condition, card: ContactCard, facts: YouthFacts) -> Judged:
    match condition:
        case Condition.IF_CLIENT:
            known = card.agency.casefold() in {one.casefold() for one in facts.agencies}
            return (True, InviteReason.CLIENT) if known else (None, InviteReason.CLIENT_UNKNOWN)
        case Condition.UNDER_18 | Condition.ADULT:
            return _judge_age(condition, facts.age)
        case Condition.INDIAN_CHILD:
            if facts.has_tribe:
                return True, InviteReason.HAS_TRIBE
            return None, InviteReason.TRIBE_UNKNOWN
        case Condition.ABSENT:
            return facts.absent, _OF_ABSENCE[facts.absent]
        case Condition.IN_PLACEMENT:
            return facts.placed, _OF_PLACEMENT[facts.placed]


def _judge_age(condition: Condition, age: int | None) -> Judged:
    if age is None:
        return None, InviteReason.AGE_UNKNOWN
    under = age < ADULT_AGE
    said = InviteReason.IS_UNDER_18 if under else InviteReason.IS_ADULT
    return under is (condition is Condition.UNDER_18), said


ADULT_AGE = 18
_OF_ABSENCE: Mapping[bool | None, InviteReason] = {
    True: InviteReason.IS_ABSENT,
    False: InviteReason.NOT_ABSENT,
    None: InviteReason.ABSENCE_UNKNOWN,
}
_OF_PLACEMENT: Mapping[bool | None, InviteReason] = {
    True: InviteReason.IS_PLACED,
    False: InviteReason.NOT_PLACED,
    None: InviteReason.PLACEMENT_UNKNOWN,
}


def _is_holiday(day: date) -> bool:
    return day in _CALIFORNIA


_CALIFORNIA = holidays.country_holidays("US", subdiv="CA")
EMPTY_ROSTER = MeetingRoster()
