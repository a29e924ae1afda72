# SPDX-License-Identifier: AGPL-3.0-or-later
"""Screenings: what is begun and what is signed."""

from ui.kit import Kit
from ui.models.rows_of import draft_row, work_row
from ui.places import Room
from ui.views import ScreeningsView
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button
from ui.widgets.page_frame import PageFrame
from ui.widgets.row_list import RowList


class ScreeningsPage(PageFrame):
    """All screenings on this laptop."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "")
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
        self.fetch(self.kit.workspace.screenings.overview, self._show)

    def take_focus(self) -> None:
        """Start at what is to be finished."""
        (self._drafts if self._drafts.rows.rowCount() else self._signed).setFocus()

    def _show(self, view: ScreeningsView) -> None:
        moments = self.kit.moments
        self._drafts.show_rows([draft_row(one, moments) for one in view.drafts])
        self._signed.show_rows([work_row(one, moments) for one in view.signed])
        self._drafts.setVisible(bool(view.drafts))
        self._no_drafts.setVisible(not view.drafts)
        self._signed.setVisible(bool(view.signed))
        self._no_signed.setVisible(not view.signed)
