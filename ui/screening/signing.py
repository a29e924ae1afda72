# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing a draft, once the journal holds every answer.

Signing freezes what the journal holds, so an answer that is still on its way, or that the journal
refused, is written first; if it cannot be, nothing is signed.
"""

from PySide6.QtCore import QObject, Signal

from casework.ids import RecordId
from ui.draft_views import SigningChoices
from ui.errors import ShownError
from ui.jobs import Runner
from ui.port_values import Changes
from ui.ports import ScreeningPort
from ui.screening.filling import Filling

AS_COMPUTED = SigningChoices()


class Signing(QObject):
    """One draft's way to being signed.

    Signals:
        signed: (record, changes) as the port gave them.
        failed: the port refused; carries `ui.errors.ShownError`.
    """

    signed = Signal(object, object)
    failed = Signal(object)

    def __init__(self, filling: Filling, port: ScreeningPort, runner: Runner) -> None:
        super().__init__(filling)
        self._filling = filling
        self._port = port
        self._runner = runner
        self._waits = False
        self._begun = False
        self._choices = AS_COMPUTED
        filling.saved.connect(self._on_saved)
        filling.failed.connect(self._on_unsaved)

    def begin(self, choices: SigningChoices = AS_COMPUTED) -> None:
        """Sign now, or as soon as everything is saved; once."""
        if self._begun:
            return
        self._choices = choices
        self._waits = not self._filling.is_saved
        if self._waits:
            self._filling.retry()
            return
        self._begun = True
        draft, language = self._filling.view.draft, self._filling.session.language
        choices = self._choices
        self._runner.run(
            lambda: self._port.sign(draft, language, choices),
            context=self,
            done=self._on_signed,
            failed=self._on_failed,
        )

    def _on_saved(self) -> None:
        if self._waits and self._filling.is_saved:
            self.begin(self._choices)

    def _on_unsaved(self) -> None:
        self._waits = False

    def _on_signed(self, signed: tuple[RecordId, Changes]) -> None:
        self.signed.emit(*signed)

    def _on_failed(self, error: ShownError) -> None:
        self._begun = False
        self.failed.emit(error)
