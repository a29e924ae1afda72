# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker may do about sharing from a case: share, see to whom it went, an emergency."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.ids import CaseId, HatId
from ui.dialogs.ask_to_share import ask_to_share
from ui.dialogs.emergency_dialog import EmergencyDialog
from ui.dialogs.on_record_dialog import OnRecordDialog
from ui.half_typed_port import of_emergency
from ui.kit import Kit
from ui.places import DisclosuresPlace
from ui.sharing_views import EmergencyChoices, OnRecordView
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button

T = TypeVar("T")


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
        self.on_record = make_button(self.tr("Share&d now…"), self._on_record, "quiet")
        self.emergency = make_button(self.tr("&Emergency…"), self._on_emergency, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        row.addWidget(self.share)
        row.addWidget(self.on_record)
        row.addWidget(self.shown)
        row.addWidget(self.emergency)

    def _on_emergency(self) -> None:
        sharing = self._kit.workspace.sharing
        assert sharing is not None
        self._run(lambda: sharing.emergency_choices(self._case), self._ask)

    def _on_share(self) -> None:
        ask_to_share(self, self._kit, self._case, self.shared.emit, self.failed.emit)

    def _on_record(self) -> None:
        sharing, case = self._kit.workspace.sharing, self._case
        assert sharing is not None
        self._run(lambda: sharing.on_record(case), self._show_on_record)

    def _show_on_record(self, found: tuple[OnRecordView, ...]) -> None:
        sharing, case, kit = self._kit.workspace.sharing, self._case, self._kit
        assert sharing is not None
        dialog = OnRecordDialog(self, kit.moments, found)

        def look(ground: str, until: date) -> None:
            self._run(
                lambda: sharing.preview_extension(case, ground, until),
                lambda lines: dialog.show_preview(lines, ground, until),
                dialog,
            )

        dialog.taken_back.connect(
            lambda ground, why: self._run(
                lambda: sharing.take_back(case, ground, why), self.ended.emit
            )
        )
        dialog.let_go.connect(
            lambda ground, hat: self._run(
                lambda: sharing.end_participation(case, ground, HatId(hat)), self.ended.emit
            )
        )
        dialog.looked.connect(look)
        dialog.extended.connect(
            lambda ground, until, why: self._run(
                lambda: sharing.extend(case, ground, until, why), self.shared.emit
            )
        )
        dialog.open()

    def _run(
        self, job: Callable[[], T], done: Callable[[T], None], context: QWidget | None = None
    ) -> None:
        self._kit.runner.run(
            job, context=context or self, done=done, failed=self.failed.emit, lane="network"
        )

    def _ask(self, choices: EmergencyChoices) -> None:
        dialog = EmergencyDialog(self, self._kit.moments, choices)
        dialog.wished.connect(self._open)
        dialog.keep_in(self._kit, of_emergency(self._case), self.failed.emit)
        dialog.open()

    def _open(self, reason: str, told: str) -> None:
        sharing = self._kit.workspace.sharing
        assert sharing is not None
        self._run(
            lambda: sharing.open_in_emergency(self._case, reason, HatId(told)), self.opened.emit
        )
