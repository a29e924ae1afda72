# SPDX-License-Identifier: AGPL-3.0-or-later
"""What passes between the screens and every port."""

from typing import Protocol

from casework.ids import CaseId


class Changes(Protocol):
    """What a write changed; storage's own value fits as it is."""

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of things that changed."""
        ...

    @property
    def cases(self) -> frozenset[CaseId]:
        """Cases whose records changed."""
        ...


class CancelToken(Protocol):
    """Asked between steps of long work; may turn true at any time from another thread."""

    def is_cancelled(self) -> bool: ...
