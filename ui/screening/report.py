# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every answer of a signed screening in words, for paper.

Invariants: in the language it was filled in; why there is no answer is said in words of its own;
what was not shown is not on it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from casework.records import KeptAnswer, Screening
from forms.answers import Missing, decode_answer, decode_kept
from forms.definition import Control, FormDefinition
from forms.entry import text_of_answer
from forms.session import QuestionState, Session
from ui.missing_words import say_missing, say_missing_note


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
            ReportLine(state.label, _say_answer(state), _say_source(screening, path))
            for path in page.question_paths
            if session.is_relevant(path)
            and (state := session.question(path)).question.control is not Control.NOTE
        )
        if lines:
            found.append(ReportSection(page.title, lines))
    if screening.kept_answers:
        words = QCoreApplication.translate("print", "Kept from version {version}")
        kept = tuple(
            ReportLine(one.label or one.path, _say_kept(one), words.format(version=one.version))
            for one in screening.kept_answers
        )
        title = QCoreApplication.translate("print", "Kept from other versions of this form")
        found.append(ReportSection(title, kept))
    return tuple(found)


def _say_answer(state: QuestionState) -> str:
    if isinstance(state.answer, Missing):
        return say_missing(state.answer)
    return state.answer_label or say_missing_note("")


def _say_kept(kept: KeptAnswer) -> str:
    answer = decode_answer(kept.answer)
    return say_missing(answer) if isinstance(answer, Missing) else text_of_answer(answer)


def _say_source(screening: Screening, path: str) -> str:
    match screening.sources.get(path, ""):
        case "observed":
            return QCoreApplication.translate("print", "Observed")
        case "youth_said":
            return QCoreApplication.translate("print", "Youth said")
        case "record":
            return QCoreApplication.translate("print", "Record")
        case "third_party":
            return QCoreApplication.translate("print", "Third party")
        case "inference":
            return QCoreApplication.translate("print", "Worker's inference")
        case _:
            return ""
