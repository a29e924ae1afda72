# SPDX-License-Identifier: AGPL-3.0-or-later
"""That a paper with words of a case was made for another agency: lines of the accounting.

Invariant: it holds no word of the case: for whom, from which parts of it, on which ground, what
for, and the hash of the bytes, so that a copy that turns up can be told to be this one.
"""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from casework.clock_rules import Party
from casework.ids import RecordId
from casework.record_parts import Line, RecordView, Word
from casework.vocabulary import Basis, Section

# WIC 827 lists police active in the case; AB 161 opens the case file to NCMEC (facts S7, S12).
BASIS_OF_PARTY = {
    Party.LAW_ENFORCEMENT: Basis.S827_LISTED,
    Party.NCMEC: Basis.NCMEC_AB161,
}
OF_AN_ABSENCE = (Section.IDENTITY, Section.PLACEMENT)


class WhatFor(Word):
    """What a paper was made for."""

    ABSENCE_REPORT = "absence_report", "Report of an absence"
    TEAM_MEETING = "team_meeting", "Page for a team meeting"
    CASE_SUMMARY = "case_summary", "Summary of a case"


class PaperGiven(RecordView):
    """One paper.

    Attributes:
        to: a body of the law; None where somebody of the county is named.
        to_name, to_agency: who, and for which agency.
        sections: whose words are on it.
        about: the record it is of, where it is of one.
        owner_name: the agency that made it.
        sha256: of its bytes.
    """

    at: datetime
    to: Party | None = None
    to_name: Line = ""
    to_agency: Line = ""
    what_for: WhatFor
    sections: tuple[Section, ...]
    basis: Basis
    about: RecordId | None = None
    by: Line
    owner_name: Line
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]

    def happened(self) -> datetime:
        return self.at

    def headline(self) -> tuple[str | Word, ...]:
        return (self.to or f"{self.to_name}, {self.to_agency}", self.what_for)
