# SPDX-License-Identifier: AGPL-3.0-or-later
"""One note of an advocate, whole, with what may be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.advocate_views import AdvocateNote
from ui.kit import Kit
from ui.text import say_reason
from ui.views import Standing
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label, make_tag


class AdvocateNoteCard(Card):
    """The words, who wrote them, which note they correct.

    Signals:
        correct, release: carry the note.
    """

    correct = Signal(object)
    release = Signal(object)

    def __init__(
        self, kit: Kit, note: AdvocateNote, earlier: AdvocateNote | None, *, may_act: bool
    ) -> None:
        super().__init__()
        moments = kit.moments
        top = QHBoxLayout()
        head = f"{moments.minute(note.at)} · {note.author_name}"
        top.addWidget(make_label(head, "strong"), 1)
        if note.standing is Standing.UNSENT:
            top.addWidget(make_tag(self.tr("Not sent yet"), "warning"))
        elif note.standing is Standing.REFUSED:
            top.addWidget(make_tag(self.tr("Not taken"), "danger"))
        self.body.addLayout(top)
        self.setAccessibleName(head)
        if note.corrected:
            self.put(make_label(self.tr("A later note corrects this one."), "small"))
        if earlier is not None:
            words = self.tr("Corrects the note of {moment}.")
            self.put(make_label(words.format(moment=moments.minute(earlier.entered_at)), "small"))
        self.text = make_label(
            note.text or self.tr("This laptop does not have the key of this note.")
        )
        self.put(self.text)
        if note.reason is not None:
            self.put(make_label(say_reason(note.reason), "small"))
        if may_act and note.text:
            buttons = QHBoxLayout()
            buttons.addStretch(1)
            self.corrects = make_button(
                self.tr("Correct…"), lambda: self.correct.emit(note), "quiet"
            )
            self.releases = make_button(
                self.tr("Release…"), lambda: self.release.emit(note), "quiet"
            )
            for button, words in (
                (self.corrects, self.tr("Correct the note of {moment}")),
                (self.releases, self.tr("Release the note of {moment}")),
            ):
                button.setAccessibleName(words.format(moment=moments.minute(note.at)))
                buttons.addWidget(button)
            self.body.addLayout(buttons)
