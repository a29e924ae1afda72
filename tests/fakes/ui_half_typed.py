# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps what is typed beside records, as the store would."""

from collections.abc import Mapping

from casework.ids import CaseId


class FakeHalfTyped:
    """Fulfils ui.half_typed_port.HalfTypedPort.

    Attributes:
        kept: what is typed, by place and case.
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[str, CaseId | None], dict[str, str]] = {}

    def read(self, place: str, case: CaseId | None) -> Mapping[str, str]:
        return dict(self.kept.get((place, case), {}))

    def keep(self, place: str, case: CaseId | None, typed: Mapping[str, str]) -> None:
        self.kept.pop((place, case), None)
        if typed:
            self.kept[place, case] = dict(typed)
