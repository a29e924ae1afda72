# SPDX-License-Identifier: AGPL-3.0-or-later
"""One piece of refused work: whose, why it was refused, what was written, and what can be done.

What was written is fetched when it is asked for, since looking is logged. It is taken in only after
it was looked at.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from casework.vocabulary import RecordKind
from ui.field_words import field_name, field_value
from ui.inbox_views import ColleagueView, WaitingView, WrittenLine
from ui.kit import Kit
from ui.text import say_kind, say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.facts_grid import FactsGrid
from ui.widgets.looks import make_button, make_label


class RefusedCard(Card):
    """A supervisor's three ways: take it in, give it back, let somebody else look after it.

    Signals:
        read_wanted, accepted: carry the work.
        given_back: carries the work and the note.
        handed: carries the work and the colleague.
    """

    read_wanted = Signal(object)
    accepted = Signal(object)
    given_back = Signal(object, str)
    handed = Signal(object, object)

    def __init__(self, kit: Kit, work: WaitingView, colleagues: tuple[ColleagueView, ...]) -> None:
        self._kit = kit
        self.work = work
        self._colleagues = colleagues
        super().__init__(self._say_heading())
        self.setAccessibleName(self._say_heading())
        told = self.tr("Its author was told: {reason}").format(reason=say_reason(work.reason))
        self.body.addWidget(make_label(told))
        self.body.addWidget(FactsGrid(self._list_facts()))
        self._written = QVBoxLayout()
        self.body.addLayout(self._written)
        self.read = make_button(self.tr("Show what was &written"), self._on_read)
        self.accept = make_button(self.tr("&Take it in after all"), self._on_accept, "primary")
        self.accept.setEnabled(False)
        self.note = QLineEdit()
        self.give_back = make_button(self.tr("&Give it back"), self._on_give_back)
        self.colleague = QComboBox()
        self.hand = make_button(self.tr("&Hand to"), self._on_hand)
        self._put_actions()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.note if self.work.kind is None else self.read

    def show_written(self, lines: tuple[WrittenLine, ...], answers: QWidget | None = None) -> None:
        """Show what was written, and let it be taken in where that may be.

        Args:
            answers: of a screening, to be shown below its fields.
        """
        self.read.hide()
        for line in lines:
            if self.work.kind is not None and (line.written or line.present):
                self._put_line(line, self.work.kind)
        if answers is not None:
            self._written.addWidget(answers)
        self.accept.setEnabled(self.work.held is None)
        if self.accept.isEnabled():
            self.accept.setFocus()

    def _put_line(self, line: WrittenLine, kind: RecordKind) -> None:
        moments = self._kit.moments
        written = field_value(line.field, kind, line.written, moments)
        block = QVBoxLayout()
        block.setSpacing(1)
        block.addWidget(make_label(field_name(line.field, kind), "small"))
        block.addWidget(make_label(written or self.tr("(nothing)")))
        if line.present and line.present != line.written:
            present = field_value(line.field, kind, line.present, moments)
            now = self.tr("In the record now: {value}").format(value=present)
            block.addWidget(make_label(now, "soft"))
        self._written.addLayout(block)

    def _say_heading(self) -> str:
        work = self.work
        if work.kind is None:
            return self.tr("Work in a case that is not yours to see")
        youth = work.shown_name or self.tr("a case that is not on this laptop")
        return f"{say_kind(work.kind)} · {youth}"

    def _list_facts(self) -> list[tuple[str, str]]:
        work = self.work
        return [
            (self.tr("Written by"), work.author_name),
            (self.tr("Refused on"), self._kit.moments.minute(work.received_at)),
            (self.tr("Looked after by"), work.keeper_name),
        ]

    def _put_actions(self) -> None:
        if self.work.held is not None:
            words = self.tr("You cannot take it in: {reason}")
            self.body.addWidget(make_label(words.format(reason=say_reason(self.work.held)), "soft"))
        reading = QHBoxLayout()
        reading.setSpacing(MEASURES.unit)
        reading.addWidget(self.read)
        reading.addWidget(self.accept)
        reading.addStretch(1)
        self.body.addLayout(reading)
        self.read.setHidden(self.work.kind is None)
        self.accept.setHidden(self.work.held is not None)
        self.note.setAccessibleName(self.tr("What its author is to do"))
        self.note.setPlaceholderText(self.tr("What its author is to do"))
        self.note.setMaxLength(1000)
        self.note.returnPressed.connect(self._on_give_back)
        self.note.textChanged.connect(lambda text: self.give_back.setEnabled(bool(text.strip())))
        self.give_back.setEnabled(False)
        self._put_row(self.note, self.give_back)
        self.colleague.setAccessibleName(self.tr("Who looks after it from now on"))
        for one in self._colleagues:
            self.colleague.addItem(f"{one.name}, {one.title}" if one.title else one.name)
        self._put_row(self.colleague, self.hand)

    def _put_row(self, field: QLineEdit | QComboBox, button: QPushButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(MEASURES.unit)
        row.addWidget(field, 1)
        row.addWidget(button)
        self.body.addLayout(row)

    def _on_read(self) -> None:
        self.read_wanted.emit(self.work)

    def _on_accept(self) -> None:
        self.accepted.emit(self.work)

    def _on_give_back(self) -> None:
        if self.note.text().strip():
            self.given_back.emit(self.work, self.note.text().strip())

    def _on_hand(self) -> None:
        at = self.colleague.currentIndex()
        if at >= 0:
            self.handed.emit(self.work, self._colleagues[at])
