# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed minutes on paper: what a meeting said of one youth in one part of the case.

Invariant: the title names nobody, and neither does the paper but by what the minutes say: the case
reference stands in the youth's place. Minutes that were put right say so.
"""

from PySide6.QtCore import QCoreApplication

from casework.meeting_roster import MeetingType
from casework.meetings import Attendee, Minutes
from casework.paper import (
    Block,
    Bullets,
    Fact,
    Facts,
    GrantedPaper,
    Look,
    Paper,
    Paragraph,
    Part,
    Table,
    grant,
)
from ui.paper.marks import say_mark
from ui.paper_views import MinutesPrint
from ui.record_words import say_word
from ui.section_words import say_section
from ui.text import Moments


def write_minutes(print_: MinutesPrint, moments: Moments) -> GrantedPaper:
    """The minutes, as long as they must be."""
    minutes, section = print_.minutes, print_.section
    blocks: list[tuple[str, tuple[Block, ...]]] = [("", _facts(print_, moments))]
    if minutes.decisions:
        heading = QCoreApplication.translate("print", "Decisions")
        blocks.append((heading, (Bullets(minutes.decisions),)))
    if minutes.words.strip():
        heading = QCoreApplication.translate("print", "Minutes")
        blocks.append((heading, (Paragraph(minutes.words.strip()),)))
    if minutes.attendance:
        heading = QCoreApplication.translate("print", "At the table")
        blocks.append((heading, _attendance(minutes)))
    paper = Paper(
        title=QCoreApplication.translate("print", "Minutes"),
        language=moments.language,
        parts=tuple(Part(name, one, section, print_.note.owner) for name, one in blocks),
        mark=say_mark(print_.note, moments),
    )
    return grant(paper, print_.note.recipient)


def _facts(print_: MinutesPrint, moments: Moments) -> tuple[Block, ...]:
    minutes, translate = print_.minutes, QCoreApplication.translate
    kind = next((say_word(one) for one in MeetingType if one.value == minutes.type), "")
    own = minutes.type_spanish if moments.language == "es" else minutes.type_english
    met = f"{moments.minute(minutes.held_from)} – {moments.minute_of_day(minutes.held_until)}"
    pairs = [
        (translate("print", "Meeting"), kind or own),
        (translate("print", "Met"), met),
        (translate("print", "Case reference"), print_.reference),
        (translate("print", "Part of the case"), say_section(print_.section)),
        (
            translate("print", "Safety status"),
            "" if minutes.safety is None else say_word(minutes.safety),
        ),
        (translate("print", "Signed by"), minutes.signed_by),
        (translate("print", "Signed on"), moments.minute(minutes.signed_at)),
    ]
    facts = Facts(tuple(Fact(name, value) for name, value in pairs if value))
    if minutes.corrects is None:
        return (facts,)
    words = translate("print", "This puts right earlier minutes of the same meeting; both stay.")
    return (Paragraph(words, Look.STRONG), facts)


def _attendance(minutes: Minutes) -> tuple[Block, ...]:
    heads = (
        QCoreApplication.translate("print", "Who"),
        QCoreApplication.translate("print", "Agency"),
        QCoreApplication.translate("print", "As"),
        QCoreApplication.translate("print", "Confidentiality agreement"),
    )
    there = [one for one in minutes.attendance if one.present]
    table = Table(heads, tuple(_row(one) for one in there), (28, 28, 22, 22))
    if not minutes.missing:
        return (table,)
    gap = QCoreApplication.translate("print", "Not at the table: {agencies}")
    return table, Paragraph(gap.format(agencies=", ".join(map(say_word, minutes.missing))))


def _row(one: Attendee) -> tuple[str, ...]:
    signed = QCoreApplication.translate("print", "signed") if one.agreed_on is not None else "–"
    return one.name, one.agency, one.hat, signed
