# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quiet strip: a newer version of the form is here, or answers are kept from another one.

It never moves a draft by itself and is hidden where there is nothing to say.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from casework.ids import DraftId
from ui.draft_views import KeptAnswerRow, VersionChange
from ui.errors import ShownError
from ui.kit import Kit
from ui.screening.version_dialog import VersionDialog
from ui.theme.tokens import MEASURES
from ui.views import DraftView
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_button, make_label, restyle


class VersionBanner(QFrame):
    """Offers to move one draft, and to see what is kept from another version.

    Signals:
        asked: the worker is about to be asked; what is typed must be kept first.
        moved: the draft stands on another version and must be opened anew.
        failed: the port refused; carries `ui.errors.ShownError`.
    """

    asked = Signal()
    moved = Signal()
    failed = Signal(object)

    def __init__(self, kit: Kit, draft: DraftId) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self._kit = kit
        self._draft = draft
        self._newer: VersionChange | None = None
        self._earlier: VersionChange | None = None
        self._kept: tuple[KeptAnswerRow, ...] = ()
        self.words = make_label()
        self.see = make_button(self.tr("See what would change…"), self._on_see)
        self.back = make_button(self.tr("Move back…"), self._on_back, "quiet")
        self.kept = make_button(self.tr("Show kept answers…"), self._on_kept, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, MEASURES.half, MEASURES.gap, MEASURES.half)
        row.setSpacing(MEASURES.unit)
        row.addWidget(IconMark(kit.theme, "open", "text_soft"))
        row.addWidget(self.words, 1)
        for button in (self.kept, self.back, self.see):
            row.addWidget(button)
        restyle(self, tone="plain")
        self.hide()

    def look(self, view: DraftView) -> None:
        """Ask whether there is anything to say about a draft just opened."""
        self._kept = view.kept_answers
        self.look_again()

    def look_again(self) -> None:
        """Ask again: a sync may have brought another version while the draft is open."""
        port, draft = self._kit.workspace.screenings, self._draft
        self._kit.runner.run(
            lambda: (port.newer_version(draft), port.earlier_version(draft)),
            context=self,
            done=self._show,
            failed=self._on_failed,
        )

    def _show(self, found: tuple[VersionChange | None, VersionChange | None]) -> None:
        self._newer, self._earlier = found
        words = []
        if self._newer is not None:
            words.append(
                self.tr(
                    "A newer version of this form is on this laptop ({version}); this screening "
                    "stays on its own unless you move it."
                ).format(version=self._newer.version)
            )
        elif self._earlier is not None:
            words.append(
                self.tr("This screening began on version {version} of the form.").format(
                    version=self._earlier.version
                )
            )
        if self._kept:
            words.append(
                self.tr("Answers kept from another version: {count}").format(count=len(self._kept))
            )
        self.words.setText(" ".join(words))
        self.setAccessibleName(self.words.text())
        self.see.setVisible(self._newer is not None)
        self.back.setVisible(self._newer is None and self._earlier is not None)
        self.kept.setVisible(bool(self._kept))
        self.setVisible(bool(words))

    def _on_see(self) -> None:
        self._ask(self._newer)

    def _on_back(self) -> None:
        self._ask(self._earlier)

    def _on_kept(self) -> None:
        VersionDialog.ask(self, None, self._kept)

    def _ask(self, change: VersionChange | None) -> None:
        self.asked.emit()
        if change is not None and VersionDialog.ask(self, change, self._kept):
            self.move_to(change.sha256)

    def move_to(self, sha256: str) -> None:
        """Move without asking again."""
        port, draft = self._kit.workspace.screenings, self._draft

        def done(_: None) -> None:
            self.moved.emit()

        self._kit.runner.run(
            lambda: port.move_draft(draft, sha256),
            context=self,
            done=done,
            failed=self._on_failed,
        )

    def _on_failed(self, error: ShownError) -> None:
        self.failed.emit(error)
