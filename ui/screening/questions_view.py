# SPDX-License-Identifier: AGPL-3.0-or-later
"""The questions of the page shown; only that page has widgets, only what changed is redrawn."""

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from forms.markdown import to_plain
from forms.pages import Asked, Heading, Page
from forms.session import Changed
from ui.screening.editors.means import Means
from ui.screening.filling import Filling
from ui.screening.question_box import QuestionBox
from ui.screening.repeat_strip import RepeatStrip
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label


class QuestionsView(QWidget):
    """Boxes of one page, in the form's order.

    Signals:
        finished: Enter was pressed in the last question.
        entered: the keyboard came into a question; carries its box.
        added: running path of a repeat that is to grow.
        removed: the `forms.pages.RepeatBar` of an instance that is to go.
    """

    finished = Signal()
    entered = Signal(object)
    added = Signal(str)
    removed = Signal(object)

    def __init__(self, filling: Filling, page: Page, zone: tzinfo | None = None) -> None:
        super().__init__()
        self._filling = filling
        self._means = Means(filling.attachments, zone)
        self.boxes: dict[str, QuestionBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.gap)
        self.setMaximumWidth(MEASURES.reading_width + 60)
        self._headings: dict[str, QLabel] = {}
        self.strips: list[RepeatStrip] = []
        for part in page.parts:
            if isinstance(part, Asked):
                box = self._make_box(part.path)
                column.addWidget(box)
                box.redraw()
            elif isinstance(part, Heading):
                self._headings[part.path] = heading = make_label(to_plain(part.text), "strong")
                column.addWidget(heading)
                heading.setVisible(filling.session.is_relevant(part.path))
            else:
                strip = RepeatStrip(part)
                strip.added.connect(self.added)
                strip.removed.connect(self.removed)
                self.strips.append(strip)
                column.addWidget(strip)
        filling.answered.connect(self.on_answered)
        filling.refused.connect(self.on_refused)

    def _make_box(self, path: str) -> QuestionBox:
        box = QuestionBox(self._filling, self._filling.question_at(path), self._means)
        box.finished.connect(lambda: self._on_finished(path))
        box.entered.connect(self.entered)
        self.boxes[path] = box
        return box

    def redraw(self) -> None:
        """Redraw every question, e.g. in another language."""
        for box in self.boxes.values():
            box.redraw()

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        for box in self.boxes.values():
            box.flush()

    def focus_question(self, path: str | None) -> None:
        """Put the keyboard into a question, or into the first one left open."""
        open_paths = self._open_paths()
        answers = self._filling.session.answers()
        wanted = path or next((one for one in open_paths if one not in answers), None)
        target = wanted if wanted in open_paths else next(iter(open_paths), None)
        if target is not None:
            self.boxes[target].take_focus()

    def on_answered(self, changed: Changed) -> None:
        """Redraw what an answer changed, and nothing else."""
        touched = {
            *changed.values,
            *changed.relevance,
            *changed.required,
            *changed.readonly,
            *changed.errors,
            *changed.labels,
            *changed.choices,
        }
        for path in touched & self.boxes.keys():
            self.boxes[path].redraw()
        for path in changed.relevance.keys() & self._headings.keys():
            self._headings[path].setVisible(self._filling.session.is_relevant(path))

    def on_refused(self, path: str, sentence: str) -> None:
        """Show beside a question what was wrong with its answer."""
        del sentence
        if path in self.boxes:
            self.boxes[path].show_error()

    def _open_paths(self) -> list[str]:
        session = self._filling.session
        return [
            path
            for path, box in self.boxes.items()
            if session.is_relevant(path) and box.can_take_focus()
        ]

    def _on_finished(self, path: str) -> None:
        paths = self._open_paths()
        following = paths[paths.index(path) + 1 :] if path in paths else []
        if following:
            self.boxes[following[0]].take_focus()
        else:
            self.finished.emit()
