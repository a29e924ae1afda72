# SPDX-License-Identifier: AGPL-3.0-or-later
"""The saved versions of a plan as its page shows them, out of the records a hat may see."""

from collections.abc import Sequence

from casework.ids import RecordId
from casework.plan_versions import PlanVersion, differences, in_order
from casework.records import VIEW_OF_KIND, read_view
from casework.safety_plans import SafetyPlan
from casework.vocabulary import RecordKind
from storage.model import StoredRecord
from ui.record_views import PlanVersionView


def versions_of(
    seen: Sequence[StoredRecord], kind: RecordKind, plan: RecordId | None
) -> tuple[PlanVersionView, ...]:
    """The versions of one plan, the first one first; none of what is no plan."""
    if plan is None or not issubclass(VIEW_OF_KIND[kind], SafetyPlan):
        return ()
    views = (
        read_view(one.record.kind, one.record.fields)
        for one in seen
        if one.record.kind is RecordKind.PLAN_VERSION
    )
    found = in_order([one for one in views if isinstance(one, PlanVersion) and one.plan == plan])
    shown = []
    for number, one in enumerate(found, start=1):
        before = found[number - 2].fields if number > 1 else {}
        saved = read_view(kind, one.fields)
        assert isinstance(saved, SafetyPlan)
        shown.append(
            PlanVersionView(
                number=number,
                at=one.at,
                by=one.by,
                differences=differences(before, one.fields) if number > 1 else (),
                signatures=saved.signatures,
                declined=saved.declined_to_sign,
            )
        )
    return tuple(shown)
