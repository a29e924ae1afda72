# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens ask for words that are typed beside records (ui.half_typed)."""

from collections.abc import Mapping
from typing import Protocol

from casework.ids import CaseId


class HalfTypedPort(Protocol):
    """Keeping what was typed and did not become work yet."""

    def read(self, place: str, case: CaseId | None) -> Mapping[str, str]:
        """What is kept, by field; empty when there is nothing."""
        ...

    def keep(self, place: str, case: CaseId | None, typed: Mapping[str, str]) -> None:
        """Keep what is typed, sealed; nothing typed leaves nothing behind."""
        ...
