# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of a draft, as its editors ask for them.

Invariant: a file is kept before its name becomes an answer, so no answer ever names a file that
is not there. The few milliseconds that takes are waited for.
"""

from casework.ids import DraftId
from ui.jobs import Runner
from ui.ports import ScreeningPort


class DraftAttachments:
    """Fulfils ui.screening.editors.attachments.Attachments for one draft."""

    def __init__(self, draft: DraftId, port: ScreeningPort, runner: Runner) -> None:
        self._draft = draft
        self._port = port
        self._runner = runner

    def read(self, name: str) -> bytes | None:
        """A file kept with an answer; None when it is not there."""
        return self._runner.call_on_store(lambda: self._port.read_attachment(self._draft, name))

    def keep(self, suggested_name: str, content: bytes) -> str:
        """Keep a file durably; returns the name by which it is known from now on.

        Raises:
            ShownError: it cannot be kept.
        """
        return self._runner.call_on_store(
            lambda: self._port.keep_attachment(self._draft, suggested_name, content)
        )

    def media(self, name: str) -> bytes | None:
        """A picture or sound that came with the form; None when it did not."""
        return self._runner.call_on_store(lambda: self._port.form_media(self._draft, name))
