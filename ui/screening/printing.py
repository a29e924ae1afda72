# SPDX-License-Identifier: AGPL-3.0-or-later
"""A signed screening on paper: its summary, or every answer.

Invariant: neither title nor metadata names a youth or the program's subject; the paper carries the
case reference instead of a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from casework.paper import (
    Block,
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
from casework.vocabulary import Section
from ui.paper.marks import say_mark
from ui.paper_views import PrintNote
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
from ui.text import Moments


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
    note: PrintNote
    answers: tuple[ReportSection, ...] = ()
    compared: Compared | None = None


def write_summary(content: SummaryPrint, moments: Moments) -> GrantedPaper:
    """The summary, or the full report where there are answers."""
    summary = QCoreApplication.translate("print", "Summary")
    full = QCoreApplication.translate("print", "Full report")
    paper = Paper(
        title=full if content.answers else summary,
        language=moments.language,
        parts=tuple(
            Part(name, blocks, Section.SCREENING, content.note.owner, level)
            for name, level, blocks in _parts(content)
        ),
        mark=say_mark(content.note, moments),
        heading=content.title,
    )
    return grant(paper, content.note.recipient)


_Said = tuple[str, int, tuple[Block, ...]]


def _parts(content: SummaryPrint) -> Iterator[_Said]:
    facts = Facts(tuple(Fact(name, value, wide=True) for name, value in content.facts))
    unsent = Paragraph(QCoreApplication.translate("print", "Not sent to the county yet."))
    yield "", 1, ((unsent, facts) if content.not_sent else (facts,))
    if content.outcome is not None:
        yield from _outcome(content.outcome)
    if content.compared is not None:
        yield _compared(content.compared)
    if content.outcome is not None:
        heading = QCoreApplication.translate("print", "Why this score")
        yield heading, 1, tuple(_trace(content.outcome))
    if content.answers:
        yield from _answers(content.answers)


def _outcome(outcome: Outcome) -> Iterator[_Said]:
    heading = QCoreApplication.translate("print", "Result")
    yield heading, 1, tuple(_result(outcome))
    if outcome.next_step or outcome.clocks:
        heading = QCoreApplication.translate("print", "Suggested next step")
        said = (outcome.next_step, *(_say_clock(one, taken=yes) for one, yes in outcome.clocks))
        yield heading, 1, tuple(Paragraph(one) for one in said if one)
    if outcome.accuracy or outcome.accuracy_note:
        heading = QCoreApplication.translate(
            "print", "How often this form is right, as its author states"
        )
        figures = "; ".join(f"{say_measure(name)}: {value}" for name, value in outcome.accuracy)
        yield heading, 1, (Paragraph(" ".join(filter(None, (outcome.accuracy_note, figures)))),)
    caution = " ".join(filter(None, (outcome.caution, say_not_a_determination())))
    yield "", 1, (Paragraph(caution),)


def _result(outcome: Outcome) -> Iterator[Block]:
    if outcome.age is not None:
        age = outcome.age
        yield Paragraph(say_age(age.age, age.least, age.most))
    yield from _override(outcome)
    scores = outcome.scores or (plain_score(outcome),)
    for one in scores:
        yield from _score(one, named=len(scores) > 1)
    for words, answer in outcome.trip_wires:
        lifted = QCoreApplication.translate(
            "print", "One answer lifts the result by itself: {words} ({answer})"
        )
        yield Paragraph(lifted.format(words=words, answer=answer))


def _override(outcome: Outcome) -> Iterator[Block]:
    own = outcome.override
    if own is None:
        return
    set_by = QCoreApplication.translate("print", "Result set by {name} ({role}): {result}")
    yield Paragraph(set_by.format(name=own.by, role=own.role, result=own.band_label))
    yield Paragraph(
        QCoreApplication.translate("print", "Reason: {reason}").format(reason=own.reason)
    )
    yield Paragraph(QCoreApplication.translate("print", "Result as computed"), Look.SOFT)


def _score(score: OutcomeScore, *, named: bool) -> Iterator[Block]:
    if named and score.label:
        yield Paragraph(score.label)
    number = score.score or QCoreApplication.translate("print", "withheld")
    yield Paragraph(number, Look.LARGE)
    if score.band_label:
        yield Paragraph(score.band_label, Look.STRONG)
    if score.withheld_reason:
        yield Paragraph(say_withheld(score.withheld_reason), Look.SOFT)
    if score.summed_label:
        alone = QCoreApplication.translate("print", "By the number alone: {band}").format(
            band=score.summed_label
        )
        yield Paragraph(alone, Look.SOFT)
    if score.missing_count:
        words = QCoreApplication.translate(
            "print", "Scored items without an answer: {count}. They do not count as no."
        )
        yield Paragraph(words.format(count=score.missing_count), Look.SOFT)
    for cut in score.cuts:
        yield Paragraph(say_cut(cut.label, cut.at_least, reached=cut.reached))


def _say_clock(clock: str, *, taken: bool | None) -> str:
    if taken is None:
        return say_clock(clock)
    mark = (
        QCoreApplication.translate("print", "taken up")
        if taken
        else QCoreApplication.translate("print", "not taken up")
    )
    return f"{say_clock(clock)} – {mark}"


def _compared(compared: Compared) -> _Said:
    rows = [(QCoreApplication.translate("print", "Result"), compared.before, compared.now)]
    rows += [(one.label, say_then(one), say_now(one)) for one in compared.changes]
    heads = (
        QCoreApplication.translate("print", "Item"),
        QCoreApplication.translate("print", "Then"),
        QCoreApplication.translate("print", "Now"),
    )
    heading = QCoreApplication.translate("print", "Since the last time, {day}").format(
        day=compared.day
    )
    return heading, 1, (Table(heads, tuple(rows), (46, 27, 27)),)


def _trace(outcome: Outcome) -> Iterator[Block]:
    heads = (
        QCoreApplication.translate("print", "Item"),
        QCoreApplication.translate("print", "Answer"),
        QCoreApplication.translate("print", "Points"),
    )
    for score in outcome.scores or (plain_score(outcome),):
        if len(outcome.scores) > 1 and score.lines and score.label:
            yield Paragraph(score.label)
        rows = tuple((one.label, one.answer, _with_adds(one)) for one in score.lines)
        if rows:
            yield Table(heads, rows, (50, 26, 24))


def _with_adds(line: OutcomeLine) -> str:
    return f"{line.points}, {line.adds}" if line.adds else line.points


def _answers(sections: tuple[ReportSection, ...]) -> Iterator[_Said]:
    with_source = any(line.source for section in sections for line in section.lines)
    heads = [
        QCoreApplication.translate("print", "Question"),
        QCoreApplication.translate("print", "Answer"),
    ]
    widths: tuple[int, ...] = (58, 42)
    if with_source:
        heads.append(QCoreApplication.translate("print", "Source"))
        widths = (50, 30, 20)
    yield QCoreApplication.translate("print", "All answers"), 1, ()
    for section in sections:
        cells = ((line.label, line.answer, line.source)[: len(heads)] for line in section.lines)
        yield section.title, 2, (Table(tuple(heads), tuple(cells), widths),)
