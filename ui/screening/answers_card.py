# SPDX-License-Identifier: AGPL-3.0-or-later
"""All answers of a signed screening, section by section, in the language it was filled in."""

from casework.records import Screening
from forms.answers import Missing, decode_kept, decode_source
from forms.definition import Control, FormDefinition
from forms.session import QuestionState, Session
from ui.missing_words import say_missing, say_missing_note
from ui.screening.evidence_words import say_source
from ui.widgets.card import Card
from ui.widgets.looks import make_label


class AnswersCard(Card):
    """Questions and answers to read."""

    def __init__(self, definition: FormDefinition, screening: Screening) -> None:
        super().__init__(self.tr("Answers"))
        language = screening.language if screening.language in definition.languages else None
        answers = {path: decode_kept(value) for path, value in screening.answers.items()}
        session = Session(
            definition, today=screening.signed_at.date(), language=language, answers=answers
        )
        sources = {path: decode_source(one) for path, one in screening.sources.items()}
        for page in session.pages():
            shown = [
                path
                for path in page.question_paths
                if session.is_relevant(path)
                and session.question_at(path).control is not Control.NOTE
            ]
            if not shown:
                continue
            if page.title:
                self.body.addSpacing(6)
                self.put(make_label(page.title, "strong"))
            for path in shown:
                state = session.question(path)
                self.put(make_label(state.label, "small"))
                self.put(make_label(_say_answer(state)))
                if path in sources:
                    said = self.tr("Comes from: {source}").format(source=say_source(sources[path]))
                    self.put(make_label(said, "soft"))


def _say_answer(state: QuestionState) -> str:
    if isinstance(state.answer, Missing):
        return say_missing(state.answer)
    return state.answer_label or say_missing_note("")
