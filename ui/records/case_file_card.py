# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is recorded in a case, by kind, each with a way to add one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.ids import CaseId
from casework.vocabulary import RecordKind
from ui.kit import Kit
from ui.models.rows import Row
from ui.models.rows_of import ICON_OF_KIND, TONE_OF_STANDING
from ui.places import RecordPlace
from ui.record_views import RecordGroup, RecordLine
from ui.record_words import say_parts, say_when
from ui.screening.flow import FlowLayout
from ui.text import say_kind, say_reason, say_standing
from ui.widgets.card import Card
from ui.widgets.looks import make_button
from ui.widgets.page_frame import clear_layout
from ui.widgets.row_list import RowList

SHOWN = 6
"""Records of one kind that stand there before all are asked for, the newest."""


class CaseFileCards(QWidget):
    """One card for each kind of record.

    Signals:
        wanted: the form of a record, or of a new one.
    """

    wanted = Signal(object)

    def __init__(self, kit: Kit, case: CaseId) -> None:
        super().__init__()
        self._kit, self._case = kit, case
        self._whole: set[RecordKind] = set()
        self._groups: tuple[RecordGroup, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)

    def show_groups(self, groups: Sequence[RecordGroup]) -> None:
        """Show other records; kinds without any stand together in one row of buttons."""
        self._groups = tuple(groups)
        clear_layout(self._column)
        for group in groups:
            if group.lines or group.half_filled:
                self._column.addWidget(self._make_card(group))
        empty = [one for one in groups if not (one.lines or one.half_filled) and one.may_add]
        if empty:
            self._column.addWidget(self._make_adding(empty))

    def _make_card(self, group: RecordGroup) -> Card:
        name = say_kind(group.kind)
        aside = None
        if group.may_add:
            words = self.tr("Go on") if group.half_filled else self.tr("Add")
            aside = make_button(words, lambda: self._add(group), "quiet")
            aside.setAccessibleName(f"{words}: {name}")
        card = Card(name, aside, flush=True)
        rows = RowList(self._kit.theme, name)
        rows.chosen.connect(self.wanted)
        shown = group.lines if group.kind in self._whole else group.lines[:SHOWN]
        rows.show_rows([self._row(one) for one in shown])
        card.put(rows)
        if len(shown) < len(group.lines):
            words = self.tr("Show all {count}").format(count=len(group.lines))
            more = make_button(words, partial(self._show_whole, group.kind), "quiet")
            more.setAccessibleName(f"{words}: {name}")
            card.put(more)
        return card

    def _show_whole(self, kind: RecordKind) -> None:
        self._whole.add(kind)
        self.show_groups(self._groups)

    def _make_adding(self, groups: Sequence[RecordGroup]) -> Card:
        card = Card(self.tr("Record something else"))
        ground = QWidget()
        row = FlowLayout(ground)
        for group in groups:
            name = say_kind(group.kind)
            button = make_button(name, partial(self._add, group), "quiet")
            button.setAccessibleName(self.tr("Add: {kind}").format(kind=name))
            self._kit.theme.put_icon(button, "plus")
            row.addWidget(button)
        card.put(ground)
        return card

    def _add(self, group: RecordGroup) -> None:
        self.wanted.emit(RecordPlace(self._case, group.kind, None))

    def _row(self, line: RecordLine) -> Row:
        return Row(
            key=RecordPlace(self._case, line.kind, line.record),
            title=say_parts(line.headline) or say_kind(line.kind),
            detail=" · ".join(
                part for part in (say_when(self._kit.moments, line), line.author_name) if part
            ),
            tag=say_standing(line.standing),
            tone=TONE_OF_STANDING[line.standing],
            icon=ICON_OF_KIND[line.kind],
            warning=self._say_warning(line),
        )

    def _say_warning(self, line: RecordLine) -> str:
        if line.reason is not None:
            return say_reason(line.reason)
        return self.tr("Late: {why}").format(why=line.late_why) if line.late_why else ""
