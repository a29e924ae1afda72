# SPDX-License-Identifier: AGPL-3.0-or-later
"""That a paper with words of a case was made for another agency, and the lines of the accounting.

Invariant: it holds no word of the case: for whom, from which parts of it, on which ground, what
for, and the hash of the bytes, so that a copy that turns up can be told to be this one.
"""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

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


class Disclosed(BaseModel):
    """One line of the accounting: what of whose work was shown to whom, why and when.

    It travels and is shown as it is.

    Attributes:
        records: how many.
        sha256: of the bytes that were served, or are on the paper.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime
    section: Section
    records: int
    owner: str
    shown_to: str
    agency: str
    basis: Basis
    purpose: str
    sha256: str


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


def account_for_paper(given: PaperGiven) -> tuple[Disclosed, ...]:
    """A line for each part of the case that the paper held."""
    return tuple(
        Disclosed(
            at=given.at,
            section=section,
            records=1,
            owner=given.owner_name,
            shown_to=given.to_name if given.to is None else given.to.label,
            agency=given.to_agency,
            basis=given.basis,
            purpose=given.what_for.label,
            sha256=given.sha256,
        )
        for section in given.sections
    )
