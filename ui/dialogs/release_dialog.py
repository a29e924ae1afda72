# SPDX-License-Identifier: AGPL-3.0-or-later
"""Releasing one note: the youth, or who speaks for them, says to whom, until when, and signs."""

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
from casework.ids import HatId
from ui.advocate_views import AdvocateNote, AdvocateView, ReleaseWish
from ui.dialogs.ask_dialog import LOWEST_ABOVE_PREVIEW, AskDialog
from ui.sharing_views import PersonView
from ui.sharing_words import say_capacity
from ui.text import Moments
from ui.theme.tokens import MEASURES
from ui.widgets.looks import dress_moment, make_button, make_label

USUAL_DAYS = 14
SHORTEST = 8
# Names of many readers need the room of a low screen; the fields scroll there.


class ReleaseDialog(AskDialog):
    """Everything a release needs, and beforehand what it will show.

    Signals:
        wished: the `ReleaseWish`.
    """

    wished = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        moments: Moments,
        note: AdvocateNote,
        people: tuple[PersonView, ...],
        view: AdvocateView,
    ) -> None:
        super().__init__(parent)
        self._note, self._case, self._moments = note, view.case, moments
        self._names = {one.hat: f"{one.name} ({one.agency})" for one in people}
        self.setMinimumWidth(480)
        self._make_people(people)
        today = moments.to_widget(view.now).date()
        self.until = QDateEdit(today.addDays(USUAL_DAYS))
        self.until.setDisplayFormat("yyyy-MM-dd")
        dress_moment(self.until)
        self.until.setMinimumDate(today)
        self.until.setAccessibleName(self.tr("Last day on which it is shown"))
        self._make_signer()
        self.preview = make_label("", "strong")
        self.release = make_button(self.tr("Release"), self._on_release, "primary")
        self._build()
        for box in (self.holder, self.phrase, self.again):
            box.textChanged.connect(self._on_changed)
        self.people.itemChanged.connect(self._on_changed)
        self.until.dateChanged.connect(self._on_changed)
        self._on_changed()

    def _make_people(self, people: tuple[PersonView, ...]) -> None:
        self.people = QListWidget()
        self.people.setAccessibleName(self.tr("To whom it is shown"))
        self.people.setProperty("look", "choices")
        self.people.setFixedHeight(128)
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.filter = QLineEdit()
        self.filter.setAccessibleName(self.tr("Find a person"))
        self.filter.setPlaceholderText(self.tr("Name, role or agency"))
        self.filter.textChanged.connect(self._on_find)
        for one in people:
            item = QListWidgetItem(one.label)
            item.setToolTip(one.label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, one.hat)
            self.people.addItem(item)

    def _make_signer(self) -> None:
        self.holder = QLineEdit()
        self.holder.setAccessibleName(self.tr("Who signs"))
        self.capacity = QComboBox()
        self.capacity.setAccessibleName(self.tr("As whom"))
        for one_capacity in SignerCapacity:
            self.capacity.addItem(say_capacity(one_capacity), one_capacity)
        self.phrase, self.again = QLineEdit(), QLineEdit()
        for box, name in (
            (self.phrase, self.tr("Words of the signer's own")),
            (self.again, self.tr("The same words again")),
        ):
            box.setEchoMode(QLineEdit.EchoMode.Password)
            box.setAccessibleName(name)

    def _build(self) -> None:
        outer, layout = QVBoxLayout(self), QVBoxLayout()
        outer.setContentsMargins(*(self.margin,) * 4)
        layout.setContentsMargins(0, 0, MEASURES.unit, 0)
        layout.setSpacing(MEASURES.half)
        layout.addWidget(make_label(self.tr("Release one note"), "section"))
        layout.addWidget(
            make_label(
                self.tr(
                    "Only the youth, or who speaks for the youth, releases a note. Give them the "
                    "keyboard for the last two lines; their words are kept nowhere."
                ),
                "small",
            )
        )
        layout.addWidget(self._quote())
        for words, control in (
            (self.tr("&To"), self.filter),
            (self.tr("&Until"), self.until),
            (self.tr("&Who signs"), self.holder),
            (self.tr("&As whom"), self.capacity),
            (self.tr("Their own wor&ds, at least 8 letters"), self.phrase),
            (self.tr("The same words a&gain"), self.again),
        ):
            label = QLabel(words)
            label.setBuddy(control)
            layout.addWidget(label)
            layout.addWidget(control)
            if control is self.filter:
                layout.addWidget(self.people)
        outer.addWidget(self.make_scrolling(layout, LOWEST_ABOVE_PREVIEW), 1)
        outer.addWidget(self.preview)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.release)
        outer.addLayout(buttons)

    def _quote(self) -> QLabel:
        words = self._note.text
        return make_label(f"“{words[:160]}{'…' if len(words) > 160 else ''}”", "soft")

    def chosen(self) -> tuple[HatId, ...]:
        """Whom the release names."""
        items = [self.people.item(at) for at in range(self.people.count())]
        return tuple(
            HatId(one.data(Qt.ItemDataRole.UserRole))
            for one in items
            if one.checkState() is Qt.CheckState.Checked
        )

    def _on_find(self, typed: str) -> None:
        """Show only lines that hold what was typed; ticked ones stay in sight."""
        for at in range(self.people.count()):
            item = self.people.item(at)
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setHidden(not ticked and typed.casefold() not in item.text().casefold())

    def _on_changed(self) -> None:
        to, same = self.chosen(), self.phrase.text() == self.again.text()
        named, strong = bool(self.holder.text().strip()), len(self.phrase.text()) >= SHORTEST
        self.release.setEnabled(bool(to) and named and same and strong)
        if not to:
            self.preview.setText(self.tr("Choose to whom it is shown."))
        elif not same:
            self.preview.setText(self.tr("The two lines differ."))
        else:
            words = self.tr("This will show this one note until {day} to {names}.")
            day = self._moments.day(self._moments.day_of_widget(self.until.date()))
            names = "; ".join(self._names[one] for one in to)
            self.preview.setText(words.format(day=day, names=names))

    def _on_release(self) -> None:
        self.wished.emit(
            ReleaseWish(
                case=self._case,
                record=self._note.record,
                to=self.chosen(),
                until=self._moments.day_of_widget(self.until.date()),
                holder=self.holder.text(),
                capacity=SignerCapacity(self.capacity.currentData()),
                phrase=self.phrase.text(),
            )
        )
        self.phrase.clear()
        self.again.clear()
        self.accept()
