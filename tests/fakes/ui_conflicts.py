# SPDX-License-Identifier: AGPL-3.0-or-later
"""A conflict desk in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from casework.ids import CaseId, RecordId
from casework.record_parts import Fault, FaultCode
from casework.vocabulary import RecordKind
from storage.model import Changes
from ui.conflict_views import ClaimView, DisputeView
from ui.errors import ShownError
from ui.record_views import FieldsWrong


@dataclass
class FakeConflicts:
    """Holds disputes until they are decided.

    Attributes:
        decided: the value each was decided for, by field.
    """

    open: list[DisputeView] = field(default_factory=list)
    decided: dict[str, str] = field(default_factory=dict)

    def disputes(self) -> tuple[DisputeView, ...]:
        return tuple(self.open)

    def choose(self, dispute: DisputeView, claim: ClaimView) -> Changes:
        return self._decide(dispute, claim.value)

    def write(self, dispute: DisputeView, text: str) -> Changes:
        if dispute.field == "birth_date" and text.count("-") != 2:
            raise ShownError("This is not a date.", "Write it as year-month-day.")
        if text.startswith("2050"):
            raise FieldsWrong((Fault(dispute.field, FaultCode.FUTURE),))
        return self._decide(dispute, text)

    def _decide(self, dispute: DisputeView, value: str) -> Changes:
        if dispute not in self.open:
            raise ShownError("This has changed since it was shown.", "Look again, then decide.")
        self.open.remove(dispute)
        self.decided[dispute.field] = value
        return Changes(frozenset({"youth", "work"}), frozenset({dispute.case}))


def a_dispute(
    case: CaseId,
    field_name: str,
    *values: str,
    at: datetime,
    protects: bool = False,
    kind: RecordKind = RecordKind.YOUTH,
) -> DisputeView:
    """Invented people disagree about a field."""
    names = ("Ana Ruiz", "Ben Okafor", "Chris Lee")
    return DisputeView(
        case=case,
        record=RecordId(f"record-of-{field_name}"),
        kind=kind,
        shown_name="Moonpath",
        field=field_name,
        claims=tuple(
            ClaimView(number, value, names[number % 3], at + timedelta(hours=number))
            for number, value in enumerate(values)
        ),
        shown=max(values) if protects else values[0],
        protects=protects,
        may_decide=True,
        may_write=True,
    )
