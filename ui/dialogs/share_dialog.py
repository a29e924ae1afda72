# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sharing the own agency's work on a consent or a court's order, looked at before it is decided.

Invariant: nothing is recorded before the worker has read what it will show to whom until when.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casework.consents import SignerCapacity
from casework.ids import CaseId, HatId
from casework.vocabulary import Basis, Section
from ui.dialogs.ask_dialog import AskDialog
from ui.section_words import say_section
from ui.sharing_views import PreviewLine, ShareWish, SharingChoices
from ui.sharing_words import say_as_of, say_basis, say_capacity
from ui.text import Moments, say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label

USUAL_DAYS = 30
GROUNDS = (Basis.CONSENT_GENERIC, Basis.COURT_ORDER)


class ShareDialog(AskDialog):
    """Whom, what, until when, on which ground.

    Signals:
        looked: asks for the preview of a `ShareWish`.
        wished: the `ShareWish` that was read and decided.
    """

    looked = Signal(object)
    wished = Signal(object)

    def __init__(
        self, parent: QWidget, moments: Moments, choices: SharingChoices, case: CaseId
    ) -> None:
        super().__init__(parent)
        self._moments, self._case = moments, case
        self._read: ShareWish | None = None
        self.setMinimumWidth(480)
        self.people = _make_list(
            self.tr("To whom"), [(one.label, one.hat) for one in choices.people]
        )
        self.sections = _make_list(
            self.tr("Which parts"), [(say_section(one), one) for one in choices.sections]
        )
        self.ground = QComboBox()
        self.ground.setAccessibleName(self.tr("On which ground"))
        for one in GROUNDS:
            self.ground.addItem(say_basis(one), one)
        today = moments.to_widget(choices.now).date()
        self.until = QDateEdit(today.addDays(USUAL_DAYS))
        self.until.setDisplayFormat("yyyy-MM-dd")
        self.until.setMinimumDate(today)
        self.until.setAccessibleName(self.tr("Last day"))
        self.purpose, self.signer, self.number = QLineEdit(), QLineEdit(), QLineEdit()
        self.purpose.setAccessibleName(self.tr("What for"))
        self.signer.setAccessibleName(self.tr("Who signed"))
        self.number.setAccessibleName(self.tr("Number of the order"))
        self.capacity = QComboBox()
        self.capacity.setAccessibleName(self.tr("As whom"))
        for capacity in SignerCapacity:
            self.capacity.addItem(say_capacity(capacity), capacity)
        self.preview = make_label("", "strong")
        self._as_of = make_label(say_as_of(choices.as_of, moments), "small")
        self.look = make_button(self.tr("&Preview"), self._on_look)
        self.share = make_button(self.tr("&Share"), self._on_share, "primary")
        self._labels: dict[QWidget, QLabel] = {}
        self._build()
        self._follow()

    def show_preview(self, lines: tuple[PreviewLine, ...]) -> None:
        """Say what it will show; only then may it be decided."""
        self.preview.setText("\n".join(self._say(one) for one in lines))
        self.share.setEnabled(any(one.refusal is None for one in lines))

    def _say(self, one: PreviewLine) -> str:
        if one.refusal is not None:
            words = self.tr("This will show nothing to {name}: {reason}")
            return words.format(name=one.name, reason=say_reason(one.refusal))
        words = self.tr("This will show {name} until {day}: {parts}")
        day = "" if one.until is None else self._moments.minute(one.until)
        parts = ", ".join(map(say_section, one.sections))
        return words.format(name=one.name, day=day, parts=parts)

    def _build(self) -> None:
        outer, layout = QVBoxLayout(self), QVBoxLayout()
        outer.setContentsMargins(*(self.margin,) * 4)
        layout.setContentsMargins(0, 0, MEASURES.unit, 0)
        layout.setSpacing(MEASURES.half)
        layout.addWidget(make_label(self.tr("Share with another agency"), "section"))
        for words, control in (
            (self.tr("&To whom"), self.people),
            (self.tr("&Which parts, as your agency wrote them"), self.sections),
            (self.tr("On which &ground"), self.ground),
            (self.tr("&What for"), self.purpose),
            (self.tr("Who si&gned"), self.signer),
            (self.tr("&As whom"), self.capacity),
            (self.tr("&Number of the order"), self.number),
            (self.tr("&Last day"), self.until),
        ):
            label = QLabel(words)
            label.setBuddy(control)
            self._labels[control] = label
            layout.addWidget(label)
            layout.addWidget(control)
        outer.addWidget(self.make_scrolling(layout), 1)
        outer.addWidget(self.preview)
        outer.addWidget(self._as_of)
        buttons = QHBoxLayout()
        buttons.addWidget(self.look)
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.share)
        outer.addLayout(buttons)

    def _follow(self) -> None:
        for box in (self.purpose, self.signer, self.number):
            box.textChanged.connect(self._on_changed)
        for rows in (self.people, self.sections):
            rows.itemChanged.connect(self._on_changed)
        for choice in (self.ground, self.capacity):
            choice.currentIndexChanged.connect(self._on_changed)
        self.until.dateChanged.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        """What was read before does not count any more."""
        is_order = Basis(self.ground.currentData()) is Basis.COURT_ORDER
        for control in (self.purpose, self.signer, self.capacity, self.number):
            shown = (control is self.number) == is_order
            control.setVisible(shown)
            self._labels[control].setVisible(shown)
        wish = self.wish()
        self._read = None
        self.share.setEnabled(False)
        self.look.setEnabled(bool(wish.to and wish.sections))
        self.preview.setText(self.tr("Choose, then look at the preview before you share."))

    def wish(self) -> ShareWish:
        """What is chosen now."""
        return ShareWish(
            case=self._case,
            basis=Basis(self.ground.currentData()),
            to=tuple(HatId(one) for one in _ticked(self.people)),
            sections=tuple(Section(one) for one in _ticked(self.sections)),
            until=self._moments.day_of_widget(self.until.date()),
            purpose=self.purpose.text(),
            signer=self.signer.text(),
            capacity=SignerCapacity(self.capacity.currentData()),
            number=self.number.text(),
        )

    def _on_look(self) -> None:
        self._read = self.wish()
        self.looked.emit(self._read)

    def _on_share(self) -> None:
        if self._read is not None:
            self.wished.emit(self._read)
            self.accept()


def _make_list(name: str, lines: Iterable[tuple[str, str]]) -> QListWidget:
    rows = QListWidget()
    rows.setAccessibleName(name)
    rows.setProperty("look", "choices")
    rows.setFixedHeight(108)
    for words, key in lines:
        item = QListWidgetItem(words)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setData(Qt.ItemDataRole.UserRole, key)
        rows.addItem(item)
    return rows


def _ticked(rows: QListWidget) -> list[str]:
    items = [rows.item(at) for at in range(rows.count())]
    ticked = Qt.CheckState.Checked
    return [str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() is ticked]
