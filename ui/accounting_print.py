# SPDX-License-Identifier: AGPL-3.0-or-later
"""The accounting of disclosures on paper, as PDF.

Invariant: as of every print, it names no youth; the case reference stands in the name's place.
"""

from html import escape

from PySide6.QtCore import QCoreApplication

from casework.ids import CaseId
from ui.screening.printing import render_pdf
from ui.section_words import say_section
from ui.sharing_views import DisclosureView
from ui.sharing_words import say_basis
from ui.text import Moments


def render_accounting(case: CaseId, lines: tuple[DisclosureView, ...], moments: Moments) -> bytes:
    """Every line, the oldest first, with the hash of what was served; bytes of a PDF."""
    title = QCoreApplication.translate("print", "Accounting of disclosures")
    reference = QCoreApplication.translate("print", "Case reference")
    heads = (
        QCoreApplication.translate("print", "When"),
        QCoreApplication.translate("print", "What, and whose"),
        QCoreApplication.translate("print", "To whom"),
        QCoreApplication.translate("print", "On which ground, what for"),
    )
    rows = "".join(_write_line(one, moments) for one in lines)
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    return render_pdf(
        title,
        f"<h1>{escape(title)}</h1><p class='soft'>{escape(reference)}: {escape(case)}</p>"
        f"<table width='100%' cellspacing='0'><tr>{head}</tr>{rows}</table>",
    )


def _write_line(one: DisclosureView, moments: Moments) -> str:
    what = QCoreApplication.translate("print", "{section}, {owner}: {count}").format(
        section=say_section(one.section), owner=one.owner, count=one.records
    )
    ground = ", ".join(filter(None, (say_basis(one.basis), one.purpose)))
    cells = (moments.minute(one.at), what, f"{one.shown_to}, {one.agency}", ground)
    line = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    copy = f"<td></td><td colspan='3' class='soft'>SHA-256 {one.sha256}</td>"
    return f"<tr>{line}</tr><tr>{copy}</tr>"
