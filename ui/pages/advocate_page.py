# SPDX-License-Identifier: AGPL-3.0-or-later
"""An advocate's notes about one youth: written, read, corrected, released; who else reads them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from casework.ids import CaseId
from ui.advocate_views import (
    AdvocateNote,
    AdvocatePort,
    AdvocateView,
    KeyStanding,
    ReleaseWish,
)
from ui.dialogs.note_dialog import NoteDialog
from ui.dialogs.recovery_paper import MakePaper, UsePaper
from ui.dialogs.release_dialog import ReleaseDialog
from ui.kit import Kit
from ui.pages.key_holders_card import KeyHoldersCard
from ui.sharing_views import PersonView, RecordedView
from ui.sharing_words import say_recorded
from ui.widgets.advocate_note_card import AdvocateNoteCard
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button, make_label, make_tool
from ui.widgets.page_frame import PageFrame, clear_layout


class AdvocatePage(PageFrame):
    """Only for those whom the law gives a privilege, in their own organization's cases."""

    def __init__(self, kit: Kit, port: AdvocatePort, case: CaseId) -> None:
        super().__init__(kit, "")
        self._port = port
        self._case = case
        self._view: AdvocateView | None = None
        self.title.setText(self.tr("Advocate notes"))
        self.setAccessibleName(self.tr("Advocate notes"))
        back = make_tool(self.tr("Back"), self.left.emit)
        kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.back = back
        self.write = make_button(self.tr("&Write a note"), self._on_write, "primary")
        self.write.hide()
        self.action_row.addWidget(self.write)
        self.done = Banner(kit.theme, "good")
        self._said = make_label(
            self.tr(
                "What stands here is privileged. It is sealed for your organization before it "
                "leaves this laptop; neither the county nor another agency can read it."
            ),
            "small",
        )
        self._make_holders(port)
        self.cards: list[AdvocateNoteCard] = []
        self._list = QVBoxLayout()
        self._nothing = EmptyState(
            kit.theme,
            "note",
            self.tr("No note is written yet."),
            self.tr("A note is kept on this laptop at once, sealed for your organization."),
        )
        self._nothing.hide()
        self.column.addWidget(self.done)
        self.column.addWidget(self._said)
        self.column.addLayout(self._list)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.holders)
        self.column.addStretch(1)

    def _make_holders(self, port: AdvocatePort) -> None:
        self.holders = KeyHoldersCard()
        self.holders.found.connect(lambda: self._change(port.found))
        self.holders.confirmed.connect(lambda one: self._change(partial(port.confirm, one)))
        self.holders.admitted.connect(
            lambda one, number: self._change(partial(port.admit, one, number))
        )
        self.holders.removed.connect(lambda one: self._change(partial(port.remove, one)))
        self.holders.paper_wished.connect(self._on_paper)
        self.holders.code_wished.connect(self._on_code)

    def refresh(self) -> None:
        """Ask again."""
        self.fetch(lambda: self._port.page(self._case), self._show)

    def take_focus(self) -> None:
        """Start at the primary action."""
        (self.write if self.write.isVisible() else self.back).setFocus()

    def _show(self, view: AdvocateView) -> None:
        self._view = view
        is_member = view.standing is KeyStanding.MEMBER
        self.say_subtitle(view.shown_name)
        self.write.setText(
            self.tr("Finish the &note") if view.kept_text else self.tr("&Write a note")
        )
        self.write.setVisible(is_member)
        clear_layout(self._list)
        by_record = {one.record: one for one in view.notes}
        self.cards = []
        for note in view.notes:
            earlier = None if note.corrects is None else by_record.get(note.corrects)
            card = AdvocateNoteCard(self.kit, note, earlier, may_act=is_member)
            card.correct.connect(self._on_correct)
            card.release.connect(self._on_release)
            self.cards.append(card)
            self._list.addWidget(card)
        self._nothing.setVisible(not view.notes)
        self.holders.show_holders(view)
        self.fit_heading()
        self.take_focus()

    def _on_write(self) -> None:
        view = self._view
        if view is not None:
            self._ask(view, view.kept_text, None if not view.kept_text else view.kept_corrects)

    def _on_correct(self, note: AdvocateNote) -> None:
        view = self._view
        if view is not None:
            self._ask(view, view.kept_text or note.text, note.record)

    def _ask(self, view: AdvocateView, text: str, corrects: object) -> None:
        earlier = next((one for one in view.notes if one.record == corrects), None)
        record = None if earlier is None else earlier.record

        def keep(typed: str) -> None:
            self.kit.runner.run(
                lambda: self._port.keep(self._case, typed, record),
                context=self,
                done=lambda _: None,
                failed=self.show_problem,
            )

        heading = self.tr("Advocate note")
        given = NoteDialog.ask(self, self.kit.moments, view.now, text, keep, heading)
        if given is None:
            self.refresh()
            return
        words, happened = given
        self.fetch(lambda: self._port.add(self._case, words, happened, record), self.changed.emit)

    def _on_paper(self) -> None:
        code = self._port.new_code()
        if MakePaper.ask(self, code):
            self._change(partial(self._port.keep_paper, code))

    def _on_code(self) -> None:
        code = UsePaper.ask(self)
        if code:
            self._change(partial(self._port.recover, code))

    def _change(self, act: Callable[[], None]) -> None:
        """Change who reads, at the county."""
        self.done.say("")
        self.kit.runner.run(
            act,
            context=self,
            done=lambda _: self.refresh(),
            failed=self.show_problem,
            lane="network",
        )

    def _on_release(self, note: AdvocateNote) -> None:
        view = self._view
        if view is None:
            return

        def ask(people: tuple[PersonView, ...]) -> None:
            dialog = ReleaseDialog(self, self.kit.moments, note, people, view)
            dialog.wished.connect(self._release)
            dialog.open()

        self.kit.runner.run(
            self._port.people, context=self, done=ask, failed=self.show_problem, lane="network"
        )

    def _release(self, wish: ReleaseWish) -> None:
        self.kit.runner.run(
            lambda: self._port.release(wish),
            context=self,
            done=self._on_released,
            failed=self.show_problem,
            lane="network",
        )

    def _on_released(self, told: RecordedView) -> None:
        words = self.tr("Released. It is shown until {moment}, with the next sync of those named.")
        self.problem.say("")
        self.done.say(say_recorded(told, words, self.kit.moments), "good")
