# SPDX-License-Identifier: AGPL-3.0-or-later
"""A youth's absence: what dispatch asks, what was done to find them, what they tell when back.

An absence begins when this agency hears of it; a youth is absent whose whereabouts are unknown, or
who was located somewhere that is not approved and may be unsafe (AB 2108, fact L6). So being
located does not end it: being back, being somewhere approved, or the end of the jurisdiction does.
Of a non-minor dependent two questions decide whether the duties apply. After every return somebody
talks with the youth about why and what happened, and a new screening is asked for (WIC 16501.35,
fact L5).

Sources of the fields: requirements 13 to 15, facts D12, D14 and D15 of the domain notes.
"""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from pydantic import Field

from casework.ages import KnownAge
from casework.ids import RecordId
from casework.record_parts import (
    Fault,
    FaultCode,
    Line,
    RecordView,
    SpanView,
    Surroundings,
    Text,
    Word,
)

ADULT = 18


class StatusKnown(Word):
    """What was known of exploitation when the absence began; never on a public poster."""

    VICTIM = "victim", "Known or believed victim"
    AT_RISK = "at_risk", "At risk"
    NONE_KNOWN = "none_known", "None known"


class AbsenceEnd(Word):
    """What ended an absence."""

    RETURNED = "returned", "Came back"
    BROUGHT_BACK = "brought_back", "Was brought back"
    APPROVED_PLACE = "approved_place", "Is in a place that was approved since"
    IN_CUSTODY = "in_custody", "Is in juvenile hall or jail"
    JURISDICTION_ENDED = "jurisdiction_ended", "The court’s jurisdiction ended"
    DIED = "died", "Died"


class Absence(SpanView):
    """One absence, from when this agency heard of it."""

    discovered_at: datetime = Field(
        title="When you heard of it", description="The clocks start at this moment."
    )
    last_seen_at: datetime | None = Field(default=None, title="Last seen")
    last_seen_place: Line = Field(default="", title="Where last seen")
    reported_by: Line = Field(default="", title="Who told you")
    circumstances: Text = Field(default="", title="What happened")
    status_known: StatusKnown = Field(
        default=StatusKnown.NONE_KNOWN, title="Exploitation, as known when it began"
    )
    description: Text = Field(
        default="", title="What the youth looks like", description="Height, weight, hair, eyes."
    )
    marks: Line = Field(default="", title="Tattoos, scars and other marks")
    clothing: Line = Field(default="", title="Clothing")
    companions: Line = Field(default="", title="With whom")
    vehicle: Line = Field(default="", title="Vehicle")
    phones_and_names: Line = Field(default="", title="Phones and names online")
    likely_places: Text = Field(default="", title="Where the youth may be")
    medical: Line = Field(default="", title="Medical needs and medication")
    pregnant: bool | None = Field(default=None, title="Pregnant")
    suicidal: bool | None = Field(default=None, title="Suicidal thoughts or acts")
    left_unwillingly: bool | None = Field(
        default=None, title="From 18 on: did the youth seem to leave unwillingly?"
    )
    at_risk_of_harm: bool | None = Field(
        default=None, title="From 18 on: is there a risk of substantial harm?"
    )
    located_at: datetime | None = Field(default=None, title="Located")
    located_place: Line = Field(default="", title="Where located", description="With the county.")
    located_is_approved: bool | None = Field(
        default=None,
        title="Is that place approved?",
        description="In a place that is not approved and may be unsafe the absence goes on.",
    )
    ended_at: datetime | None = Field(default=None, title="Ended")
    end: AbsenceEnd | None = Field(default=None, title="How it ended")
    end_place: Line = Field(default="", title="Where the youth is now")
    photograph: RecordId | None = None

    def span(self) -> tuple[datetime, datetime | None]:
        return self.discovered_at, self.ended_at

    def span_fields(self) -> tuple[str, str]:
        return "discovered_at", "ended_at"

    def headline(self) -> tuple[str | Word, ...]:
        where = self.end_place if self.end else self.located_place or self.last_seen_place
        return tuple(filter(None, (self.end, where)))

    def names_and_words(self) -> tuple[str, str]:
        said = (
            self.circumstances,
            self.likely_places,
            self.last_seen_place,
            self.located_place,
            self.end_place,
            self.companions,
            self.phones_and_names,
            self.vehicle,
            self.reported_by,
        )
        return "", " ".join(filter(None, said))

    @property
    def is_open(self) -> bool:
        """It has no end yet, or one in a place that is not approved after all (AB 2108)."""
        in_vain = self.end is AbsenceEnd.APPROVED_PLACE and self.located_is_approved is False
        return super().is_open or in_vain

    def duties_apply(self, birth_date: date | None, zone: tzinfo) -> bool:
        """Whether the notices are owed: for every minor, and on the totality for an adult."""
        age = KnownAge(birth_date).on(self.discovered_at.astimezone(zone).date())
        if age is None or age < ADULT:
            return True
        return self.left_unwillingly is not False or self.at_risk_of_harm is not False

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from super().find_faults(around)
        for name in ("last_seen_at", "located_at"):
            yield from around.check_past(name, getattr(self, name))
        if self.last_seen_at is not None and self.last_seen_at > self.discovered_at:
            yield Fault("last_seen_at", FaultCode.AFTER_HEARING)
        if self.located_at is not None and self.located_is_approved is None:
            yield Fault("located_is_approved", FaultCode.MISSING)
        yield from self._check_end(around)

    def _check_end(self, around: Surroundings) -> Iterator[Fault]:
        if (self.ended_at is None) != (self.end is None):
            yield Fault("end" if self.end is None else "ended_at", FaultCode.MISSING)
        if self.end is AbsenceEnd.APPROVED_PLACE and self.located_is_approved is not True:
            yield Fault("end", FaultCode.STILL_ABSENT)
        others = (view for _, view in around.others if isinstance(view, Absence))
        if self.is_open and any(view.is_open for view in others):
            yield Fault("discovered_at", FaultCode.OPEN_ROW_EXISTS)


class SearchEffort(RecordView):
    """Something done to find the youth; never changed."""

    absence: RecordId
    at: datetime = Field(title="When")
    what: Text = Field(min_length=1, title="What was done")
    by: Line = Field(min_length=1, title="Who did it")
    result: Text = Field(default="", title="What came of it")

    def happened(self) -> datetime:
        return self.at

    def headline(self) -> tuple[str | Word, ...]:
        return (self.what, self.by)

    def names_and_words(self) -> tuple[str, str]:
        return "", f"{self.what} {self.result}"

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from around.check_past("at", self.at)
        yield from _check_absence(self.absence, around)


class Factor(Word):
    """Why a youth left, as far as they say."""

    PLACEMENT = "placement", "Something about the placement"
    CONFLICT = "conflict", "A conflict"
    FAMILY = "family", "To see family"
    PARTNER = "partner", "To be with a partner or friend"
    EXPLOITER = "exploiter", "Called, lured or taken by an exploiter"
    SUBSTANCES = "substances", "Substances"
    FEAR = "fear", "Fear"
    SCHOOL = "school", "School"
    FREEDOM = "freedom", "Wanted to be free of rules"
    UNKNOWN = "unknown", "Did not say"


class Experience(Word):
    """What happened while absent, as far as they say."""

    SAFE_STAY = "safe_stay", "Stayed with somebody safe"
    NO_SHELTER = "no_shelter", "Had nowhere to sleep"
    VIOLENCE = "violence", "Violence"
    SEXUAL_VIOLENCE = "sexual_violence", "Sexual violence"
    EXPLOITED = "exploited", "Was exploited"
    SUBSTANCES = "used_substances", "Used substances"
    INJURED = "injured", "Was hurt or ill"
    POLICE = "police", "Had contact with police"
    UNKNOWN = "unknown", "Did not say"


class Debrief(RecordView):
    """The talk after a return; never changed. It asks for a new screening."""

    absence: RecordId
    at: datetime = Field(title="When")
    with_whom: Line = Field(min_length=1, title="Who talked with the youth")
    factors: tuple[Factor, ...] = Field(default=(), title="Why the youth left")
    factors_words: Text = Field(default="", title="In the youth’s own words")
    experiences: tuple[Experience, ...] = Field(default=(), title="What happened meanwhile")
    experiences_words: Text = Field(default="", title="What the youth told of it")
    response: Text = Field(
        min_length=1,
        title="What is done differently now",
        description="In this placement or the next one.",
    )
    health_seen: bool | None = Field(default=None, title="Seen by a doctor or nurse")

    def happened(self) -> datetime:
        return self.at

    def headline(self) -> tuple[str | Word, ...]:
        return self.factors

    def names_and_words(self) -> tuple[str, str]:
        return "", " ".join((self.factors_words, self.experiences_words, self.response))

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from around.check_past("at", self.at)
        yield from _check_absence(self.absence, around)
        if not self.factors:
            yield Fault("factors", FaultCode.MISSING)
        if not self.experiences:
            yield Fault("experiences", FaultCode.MISSING)


def _check_absence(absence: RecordId, around: Surroundings) -> Iterator[Fault]:
    if not any(one == absence and isinstance(view, Absence) for one, view in around.others):
        yield Fault("absence", FaultCode.UNKNOWN_RECORD)
