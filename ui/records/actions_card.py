# SPDX-License-Identifier: AGPL-3.0-or-later
"""The actions of a team's plan: what, who, by when, and how each stands."""

from datetime import date

from PySide6.QtCore import Signal

from casework.ids import CaseId
from casework.vocabulary import RecordKind
from ui.kit import Kit
from ui.models.rows import Row
from ui.places import RecordPlace
from ui.record_views import ActionLine
from ui.theme.tokens import Tone
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_list import RowList


class ActionsCard(Card):
    """Those to be done first.

    Signals:
        wanted: the place of an action.
    """

    wanted = Signal(object)

    def __init__(self, kit: Kit, case: CaseId) -> None:
        super().__init__(self.tr("Actions"), flush=True)
        self._kit, self._case = kit, case
        self.rows = RowList(kit.theme, self.tr("Actions"))
        self.rows.chosen.connect(self.wanted)
        self.nothing = EmptyState(
            kit.theme,
            "check",
            self.tr("No action yet."),
            self.tr("Add a task to say who does what by when."),
        )
        self.put(self.rows)
        self.put(self.nothing)
        self.hide()

    def show_actions(self, actions: tuple[ActionLine, ...], today: date) -> None:
        """Show them, or what to do where there is none."""
        self.rows.show_rows([self._row(one, today) for one in actions])
        self.rows.setVisible(bool(actions))
        self.nothing.setVisible(not actions)
        self.show()

    def _row(self, one: ActionLine, today: date) -> Row:
        state, tone = self._state(one, today)
        by = "" if one.due_on is None else self.tr("by {day}")
        due = "" if one.due_on is None else by.format(day=self._kit.moments.day(one.due_on))
        return Row(
            key=RecordPlace(self._case, RecordKind.TASK, one.record),
            title=" ".join(one.words.split()),
            detail=", ".join(filter(None, (one.owner, due))),
            tag=state,
            tone=tone,
            icon="check" if one.done_on is not None else "open",
        )

    def _state(self, one: ActionLine, today: date) -> tuple[str, Tone]:
        if one.done_on is not None:
            return self.tr("Done on {day}").format(day=self._kit.moments.day(one.done_on)), "good"
        if one.due_on is not None and one.due_on < today:
            return self.tr("Overdue"), "danger"
        return self.tr("To do"), "plain"
