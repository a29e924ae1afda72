# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as the screens see it, in memory."""

from casework.ids import CaseId, RecordId
from ui.errors import ShownError


class FakeLog:
    """What the screens told the log, and what it tells them."""

    def __init__(self) -> None:
        self.printed: list[tuple[CaseId, RecordId]] = []
        self.log_refuses: ShownError | None = None

    def note_print(self, case: CaseId, record: RecordId) -> None:
        if self.log_refuses is not None:
            raise self.log_refuses
        self.printed.append((case, record))
