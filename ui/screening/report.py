# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every answer of a signed screening in words, for paper and for the screen.

Invariants: in the language it was filled in; why there is no answer is said in words of its own;
what was not shown is not among the answers, and what was answered and no longer asked stands apart.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from casework.records import KeptAnswer, Screening
from forms.answers import Instances, Missing, decode_answer, decode_kept, decode_source
from forms.definition import Control, FormDefinition
from forms.entry import text_of_answer
from forms.session import Session
from forms.versions import answer_in_words
from ui.missing_words import say_answer, say_missing
from ui.screening.evidence_words import say_source


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A question, its answer, and where the answer came from; the last may be empty."""

    label: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A page of the form; its title may be empty."""

    title: str
    lines: tuple[ReportLine, ...]


def read_report(definition: FormDefinition, screening: Screening) -> tuple[ReportSection, ...]:
    """The answers of a screening, page by page, and those kept beside them."""
    return (*read_answers(definition, screening), *read_kept(definition, screening))


def read_answers(definition: FormDefinition, screening: Screening) -> tuple[ReportSection, ...]:
    """The answers of a screening, page by page."""
    session = Session(
        definition,
        today=screening.signed_at.date(),
        language=screening.language if screening.language in definition.languages else None,
        answers={path: decode_kept(value) for path, value in screening.answers.items()},
        moment=screening.signed_at,
    )
    found = []
    for page in session.pages():
        lines = tuple(
            ReportLine(state.label, say_answer(state), _say_source(screening, path))
            for path in page.question_paths
            if session.is_relevant(path)
            and (state := session.question(path)).question.control is not Control.NOTE
        )
        if lines:
            found.append(ReportSection(page.title, lines))
    return tuple(found)


def read_kept(definition: FormDefinition | None, screening: Screening) -> tuple[ReportSection, ...]:
    """Answers that count for nothing and are kept: no longer asked, or of another version."""
    here = screening.instrument_version
    unasked, others = [], []
    for one in screening.kept_answers:
        label, answer = one.label or one.path, _say_kept(definition, screening, one)
        if one.version == here:
            source = say_source(decode_source(one.source)) if one.source else ""
            unasked.append(ReportLine(label, answer, source))
        else:
            words = QCoreApplication.translate("print", "Version {version} of this form")
            others.append(ReportLine(label, answer, words.format(version=one.version)))
    sections = (
        (QCoreApplication.translate("print", "Answered, then no longer asked"), unasked),
        (QCoreApplication.translate("print", "Kept from other versions of this form"), others),
    )
    return tuple(ReportSection(title, tuple(lines)) for title, lines in sections if lines)


def _say_kept(definition: FormDefinition | None, screening: Screening, kept: KeptAnswer) -> str:
    answer = decode_answer(kept.answer)
    if isinstance(answer, Missing):
        return say_missing(answer)
    if definition is not None and kept.version == screening.instrument_version:
        return answer_in_words(definition, kept.path, answer, screening.language)
    return text_of_answer(answer)


def _say_source(screening: Screening, path: str) -> str:
    source = screening.sources.get(path, "")
    return say_source(decode_source(source)) if source else ""


def read_unknown(screening: Screening) -> tuple[ReportSection, ...]:
    """The answers where the form itself is not here: each under its own short name."""
    lines = []
    for path, value in screening.answers.items():
        answer = decode_kept(value)
        if isinstance(answer, Instances):
            continue
        said = say_missing(answer) if isinstance(answer, Missing) else text_of_answer(answer)
        lines.append(ReportLine(path.rpartition("/")[2].replace("_", " "), said, ""))
    return (ReportSection("", tuple(lines)),) if lines else ()
