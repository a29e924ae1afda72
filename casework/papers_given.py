# SPDX-License-Identifier: AGPL-3.0-or-later
"""That a paper with words of a case was made for another agency: a line of the accounting.

Invariant: it holds no word of the case: for whom, on which ground, what for, and the hash of the
bytes, so that a copy that turns up can be told to be this one.
"""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from casework.clock_rules import Party
from casework.ids import RecordId
from casework.record_parts import Line, RecordView, Word
from casework.vocabulary import Basis

# WIC 827 lists police active in the case; AB 161 opens the case file to NCMEC (facts S7, S12).
BASIS_OF_PARTY = {
    Party.LAW_ENFORCEMENT: Basis.S827_LISTED,
    Party.NCMEC: Basis.NCMEC_AB161,
}


class WhatFor(Word):
    """What a paper was made for."""

    ABSENCE_REPORT = "absence_report", "Report of an absence"


class PaperGiven(RecordView):
    """One paper.

    Attributes:
        about: the record it is of.
        owner_name: the agency whose words are on it.
        sha256: of its bytes.
    """

    at: datetime
    to: Party
    what_for: WhatFor
    basis: Basis
    about: RecordId
    by: Line
    owner_name: Line
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]

    def happened(self) -> datetime:
        return self.at

    def headline(self) -> tuple[str | Word, ...]:
        return (self.to, self.what_for)
