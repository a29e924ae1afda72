# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands around the questions of a handed-over laptop: the beginning, the end, the way out."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.errors import ShownError
from ui.jobs import Runner
from ui.screening.flow import FlowLayout
from ui.screening.reading_aloud import ReadingAloud
from ui.text import say_error
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label, make_tool
from ui.widgets.press_button import TickBox


class Card(QFrame):
    """A few lines in the middle of the screen; holds the keyboard itself until a control does."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.title = make_label(title, "title")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(MEASURES.gap)
        self.column.addWidget(self.title)

    def say(self, sentence: str, look: str = "") -> None:
        """Add a line."""
        self.column.addWidget(make_label(sentence, look))

    def add_row(self, *widgets: QWidget) -> None:
        """Add buttons side by side, in more lines where it is narrow."""
        holder = QWidget()
        row = FlowLayout(holder, MEASURES.gap)
        for widget in widgets:
            row.addWidget(widget)
        self.column.addWidget(holder)


class StartCard(Card):
    """The first screen: what this is, what one may do, and in which language.

    Signals:
        begun: the youth wants to begin.
        language_chosen: a language of the form.
    """

    begun = Signal()
    language_chosen = Signal(str)

    def __init__(
        self, title: str, languages: Sequence[str], current: str, aloud: ReadingAloud
    ) -> None:
        super().__init__(title)
        self._aloud = aloud
        self._language = current
        if len(languages) > 1:
            self.add_row(*self._make_choices(languages, current))
        for sentence in (
            self.tr("This part is for you. You answer it on your own."),
            self.tr("You can skip any question, and you can stop whenever you want."),
            self.tr(
                "What you answer is not shown here again. The person who gave you this laptop can "
                "read it afterwards."
            ),
        ):
            self.say(sentence)
        self.read_all = TickBox(self.tr("Read every question aloud"))
        self.read_all.setAccessibleName(self.read_all.text())
        self.read_all.setChecked(aloud.every_question)
        self.read_all.toggled.connect(lambda wanted: self._on_read_all(wanted=wanted))
        self.no_voice = make_label("", "soft")
        self.no_voice.hide()
        if aloud.is_offered:
            self.column.addWidget(self.read_all)
            self.column.addWidget(self.no_voice)
        self.begin = make_button(self.tr("Begin"), self.begun.emit, "primary")
        self.add_row(self.begin)
        self.column.addStretch(1)
        self.setFocusProxy(self.begin)

    def _on_read_all(self, *, wanted: bool) -> None:
        spoken = wanted and self._aloud.has_voice(self._language)
        self._aloud.every_question = spoken
        self.no_voice.setText(say_no_voice(self._language))
        self.no_voice.setVisible(wanted and not spoken)
        if wanted and not spoken:
            with QSignalBlocker(self.read_all):
                self.read_all.setChecked(False)

    def _make_choices(self, languages: Sequence[str], current: str) -> list[QWidget]:
        group = QButtonGroup(self)
        made: list[QWidget] = []
        for language in languages:
            words = language.partition(" (")[0]
            button = make_tool(words, partial(self.language_chosen.emit, language), "switch")
            button.setCheckable(True)
            button.setChecked(language == current)
            button.setAccessibleDescription(self.tr("Language of the form"))
            group.addButton(button)
            made.append(button)
        return made


def say_no_voice(language: str) -> str:
    """Why nothing is read aloud."""
    sentence = QCoreApplication.translate(
        "StartCard", "This computer has no voice for {language}, so nothing is read aloud."
    )
    return sentence.format(language=language.partition(" (")[0])


class QuestionHead(QWidget):
    """Above a question: which it is, and its voice.

    Signals:
        read_wanted: read this aloud, or be silent when reading.
    """

    read_wanted = Signal()

    def __init__(self, count: str, aloud: ReadingAloud) -> None:
        super().__init__()
        self._aloud = aloud
        self.read = make_tool("", self.read_wanted.emit)
        self.read.setVisible(aloud.is_offered)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(make_label(count, "small"), 1)
        row.addWidget(self.read)
        aloud.changed.connect(self._say_what_it_does)
        self._say_what_it_does()

    def _say_what_it_does(self) -> None:
        speaking = self._aloud.is_speaking()
        words = self.tr("Stop reading") if speaking else self.tr("Read aloud")
        self.read.setText(words)
        self.read.setAccessibleName(words)


class AddCard(Card):
    """Asks whether there is one more of what a form collects.

    Signals:
        added: one more.
        passed: no more.
    """

    added = Signal()
    passed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__("")
        self.title.setText(self.tr("Do you want to add one more?"))
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription(name)
        self.say(name, "strong")
        self.more = make_button(self.tr("Yes, one more"), self.added.emit)
        self.no_more = make_button(self.tr("No, go on"), self.passed.emit)
        self.add_row(self.more, self.no_more)
        self.column.addStretch(1)


class EndCard(Card):
    """The last screen, until the laptop is back with the worker.

    Signals:
        worker_wanted: whoever has the laptop says to be the worker.
    """

    worker_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.title.setText(self.tr("Thank you. Please give the laptop back."))
        self.setAccessibleName(self.title.text())
        self.worker = make_button(self.tr("For the worker"), self.worker_wanted.emit, "quiet")
        self.column.addSpacing(MEASURES.margin)
        self.add_row(self.worker)
        self.column.addStretch(1)


class WorkerCard(Card):
    """Asks for the worker's passphrase; the only way out besides locking.

    Signals:
        confirmed: it was right.
        refused: it was wrong.
        left: back to what was shown before.
    """

    confirmed = Signal()
    refused = Signal()
    left = Signal()

    def __init__(self, runner: Runner, confirm: Callable[[str], bool]) -> None:
        super().__init__("")
        self._runner = runner
        self._confirm = confirm
        self.title.setText(self.tr("For the worker"))
        self.setAccessibleName(self.title.text())
        self.say(self.tr("Enter your passphrase to go on with your work."))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self.passphrase.returnPressed.connect(self._on_entered)
        self.problem = make_label("", "error")
        self.problem.hide()
        self.enter = make_button(self.tr("Go on"), self._on_entered, "primary")
        self.back = make_button(self.tr("Back"), self._on_back)
        self.column.addWidget(self.passphrase)
        self.column.addWidget(self.problem)
        self.add_row(self.enter, self.back)
        self.column.addStretch(1)
        self.setFocusProxy(self.passphrase)

    def say_problem(self, sentence: str) -> None:
        """Say what is wrong; empty takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.passphrase.setAccessibleDescription(sentence)

    def _on_entered(self) -> None:
        words = self.passphrase.text()
        if not words or not self.enter.isEnabled():
            return
        self._show_busy(busy=True)
        self.say_problem("")
        self._runner.run(
            lambda: self._confirm(words),
            context=self,
            done=self._on_answer,
            failed=self._on_failed,
        )

    def _on_answer(self, right: bool) -> None:  # noqa: FBT001 - what the port returns
        self._show_busy(busy=False)
        self.passphrase.clear()
        if right:
            self.confirmed.emit()
            return
        self.say_problem(self.tr("This is not your passphrase. Check Caps Lock and type it again."))
        self.passphrase.setFocus()
        self.refused.emit()

    def _on_failed(self, error: ShownError) -> None:
        self._show_busy(busy=False)
        self.say_problem(say_error(error))

    def _on_back(self) -> None:
        self.passphrase.clear()
        self.say_problem("")
        self.left.emit()

    def _show_busy(self, *, busy: bool) -> None:
        for widget in (self.passphrase, self.enter, self.back):
            widget.setEnabled(not busy)
