# SPDX-License-Identifier: AGPL-3.0-or-later
"""Team meetings and what they yield for one youth: attendance, decisions, safety status, minutes.

A meeting about several youths is one shared id with a record of its own in each youth's case, so
that no record holds two youths and the rights on each case decide who receives what. Minutes have
one record for each part of the case they speak of; a signed one is never changed, only put right by
another that names it. Requirements 5, 25 and 27; facts L4, L21, S2 to S4.

Invariants:
- Sharing within a team is never opened below the head-count its statute asks for: two under WIC
  13753, three under 18951 and 18961.7, each trained and with a signed confidentiality agreement.
- That one of the five agencies of SB 855 is missing is shown and stops nothing.
- Whoever is at the table twice is refused, and counts once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Annotated, NamedTuple

from pydantic import Field

from casework.hats import Hat
from casework.ids import RecordId
from casework.meeting_roster import MeetingType
from casework.record_parts import (
    Fault,
    FaultCode,
    Line,
    RecordView,
    Surroundings,
    Text,
    Word,
)
from casework.teams import FEWEST_MEMBERS
from casework.vocabulary import AgencyKind, Basis, LegalRole, RecordKind, Section

Decision = Annotated[str, Field(min_length=1, max_length=1000)]
MOST_PEOPLE = 60

# The parts of a case that minutes may speak of; each goes to whom may see that part.
MINUTES_SECTIONS = (
    Section.SAFETY_PLAN,
    Section.PLACEMENT,
    Section.SCREENING,
    Section.EDUCATION,
    Section.PHYSICAL_HEALTH,
    Section.MENTAL_HEALTH,
    Section.SUBSTANCE_USE,
    Section.LEGAL,
)
# Made in a meeting for all its youths at once, never by the form of one record.
MADE_IN_MEETINGS = frozenset({RecordKind.MEETING, RecordKind.MINUTES})


class MeetingState(Word):
    """Where a meeting stands."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"
    TAKEN_OFF = "taken_off", "Taken off the agenda"


class SafetyStatus(Word):
    """How safe the team found a youth to be; the first is the most urgent."""

    IMMEDIATE_DANGER = "immediate_danger", "In immediate danger"
    ELEVATED = "elevated", "At raised risk"
    STABLE = "stable", "Stable"
    UNKNOWN = "unknown", "Not known"


class RequiredAgency(Word):
    """The five agencies of a case team under SB 855 (L4)."""

    CHILD_WELFARE = "child_welfare", "Child welfare"
    PROBATION = "probation", "Probation"
    MENTAL_HEALTH = "mental_health", "Mental health"
    PUBLIC_HEALTH = "public_health", "Public health"
    SUBSTANCE_USE = "substance_use", "Substance use"


class TeamLaw(Word):
    """Under which statute a team shares at a meeting."""

    S18961_7 = "s18961_7_window", "WIC 18961.7: three members, 30 days after a report"
    S13753 = "s13753_team", "WIC 13753: human trafficking team, two members"
    S18951 = "s18951_team", "WIC 18951: multidisciplinary team, three members"

    @property
    def basis(self) -> Basis:
        """The ground of the same name."""
        return Basis(self.value)

    @property
    def fewest(self) -> int:
        """How many trained members with a signed agreement it asks for."""
        return FEWEST_MEMBERS[self.basis]


class Attendee(RecordView):
    """Somebody asked to a meeting, and whether and as what they came.

    Attributes:
        card: code of their card on the county's roster; empty for others.
        hat: in which role they sit there; a person may wear several.
        trained: in what the statute asks for.
        agreed_on: when they signed the team's confidentiality agreement.
    """

    name: Line = ""
    agency: Line
    agency_kind: AgencyKind | None = None
    hat: Line = ""
    card: Line = ""
    present: bool = False
    trained: bool = False
    agreed_on: date | None = None

    @property
    def who(self) -> tuple[str, str]:
        """By what the same person is told again."""
        return _plain(self.name or self.hat), _plain(self.agency)

    @property
    def counts(self) -> bool:
        """Whether they count for a statute's head-count."""
        return self.present and self.trained and self.agreed_on is not None


class Meeting(RecordView):
    """One meeting as it stands in one youth's case.

    Attributes:
        meeting: shared by the records of the same meeting.
        type: `casework.meeting_roster.MeetingType` or a county's own, whose words are kept along.
        invited: everybody asked, with their attendance.
        sequence: counts changes of time and place, for calendars.
        law, sharing_opened_at: under which statute the team shared, and since when.
        reached: this youth was spoken of.
    """

    meeting: Line = Field(min_length=1)
    type: Line = Field(min_length=1)
    type_english: Line = ""
    type_spanish: Line = ""
    starts_at: datetime = Field(title="Begins")
    ends_at: datetime = Field(title="Ends")
    place: Line = Field(
        default="",
        title="Place or room",
        description="Goes into calendars: name no program and nobody.",
    )
    convener: Line = Field(min_length=1, title="Who convenes")
    state: MeetingState = Field(default=MeetingState.PLANNED, title="State")
    cancelled_why: Line = Field(default="", title="Cancelled because")
    invited: tuple[Attendee, ...] = Field(default=(), max_length=MOST_PEOPLE)
    sequence: int = Field(default=0, ge=0)
    law: TeamLaw | None = None
    sharing_opened_at: datetime | None = None
    held_from: datetime | None = None
    held_until: datetime | None = None
    reached: bool = True

    @property
    def type_word(self) -> MeetingType | None:
        """The word of a type every county knows."""
        return next((one for one in MeetingType if one.value == self.type), None)

    def happened(self) -> datetime:
        return self.held_from or self.starts_at

    def headline(self) -> tuple[str | Word, ...]:
        return (self.type_word or self.type_english, self.state)

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        if self.ends_at <= self.starts_at:
            yield Fault("ends_at", FaultCode.END_BEFORE_START)
        if self.state is MeetingState.PLANNED and self.starts_at < around.now:
            yield Fault("starts_at", FaultCode.IN_THE_PAST)
        if self.state is MeetingState.CANCELLED and not self.cancelled_why.strip():
            yield Fault("cancelled_why", FaultCode.REASON_MISSING)
        for field in ("held_from", "held_until", "sharing_opened_at"):
            yield from around.check_past(field, getattr(self, field))
        if self.held_from and self.held_until and self.held_until < self.held_from:
            yield Fault("held_until", FaultCode.END_BEFORE_START)
        yield from find_twice(self.invited)
        if self.sharing_opened_at is not None:
            fault = find_sharing_fault(self.law, self.invited)
            if fault is not None:
                yield fault


class Minutes(RecordView):
    """What a meeting says about one youth in one part of the case; signed, append-only.

    Attributes:
        meeting: as in `Meeting`; `type` and its words too.
        safety, attendance, missing, law: in the part that tells of safety plans only.
        missing: which agencies of SB 855 were not there.
        corrects: the minutes this one puts right; both stay.
    """

    meeting: Line = Field(min_length=1)
    type: Line = Field(min_length=1)
    type_english: Line = ""
    type_spanish: Line = ""
    held_from: datetime = Field(title="Met from")
    held_until: datetime = Field(title="Met until")
    safety: SafetyStatus | None = Field(default=None, title="Safety status")
    decisions: tuple[Decision, ...] = Field(default=(), max_length=40, title="Decisions")
    words: Text = Field(default="", title="Minutes")
    attendance: tuple[Attendee, ...] = Field(default=(), max_length=MOST_PEOPLE)
    missing: tuple[RequiredAgency, ...] = ()
    law: TeamLaw | None = None
    signed_at: datetime = Field(title="Signed")
    signed_by: Line = Field(min_length=1, title="Signed by")
    corrects: RecordId | None = None

    def happened(self) -> datetime:
        return self.held_from

    def headline(self) -> tuple[str | Word, ...]:
        first = self.decisions[0] if self.decisions else self.words
        return tuple(filter(None, (self.safety, first)))

    def names_and_words(self) -> tuple[str, str]:
        return "", " ".join(filter(None, (*self.decisions, self.words)))

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        for field in ("held_from", "held_until", "signed_at"):
            yield from around.check_past(field, getattr(self, field))
        if self.held_until < self.held_from:
            yield Fault("held_until", FaultCode.END_BEFORE_START)
        if not (self.words.strip() or self.decisions or self.safety):
            yield Fault("words", FaultCode.MISSING)
        yield from find_twice(self.attendance)
        if self.corrects is not None:
            known = dict(around.others).get(self.corrects)
            if not isinstance(known, Minutes) or known.meeting != self.meeting:
                yield Fault("corrects", FaultCode.UNKNOWN_RECORD)


class HeadCount(NamedTuple):
    """How many count, and how many a statute asks for."""

    there: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether sharing may be opened."""
        return self.there >= self.needed


def count_heads(law: TeamLaw, people: Iterable[Attendee]) -> HeadCount:
    """Who counts under a statute: people, not seats."""
    return HeadCount(len({one.who for one in people if one.counts}), law.fewest)


def find_sharing_fault(law: TeamLaw | None, people: Iterable[Attendee]) -> Fault | None:
    """Why a team may not share, or None; without a statute it never may."""
    if law is None:
        return Fault("law", FaultCode.MISSING)
    heads = count_heads(law, people)
    if heads.is_met:
        return None
    told = {"count": str(heads.there), "needed": str(heads.needed)}
    return Fault("invited", FaultCode.BELOW_MINIMUM, told)


def find_missing(people: Iterable[Attendee]) -> tuple[RequiredAgency, ...]:
    """Which of the five agencies of SB 855 are not at the table; a gap, never a block."""
    there = {one.agency_kind.value for one in people if one.present and one.agency_kind}
    return tuple(one for one in RequiredAgency if one.value not in there)


def find_twice(people: Sequence[Attendee]) -> Iterator[Fault]:
    """A fault for each person who stands on a list again."""
    seen: set[tuple[str, str]] = set()
    for one in people:
        if one.who in seen:
            who = " · ".join(filter(None, (one.name or one.hat, one.agency)))
            yield Fault("invited", FaultCode.TWICE, {"who": who})
        seen.add(one.who)


def section_to_plan_in(hat: Hat, may_write: Callable[[Section], bool]) -> Section:
    """Where a new meeting stands in a youth's case; writing there may still be refused.

    A coordinator who knows a youth by name alone plans beside the name: the record says when, where
    and who is invited, and nothing about the youth.
    """
    by_name = hat.legal_role is LegalRole.MDT_COORDINATOR and may_write(Section.IDENTITY)
    if by_name and not may_write(Section.SAFETY_PLAN):
        return Section.IDENTITY
    return Section.SAFETY_PLAN


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
