# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker may do about sharing from a case: share, see to whom it went, an emergency."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.ids import CaseId, HatId
from ui.dialogs.emergency_dialog import EmergencyDialog
from ui.dialogs.share_dialog import ShareDialog
from ui.kit import Kit
from ui.places import DisclosuresPlace
from ui.sharing_views import PersonView, ShareWish, SharingChoices
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button


class SharingActions(QWidget):
    """Quiet buttons.

    Signals:
        wanted: a place.
        opened, shared, ended: what became of an emergency access, a ground, one taken back.
        failed: carries the ShownError.
    """

    wanted = Signal(object)
    opened = Signal(object)
    shared = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit, case: CaseId) -> None:
        super().__init__()
        self._kit, self._case = kit, case
        self.shown = make_button(
            self.tr("S&hown to whom"), lambda: self.wanted.emit(DisclosuresPlace(case)), "quiet"
        )
        self.share = make_button(self.tr("Sha&re…"), self._on_share, "quiet")
        self.emergency = make_button(self.tr("&Emergency…"), self._on_emergency, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        row.addWidget(self.share)
        row.addWidget(self.shown)
        row.addWidget(self.emergency)

    def _on_emergency(self) -> None:
        sharing = self._kit.workspace.sharing
        assert sharing is not None
        self._kit.runner.run(
            sharing.people,
            context=self,
            done=self._ask,
            failed=self.failed.emit,
            lane="network",
        )

    def _on_share(self) -> None:
        sharing, case = self._kit.workspace.sharing, self._case
        assert sharing is not None
        self._kit.runner.run(
            lambda: sharing.choices(case),
            context=self,
            done=self._ask_what,
            failed=self.failed.emit,
            lane="network",
        )

    def _ask_what(self, choices: SharingChoices) -> None:
        sharing, run = self._kit.workspace.sharing, self._kit.runner.run
        assert sharing is not None
        dialog = ShareDialog(self, self._kit.moments, choices, self._case)

        def look(wish: ShareWish) -> None:
            run(
                lambda: sharing.preview(wish),
                context=dialog,
                done=dialog.show_preview,
                failed=self.failed.emit,
                lane="network",
            )

        def share(wish: ShareWish) -> None:
            run(
                lambda: sharing.share(wish),
                context=self,
                done=self.shared.emit,
                failed=self.failed.emit,
                lane="network",
            )

        dialog.looked.connect(look)
        dialog.wished.connect(share)
        dialog.open()

    def _ask(self, people: tuple[PersonView, ...]) -> None:
        dialog = EmergencyDialog(self, people)
        dialog.wished.connect(self._open)
        dialog.open()

    def _open(self, reason: str, told: str) -> None:
        sharing = self._kit.workspace.sharing
        assert sharing is not None
        self._kit.runner.run(
            lambda: sharing.open_in_emergency(self._case, reason, HatId(told)),
            context=self,
            done=self.opened.emit,
            failed=self.failed.emit,
            lane="network",
        )
