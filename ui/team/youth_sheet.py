# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is written about one youth in a meeting: how safe, decisions, tasks, minutes by part.

Invariant: everything typed is in the draft that `changed` carries, so that journalling it loses at
most the sentence being typed. What is signed is shown and not changed; a correction is a new part.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from casework.meeting_drafts import PartDraft, YouthDraft
from casework.meetings import SafetyStatus
from casework.vocabulary import Section
from ui.kit import Kit
from ui.meeting_views import MeetingsPort, MeetingYouth, SignedPart
from ui.record_words import say_word
from ui.screening.flow import FlowLayout
from ui.section_words import say_section
from ui.team.agenda_words import say_line
from ui.team.task_rows import TaskRows
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout
from ui.widgets.press_button import DotBox

NOTHING = YouthDraft()


class YouthSheet(QWidget):
    """One youth of the meeting.

    Signals:
        changed: carries the `YouthDraft`.
    """

    changed = Signal(object)

    def __init__(self, kit: Kit, meetings: MeetingsPort) -> None:
        super().__init__()
        self._kit, self._meetings = kit, meetings
        self._draft = NOTHING
        self._youth: MeetingYouth | None = None
        self._quiet = False
        self._part = Section.SAFETY_PLAN
        self._about = QVBoxLayout()
        self._signed = QVBoxLayout()
        self.safety: dict[SafetyStatus, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.parts = QComboBox()
        self.decisions, self.words = QPlainTextEdit(), QPlainTextEdit()
        self.tasks = TaskRows(meetings.new_record)
        self.late = QLineEdit()
        self._assemble()
        self._add_shortcuts()

    def _assemble(self) -> None:
        about = Card(self.tr("To speak of"))
        about.body.addLayout(self._about)
        self._written = Card(self.tr("What comes of it"))
        self._written.put(self._make_safety())
        self._written.put(self.tasks)
        self._written.put(
            self._labelled(self.tr("Part of the case, and with it who receives it"), self.parts)
        )
        self._written.put(self._labelled(self.tr("Decisions, one on each line"), self.decisions))
        self._written.put(self._labelled(self.tr("Minutes"), self.words))
        self._late = self._labelled(self.tr("Why the meeting was later than asked for"), self.late)
        self._written.put(self._late)
        self._done = Card(self.tr("Signed"))
        self._done.body.addLayout(self._signed)
        self.decisions.setMaximumHeight(90)
        self.words.setMinimumHeight(110)
        for text in (self.decisions, self.words):
            text.setTabChangesFocus(True)
            text.textChanged.connect(self._on_typed)
        self.late.setMaxLength(1000)
        self.late.textChanged.connect(lambda _: self._on_typed())
        self.tasks.changed.connect(self._on_typed)
        self.parts.activated.connect(self._on_part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.gap)
        for card in (about, self._done, self._written):
            column.addWidget(card)
        column.addStretch(1)

    def _make_safety(self) -> QWidget:
        ground = QWidget()
        flow = FlowLayout(ground)
        for at, one in enumerate(SafetyStatus, start=1):
            button = DotBox(say_word(one))
            button.setAccessibleName(self.tr("How safe: {status}").format(status=say_word(one)))
            button.setToolTip(f"{say_word(one)} (Alt+{at})")
            button.toggled.connect(lambda _: self._on_typed())
            self._group.addButton(button)
            self.safety[one] = button
            flow.addWidget(button)
        return self._labelled(self.tr("How safe the team finds the youth"), ground)

    def _labelled(self, words: str, control: QWidget) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        column.addWidget(make_label(words, "small"))
        column.addWidget(control)
        control.setAccessibleName(words)
        return ground

    def _add_shortcuts(self) -> None:
        for at, button in enumerate(self.safety.values(), start=1):
            QShortcut(QKeySequence(f"Alt+{at}"), self).activated.connect(button.click)
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(self.decisions.setFocus)
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(self.tasks.add_task)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.words.setFocus)

    @property
    def draft(self) -> YouthDraft:
        """What is written, up to the last letter."""
        return self._draft

    def show_youth(self, youth: MeetingYouth, draft: YouthDraft) -> None:
        """Show another youth; nothing is said to have changed."""
        self._youth, self._draft = youth, draft
        self._part = Section.SAFETY_PLAN
        self._show_about(youth)
        self._show_signed(youth)
        self._quiet = True
        self._group.setExclusive(False)
        for status, button in self.safety.items():
            button.setChecked(draft.safety is status)
        self._group.setExclusive(True)
        self.parts.clear()
        for section in youth.sections:
            self.parts.addItem(say_section(section), section.value)
        self.tasks.show_tasks(draft.tasks)
        self.late.setText(draft.late_why)
        self._late.setVisible(youth.late)
        self._show_part()
        self._quiet = False
        self._written.setVisible(bool(youth.sections))

    def _show_about(self, youth: MeetingYouth) -> None:
        clear_layout(self._about)
        moments, item = self._kit.moments, youth.item
        if item.since is not None:
            said = self.tr("Last spoken of {day}").format(day=moments.day(item.since))
            if item.last_status is not None:
                said = f"{said}: {say_word(item.last_status)}"
            self._about.addWidget(make_label(said, "soft"))
        for line in item.lines:
            self._about.addWidget(make_label("• " + say_line(line, moments)))
        for decision in item.last_decisions:
            words = self.tr("Decided then: {decision}").format(decision=decision)
            self._about.addWidget(make_label(words, "soft"))
        if not item.lines:
            self._about.addWidget(
                make_label(self.tr("Nothing changed since; ask how the youth is."), "soft")
            )

    def _show_signed(self, youth: MeetingYouth) -> None:
        clear_layout(self._signed)
        for one in youth.signed:
            self._signed.addWidget(self._signed_part(one))
        self._done.setVisible(bool(youth.signed))

    def _signed_part(self, one: SignedPart) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, MEASURES.unit)
        column.setSpacing(2)
        minutes = one.minutes
        head = say_section(one.section)
        if minutes.corrects is not None:
            head = self.tr("{part}, put right").format(part=head)
        column.addWidget(make_label(head, "strong"))
        if minutes.safety is not None:
            column.addWidget(make_label(say_word(minutes.safety)))
        for decision in minutes.decisions:
            column.addWidget(make_label("• " + decision))
        if minutes.words:
            column.addWidget(make_label(minutes.words))
        column.addWidget(
            make_label(f"{one.author_name}, {self._kit.moments.minute(minutes.signed_at)}", "small")
        )
        right = make_button(self.tr("Put right"), partial(self._correct, one), "quiet")
        right.setAccessibleName(self.tr("Put right: {part}").format(part=head))
        column.addWidget(right)
        return ground

    def _correct(self, one: SignedPart) -> None:
        part = PartDraft(
            record=self._meetings.new_record(),
            words=one.minutes.words,
            decisions=one.minutes.decisions,
            corrects=one.record,
        )
        parts = {**self._draft.parts, one.section: part}
        update: dict[str, object] = {"parts": parts}
        if one.section is Section.SAFETY_PLAN:
            update["safety"] = one.minutes.safety
        if self._youth is not None:
            draft = self._draft.model_copy(update=update)
            self.show_youth(self._youth, draft)
            self._part = one.section
            self.parts.setCurrentIndex(max(0, self.parts.findData(one.section.value)))
            self._quiet = True
            self._show_part()
            self._quiet = False
            self.changed.emit(draft)
            self.words.setFocus()

    def _on_part(self, _index: int) -> None:
        self._part = Section(str(self.parts.currentData()))
        self._quiet = True
        self._show_part()
        self._quiet = False
        self.words.setFocus()

    def _show_part(self) -> None:
        part = self._draft.parts.get(self._part)
        self.words.setPlainText("" if part is None else part.words)
        self.decisions.setPlainText("" if part is None else "\n".join(part.decisions))

    def _on_typed(self) -> None:
        if self._quiet:
            return
        part = self._draft.parts.get(self._part) or PartDraft(record=self._meetings.new_record())
        decisions = self.decisions.toPlainText().split("\n")
        part = part.model_copy(
            update={
                "words": self.words.toPlainText(),
                "decisions": tuple(one for one in decisions if one.strip()),
            }
        )
        safety = next((one for one, button in self.safety.items() if button.isChecked()), None)
        self._draft = self._draft.model_copy(
            update={
                "parts": {**self._draft.parts, self._part: part},
                "safety": safety,
                "tasks": self.tasks.read(),
                "late_why": self.late.text(),
                "reached": True,
            }
        )
        self.changed.emit(self._draft)
