# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tasks as they are agreed on: what, who, by when; one line each, typed through by keyboard."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casework.ids import RecordId
from casework.meeting_drafts import TaskDraft
from forms.definition import Control
from ui.screening.readings import UnreadableAnswer, plain_writing
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label, restyle
from ui.widgets.page_frame import clear_layout


class TaskRow(QWidget):
    """One task.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self, task: TaskDraft) -> None:
        super().__init__()
        self._task = task
        self.words, self.owner, self.due = QLineEdit(), QLineEdit(), QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        due = "" if task.due_on is None else task.due_on.isoformat()
        for line, text, name, wide in (
            (self.words, task.words, self.tr("What is to be done"), 4),
            (self.owner, task.owner, self.tr("Who does it"), 2),
            (self.due, due, self.tr("By, such as 2026-03-09"), 2),
        ):
            line.setText(text)
            line.setMaxLength(1000)
            line.setMinimumWidth(40)
            line.setPlaceholderText(name)
            line.setAccessibleName(name)
            line.textChanged.connect(lambda _: self.changed.emit())
            row.addWidget(line, wide)

    def read(self) -> TaskDraft:
        """The task as it is typed; a day that cannot be read is marked and left out."""
        return self._task.model_copy(
            update={
                "words": self.words.text(),
                "owner": self.owner.text(),
                "due_on": self._read_day(),
            }
        )

    def _read_day(self) -> date | None:
        text = self.due.text().strip()
        try:
            day = plain_writing(Control.DATE).read(text) if text else None
        except UnreadableAnswer:
            day = None
        wrong = bool(text) and not isinstance(day, date)
        restyle(self.due, state="error" if wrong else "")
        self.due.setAccessibleDescription(self.tr("This is no day.") if wrong else "")
        return day if isinstance(day, date) else None


class TaskRows(QWidget):
    """All tasks of one youth.

    Args:
        new_record: gives the id a new task will have.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self, new_record: Callable[[], RecordId]) -> None:
        super().__init__()
        self._new_record = new_record
        self.rows: list[TaskRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(MEASURES.half)
        self.add = make_button(self.tr("Add a &task"), self.add_task, "quiet")
        self.add.setToolTip(self.tr("Add a task (Ctrl+T)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(make_label(self.tr("Tasks"), "small"))
        column.addLayout(self._column)
        column.addWidget(self.add)

    def show_tasks(self, tasks: Sequence[TaskDraft]) -> None:
        """Show other tasks."""
        clear_layout(self._column)
        self.rows = []
        for one in tasks:
            self._put(one)

    def read(self) -> tuple[TaskDraft, ...]:
        """The tasks as they are typed; empty lines are none."""
        read = [one.read() for one in self.rows]
        return tuple(one for one in read if one.words.strip() or one.owner.strip())

    def add_task(self) -> None:
        """One more line, ready to type."""
        row = self._put(TaskDraft(record=self._new_record()))
        row.words.setFocus()

    def _put(self, task: TaskDraft) -> TaskRow:
        row = TaskRow(task)
        row.changed.connect(self.changed)
        self.rows.append(row)
        self._column.addWidget(row)
        return row
