# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a youth needs, and which services answer it (requirement 31, P9, D22).

A need and its services stand in the section of their domain: what touches substance use is under
42 CFR Part 2, and education, health and law keep their own rules.
"""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

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
from casework.vocabulary import Section


class NeedDomain(Word):
    """Domains of need."""

    SAFETY = "safety", "Safety"
    BASIC = "basic", "Basic needs"
    HOUSING = "housing", "Housing or placement"
    PHYSICAL_HEALTH = "physical_health", "Physical and reproductive health"
    MENTAL_HEALTH = "mental_health", "Mental health and trauma"
    SUBSTANCE_USE = "substance_use", "Substance use"
    EDUCATION = "education", "Education"
    LEGAL = "legal", "Legal"
    FAMILY = "family", "Family and kin"
    MENTORING = "mentoring", "Mentoring or survivor advocate"
    INDEPENDENT_LIVING = "independent_living", "Independent living"
    CULTURE = "culture", "Culture and Tribe"
    PARENTING = "parenting", "Parenting"


_SECTIONS = {
    NeedDomain.PHYSICAL_HEALTH: Section.PHYSICAL_HEALTH,
    NeedDomain.MENTAL_HEALTH: Section.MENTAL_HEALTH,
    NeedDomain.SUBSTANCE_USE: Section.SUBSTANCE_USE,
    NeedDomain.EDUCATION: Section.EDUCATION,
    NeedDomain.LEGAL: Section.LEGAL,
    NeedDomain.HOUSING: Section.PLACEMENT,
}
DOMAIN_SECTIONS = frozenset(_SECTIONS.values()) | {Section.SAFETY_PLAN}


def section_of_domain(domain: NeedDomain) -> Section:
    """The part of the case in which a domain is written."""
    return _SECTIONS.get(domain, Section.SAFETY_PLAN)


class ServiceOutcome(Word):
    """How a service ended."""

    COMPLETED = "completed", "Completed"
    STOPPED_BY_YOUTH = "stopped_by_youth", "The youth stopped"
    STOPPED_BY_PROVIDER = "stopped_by_provider", "The provider stopped"
    MOVED = "moved", "The youth moved"
    OTHER = "other", "Another reason"


class Need(RecordView):
    """Something the youth needs, in the youth's words where they gave them."""

    domain: NeedDomain = Field(title="Domain")
    words: Text = Field(min_length=1, title="What is needed")
    in_the_youths_words: bool = Field(default=False, title="In the youth’s own words")
    met_on: date | None = Field(default=None, title="Met on")

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from around.check_past("met_on", self.met_on)

    def headline(self) -> tuple[str | Word, ...]:
        return (self.domain, self.words)

    def names_and_words(self) -> tuple[str, str]:
        return "", self.words


class Service(SpanView):
    """A service from the referral to its end; a step that has not happened has no day."""

    domain: NeedDomain = Field(title="Domain")
    provider: Line = Field(min_length=1, title="Provider")
    what: Line = Field(min_length=1, title="Service")
    need: RecordId | None = None
    referred_on: date = Field(title="Referred on")
    accepted_on: date | None = Field(default=None, title="Accepted on")
    wait_listed_on: date | None = Field(default=None, title="On a waiting list since")
    declined_on: date | None = Field(default=None, title="Declined on")
    declined_why: Line = Field(default="", title="Declined because")
    started_on: date | None = Field(default=None, title="Started on")
    ended_on: date | None = Field(default=None, title="Ended on")
    dose: Line = Field(default="", title="How often and how long")
    outcome: ServiceOutcome | None = Field(default=None, title="How it ended")

    def span(self) -> tuple[date, date | None]:
        return self.referred_on, self.ended_on or self.declined_on

    def span_fields(self) -> tuple[str, str]:
        return "referred_on", "ended_on" if self.ended_on is not None else "declined_on"

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from super().find_faults(around)
        steps = {
            "accepted_on": self.accepted_on,
            "wait_listed_on": self.wait_listed_on,
            "started_on": self.started_on,
        }
        for name, day in steps.items():
            yield from around.check_past(name, day)
            if day is not None and day < self.referred_on:
                yield Fault(name, FaultCode.END_BEFORE_START)
        if self.declined_on is not None and not self.declined_why.strip():
            yield Fault("declined_why", FaultCode.REASON_MISSING)
        if self.ended_on is not None and self.outcome is None:
            yield Fault("outcome", FaultCode.REASON_MISSING)
        if self.ended_on is not None and self.started_on is None:
            yield Fault("started_on", FaultCode.START_MISSING)

    def headline(self) -> tuple[str | Word, ...]:
        return (self.what, self.provider, self.domain)

    def names_and_words(self) -> tuple[str, str]:
        return self.provider, " ".join((self.what, self.dose))
