# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who signed and approved a record, what changed since, and what this worker may do about it.

Invariants: an act is about the version shown here; what keeps it back is said before it is tried.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from casework.ids import CaseId, HatId, RecordId
from casework.referrals import ReferralReply
from casework.sign_offs import SignOffAct
from ui.approval_views import ApprovalState, ApprovalView
from ui.approval_words import (
    say_answer,
    say_blockers,
    say_difference,
    say_line,
    say_state,
    tone_of_state,
)
from ui.errors import ShownError
from ui.half_typed import HalfTyped, Typed
from ui.half_typed_port import of_approval
from ui.kit import Kit
from ui.port_values import Changes
from ui.text import say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout

T = TypeVar("T")
WORDS_LINES = 2


class ApprovalPanel(Card):
    """Hidden where nothing is signed, wanted or possible.

    Args:
        record: None for a new record, of which nothing is signed.

    Signals:
        failed: a ShownError.
        done: what was written, as `ui.ports.Changes`.
    """

    failed = Signal(object)
    done = Signal(object)

    def __init__(self, kit: Kit, case: CaseId, record: RecordId | None) -> None:
        super().__init__(QCoreApplication.translate("ApprovalPanel", "Signatures and approval"))
        self._kit, self._case, self._record = kit, case, record
        self._view: ApprovalView | None = None
        self.state = Banner(kit.theme, "plain")
        self.blockers = Banner(kit.theme, "warning")
        self._changed_heading = make_label(self.tr("Different since the last approval"), "strong")
        self._changed, self._lines = QVBoxLayout(), QVBoxLayout()
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(self.tr("Words that go with it"))
        self.words.setPlaceholderText(self.tr("Why, or what is to be changed"))
        self.words.setTabChangesFocus(True)
        room = self.words.fontMetrics().lineSpacing()
        self.words.setFixedHeight(WORDS_LINES * room + 2 * MEASURES.unit)
        self.people = QComboBox()
        self.people.setAccessibleName(self.tr("To whom it is passed on"))
        self._make_buttons()
        place = of_approval(case, record)
        self.typed = HalfTyped(kit, self, place, self._read_typed, self._put_typed, ("words",))
        self.typed.failed.connect(self.failed)
        self.words.textChanged.connect(self.typed.on_changed)
        for widget in (self.state, self.blockers, self._changed_heading):
            self.put(widget)
        self.body.addLayout(self._changed)
        self.body.addLayout(self._lines)
        self.put(self.words)
        self.put(self.people)
        self.put(self._buttons)
        self.hide()

    def refresh(self) -> None:
        """Ask again."""
        record, case = self._record, self._case
        if record is not None:
            approvals = self._kit.workspace.records.approvals
            self._run(lambda: approvals.standing(case, record), self.show_standing)
            self.typed.begin()

    def _read_typed(self) -> Typed:
        return {"words": self.words.toPlainText()}

    def _put_typed(self, kept: Typed) -> None:
        """Also where nobody asks for words any more, so that they can be taken out."""
        self.words.setPlainText(kept.get("words", ""))
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.words.show()
        self.show()

    def show_standing(self, view: ApprovalView) -> None:
        """Show where the record stands."""
        self._view = view
        may_act = view.may_sign or view.may_decide or view.may_answer
        is_said = bool(view.lines or self.words.toPlainText())
        self.setVisible(view.state is not ApprovalState.NOT_WANTED or is_said or may_act)
        words = say_state(view)
        why = view.refusal or (view.held_up if _is_open(view) else None)
        if why is not None:
            words = f"{words} {say_reason(why)}"
        self.state.say(words, tone_of_state(view.state))
        self.blockers.say(say_blockers(view) if view.state is ApprovalState.NOT_SIGNED else "")
        self._fill(
            self._changed,
            [say_difference(view.kind, one, self._kit.moments) for one in view.changed],
        )
        self._changed_heading.setVisible(bool(view.changed))
        moments = self._kit.moments
        said = [say_answer(one, moments) for one in reversed(view.answers)]
        said += [say_line(one, moments) for one in view.lines]
        self._fill(self._lines, said)
        self._show_actions(view)

    def _show_actions(self, view: ApprovalView) -> None:
        self.sign.setVisible(view.may_sign)
        self.approve.setVisible(view.may_decide and view.held_up is None)
        self.send_back.setVisible(view.may_decide)
        for button in (self.accept, self.decline, self.pass_on):
            button.setVisible(view.may_answer)
        has_words = bool(self.words.toPlainText())
        self.words.setVisible(view.may_decide or view.may_answer or has_words)
        may_pass_on = view.may_answer and bool(view.people) and bool(view.receiver)
        self.people.clear()
        self.people.addItem(self.tr("Choose a colleague…"), None)
        for one in view.people:
            self.people.addItem(one.name, one.hat)
        for widget in (self.people, self.pass_on):
            widget.setVisible(may_pass_on)
        self._buttons.setVisible(view.may_sign or view.may_decide or view.may_answer)

    def _make_buttons(self) -> None:
        self.sign = make_button(
            self.tr("Si&gn"), partial(self._sign_off, SignOffAct.SIGNED), "primary"
        )
        self.approve = make_button(
            self.tr("A&pprove"), partial(self._sign_off, SignOffAct.APPROVED), "primary"
        )
        self.send_back = make_button(
            self.tr("Re&turn"), partial(self._sign_off, SignOffAct.RETURNED)
        )
        self.accept = make_button(
            self.tr("&Accept"), partial(self._answer, ReferralReply.ACCEPTED), "primary"
        )
        self.decline = make_button(
            self.tr("&Decline"), partial(self._answer, ReferralReply.DECLINED)
        )
        self.pass_on = make_button(
            self.tr("Pass &on"), partial(self._answer, ReferralReply.PASSED_ON)
        )
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        for button in (
            self.sign,
            self.approve,
            self.send_back,
            self.accept,
            self.decline,
            self.pass_on,
        ):
            row.addWidget(button)
        row.addStretch(1)

    def _sign_off(self, act: SignOffAct) -> None:
        view, record, case = self._view, self._record, self._case
        if view is not None and record is not None:
            words, approvals = self.words.toPlainText(), self._kit.workspace.records.approvals
            self._run(
                lambda: approvals.sign_off(case, record, act, words, view.seen), self._on_done
            )

    def _answer(self, reply: ReferralReply) -> None:
        record, case = self._record, self._case
        if record is not None:
            words, approvals = self.words.toPlainText(), self._kit.workspace.records.approvals
            chosen = self.people.currentData()
            to = HatId(str(chosen)) if chosen else None
            self._run(lambda: approvals.answer(case, record, reply, words, to), self._on_done)

    def _on_done(self, changes: Changes) -> None:
        self.words.clear()
        self.typed.forget()
        self.done.emit(changes)
        self.refresh()

    def _run(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._kit.runner.run(job, context=self, done=done, failed=self._on_failed)

    def _on_failed(self, error: ShownError) -> None:
        """What is wrong is mostly that words are missing."""
        self.failed.emit(error)
        if self.words.isVisible():
            self.words.setFocus()

    def _fill(self, column: QVBoxLayout, lines: list[str]) -> None:
        clear_layout(column)
        for one in lines:
            column.addWidget(make_label(one, "small"))


def _is_open(view: ApprovalView) -> bool:
    return view.state in (ApprovalState.NOT_SIGNED, ApprovalState.WAITS)
