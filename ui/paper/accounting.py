# SPDX-License-Identifier: AGPL-3.0-or-later
"""The accounting of disclosures on paper.

Invariant: it names no youth; the case reference stands in the name's place.
"""

from PySide6.QtCore import QCoreApplication

from casework.ids import CaseId
from casework.paper import Fact, Facts, GrantedPaper, Paper, Part, Table, grant
from casework.papers_given import Disclosed
from ui.paper.marks import say_mark
from ui.paper_views import PrintNote
from ui.section_words import say_section
from ui.sharing_words import say_basis, say_purpose, say_shown_to
from ui.text import Moments


def write_accounting(
    case: CaseId, lines: tuple[Disclosed, ...], note: PrintNote, moments: Moments
) -> GrantedPaper:
    """Every line, the oldest first, with the hash of what was served."""
    reference = QCoreApplication.translate("print", "Case reference")
    heads = (
        QCoreApplication.translate("print", "When"),
        QCoreApplication.translate("print", "What, and whose"),
        QCoreApplication.translate("print", "To whom"),
        QCoreApplication.translate("print", "On which ground, what for"),
    )
    rows = tuple(_row(one, moments) for one in lines)
    paper = Paper(
        title=QCoreApplication.translate("print", "Accounting of disclosures"),
        language=moments.language,
        parts=(Part("", (Facts((Fact(reference, case),)), Table(heads, rows, (20, 24, 26, 30)))),),
        mark=say_mark(note, moments),
    )
    return grant(paper, note.recipient)


def _row(one: Disclosed, moments: Moments) -> tuple[str, ...]:
    what = QCoreApplication.translate("print", "{section}, {owner}: {count}").format(
        section=say_section(one.section), owner=one.owner, count=one.records
    )
    ground = ", ".join(filter(None, (say_basis(one.basis), say_purpose(one))))
    copy = f"SHA-256 {one.sha256[:32]}\n{one.sha256[32:]}"
    return moments.minute(one.at), what, say_shown_to(one), f"{ground}\n{copy}"
