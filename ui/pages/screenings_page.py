# SPDX-License-Identifier: AGPL-3.0-or-later
"""Screenings: what is begun and what is signed."""

from functools import partial

from PySide6.QtGui import QAction

from forms.exports.kinds import ExportKind
from ui.kit import Kit
from ui.models.rows_of import draft_row, work_row
from ui.places import Room
from ui.screening.saving import Asking, make_save_menu, save_copies
from ui.views import ScreeningsView, SignedGroup
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button
from ui.widgets.page_frame import PageFrame
from ui.widgets.row_list import RowList


class ScreeningsPage(PageFrame):
    """All screenings on this laptop."""

    def __init__(self, kit: Kit, asking: Asking | None = None) -> None:
        super().__init__(kit, "")
        self._asking = asking or Asking()
        self.title.setText(self.tr("Screenings"))
        self.setAccessibleName(self.tr("Screenings"))
        self._drafts = RowList(kit.theme, self.tr("Screenings to finish"))
        self._signed = RowList(kit.theme, self.tr("Signed screenings"))
        for rows in (self._drafts, self._signed):
            rows.chosen.connect(self.wanted)
        self._no_drafts = EmptyState(
            kit.theme,
            "screening",
            self.tr("No screening is waiting to be finished."),
            self.tr("Open a youth and choose “Start screening”."),
            make_button(self.tr("Find a youth"), lambda: self.wanted.emit(Room.YOUTHS)),
        )
        self._no_signed = EmptyState(
            kit.theme,
            "screening",
            self.tr("No signed screening is on this laptop."),
            self.tr("Those you sign, and those colleagues share with you, stand here."),
        )
        self.save_as, self.save_menu = make_save_menu(
            self.tr("Save as &spreadsheet"), self.tr("Save as spreadsheet")
        )
        self.save_as.hide()
        self.action_row.addWidget(self.save_as)
        drafts = Card(self.tr("To finish"), flush=True)
        drafts.put(self._drafts)
        drafts.put(self._no_drafts)
        signed = Card(self.tr("Signed"), flush=True)
        signed.put(self._signed)
        signed.put(self._no_signed)
        self.column.addWidget(drafts)
        self.column.addWidget(signed)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Ask again."""
        ports = self.kit.workspace
        self.fetch(lambda: (ports.screenings.overview(), ports.exports.groups()), self._show_both)

    def take_focus(self) -> None:
        """Start at what is to be finished."""
        (self._drafts if self._drafts.rows.rowCount() else self._signed).setFocus()

    def _show_both(self, views: tuple[ScreeningsView, tuple[SignedGroup, ...]]) -> None:
        self._show(views[0])
        self._show_groups(views[1])

    def _show(self, view: ScreeningsView) -> None:
        moments = self.kit.moments
        self._drafts.show_rows([draft_row(one, moments) for one in view.drafts])
        self._signed.show_rows([work_row(one, moments) for one in view.signed])
        self._drafts.setVisible(bool(view.drafts))
        self._no_drafts.setVisible(not view.drafts)
        self._signed.setVisible(bool(view.signed))
        self._no_signed.setVisible(not view.signed)

    def _show_groups(self, groups: tuple[SignedGroup, ...]) -> None:
        self.save_menu.clear()
        for group in groups:
            words = self.tr("{title}: {count} signed")
            name = words.format(title=group.title, count=len(group.records))
            action = QAction(name.replace("&", "&&"), self.save_menu)
            action.triggered.connect(partial(self._on_save, group))
            self.save_menu.addAction(action)
        self.save_as.setVisible(bool(groups))

    def _on_save(self, group: SignedGroup) -> None:
        moments = self.kit.moments
        names = [f"{one.shown_name} · {moments.minute(one.at)}" for one in group.rows]
        chosen = self._asking.which(self, group.title, names)
        records = [group.records[at] for at in chosen]
        if records:
            save_copies(self, records, ExportKind.XLSX, group.day.isoformat(), self._asking)
