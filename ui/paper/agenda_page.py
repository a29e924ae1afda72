# SPDX-License-Identifier: AGPL-3.0-or-later
"""One youth's agenda page for one recipient.

Invariants: the title is neutral; the watermark names the recipient, the moment and the last day;
each line stands in the part of the case its record stands in, so that `grant` judges it once more.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from casework.agenda import AgendaLine
from casework.paper import Bullets, Fact, Facts, GrantedPaper, Paper, Part, grant
from casework.vocabulary import Section
from ui.meeting_views import AgendaPage
from ui.paper.marks import say_mark
from ui.text import Moments

SayLine = Callable[[AgendaLine, Moments], str]


def write_agenda_page(page: AgendaPage, say_line: SayLine, moments: Moments) -> GrantedPaper:
    """What is to be said about one youth, for one recipient."""
    translate = QCoreApplication.translate
    item = page.item
    named = (who for part, who in page.note.recipient.readable if part is Section.IDENTITY)
    since = "" if item.since is None else moments.day(item.since)
    parts = [
        Part(
            "",
            (
                Facts(
                    (
                        Fact(translate("print", "Youth"), item.shown_name),
                        Fact(translate("print", "Last spoken of"), since),
                    )
                ),
            ),
            Section.IDENTITY,
            next(named, None),
        )
    ]
    for line in item.lines:
        owner = None if line.hat is None else page.agencies.get(line.hat)
        parts.append(Part("", (Bullets((say_line(line, moments),)),), line.section, owner))
    parts.append(Part(translate("print", "Notes"), (Facts(_lines(), to_fill=True),)))
    paper = Paper(
        title=translate("print", "Meeting page"),
        language=moments.language,
        parts=tuple(parts),
        mark=say_mark(page.note, moments),
        one_page=True,
    )
    return grant(paper, page.note.recipient)


def _lines() -> tuple[Fact, ...]:
    translate = QCoreApplication.translate
    heads = (translate("print", "Decisions"), translate("print", "Tasks: who, by when"))
    return tuple(Fact(one, "") for one in heads)
