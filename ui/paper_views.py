# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a service tells a screen that makes a paper: that it is logged, and for whom it is."""

from dataclasses import dataclass
from datetime import datetime

from casework.ids import AgencyId, HatId
from casework.meetings import Minutes
from casework.paper import Recipient
from casework.record_parts import Word
from casework.safety_plans import SafetyPlan
from casework.vocabulary import RecordKind, Section
from ui.views import CaseHeader


@dataclass(frozen=True, slots=True)
class PrintNote:
    """A print that is in the log already.

    Attributes:
        at: when it was logged.
        owner: the agency that wrote the record it is of; None where that is not known.
        expires: until when the paper is good; None where nothing says so.
        undecided: fields of what is printed and of the youth, about which people disagree.
    """

    at: datetime
    recipient: Recipient
    owner: AgencyId | None = None
    expires: datetime | None = None
    undecided: tuple[tuple[RecordKind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPrint:
    """A saved safety plan for paper."""

    plan: SafetyPlan
    note: PrintNote


@dataclass(frozen=True, slots=True)
class MinutesPrint:
    """Signed minutes for paper.

    Attributes:
        section: the part of the case they stand in.
        reference: what stands on paper instead of the youth's name.
    """

    minutes: Minutes
    section: Section
    reference: str
    note: PrintNote


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One record on the summary of a case.

    Attributes:
        owner: the agency that wrote it.
        at: when it happened, or was entered where that is all that is known.
        said: what tells it from others of its kind.
        below: what its own agency signed, approved or answered about it, the earliest first.
        undecided: fields about which people disagree.
    """

    kind: RecordKind
    section: Section
    owner: AgencyId | None
    at: datetime
    said: tuple[str | Word, ...]
    author_name: str
    below: tuple["SummaryLine", ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case for paper; the lines are the newest first.

    Attributes:
        hat: for whom it is; None for whoever prints it.
    """

    header: CaseHeader
    lines: tuple[SummaryLine, ...]
    note: PrintNote
    hat: HatId | None = None


@dataclass(frozen=True, slots=True)
class PageRecipient:
    """Somebody a paper can be made for."""

    hat: HatId
    label: str
