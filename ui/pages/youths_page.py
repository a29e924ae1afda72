# SPDX-License-Identifier: AGPL-3.0-or-later
"""Youths: a search that answers as one types, and the list it answers with."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit

from casework.reasons import Reason
from ui.dialogs.finder import LONGEST
from ui.dialogs.new_youth_dialog import NewYouthDialog
from ui.kit import Kit
from ui.models.youths_model import YouthsModel
from ui.opening_views import OpenedCase
from ui.pages.choice_row import ChoiceRow
from ui.places import CasePlace, Room
from ui.text import say_reason
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button
from ui.widgets.page_frame import PageFrame
from ui.widgets.row_list import RowList
from ui.youth_views import YouthList

T = TypeVar("T")
NEW_KEY = "Ctrl+N"


class YouthsPage(PageFrame):
    """The list of youths on this laptop.

    Signals:
        absent_chosen: the youth who is absent, once one was asked for; carries the case's id.
    """

    absent_chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "")
        self.title.setText(self.tr("Youths"))
        self.setAccessibleName(self.tr("Youths"))
        self._asking = Banner(kit.theme, "warning")
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.setMaxLength(LONGEST)
        self.box.setPlaceholderText(self.tr("Name, sound, number, place or any word"))
        self.box.setToolTip(self.tr("From any screen: Ctrl+K"))
        self.box.setAccessibleName(self.tr("Search youths"))
        self.model = YouthsModel(kit)
        self.list = RowList(kit.theme, self.tr("Youths found"), fits=False)
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self._nothing = EmptyState(
            kit.theme,
            "search",
            self.tr("No youth matches these words."),
            self.tr(
                "Try the beginning of a name or a case number. Only cases you are assigned "
                "to are on this laptop."
            ),
            make_button(self.tr("Clear the search"), self.box.clear),
        )
        self.lists = ChoiceRow(self.tr("Which youths"), self._list_words())
        self._none_listed = EmptyState(kit.theme, "youths", "", "")
        self.new = make_button(self.tr("New youth…"), self.ask_new, "primary")
        self.new.setShortcut(NEW_KEY)
        self.new.setToolTip(self.tr("Begin a case, also without a network (Ctrl+N)"))
        self.action_row.addWidget(self.new)
        self._no_youths = EmptyState(
            kit.theme,
            "youths",
            self.tr("No youth is on this laptop yet."),
            self.tr("Cases assigned to you arrive with the next sync."),
            make_button(self.tr("Go to Sync"), lambda: self.wanted.emit(Room.SYNC)),
        )
        self._assemble()

    def _list_words(self) -> dict[YouthList, str]:
        return {
            YouthList.ALL: self.tr("By name"),
            YouthList.NEWEST: self.tr("Newest work"),
            YouthList.RECENT: self.tr("Recent"),
            YouthList.PINNED: self.tr("Pinned"),
            YouthList.UNSENT: self.tr("Not sent"),
            YouthList.DUE: self.tr("Due"),
        }

    def _assemble(self) -> None:
        card = Card(flush=True)
        for widget in (self.list, self._nothing, self._no_youths, self._none_listed):
            card.put(widget)
        self.column.addWidget(self._asking)
        self.column.addWidget(self.box)
        self.column.addWidget(self.lists)
        self.column.addWidget(card, 1)
        self._no_youths.hide()
        self._none_listed.hide()
        self._nothing.hide()
        self.list.setMinimumHeight(160)
        self.box.installEventFilter(self)
        self.box.textChanged.connect(lambda _: self.refresh())
        self.lists.chosen.connect(lambda _: self.refresh())
        self.box.returnPressed.connect(self._on_return)
        self.list.chosen.connect(self._on_chosen)
        self.model.found.connect(self._on_found)
        self.model.failed.connect(self.show_problem)

    def ask_who_is_absent(self) -> None:
        """The next youth that is chosen is the one who is absent."""
        self._asking.say(self.tr("Choose the youth who is absent."), "warning")
        self.take_focus()

    def ask_new(self) -> None:
        """Begin a case for a youth who is new here, or say why that is not possible."""
        port = self.kit.workspace.records.opening
        self.fetch(lambda: (port.refusal(), port.typed()), lambda told: self._ask_new(*told))

    def _ask_new(self, refused: Reason | None, typed: Mapping[str, str]) -> None:
        if refused is not None:
            self.problem.say(say_reason(refused), "warning")
            return
        port = self.kit.workspace.records.opening

        def keep(words: Mapping[str, str]) -> None:
            self._quietly(lambda: port.keep(words), lambda _: None)

        dialog = NewYouthDialog(self, self.kit, port, typed, keep)
        try:
            begun = dialog.exec() == QDialog.DialogCode.Accepted
            new, chosen = dialog.read(), dialog.chosen
        finally:
            dialog.deleteLater()
        if chosen is not None:
            self.wanted.emit(CasePlace(chosen))
        elif begun and new is not None:
            self.fetch(lambda: port.open(new), self._show_new)
        else:
            self._look_for_begun()

    def _show_new(self, opened: OpenedCase) -> None:
        self.changed.emit(opened.changes)
        self.wanted.emit(CasePlace(opened.case))

    def leave(self) -> None:
        """Whoever goes elsewhere chooses no longer."""
        self._asking.say("")

    def _on_chosen(self, place: CasePlace) -> None:
        if self._asking.text():
            self.absent_chosen.emit(place.case)
            return
        self.wanted.emit(place)

    def refresh(self) -> None:
        """Search the same words again."""
        self.model.search(self.box.text(), self.lists.key)

    def _look_for_begun(self) -> None:
        """Say on the button that a new youth is half typed."""
        self._quietly(self.kit.workspace.records.opening.typed, self._name_new)

    def _name_new(self, typed: Mapping[str, str]) -> None:
        words = self.tr("Go on with the new youth…") if typed else self.tr("New youth…")
        if words != self.new.text():
            self.new.setText(words)
            # Another text takes a button's shortcut away.
            self.new.setShortcut(NEW_KEY)

    def _quietly(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """As `fetch`, but what the banner says stays when it goes well."""
        self.kit.runner.run(job, context=self, done=done, failed=self.show_problem)

    def take_focus(self) -> None:
        """Type at once."""
        self._look_for_begun()
        self.box.setFocus()
        self.box.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down goes from the words to the list."""
        if (
            watched is self.box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
            and self.model.rowCount()
        ):
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0, 0))
            return True
        return super().eventFilter(watched, event)

    def _on_return(self) -> None:
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
            self.list.choose_current()

    def _on_found(self, total: int) -> None:
        self.problem.say("")
        searching, every = (
            bool(self.box.text().strip()),
            self.lists.key in (YouthList.ALL, YouthList.NEWEST),
        )
        self.list.setVisible(total > 0)
        self._nothing.setVisible(total == 0 and searching)
        self._no_youths.setVisible(total == 0 and not searching and every)
        self._none_listed.setVisible(total == 0 and not searching and not every)
        self._none_listed.say(*self._say_empty())
        self.say_subtitle(self._say_count(total, searching=searching or not every))

    def _say_count(self, total: int, *, searching: bool) -> str:
        if self.model.more:
            return self.tr("More than {count} found").format(count=total - 1)
        if searching:
            return self.tr("{count} found").format(count=total)
        return self.tr("{count} on this laptop").format(count=total)

    def _say_empty(self) -> tuple[str, str]:
        match self.lists.key:
            case YouthList.PINNED:
                return (
                    self.tr("No youth is pinned."),
                    self.tr("Open a case and choose Pin to keep it at hand on this laptop."),
                )
            case YouthList.UNSENT:
                return (
                    self.tr("Everything is sent."),
                    self.tr("Youths with work the county does not have will stand here."),
                )
            case YouthList.DUE:
                return (
                    self.tr("Nothing is due."),
                    self.tr("Youths with a running clock or something due will stand here."),
                )
            case _:
                return (
                    self.tr("No case was opened here yet."),
                    self.tr("The cases you open will stand here, the newest first."),
                )
