# SPDX-License-Identifier: AGPL-3.0-or-later
"""Training: who is played now, what they see and why, what to do next, and the change to another.

Invariant: nothing here reaches beyond the training county; before another is played, work is sent
and the window locks, so that each member's laptop opens as it always does.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from casework.practice import PRACTICE_ID, STEPS, PracticeAnswer, Step
from ui.dialogs.confirm import Confirm, Enter
from ui.errors import ShownError
from ui.jobs import Cancellation
from ui.kit import Kit
from ui.models.rows import Row
from ui.places import CasePlace
from ui.section_words import say_section
from ui.training.compare_card import CompareCard, open_parts
from ui.training.words import say_phase, say_step
from ui.training_port import PlayPhase, TrainingPort, TrainingView
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import PageFrame, clear_layout
from ui.widgets.press_button import TickBox
from ui.widgets.row_list import RowList


class TrainingPage(PageFrame):
    """The role-play.

    Signals:
        lock_wanted: another member was chosen; the window locks.
        end_wanted: the training county is made anew once the window is closed.
    """

    lock_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, kit: Kit, training: TrainingPort) -> None:
        super().__init__(kit, "")
        self.title.setText(self.tr("Training"))
        self.setAccessibleName(self.tr("Training"))
        self._training = training
        self._cancel: Cancellation | None = None
        self._who = Card(self.tr("You are playing"))
        self._me = make_label("", "strong")
        self._sees = QVBoxLayout()
        self.open = make_button(
            self.tr("Open the &practice case"), lambda: self.wanted.emit(CasePlace(PRACTICE_ID))
        )
        self._who.put(self._me)
        self._who.put(make_label(self.tr("Of the practice case you may see:"), "small"))
        self._who.body.addLayout(self._sees)
        self._who.put(self.open)
        self._steps = Card(self.tr("Who does what next"))
        self._boxes = QVBoxLayout()
        self._steps.body.addLayout(self._boxes)
        self._make_members()
        self.compare = CompareCard(kit)
        self.again = make_button(self.tr("Begin training &anew…"), self._on_reset, "quiet")
        self.action_row.addWidget(self.again)
        self.made_up = Banner(
            kit.theme,
            "warning",
            self.tr("Everything here is made up: the county, its people and its youths."),
        )
        self.column.addWidget(self.made_up)
        for card in (self._who, self._members, self._steps, self.compare):
            card.hide()
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _make_members(self) -> None:
        self._members = Card(self.tr("Play another member"), flush=True)
        self.list = RowList(self.kit.theme, self.tr("Members of the team"))
        self.list.chosen.connect(self._on_play)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self._doing = make_label("", "small")
        self.stop = make_button(self.tr("&Cancel"), self._on_cancel)
        for widget in (self.list, self._doing, self.bar, self.stop):
            self._members.put(widget)
        self._show_playing("")

    def refresh(self) -> None:
        """Ask the training county."""
        self.say_subtitle(self.tr("Asking the training county …"))
        self.kit.runner.run(
            self._training.view,
            context=self,
            done=self._show,
            failed=self._on_failed,
            lane="network",
        )

    def leave(self) -> None:
        """Who goes elsewhere plays on as who they are."""
        self._on_cancel()

    def take_focus(self) -> None:
        """Start at the members."""
        self.list.setFocus()

    def _on_failed(self, error: ShownError) -> None:
        self.say_subtitle("")
        self._show_playing("")
        self.show_problem(error)

    def _show(self, view: TrainingView) -> None:
        self.problem.say("")
        self.say_subtitle(self.tr("A role-play of one team on one case"))
        members = dict.fromkeys((one.person, one.title, one.agency) for one in view.answers)
        me = next((one for one in members if one[0] == view.me), (view.me,))
        self._me.setText(", ".join(me))
        clear_layout(self._sees)
        for words in self._say_parts(open_parts(view.answers, view.me)):
            self._sees.addWidget(make_label(words))
        self.open.setVisible(len(me) > 1)
        self.list.show_rows([self._row(*one, view=view) for one in members if one[0] != view.me])
        self._show_steps(view)
        self.compare.show_answers(view.answers, view.me)
        for card in (self._who, self._members, self._steps, self.compare):
            card.show()

    def _say_parts(self, answers: list[PracticeAnswer]) -> list[str]:
        """One line for each ground, with the parts it opens."""
        parts: dict[str, list[str]] = {}
        for one in answers:
            parts.setdefault(self.compare.say_ground(one), []).append(say_section(one.section))
        nothing = self.tr("Nothing.")
        return [f"{ground} – {', '.join(names)}" for ground, names in parts.items()] or [nothing]

    def _row(self, person: str, title: str, agency: str, *, view: TrainingView) -> Row:
        ready = person in view.with_laptop
        return Row(
            key=person,
            title=person,
            detail=f"{title} · {agency}",
            aside=self.tr("ready") if ready else self.tr("takes a little longer the first time"),
            icon="youth",
        )

    def _show_steps(self, view: TrainingView) -> None:
        clear_layout(self._boxes)
        names = {one.role: one.person for one in view.answers}
        for number, step in enumerate(STEPS, start=1):
            person = names.get(step.role)
            if person is None:
                continue
            box = TickBox(f"{number}. {person}")
            box.setChecked(step.code in view.done)
            box.setAccessibleName(f"{box.text()}: {say_step(step.code)}")
            box.toggled.connect(partial(self._on_tick, step))
            words = make_label(say_step(step.code), "" if person == view.me else "soft")
            words.setIndent(28)
            self._boxes.addWidget(box)
            self._boxes.addWidget(words)

    def _on_tick(self, step: Step, done: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self.fetch(lambda: self._training.mark(step.code, done=done), lambda _: None)

    def _on_play(self, person: str) -> None:
        if self._cancel is not None:
            return
        self._cancel = cancel = Cancellation()

        def tell(phase: PlayPhase) -> None:
            self._say_phase(phase, person)

        told = self.kit.runner.relay(tell, context=self)
        self._say_phase(PlayPhase.SENDING, person)
        self.kit.runner.run(
            lambda: self._training.play(person, told, cancel),
            context=self,
            done=self._on_ready,
            failed=self._on_failed,
            lane="network",
        )

    def _say_phase(self, phase: PlayPhase, person: str) -> None:
        self._show_playing(say_phase(phase).format(person=person))

    def _on_ready(self, ready: bool) -> None:  # noqa: FBT001 - what the job answered
        self._show_playing("")
        if ready:
            self.lock_wanted.emit()

    def _on_cancel(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()

    def _show_playing(self, words: str) -> None:
        if not words:
            self._cancel = None
        self._doing.setText(words)
        self.list.setEnabled(not words)
        for widget in (self._doing, self.bar, self.stop):
            widget.setVisible(bool(words))

    def _on_reset(self) -> None:
        if Confirm.ask(
            self,
            self.tr("Make the training county anew?"),
            self.tr(
                "Everything that was practised on this computer goes, on the laptops of every "
                "member. Real laptops and their stores are not touched."
            ),
            self.tr("Make it anew"),
            self.tr("Keep it"),
            Enter.NO,
        ):
            self.fetch(self._training.ask_reset, lambda _: self.end_wanted.emit())
