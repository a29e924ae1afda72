# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps what is typed beside records, as the store would."""

from collections.abc import Mapping

from casework.ids import CaseId
from ui.errors import ShownError


class FakeHalfTyped:
    """Fulfils ui.half_typed_port.HalfTypedPort.

    Attributes:
        kept: what is typed, by place and case.
        trouble: why nothing can be kept.
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[str, CaseId | None], dict[str, str]] = {}
        self.trouble: ShownError | None = None

    def read(self, place: str, case: CaseId | None) -> Mapping[str, str]:
        return dict(self.kept.get((place, case), {}))

    def keep(self, place: str, case: CaseId | None, typed: Mapping[str, str]) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.kept.pop((place, case), None)
        if typed:
            self.kept[place, case] = dict(typed)
