# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a youth lives, and why a place that was looked for was not found (P7, D23)."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from casework.record_parts import Fault, FaultCode, Line, SpanView, Surroundings, Text, Word


class PlacementType(Word):
    """Kinds of places."""

    PARENT_HOME = "parent_home", "Parent or guardian"
    RELATIVE = "relative", "Relative or extended family"
    RESOURCE_FAMILY = "resource_family", "Resource family"
    CSEC_RESOURCE_FAMILY = "csec_resource_family", "Resource family trained for these youths"
    STRTP = "strtp", "Short-term residential therapeutic program"
    CSEC_PROGRAM = "csec_program", "Residential program for these youths"
    SHELTER = "shelter", "Shelter"
    JUVENILE_HALL = "juvenile_hall", "Juvenile hall or camp"
    TRANSITIONAL = "transitional", "Transitional or independent living"
    HOSPITAL = "hospital", "Hospital"
    OTHER = "other", "Another place"


class NotPlacedReason(Word):
    """Why a place that was looked for was not taken."""

    NO_BED = "no_bed", "No bed was free"
    FUNDING = "funding", "No funding"
    DECLINED_BY_YOUTH = "declined_by_youth", "The youth declined"
    DECLINED_BY_PROVIDER = "declined_by_provider", "The provider declined"
    ABSENT = "absent", "The youth was absent"


class PlacementEnd(Word):
    """Why a placement ended."""

    PLANNED = "planned", "Planned move"
    HOME = "home", "Went home"
    ABSENT = "absent", "The youth was absent"
    PROVIDER_NOTICE = "provider_notice", "The provider gave notice"
    SAFETY = "safety", "It was not safe"
    AGED_OUT = "aged_out", "Came of age"
    OTHER = "other", "Another reason"


class Placement(SpanView):
    """A stay, or an attempt to find one (`not_placed` says why it failed)."""

    type: PlacementType = Field(title="Kind of place")
    place: Line = Field(default="", title="Place")
    started_on: date = Field(title="From", description="Or the day on which it was looked for.")
    ended_on: date | None = Field(default=None, title="Until")
    csec_specific: bool | None = Field(default=None, title="Made for these youths")
    court_approved: bool | None = Field(default=None, title="Approved by the court")
    not_placed: NotPlacedReason | None = Field(default=None, title="Not placed because")
    end_reason: PlacementEnd | None = Field(default=None, title="Ended because")
    notes: Text = Field(default="", title="Notes")

    def span(self) -> tuple[date, date | None]:
        return self.started_on, self.ended_on

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from super().find_faults(around)
        if self.ended_on is not None and self.end_reason is None and self.not_placed is None:
            yield Fault("end_reason", FaultCode.REASON_MISSING)
        if self.not_placed is None and self.is_open:
            others = (view for _, view in around.others if isinstance(view, Placement))
            if any(view.is_open and view.not_placed is None for view in others):
                yield Fault("started_on", FaultCode.OPEN_ROW_EXISTS)

    def headline(self) -> tuple[str | Word, ...]:
        return tuple(filter(None, (self.type, self.place, self.not_placed or self.end_reason)))

    def names_and_words(self) -> tuple[str, str]:
        return self.place, self.notes
