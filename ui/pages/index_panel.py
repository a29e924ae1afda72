# SPDX-License-Identifier: AGPL-3.0-or-later
"""The index on a case's page: who else works with this youth, and how the own case stands there."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import JsonValue
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from casework.ids import CaseId
from ui.dialogs.index_entry_dialog import IndexEntryDialog
from ui.errors import ShownError
from ui.index_views import AnswerView, CaseIndexView, EntryForm
from ui.index_words import TONES, say_entry
from ui.jobs import Lane
from ui.kit import Kit
from ui.pages.index_answer import IndexAnswer
from ui.text import say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label, make_tag, restyle

T = TypeVar("T")


class IndexPanel(Card):
    """A short card; hidden where the index does not concern the hat.

    Signals:
        changed: an entry was kept; carries `ui.ports.Changes`.
        failed: something went wrong; carries the ShownError.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit, case: CaseId) -> None:
        self._kit = kit
        self._case = case
        self._index = kit.workspace.index
        self._tag = make_tag("", "plain")
        super().__init__("", self._tag)
        self.heading.setText(self.tr("Other agencies"))
        self.setAccessibleName(self.tr("Other agencies"))
        self.words = make_label("")
        self.answer = IndexAnswer(kit)
        self.answer.failed.connect(self.failed)
        self.ask = make_button(self.tr("As&k the index"), self._on_ask)
        self.enter = make_button("", self._on_enter)
        row = QHBoxLayout()
        row.setSpacing(MEASURES.unit)
        row.addWidget(self.ask)
        row.addWidget(self.enter)
        row.addStretch(1)
        for widget in (self.words, self.answer):
            self.put(widget)
        self.body.addLayout(row)
        self.hide()

    def refresh(self) -> None:
        """Ask again."""
        index, case = self._index, self._case
        if index is not None:
            self._run(lambda: index.of_case(case), self.show_view)

    def _on_ask(self) -> None:
        index, case = self._index, self._case
        if index is not None:
            self.ask.setEnabled(False)
            self.words.setText(self.tr("Asking the county…"))
            self.words.show()
            self._run(lambda: index.ask_for(case), self._on_answer, lane="network")

    def _on_answer(self, answer: AnswerView) -> None:
        self.ask.setEnabled(True)
        self.refresh()
        if answer.refused is not None:
            self.words.setText(say_reason(answer.refused))

    def _on_enter(self) -> None:
        index, case = self._index, self._case
        if index is not None:
            self._run(lambda: index.form(case), self._fill)

    def _fill(self, form: EntryForm) -> None:
        index = self._index
        if index is None:
            return

        def keep(fields: dict[str, JsonValue]) -> None:
            self._run(lambda: index.keep(form, fields), lambda _: None)

        fields = IndexEntryDialog.ask(self, self._kit, form, keep)
        if fields is None:
            self.refresh()
        else:
            self._run(lambda: index.enter(form, fields), self.changed.emit)

    def _run(self, job: Callable[[], T], done: Callable[[T], None], lane: Lane = "store") -> None:
        self._kit.runner.run(job, context=self, done=done, failed=self._on_failed, lane=lane)

    def _on_failed(self, error: ShownError) -> None:
        self.ask.setEnabled(True)
        self.failed.emit(error)
        self.words.setText("")

    def show_view(self, view: CaseIndexView | None) -> None:
        """Show how it stands; None where the index is not for this hat."""
        self.setVisible(view is not None)
        if view is None:
            return
        entry = view.entry
        restyle(self._tag, tone=TONES[entry.standing])
        self._tag.setText(say_entry(entry.standing))
        if entry.reason is not None:
            self.words.setText(say_reason(entry.reason))
        elif view.answer is None:
            self.words.setText(self.tr("Nobody has asked the index about this youth here yet."))
        elif view.answer.matches:
            names = ", ".join(dict.fromkeys(one.agency for one in view.answer.matches))
            said = self.tr("Another agency works with this youth: {agencies}")
            self.words.setText(said.format(agencies=names))
        else:
            self.words.setText("")
        self.words.setVisible(bool(self.words.text()))
        self.answer.show_answer(view.answer)
        new = entry.at is None
        words = self.tr("&Enter in the index…") if new else self.tr("&Update the entry…")
        if entry.half_filled:
            words = self.tr("&Go on with the entry…")
        self.enter.setText(words)
        self.enter.setAccessibleName(words.replace("&", ""))
        self.enter.setVisible(view.may_enter)
