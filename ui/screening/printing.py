# SPDX-License-Identifier: AGPL-3.0-or-later
"""A signed screening on paper, as PDF.

Invariants: neither file name, title nor metadata names a youth or the program's subject; the
paper carries the case reference instead of a name. Text is escaped, never markup.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from ui.errors import ShownError
from ui.screening.outcome import Outcome
from ui.screening.report import ReportSection

SHEET = """
body { color: #000000; font-size: 10pt; }
h1 { font-size: 16pt; font-weight: 600; }
h2 { font-size: 11.5pt; font-weight: 600; margin-top: 14px; }
h3 { font-size: 10pt; font-weight: 600; margin-top: 10px; }
.soft { color: #444444; font-size: 9pt; }
.score { font-size: 22pt; font-weight: 600; }
th { text-align: left; font-size: 9pt; color: #444444; }
td, th { padding: 4px 8px 4px 0; border-bottom: 1px solid #bbbbbb; }
"""


@dataclass(frozen=True, slots=True)
class SummaryPrint:
    """What the paper says.

    Attributes:
        facts: (name, value) pairs under the heading.
        not_sent: whether the county does not have it yet.
        answers: every answer, for a full report; none for a summary.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    outcome: Outcome | None
    not_sent: bool
    answers: tuple[ReportSection, ...] = ()


def save_summary(path: Path, content: SummaryPrint) -> None:
    """Write the summary as a PDF file.

    Raises:
        ShownError: the place cannot be written to.
    """
    data = render_summary(content)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ShownError(
            "The file could not be saved there.", "Choose another folder and try again."
        ) from error


def render_summary(content: SummaryPrint) -> bytes:
    """The summary as the bytes of a PDF, US Letter."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
    summary = QCoreApplication.translate("print", "Summary")
    full = QCoreApplication.translate("print", "Full report")
    writer.setTitle(full if content.answers else summary)
    writer.setCreator("Fieldfare")
    document = QTextDocument()
    document.setDefaultStyleSheet(SHEET)
    document.setHtml(_write_page(content))
    document.print_(writer)
    buffer.close()
    return bytes(data.data())


def _write_page(content: SummaryPrint) -> str:

    parts = [f"<h1>{escape(content.title)}</h1>"]
    if content.not_sent:
        parts.append(
            _paragraph(QCoreApplication.translate("print", "Not sent to the county yet."), "soft")
        )
    parts.append("<table width='100%' cellspacing='0'>")
    parts.extend(
        f"<tr><td width='32%' class='soft'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in content.facts
    )
    parts.append("</table>")
    if content.outcome is not None:
        parts.append(_write_outcome(content.outcome))
        parts.append(_write_trace(content.outcome))
    if content.answers:
        parts.append(_write_answers(content.answers))
    return f"<body>{''.join(parts)}</body>"


def _write_outcome(outcome: Outcome) -> str:

    score = escape(outcome.score or QCoreApplication.translate("print", "withheld"))
    band = escape(outcome.band_label)
    parts = [
        _heading(QCoreApplication.translate("print", "Result")),
        f"<p><span class='score'>{score}</span>&nbsp;&nbsp; {band}</p>",
    ]
    if outcome.missing_count:
        words = QCoreApplication.translate(
            "print", "Scored items without an answer: {count}. They do not count as no."
        )
        parts.append(_paragraph(words.format(count=outcome.missing_count), "soft"))
    if outcome.next_step:
        parts.append(_heading(QCoreApplication.translate("print", "Suggested next step")))
        parts.append(_paragraph(outcome.next_step))
    if outcome.caution:
        parts.append(_paragraph(outcome.caution, "soft"))
    return "".join(parts)


def _write_trace(outcome: Outcome) -> str:

    heads = (
        (QCoreApplication.translate("print", "Item"), "58%"),
        (QCoreApplication.translate("print", "Answer"), "30%"),
        (QCoreApplication.translate("print", "Points"), "12%"),
    )
    parts = [
        _heading(QCoreApplication.translate("print", "Why this score")),
        "<table width='100%' cellspacing='0'><tr>",
    ]
    parts.extend(f"<th width='{width}'>{escape(name)}</th>" for name, width in heads)
    parts.append("</tr>")
    for one in outcome.lines:
        cells = (one.label, one.answer, one.points)
        parts.append(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
    parts.append("</table>")
    return "".join(parts)


def _write_answers(sections: tuple[ReportSection, ...]) -> str:
    with_source = any(line.source for section in sections for line in section.lines)
    heads = [
        (QCoreApplication.translate("print", "Question"), 50 if with_source else 58),
        (QCoreApplication.translate("print", "Answer"), 30 if with_source else 42),
    ]
    if with_source:
        heads.append((QCoreApplication.translate("print", "Source"), 20))
    parts = [_heading(QCoreApplication.translate("print", "All answers"))]
    for section in sections:
        if section.title:
            parts.append(f"<h3>{escape(section.title)}</h3>")
        parts.append("<table width='100%' cellspacing='0'><tr>")
        parts.extend(f"<th width='{width}%'>{escape(name)}</th>" for name, width in heads)
        parts.append("</tr>")
        for line in section.lines:
            cells = (line.label, line.answer, line.source)[: len(heads)]
            parts.append(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
        parts.append("</table>")
    return "".join(parts)


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _paragraph(text: str, look: str = "") -> str:
    return f"<p class='{look}'>{escape(text)}</p>"
