# SPDX-License-Identifier: AGPL-3.0-or-later
"""The youth's plan, filled side by side with the youth: one question, large, and nothing else.

Invariants: every answer is kept, sealed, from the first pause on; the language can be changed at
every question; what is signed is signed for the words that stand there then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from pydantic import JsonValue
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.field_specs import Editor, FieldSpec
from casework.safety_plans import YouthPlan
from casework.signatures import Signer
from ui.errors import ShownError
from ui.jobs import Runner
from ui.languages import LANGUAGES
from ui.places import RecordPlace
from ui.ports import SessionPort
from ui.record_ports import RecordsPort
from ui.record_views import RecordForm
from ui.record_words import say_title
from ui.records.plan_questions import ChoiceQuestion, PlanQuestion, SignQuestion, WordsQuestion
from ui.screening.handed_over import HandedOver
from ui.screening.handover_cards import Card, EndCard
from ui.text import say_error
from ui.widgets.looks import make_button, make_label, make_tool
from ui.widgets.page_frame import clear_layout

PAUSE_MS = 400
EMPTY: tuple[JsonValue, ...] = ("", None, [])
ASKED = (
    *("phase", "triggers", "what_helps", "adults", "places", "online", "if_i_run"),
    "how_kept",
)
SIGNING = (Signer.YOUTH, Signer.WORKER)
Step = str | Signer


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A plan that a worker opened to fill it with the youth.

    Attributes:
        worker: who signs beside the youth.
        now: the moment of a signature.
    """

    place: RecordPlace
    form: RecordForm
    worker: str
    language: str
    now: Callable[[], datetime]


class PlanScreen(HandedOver):
    """Asks the youth's plan."""

    def __init__(
        self, given: SideBySide, records: RecordsPort, session: SessionPort, runner: Runner
    ) -> None:
        super().__init__(session, runner)
        self._given, self._records = given, records
        self._specs = {one.name: one for one in given.form.specs}
        values = {**given.form.values}
        self.answers: dict[str, JsonValue] = {
            name: one for name, one in values.items() if one not in EMPTY
        }
        self._kept: dict[str, JsonValue] = {}
        self.language = given.language
        self._steps: tuple[Step, ...] = (*ASKED, *SIGNING)
        self._at = -1
        self.question: PlanQuestion | None = None
        self.card: Card | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self.foot.stopped.connect(self.stop)
        self.foot.went_on.connect(lambda: self._go(self._at + 1))
        self._show()

    @property
    def back_to(self) -> RecordPlace:
        """The plan's form, where the worker saves it."""
        return self._given.place

    @property
    def is_asking(self) -> bool:
        return self.question is not None

    @property
    def step(self) -> str:
        """What is asked now; empty before the first and after the last question."""
        return self._steps[self._at] if 0 <= self._at < len(self._steps) else ""

    def prepare_lock(self) -> None:
        """Keep what is typed before the words leave the screen."""
        self.pause()

    def pause(self) -> None:
        self._note()
        self._keep()

    def take_focus(self) -> None:
        """Put the keyboard where the youth, or the worker, goes on."""
        for widget in (self.worker, self.question, self.card):
            if widget is not None:
                widget.setFocus()
                return

    def begin_at(self, step: str) -> None:
        """Ask one of the questions."""
        self._go(self._steps.index(step))

    def stop(self) -> None:
        """End at once; what was written stays."""
        self._go(len(self._steps))

    def go_back(self) -> None:
        """To the question before; what stands there may be changed."""
        self._go(self._at - 1)

    def give_back(self) -> None:
        self._note()
        records, one, answers = self._records, self._given.place, dict(self.answers)
        seen = self._given.form.seen
        self._pause.stop()
        self._runner.run(
            lambda: records.keep(one.case, one.kind, one.record, answers, one.about, seen),
            context=self,
            done=lambda _: self.returned.emit(),
            failed=self._on_not_kept,
        )

    def use_language(self, language: str) -> None:
        """Go on in another language, at the same question."""
        self._note()
        self.language = language
        self.language_chosen.emit(language)
        self.foot.speak()
        self._show()

    def _go(self, at: int) -> None:
        self._note()
        self._keep()
        self._at = max(-1, min(at, len(self._steps)))
        self._show()

    def _show(self) -> None:
        self.question = self.card = None
        clear_layout(self.column)
        self.column.addWidget(self._head())
        if self._at >= len(self._steps):
            self._show_card(self._end())
        elif self._at < 0:
            self._show_card(self._start())
        else:
            self.question = question = self._ask(self._steps[self._at])
            question.changed.connect(self._pause.start)
            self.column.addWidget(question)
            question.show()
            self.foot.show_for(asks=False, offers=False)
        self.unkept = make_label("", "error")
        self.unkept.hide()
        self.column.addWidget(self.unkept)
        self.foot.setVisible(self.is_asking)
        self.scroll_area.verticalScrollBar().setValue(0)
        self.take_focus()

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        self.back = make_tool(self.tr("Back"), self.go_back)
        row.addWidget(self.back)
        self.back.setVisible(bool(self.step))
        count = self.tr("{at} of {count}").format(at=self._at + 1, count=len(self._steps))
        row.addWidget(make_label(count if self.step else "", "small"), 1)
        self.languages: dict[str, QWidget] = {}
        for code, name in LANGUAGES.items():
            button = make_tool(name, partial(self.use_language, code), "switch")
            button.setCheckable(True)
            button.setChecked(code == self.language)
            row.addWidget(button)
            self.languages[code] = button
        return head

    def _start(self) -> Card:
        card = Card(self.tr("Your plan"))
        card.say(self.tr("This plan is yours. Say it in your own words; we write it together."))
        card.say(self.tr("Leave out whatever you want, and stop whenever you want."))
        card.say(self.tr("Who works with you can read it. Do not put a code word here."))
        self.begin = make_button(self.tr("Begin"), lambda: self.begin_at(ASKED[0]), "primary")
        card.add_row(self.begin)
        card.setFocusProxy(self.begin)
        return card

    def _end(self) -> Card:
        end = EndCard()
        end.worker_wanted.connect(self.ask_worker)
        return end

    def _show_card(self, card: Card) -> None:
        self.card = card
        self.column.addWidget(card)
        card.show()

    def _ask(self, step: Step) -> PlanQuestion:
        if isinstance(step, Signer):
            return self._ask_signature(step)
        spec, value = self._specs[step], self.answers.get(step)
        if spec.editor is Editor.CHOICE:
            return ChoiceQuestion(spec, self._title(spec), value)
        return WordsQuestion(spec, value)

    def _title(self, spec: FieldSpec) -> str:
        if spec.name == "how_kept":
            return self.tr("How do you want to keep this plan?")
        return say_title(spec)

    def _ask_signature(self, signer: Signer) -> PlanQuestion:
        title = (
            self.tr("Do you want to sign?")
            if signer is Signer.YOUTH
            else self.tr("Signature of {name}").format(name=self._given.worker)
        )
        help_ = (
            self.tr("You can sign with a finger, a pen or the mouse. You do not have to.")
            if signer is Signer.YOUTH
            else ""
        )
        question = SignQuestion(title, help_)
        question.declined.connect(lambda: self._on_declined(signer))
        return question

    def _on_declined(self, signer: Signer) -> None:
        self._drop_signature(signer)
        if signer is Signer.YOUTH:
            self.answers["declined_to_sign"] = True
        self.question = None
        self._go(self._at + 1)

    def _note(self) -> None:
        """Take what is asked now into the answers."""
        question = self.question
        if question is None or not 0 <= self._at < len(self._steps):
            return
        step, value = self._steps[self._at], question.read()
        if isinstance(step, Signer):
            if isinstance(question, SignQuestion) and value:
                self._sign(step, question)
        elif value in EMPTY and self._given.form.values.get(step) in EMPTY:
            self.answers.pop(step, None)
        else:
            # Also emptied words: what stood in the plan would come back otherwise.
            self.answers[step] = value

    def _sign(self, signer: Signer, question: SignQuestion) -> None:
        self._drop_signature(signer)
        made: dict[str, JsonValue] = {
            "signer": signer.value,
            "by": self._given.worker if signer is Signer.WORKER else "",
            "at": self._given.now().isoformat(),
            "signed": YouthPlan.digest_of_words(self.answers),
            "height": question.sheet_height,
            "strokes": question.read(),
        }
        held = self.answers.get("signatures")
        self.answers["signatures"] = [*(held if isinstance(held, list) else []), made]
        if signer is Signer.YOUTH:
            self.answers.pop("declined_to_sign", None)

    def _drop_signature(self, signer: Signer) -> None:
        held = self.answers.get("signatures")
        left = [
            one
            for one in (held if isinstance(held, list) else [])
            if not (isinstance(one, dict) and one.get("signer") == signer.value)
        ]
        self.answers.pop("signatures", None)
        if left:
            self.answers["signatures"] = left

    def _keep(self) -> None:
        self._pause.stop()
        self._note()
        answers: dict[str, JsonValue] = dict(self.answers)
        records, one, seen = self._records, self._given.place, self._given.form.seen
        if answers == self._kept:
            return
        self._kept = answers
        self._runner.run(
            lambda: records.keep(one.case, one.kind, one.record, answers, one.about, seen),
            context=self,
            done=lambda _: None,
            failed=self._on_not_kept,
        )

    def _on_not_kept(self, error: ShownError) -> None:
        self._kept = {}
        if self.worker is not None:
            self.worker.say_problem(say_error(error))
        self.unkept.setText(say_error(error))
        self.unkept.show()
