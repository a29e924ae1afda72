# SPDX-License-Identifier: AGPL-3.0-or-later
"""The youths of a meeting in their order, which the keyboard changes: Alt with an arrow key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.kit import Kit
from ui.meeting_views import MeetingYouth
from ui.models.rows import Row
from ui.places import CasePlace
from ui.record_words import say_word
from ui.team.agenda_words import STATUS_TONES, say_item
from ui.widgets.row_list import RowList


class AgendaList(RowList):
    """Choosing a youth opens the case.

    Signals:
        moved: (from, to): places in the order.
    """

    moved = Signal(int, int)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme, "")
        self._kit = kit
        self.setAccessibleName(self.tr("Agenda"))
        self.setAccessibleDescription(
            self.tr("Alt with the up or down arrow moves a youth in the order.")
        )

    def show_youths(self, youths: Sequence[MeetingYouth]) -> None:
        """Show other youths, or another order."""
        self.show_rows([self._row(at, one) for at, one in enumerate(youths, start=1)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the youth the keyboard is on."""
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        step = steps.get(event.key())
        at = self.currentIndex().row()
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and at >= 0:
            to = at + step
            if 0 <= to < self.rows.rowCount():
                self.moved.emit(at, to)
                self.setCurrentIndex(self.rows.index(to, 0))
            return
        super().keyPressEvent(event)

    def _row(self, at: int, one: MeetingYouth) -> Row:
        status = one.item.last_status
        minutes = self.tr("{count} min").format(count=one.minutes)
        return Row(
            key=CasePlace(one.case),
            title=f"{at}. {one.item.shown_name}",
            detail=say_item(one.item),
            tag="" if status is None else say_word(status),
            tone="plain" if status is None else STATUS_TONES[status],
            aside=minutes,
            icon="youth",
        )
