# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where an answer comes from, and the youth's own answer beside a rater's.

Both follow the running form by themselves, so that a question only has to hold them.
"""

from functools import partial

from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from forms.answers import Source
from forms.definition import Question
from forms.errors import AnswerTypeError
from forms.session import Changed
from ui.missing_words import say_answer
from ui.screening.evidence_words import say_source
from ui.screening.filling import Filling
from ui.screening.flow import FlowLayout
from ui.widgets.looks import make_label, make_tool


def make_evidence(filling: Filling, path: str, question: Question) -> QWidget | None:
    """What a question shows beside its answer as evidence; None when that is nothing."""
    parts: list[QWidget] = []
    if question.rates:
        parts.append(RatedLine(filling, path, question.rates))
    if question.wants_source:
        parts.append(SourceRow(filling, path))
    if not parts:
        return None
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(5)
    for part in parts:
        column.addWidget(part)
    return held


class SourceRow(QWidget):
    """Five switches, of which one at most is on; they wait for an answer."""

    def __init__(self, filling: Filling, path: str) -> None:
        super().__init__()
        self._filling = filling
        self._path = path
        self._marking = False
        self.setAccessibleName(self.tr("Where the answer comes from"))
        row = FlowLayout(self)
        row.addWidget(make_label(self.tr("Comes from:"), "small", wrap=False))
        self.buttons: dict[Source, QToolButton] = {}
        for source in Source:
            button = make_tool(say_source(source, mine=True), lambda: None, "missing")
            button.setCheckable(True)
            button.toggled.connect(partial(self._on_toggled, source))
            self.buttons[source] = button
            row.addWidget(button)
        filling.answered.connect(self._on_answered)
        self._redraw()

    def _on_answered(self, changed: Changed) -> None:
        if self._path in {*changed.values, *changed.sources, *changed.readonly}:
            self._redraw()

    def _redraw(self) -> None:
        state = self._filling.session.question(self._path)
        given = state.answer is not None and not state.readonly
        self._marking = True
        for source, button in self.buttons.items():
            button.setChecked(state.source is source)
            button.setEnabled(given)
            button.setAccessibleDescription(state.label)
        self._marking = False

    def _on_toggled(self, source: Source, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not self._marking:
            self._filling.set_source(self._path, source if on else None)


class RatedLine(QWidget):
    """The youth's own answer, where the rater answers the same beside it."""

    def __init__(self, filling: Filling, path: str, rates: str) -> None:
        super().__init__()
        self._filling = filling
        self._rated = _beside(path, rates)
        self._line = make_label("", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._line)
        filling.answered.connect(self._on_answered)
        self._redraw()

    @property
    def text(self) -> str:
        """What it says."""
        return self._line.text()

    def _on_answered(self, changed: Changed) -> None:
        if self._rated in {*changed.values, *changed.relevance, *changed.labels}:
            self._redraw()

    def _redraw(self) -> None:
        try:
            state = self._filling.session.question(self._rated)
        except AnswerTypeError:
            self._line.hide()
            return
        words = self.tr("The youth’s answer to “{question}”: {answer}")
        said = words.format(question=state.label, answer=say_answer(state))
        self._line.setText(said)
        self.setAccessibleName(said)
        self._line.setVisible(state.relevant)


def _beside(path: str, rates: str) -> str:
    """The rated question's running path: in the same instances as the rater's, where shared."""
    here, there = path.split("/"), rates.split("/")
    for at, (step, wanted) in enumerate(zip(here, there, strict=False)):
        if step.partition("[")[0] != wanted:
            break
        there[at] = step
    return "/".join(there)
