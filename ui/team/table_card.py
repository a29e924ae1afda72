# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is at the table: attendance with hat and signed agreement, the gap, and sharing.

Invariants: that an agency of SB 855 is missing is said and stops nothing; sharing within the team
cannot be opened below the head-count of its statute, and the sentence says why; whoever leaves the
table afterwards closes it again. Nothing here names a youth.
"""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casework.meeting_drafts import TableDraft
from casework.meetings import (
    Attendee,
    TeamLaw,
    count_heads,
    find_missing,
    find_sharing_fault,
    find_twice,
)
from casework.record_parts import Fault, FaultCode
from ui.kit import Kit
from ui.record_words import say_fault, say_word
from ui.screening.flow import FlowLayout
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label, make_line
from ui.widgets.page_frame import clear_layout
from ui.widgets.press_button import TickBox

ROLE_WIDTH = 260


class TableCard(QWidget):
    """Two cards: the people, and the ground they share on.

    Args:
        now: the moment, as the meeting's clock has it.

    Signals:
        changed: carries the `TableDraft`.
    """

    changed = Signal(object)

    def __init__(self, kit: Kit, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._kit, self._now = kit, now
        self._table = TableDraft()
        self._people = QVBoxLayout()
        self.name, self.agency = QLineEdit(), QLineEdit()
        self.twice = make_label("", "error")
        self.gap = Banner(kit.theme, "warning")
        self.law = QComboBox()
        self.why_not = make_label("", "soft")
        self.share = make_button("", self._on_share)
        self._assemble()

    def _assemble(self) -> None:
        people = Card(self.tr("At the table"))
        people.put(self.gap)
        people.body.addLayout(self._people)
        row = QHBoxLayout()
        named = (
            (self.name, self.tr("Name"), self.tr("Name of somebody who came")),
            (self.agency, self.tr("Agency"), self.tr("Agency of somebody who came")),
        )
        for line, words, name in named:
            line.setPlaceholderText(words)
            line.setAccessibleName(name)
            line.setMaxLength(200)
            line.setMinimumWidth(60)
            line.returnPressed.connect(self._on_add)
            row.addWidget(line)
        row.addWidget(make_button(self.tr("Add who came"), self._on_add))
        people.body.addLayout(row)
        people.put(self.twice)
        self.law.setAccessibleName(self.tr("On which ground the team shares"))
        self.law.addItem(self.tr("Only what each may see already"), "")
        for one in TeamLaw:
            self.law.addItem(say_word(one), one.value)
        self.law.activated.connect(self._on_law)
        sharing = Card(self.tr("Sharing in the team"))
        for widget in (self.law, self.why_not, self.share):
            sharing.put(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.gap)
        column.addWidget(people)
        column.addWidget(sharing)
        column.addStretch(1)

    def show_table(self, table: TableDraft) -> None:
        """Show who is there; nothing is said to have changed."""
        self._table = table
        clear_layout(self._people)
        for at, person in enumerate(table.people):
            if at:
                self._people.addWidget(make_line())
            self._people.addWidget(self._row(at, person))
        self.law.setCurrentIndex(max(0, self.law.findData(table.law.value if table.law else "")))
        self._judge()

    def _row(self, at: int, person: Attendee) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        who = " · ".join(part for part in (person.name or person.hat, person.agency) if part)
        present = TickBox(who)
        present.setAccessibleName(self.tr("{who} is here").format(who=who))
        present.setChecked(person.present)
        present.toggled.connect(lambda on: self._change(at, present=on))
        column.addWidget(present)
        more = QWidget()
        flow = FlowLayout(more)
        more.setContentsMargins(28, 0, 0, 0)
        trained = TickBox(self.tr("Trained"))
        trained.setAccessibleName(self.tr("{who} is trained").format(who=who))
        trained.setChecked(person.trained)
        trained.toggled.connect(lambda on: self._change(at, trained=on))
        agreed = TickBox(self._say_agreed(person))
        agreed.setAccessibleName(
            self.tr("{who} signed the confidentiality agreement").format(who=who)
        )
        agreed.setChecked(person.agreed_on is not None)
        agreed.toggled.connect(lambda on: self._change(at, agreed_on=self._today() if on else None))
        hat = QLineEdit(person.hat)
        hat.setMaxLength(200)
        hat.setMinimumWidth(ROLE_WIDTH)
        hat.setCursorPosition(0)
        hat.setPlaceholderText(self.tr("In which role"))
        hat.setAccessibleName(self.tr("In which role {who} sits here").format(who=who))
        hat.editingFinished.connect(lambda: self._change(at, hat=hat.text().strip()))
        for widget in (trained, agreed, hat):
            flow.addWidget(widget)
        column.addWidget(more)
        return ground

    def _say_agreed(self, person: Attendee) -> str:
        if person.agreed_on is None:
            return self.tr("Confidentiality agreement signed")
        return self.tr("Confidentiality agreement signed {day}").format(
            day=self._kit.moments.day(person.agreed_on)
        )

    def _change(self, at: int, **fields: bool | str | date | None) -> None:
        people = list(self._table.people)
        changed = people[at].model_copy(update=fields)
        if changed == people[at]:
            return
        people[at] = changed
        self._keep(self._table.model_copy(update={"people": tuple(people)}))

    def _on_add(self) -> None:
        name, agency = self.name.text().strip(), self.agency.text().strip()
        if not (name and agency):
            (self.agency if name else self.name).setFocus()
            return
        came = Attendee(name=name, agency=agency, present=True)
        people = (*self._table.people, came)
        fault = next(find_twice(people), None)
        self.twice.setText("" if fault is None else say_fault(fault))
        if fault is None:
            self.name.clear()
            self.agency.clear()
            self._table = self._table.model_copy(update={"people": people})
            self.show_table(self._table)
            self._keep(self._table)
        self.name.setFocus()

    def _on_law(self, _index: int) -> None:
        said = str(self.law.currentData())
        law = next((one for one in TeamLaw if one.value == said), None)
        self._keep(self._table.model_copy(update={"law": law, "sharing_opened_at": None}))

    def _on_share(self) -> None:
        opened = None if self._table.sharing_opened_at is not None else self._now()
        self._keep(self._table.model_copy(update={"sharing_opened_at": opened}))

    def _keep(self, table: TableDraft) -> None:
        if table.sharing_opened_at is not None and find_sharing_fault(table.law, table.people):
            table = table.model_copy(update={"sharing_opened_at": None})
        self._table = table
        self._judge()
        self.changed.emit(table)

    def _judge(self) -> None:
        table = self._table
        missing = find_missing(table.people)
        words = ", ".join(say_word(one) for one in missing)
        said = self.tr("Not at the table: {agencies}. The meeting may go on.")
        self.gap.say(said.format(agencies=words) if missing else "", "warning")
        fault = find_sharing_fault(table.law, table.people)
        opened = table.sharing_opened_at
        self.share.setVisible(table.law is not None)
        self.share.setEnabled(fault is None)
        words = self.tr("End sharing") if opened else self.tr("Open sharing in the team")
        self.share.setText(words)
        self.share.setAccessibleName(words)
        self.why_not.setText(self._say_sharing(fault))

    def _say_sharing(self, fault: Fault | None) -> str:
        table = self._table
        if table.law is None:
            return self.tr("Say only what everybody at the table may see already.")
        if fault is not None and fault.code is FaultCode.BELOW_MINIMUM:
            return say_fault(fault)
        if table.sharing_opened_at is not None:
            return self.tr(
                "Open since {time} for what is said here. What laptops show, each agency opens for "
                "its own work, youth by youth: “Share our work…” beside the name."
            ).format(time=self._kit.moments.minute_of_day(table.sharing_opened_at))
        heads = count_heads(table.law, table.people)
        return self.tr("{count} trained people with a signed agreement are here.").format(
            count=heads.there
        )

    def _today(self) -> date:
        return self._now().astimezone(self._kit.moments.zone).date()
