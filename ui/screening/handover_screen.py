# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole window while a youth answers alone: one question, large, and nothing else.

Invariants:
- Once moved on from, an answer is not shown again; its widget is gone. There is no way back and no
  summary.
- Skipping and stopping are always there, and both are honoured at once.
- A voice reads questions only, and is silent once the question it reads is gone.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from forms.answers import Missing, Source
from forms.session import Changed
from ui.errors import ShownError
from ui.jobs import Runner
from ui.places import DraftPlace
from ui.ports import SessionPort
from ui.screening.editors.means import NO_MEANS, Means
from ui.screening.filling import Filling
from ui.screening.handed_over import HandedOver
from ui.screening.handover_cards import (
    AddCard,
    Card,
    EndCard,
    QuestionHead,
    StartCard,
    say_no_voice,
)
from ui.screening.handover_steps import HandoverSteps, Step
from ui.screening.question_box import QuestionBox
from ui.screening.reading_aloud import ReadingAloud
from ui.speech import locale_of
from ui.text import say_error
from ui.widgets.looks import make_label
from ui.widgets.page_frame import clear_layout


class HandoverScreen(HandedOver):
    """Asks the part of a form that is for the youth; its language is chosen on the first page."""

    def __init__(
        self,
        filling: Filling,
        session: SessionPort,
        runner: Runner,
        means: Means = NO_MEANS,
        aloud: ReadingAloud | None = None,
    ) -> None:
        super().__init__(session, runner)
        self.aloud = aloud or ReadingAloud(self)
        self.filling = filling
        self._means = means
        self._steps = HandoverSteps(filling, means)
        self._at = 0
        self._leaving = False
        self.box: QuestionBox | None = None
        self.card: Card | None = None
        filling.setParent(self)
        filling.answered.connect(self._on_answered)
        filling.refused.connect(self._on_refused)
        filling.saved.connect(self._on_saved)
        filling.failed.connect(self._on_unsaved)
        self.foot.stopped.connect(self.stop)
        self.foot.skipped.connect(self.skip)
        self.foot.went_on.connect(self.go_on)
        self._show_start()

    @property
    def back_to(self) -> DraftPlace:
        """The draft, where the worker goes on."""
        return DraftPlace(self.filling.view.draft)

    @property
    def is_asking(self) -> bool:
        """A question, or whether there is one more."""
        return self.box is not None or isinstance(self.card, AddCard)

    def pause(self) -> None:
        """Be silent and keep what is typed."""
        self.aloud.stop()
        self._flush()

    def prepare_lock(self) -> None:
        """Keep what is typed before the words leave the screen."""
        self.pause()
        self.filling.retry()

    def take_focus(self) -> None:
        """Put the keyboard where the youth, or the worker, goes on."""
        if self.worker is not None:
            self.worker.setFocus()
        elif self.box is not None and self.box.can_take_focus():
            self.box.take_focus()
        elif self.box is not None:
            self.foot.onward.setFocus()
        elif self.card is not None:
            self.card.setFocus()

    def go_on(self) -> None:
        """Leave the question for the next, once it is answered."""
        if self.worker is not None or isinstance(self.card, EndCard):
            return
        if self.box is not None and not self._is_settled(self.box):
            return
        self._show_next()

    def skip(self) -> None:
        """Leave the question as declined."""
        box = self.box
        if box is None or self.worker is not None:
            return
        if box.editor is not None:
            # What stands half-written must not follow as an answer.
            box.editor.given.disconnect()
            box.editor.unreadable.disconnect()
        self.filling.set_unreadable(box.path, "")
        state = self.filling.session.question(box.path)
        if state.allows_missing:
            self.filling.give(box.path, Missing.DECLINED)
        elif state.answer is not None:
            self.filling.give(box.path, None)
        if state.source is not None:
            self.filling.set_source(box.path, None)
        self._show_next()

    def stop(self) -> None:
        """End at once; what was answered stays."""
        self._flush()
        self._show_end()

    def read_aloud(self) -> None:
        """Read the question aloud, or fall silent when it is being read."""
        if self.aloud.is_speaking():
            self.aloud.stop()
        elif self.box is not None:
            session = self.filling.session
            if not self.aloud.read(session.question(self.box.path), session.language):
                self.unanswered.setText(say_no_voice(session.language))
                self.unanswered.show()

    def _show_start(self) -> None:
        session, view = self.filling.session, self.filling.view
        self.setLayoutDirection(_direction(session.language))
        title = view.title.get(session.language) or next(iter(view.title.values()), "")
        start = StartCard(title, session.definition.languages, session.language, self.aloud)
        start.begun.connect(self.go_on)
        start.language_chosen.connect(self._on_language)
        self.foot.speak()
        self._show_card(start)

    def _show_next(self) -> None:
        if self.box is not None:
            self._say_who(self.box.path)
            self._steps.pass_over(self.box.path)
        step = self._steps.find_next()
        if step is None:
            self._show_end()
        elif step.adding is None:
            self._show_question(step.path)
        else:
            self._show_adding(step, step.adding)

    def _show_question(self, path: str) -> None:
        self._clear()
        self._at += 1
        asked = self._at + self._steps.count_open() - 1
        count = self.tr("Question {at} of {count}").format(at=self._at, count=asked)
        self.head = QuestionHead(count, self.aloud)
        self.head.read_wanted.connect(self.read_aloud)
        self.column.addWidget(self.head)
        self.box = box = QuestionBox(self.filling, path, self._means, alone=True)
        box.finished.connect(self.go_on)
        # As high as its words are at this width, so that nothing scrolls that fits.
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.column.addWidget(box)
        self._redraw(box)
        self.unanswered = make_label("", "soft")
        self.unanswered.hide()
        self.column.addWidget(self.unanswered)
        self.foot.show_for(asks=box.can_take_focus(), offers=False)
        self.foot.show()
        self._settle()
        if self.aloud.every_question:
            self.read_aloud()

    def _show_adding(self, step: Step, name: str) -> None:
        card = AddCard(name)

        def add() -> None:
            self.filling.add(step.path)
            self._show_next()

        def pass_on() -> None:
            self._steps.pass_over(step.path)
            self._show_next()

        card.added.connect(add)
        card.passed.connect(pass_on)
        self._show_card(card)
        self.foot.show_for(asks=False, offers=True)
        self.foot.show()

    def _show_end(self) -> None:
        end = EndCard()
        end.worker_wanted.connect(self.ask_worker)
        self._show_card(end)

    def _show_card(self, card: Card) -> None:
        self._clear()
        self.card = card
        self.column.addWidget(card)
        card.show()
        self.foot.hide()
        self._settle()

    def _clear(self) -> None:
        self.aloud.stop()
        self.box = self.card = None
        clear_layout(self.column)

    def _settle(self) -> None:
        self.scroll_area.verticalScrollBar().setValue(0)
        self.take_focus()

    def _redraw(self, box: QuestionBox) -> None:
        box.redraw()
        # The menus of fields lead to the clipboard, which is not the youth's.
        for widget in box.findChildren(QWidget):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def _is_settled(self, box: QuestionBox) -> bool:
        """Whether a question is answered as it asks; says so when it is not."""
        box.flush()
        state = self.filling.session.question(box.path)
        if not box.can_take_focus():
            return True
        if self.filling.error_of(box.path):
            box.show_error()
            return False
        if state.answer is None:
            self.unanswered.setText(self.tr("Choose an answer, or press “Skip”."))
            self.unanswered.show()
            label, scroll = self.unanswered, self.scroll_area
            QTimer.singleShot(0, label, lambda: scroll.ensureWidgetVisible(label))
            self.foot.skip.setFocus()
            return False
        return True

    def _say_who(self, path: str) -> None:
        """Keep with an answer that it is the youth's own."""
        state = self.filling.session.question(path)
        given = state.answer is not None and not isinstance(state.answer, Missing)
        if given and state.question.wants_source:
            self.filling.set_source(path, Source.YOUTH_SAID)

    def _flush(self) -> None:
        if self.box is not None:
            self.box.flush()
            self._say_who(self.box.path)

    def _on_answered(self, changed: Changed) -> None:
        del changed
        if self.box is not None and self.filling.session.is_relevant(self.box.path):
            self._redraw(self.box)
            self.unanswered.hide()

    def _on_refused(self, path: str, sentence: str) -> None:
        del sentence
        if self.box is not None and self.box.path == path:
            self.box.show_error()

    def _on_language(self, language: str) -> None:
        self.filling.use_language(language)
        self.language_chosen.emit(language)
        self._show_start()

    def give_back(self) -> None:
        """Once every answer is kept."""
        self._leaving = True
        self.filling.retry()
        self._on_saved()

    def _on_saved(self, moment: object = None) -> None:
        del moment
        if self._leaving and self.filling.is_saved:
            self._leaving = False
            self.returned.emit()

    def _on_unsaved(self, error: ShownError) -> None:
        if self._leaving and self.worker is not None:
            self._leaving = False
            self.worker.say_problem(say_error(error))


def _direction(language: str) -> Qt.LayoutDirection:
    """The direction of `العربية (ar)`."""
    return locale_of(language).textDirection()
