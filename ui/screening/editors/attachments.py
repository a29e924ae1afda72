# SPDX-License-Identifier: AGPL-3.0-or-later
"""What editors ask of whoever keeps the files of a screening and of its form.

Names are plain file names chosen by the keeper. An editor never opens a path or an address that
came with a form or an answer.
"""

from typing import Protocol


class Attachments(Protocol):
    """The files of one screening; called on the main thread, so answers come from memory or disk.

    Failures to keep are raised as `ui.errors.ShownError`.
    """

    def read(self, name: str) -> bytes | None:
        """A file kept with an answer; None when it is not there."""
        ...

    def keep(self, suggested_name: str, content: bytes) -> str:
        """Keep a file durably; returns the name by which it is known from now on."""
        ...

    def media(self, name: str) -> bytes | None:
        """A picture or sound that came with the form; None when it did not."""
        ...
