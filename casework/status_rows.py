# SPDX-License-Identifier: AGPL-3.0-or-later
"""CSEC status rows: what a worker determined, when it began and ended, as the state's grid asks.

Rules (requirement 16; WIC 16501.45; the state's intake code, facts D16 to D18): a type and a start
are needed, no date lies ahead, the start is not after the end, one row of a type is open at a time,
and a row "while absent from placement" has an end. A screening's result never sets a row: a person
does, and says on what.
"""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from casework.ids import RecordId
from casework.record_parts import Fault, FaultCode, Line, SpanView, Surroundings, Text, Word


class StatusType(Word):
    """The five values of the state's grid."""

    AT_RISK = "at_risk", "At risk"
    BEFORE_CARE = "victim_before_fc", "Victim before foster care"
    DURING_CARE = "victim_during_fc", "Victim during foster care"
    OPEN_CASE = "victim_open_case_not_fc", "Victim in an open case, not in foster care"
    WHILE_ABSENT = "victim_absent_from_placement", "Victim while absent from placement"


class StatusRow(SpanView):
    """One row of the grid.

    Attributes:
        supersedes: the row this one takes the place of.
    """

    type: StatusType = Field(title="Status")
    started_on: date = Field(title="From")
    ended_on: date | None = Field(default=None, title="Until")
    determined_on: Text = Field(
        min_length=1,
        title="On what it was determined",
        description="What was seen, said or found; a screening's result is not enough alone.",
    )
    supersedes: RecordId | None = None
    entered_in_state_on: date | None = Field(default=None, title="Entered in the state system on")
    entered_in_state_by: Line = Field(default="", title="Entered there by")

    def span(self) -> tuple[date, date | None]:
        return self.started_on, self.ended_on

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from super().find_faults(around)
        yield from around.check_past("entered_in_state_on", self.entered_in_state_on)
        if self.entered_in_state_on is not None and not self.entered_in_state_by.strip():
            yield Fault("entered_in_state_by", FaultCode.MISSING)
        if self.type is StatusType.WHILE_ABSENT and self.ended_on is None:
            yield Fault("ended_on", FaultCode.END_MISSING)
        open_rows = (
            view
            for record, view in around.others
            if isinstance(view, StatusRow) and view.is_open and record != self.supersedes
        )
        if self.is_open and any(view.type is self.type for view in open_rows):
            yield Fault("type", FaultCode.OPEN_ROW_EXISTS)

    def headline(self) -> tuple[str | Word, ...]:
        return (self.type,)

    def names_and_words(self) -> tuple[str, str]:
        return "", self.determined_on
