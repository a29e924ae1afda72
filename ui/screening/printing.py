# SPDX-License-Identifier: AGPL-3.0-or-later
"""A signed screening on paper, as PDF.

Invariants: neither file name, title nor metadata names a youth or the program's subject; the
paper carries the case reference instead of a name. Text is escaped, never markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from ui.errors import ShownError
from ui.screening.comparison_card import Compared, say_now, say_then
from ui.screening.evidence_words import (
    say_age,
    say_clock,
    say_cut,
    say_measure,
    say_not_a_determination,
    say_withheld,
)
from ui.screening.outcome import Outcome, OutcomeLine, OutcomeScore, plain_score
from ui.screening.report import ReportSection

# Below seven points nobody reads a page at a counter or in a car.
PAGE_SIZES = (10, 9.5, 9, 8.5, 8, 7.5, 7)
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
    compared: Compared | None = None


def save_summary(path: Path, content: SummaryPrint) -> None:
    """Write the summary as a PDF file.

    Raises:
        ShownError: the place cannot be written to.
    """
    save_pdf(path, render_summary(content))


def save_pdf(path: Path, data: bytes) -> None:
    """Write a PDF file; errors as `save_summary`."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ShownError(
            "The file could not be saved there.", "Choose another folder and try again."
        ) from error


def render_summary(content: SummaryPrint) -> bytes:
    """The summary as the bytes of a PDF, US Letter."""
    summary = QCoreApplication.translate("print", "Summary")
    full = QCoreApplication.translate("print", "Full report")
    return render_pdf(full if content.answers else summary, _write_page(content))


def render_pdf(title: str, html: str) -> bytes:
    """A page of our own HTML, escaped already, as the bytes of a PDF, US Letter."""
    data = QByteArray()
    buffer = QBuffer(data)
    writer = _open_writer(buffer, title)
    document = QTextDocument()
    document.setDefaultStyleSheet(SHEET)
    document.setHtml(html)
    document.print_(writer)
    buffer.close()
    return bytes(data.data())


def render_one_page(title: str, html: str, look: str, *, small: bool = False) -> bytes:
    """As `render_pdf`, on one page: the letters become smaller until everything stands on it.

    Args:
        look: style sheet; `{size}` in it is the size of the letters in points.
        small: on a page that fits into a wallet once folded, and that names no program.

    Raises:
        ShownError: it does not fit even in the smallest letters.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    writer = _open_writer(buffer, title)
    if small:
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A7))
        writer.setPageMargins(QMarginsF(5, 5, 5, 5), QPageLayout.Unit.Millimeter)
        writer.setCreator("")
    for size in PAGE_SIZES:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(writer)
        document.setDocumentMargin(0)
        document.setDefaultStyleSheet(look.replace("{size}", f"{size}pt"))
        document.setHtml(html)
        document.setPageSize(QSizeF(writer.width(), writer.height()))
        if document.pageCount() == 1:
            document.print_(writer)
            buffer.close()
            return bytes(data.data())
    raise ShownError("This does not fit on one page.", "Shorten the longest texts and try again.")


def _open_writer(buffer: QBuffer, title: str) -> QPdfWriter:
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    writer.setCreator("Fieldfare")
    return writer


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
    if content.compared is not None:
        parts.append(_write_compared(content.compared))
    if content.outcome is not None:
        parts.append(_write_trace(content.outcome))
    if content.answers:
        parts.append(_write_answers(content.answers))
    return f"<body>{''.join(parts)}</body>"


def _write_outcome(outcome: Outcome) -> str:
    parts = [_heading(QCoreApplication.translate("print", "Result"))]
    if outcome.age is not None:
        age = outcome.age
        parts.append(_paragraph(say_age(age.age, age.least, age.most)))
    parts.extend(_write_override(outcome))
    scores = outcome.scores or (plain_score(outcome),)
    parts.extend(_write_score(one, named=len(scores) > 1) for one in scores)
    for words, answer in outcome.trip_wires:
        lifted = QCoreApplication.translate(
            "print", "One answer lifts the result by itself: {words} ({answer})"
        )
        parts.append(_paragraph(lifted.format(words=words, answer=answer)))
    if outcome.next_step or outcome.clocks:
        parts.append(_heading(QCoreApplication.translate("print", "Suggested next step")))
        parts.append(_paragraph(outcome.next_step))
        parts.extend(_paragraph(_say_clock(clock, taken=one)) for clock, one in outcome.clocks)
    parts.extend(_write_accuracy(outcome))
    parts.append(_paragraph(" ".join(filter(None, (outcome.caution, say_not_a_determination())))))
    return "".join(parts)


def _write_override(outcome: Outcome) -> Iterator[str]:
    own = outcome.override
    if own is None:
        return
    set_by = QCoreApplication.translate("print", "Result set by {name} ({role}): {result}")
    yield _paragraph(set_by.format(name=own.by, role=own.role, result=own.band_label))
    yield _paragraph(
        QCoreApplication.translate("print", "Reason: {reason}").format(reason=own.reason)
    )
    yield _paragraph(QCoreApplication.translate("print", "Result as computed"), "soft")


def _write_score(score: OutcomeScore, *, named: bool) -> str:
    number = escape(score.score or QCoreApplication.translate("print", "withheld"))
    parts = [_paragraph(score.label)] if named and score.label else []
    band = escape(score.band_label)
    parts.append(f"<p><span class='score'>{number}</span>&nbsp;&nbsp; {band}</p>")
    if score.withheld_reason:
        parts.append(_paragraph(say_withheld(score.withheld_reason), "soft"))
    if score.summed_label:
        alone = QCoreApplication.translate("print", "By the number alone: {band}").format(
            band=score.summed_label
        )
        parts.append(_paragraph(alone, "soft"))
    if score.missing_count:
        words = QCoreApplication.translate(
            "print", "Scored items without an answer: {count}. They do not count as no."
        )
        parts.append(_paragraph(words.format(count=score.missing_count), "soft"))
    parts.extend(
        _paragraph(say_cut(cut.label, cut.at_least, reached=cut.reached)) for cut in score.cuts
    )
    return "".join(parts)


def _say_clock(clock: str, *, taken: bool | None) -> str:
    if taken is None:
        return say_clock(clock)
    mark = (
        QCoreApplication.translate("print", "taken up")
        if taken
        else QCoreApplication.translate("print", "not taken up")
    )
    return f"{say_clock(clock)} – {mark}"


def _write_accuracy(outcome: Outcome) -> Iterator[str]:
    if not outcome.accuracy and not outcome.accuracy_note:
        return
    yield _heading(
        QCoreApplication.translate("print", "How often this form is right, as its author states")
    )
    figures = "; ".join(f"{say_measure(name)}: {value}" for name, value in outcome.accuracy)
    yield _paragraph(" ".join(filter(None, (outcome.accuracy_note, figures))))


def _write_compared(compared: Compared) -> str:
    rows = [(QCoreApplication.translate("print", "Result"), compared.before, compared.now)]
    rows += [(one.label, say_then(one), say_now(one)) for one in compared.changes]
    heads = (
        "",
        QCoreApplication.translate("print", "Then"),
        QCoreApplication.translate("print", "Now"),
    )
    heading = QCoreApplication.translate("print", "Since the last time, {day}").format(
        day=compared.day
    )
    return _heading(heading) + _table(heads, (46, 27, 27), rows)


def _write_trace(outcome: Outcome) -> str:
    heads = (
        QCoreApplication.translate("print", "Item"),
        QCoreApplication.translate("print", "Answer"),
        QCoreApplication.translate("print", "Points"),
    )
    parts = [_heading(QCoreApplication.translate("print", "Why this score"))]
    for score in outcome.scores or (plain_score(outcome),):
        if len(outcome.scores) > 1 and score.lines and score.label:
            parts.append(_paragraph(score.label))
        rows = [(one.label, one.answer, _with_adds(one)) for one in score.lines]
        parts.append(_table(heads, (50, 26, 24), rows) if rows else "")
    return "".join(parts)


def _with_adds(line: OutcomeLine) -> str:
    return f"{line.points}, {line.adds}" if line.adds else line.points


def _table(heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]) -> str:
    parts = ["<table width='100%' cellspacing='0'><tr>"]
    parts.extend(
        f"<th width='{width}%'>{escape(name)}</th>"
        for name, width in zip(heads, widths, strict=True)
    )
    parts.append("</tr>")
    parts.extend(f"<tr>{''.join(f'<td>{escape(one)}</td>' for one in row)}</tr>" for row in rows)
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
