# SPDX-License-Identifier: AGPL-3.0-or-later
"""The summary of a case on paper: who the youth is, and what is on record, part by part.

Invariant: every part stands under the section and the agency whose words it holds, so that the same
summary made for somebody else holds less, never more.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from casework.ids import AgencyId
from casework.paper import Fact, Facts, GrantedPaper, Paper, Part, Table, grant
from casework.record_parts import Word
from casework.vocabulary import RecordKind, Section
from ui.paper.marks import say_mark, say_undecided
from ui.paper_views import CaseSummary, SummaryLine
from ui.record_words import say_word
from ui.text import Moments, say_kind

LONGEST = 600
MOST_OF_A_KIND = 20
ORDER = (
    RecordKind.SAFETY_FLAG,
    RecordKind.ABSENCE,
    RecordKind.YOUTH_PLAN,
    RecordKind.TEAM_PLAN,
    RecordKind.PLACEMENT,
    RecordKind.STATUS_ROW,
    RecordKind.SCREENING,
    RecordKind.PERSON_AROUND,
    RecordKind.COUNTY_ON_CASE,
    RecordKind.HAND_OFF,
    RecordKind.NEED,
    RecordKind.SERVICE,
    RecordKind.REFERRAL,
    RecordKind.COURT_DATE,
    RecordKind.TASK,
)
_Group = tuple[Section, AgencyId | None]


def write_case_summary(summary: CaseSummary, moments: Moments) -> GrantedPaper:
    """The summary, as long as it must be."""
    paper = Paper(
        title=QCoreApplication.translate("print", "Summary"),
        language=moments.language,
        parts=(_who(summary, moments), *_records(summary.lines, moments)),
        mark=say_mark(summary.note, moments),
    )
    return grant(paper, summary.note.recipient)


def _who(summary: CaseSummary, moments: Moments) -> Part:
    header, translate = summary.header, QCoreApplication.translate
    born = "" if header.birth_date is None else moments.day(header.birth_date)
    opened = "" if header.opened_on is None else moments.day(header.opened_on)
    numbers = "\n".join(f"{agency} {number}" for agency, number in header.agency_numbers)
    pairs = (
        (translate("print", "Name"), header.shown_name),
        (translate("print", "Legal name"), header.legal_name),
        (translate("print", "Other names"), ", ".join(header.aliases)),
        (translate("print", "Birth date"), born),
        (translate("print", "Pronouns"), header.pronouns),
        (translate("print", "Languages"), ", ".join(header.languages)),
        (translate("print", "Case numbers"), numbers),
        (translate("print", "Case opened on"), opened),
    )
    facts = tuple(Fact(name, value) for name, value in pairs if value)
    # Who the youth is, the printer sees; for another hat it counts as read where any of it is.
    readable = summary.note.recipient.readable
    named = (owner for part, owner in readable if part is Section.IDENTITY)
    owner = None if summary.hat is None else next(named, None)
    undecided = say_undecided(summary.note.undecided)
    return Part("", (*undecided, Facts(facts)), Section.IDENTITY, owner)


def _records(lines: Sequence[SummaryLine], moments: Moments) -> Iterator[Part]:
    order = {kind: at for at, kind in enumerate((*ORDER, *RecordKind))}
    by_kind = sorted(lines, key=lambda one: order[one.kind])
    for kind, of_kind in groupby(by_kind, key=lambda one: one.kind):
        groups: dict[_Group, list[SummaryLine]] = {}
        for one in of_kind:
            groups.setdefault((one.section, one.owner), []).append(one)
        for (section, owner), found in groups.items():
            rows = [_row(one, moments) for one in found[:MOST_OF_A_KIND]]
            if len(found) > MOST_OF_A_KIND:
                more = QCoreApplication.translate("print", "{count} earlier ones are in the case.")
                rows.append(("", more.format(count=len(found) - MOST_OF_A_KIND), ""))
            yield Part(
                say_kind(kind), (Table(_heads(), tuple(rows), (20, 60, 20)),), section, owner
            )


def _heads() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("print", "When"),
        QCoreApplication.translate("print", "What"),
        QCoreApplication.translate("print", "Written by"),
    )


def _row(line: SummaryLine, moments: Moments) -> tuple[str, ...]:
    words = _say(line)
    if len(words) > LONGEST:
        words = words[:LONGEST].rstrip() + "…"
    below = [f"{moments.day(one.at)} · {_say(one)} · {one.author_name}" for one in line.below]
    undecided = [one.text for one in say_undecided((line.kind, one) for one in line.undecided)]
    return moments.day(line.at), "\n".join((words, *undecided, *below)), line.author_name


def _say(line: SummaryLine) -> str:
    said = (say_word(one) if isinstance(one, Word) else one.strip() for one in line.said)
    return " · ".join(filter(None, said))
