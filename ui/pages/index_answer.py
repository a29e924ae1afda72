# SPDX-License-Identifier: AGPL-3.0-or-later
"""An answer of the cross-agency index: which agencies, whom to call. Never more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from casework.ids import HatId
from ui.dialogs.emergency_dialog import EmergencyDialog
from ui.half_typed_port import of_emergency_by_index
from ui.index_views import AnswerView, MatchView
from ui.index_words import say_signs
from ui.kit import Kit
from ui.sharing_views import EmergencyChoices, RecordedView
from ui.sharing_words import say_recorded
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.looks import make_button, make_label, make_line, make_tag
from ui.widgets.page_frame import clear_layout

SHOWN_DATES = 3


class IndexAnswer(QWidget):
    """Shows one answer at a time, with a way into each agency's case in an emergency.

    Signals:
        failed: carries the ShownError.
    """

    failed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.emergencies: list[QPushButton] = []
        self.done = Banner(kit.theme, "plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MEASURES.unit)
        self.setAccessibleName(self.tr("Answer of the index"))

    def show_answer(self, answer: AnswerView | None) -> None:
        """Show an answer; None shows nothing."""
        self._column.removeWidget(self.done)
        clear_layout(self._column)
        self._column.addWidget(self.done)
        self.emergencies = []
        self.setVisible(answer is not None)
        if answer is None:
            return
        if not answer.matches:
            self._column.addWidget(make_label(self.tr("No other agency in the index."), "strong"))
            self._column.addWidget(
                make_label(
                    self.tr(
                        "Agencies enter their cases themselves; one may work with the youth "
                        "and not have entered it."
                    ),
                    "soft",
                )
            )
        for number, match in enumerate(answer.matches):
            if number:
                self._column.addWidget(make_line())
            self._column.addWidget(self._make_match(answer, match))
        self._column.addWidget(make_label(self._say_until(answer), "small"))

    def _make_match(self, answer: AnswerView, match: MatchView) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        top = QHBoxLayout()
        top.addWidget(make_label(match.agency, "strong"), 1)
        top.addWidget(make_tag(say_signs(match.signs), "accent"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        call = self.tr("Call {name}, {phone}") if match.contact_phone else self.tr("Ask for {name}")
        said = call.format(name=match.contact_name, phone=match.contact_phone)
        number = self.tr("Case number {number}").format(number=match.case_number)
        words = [said, number if match.case_number else "", self._say_dates(match)]
        for text in filter(None, words):
            column.addWidget(_selectable(make_label(text)))
        if self._kit.workspace.sharing is not None and answer.id:
            button = make_button(
                self.tr("Emergency access to this agency's case…"),
                lambda: self._on_emergency(answer, match),
                "quiet",
            )
            self.emergencies.append(button)
            column.addWidget(button)
        box.setAccessibleName(", ".join((match.agency, *filter(None, words))))
        return box

    def _on_emergency(self, answer: AnswerView, match: MatchView) -> None:
        sharing, run = self._kit.workspace.sharing, self._kit.runner.run
        assert sharing is not None
        self.done.say("")

        def open_it(reason: str, told: str) -> None:
            run(
                lambda: sharing.open_by_index(
                    answer.id, match.agency, match.case_number, reason, HatId(told)
                ),
                context=self,
                done=self._on_opened,
                failed=self.failed.emit,
                lane="network",
            )

        def ask(choices: EmergencyChoices) -> None:
            dialog = EmergencyDialog(self, self._kit.moments, choices, by_index=True)
            dialog.wished.connect(open_it)
            place = of_emergency_by_index(answer.id, match.agency, match.case_number)
            dialog.keep_in(self._kit, place, self.failed.emit)
            dialog.open()

        run(
            lambda: sharing.emergency_choices(None),
            context=self,
            done=ask,
            failed=self.failed.emit,
            lane="network",
        )

    def _on_opened(self, told: RecordedView) -> None:
        words = self.tr("Opened until {moment}. Sync now: the case comes with it.")
        self.done.say(say_recorded(told, words, self._kit.moments), "warning")

    def _say_dates(self, match: MatchView) -> str:
        days = [self._kit.moments.day(one) for one in reversed(match.contact_dates)]
        if not days:
            return ""
        shown = "; ".join(days[:SHOWN_DATES])
        if len(days) <= SHOWN_DATES:
            return self.tr("Contacts: {days}").format(days=shown)
        more = self.tr("Contacts: {days} and {count} before")
        return more.format(days=shown, count=len(days) - SHOWN_DATES)

    def _say_until(self, answer: AnswerView) -> str:
        asked = self._kit.moments.minute(answer.at)
        if answer.until is None:
            return self.tr("Asked {moment}").format(moment=asked)
        words = self.tr("Asked {moment}; can be read here until {until}")
        return words.format(moment=asked, until=self._kit.moments.minute(answer.until))


def _selectable(label: QLabel) -> QLabel:
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
