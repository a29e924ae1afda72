# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which records want a supervisor's approval, as the county says, and which wait for it now.

The law names none of these but a county's own forms do (L20 asks two signatures for a referral);
what a county wants approved is its own setting, and what stands here is a default to verify.
"""

from pydantic import BaseModel, ConfigDict, field_serializer

from casework.absences import Absence
from casework.record_parts import RecordView, Word
from casework.records import Screening
from casework.referrals import Referral
from casework.safety_plans import TeamPlan
from casework.sign_offs import Stand


class ApprovalNeed(Word):
    """What a county may want approved beside referrals, which always are."""

    TEAM_PLAN = "team_plan", "The team’s safety plan"
    ABSENCE_CLOSED = "absence_closed", "Closing an absence"
    OVERRIDE = "override", "A screening whose result a person changed"
    SCREENING = "screening", "Every screening"


USUAL_NEEDS = frozenset(
    {ApprovalNeed.TEAM_PLAN, ApprovalNeed.ABSENCE_CLOSED, ApprovalNeed.OVERRIDE}
)


class ApprovalRules(BaseModel):
    """The county's choice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    needs: frozenset[ApprovalNeed] = USUAL_NEEDS

    @field_serializer("needs")
    def _in_order(self, needs: frozenset[ApprovalNeed]) -> list[str]:
        """The policy is signed: the same choice is the same bytes wherever it is written."""
        return sorted(one.value for one in needs)


def needs_approval(view: RecordView, rules: ApprovalRules) -> bool:
    """Whether a record wants a supervisor's approval as it stands."""
    match view:
        case Referral():
            return view.withdrawn_on is None
        case TeamPlan():
            return ApprovalNeed.TEAM_PLAN in rules.needs and view.ended_on is None
        case Absence():
            return ApprovalNeed.ABSENCE_CLOSED in rules.needs and view.ended_at is not None
        case Screening():
            overridden = view.override is not None and ApprovalNeed.OVERRIDE in rules.needs
            return overridden or ApprovalNeed.SCREENING in rules.needs
    return False


def waits_for_approval(view: RecordView, stand: Stand, rules: ApprovalRules) -> bool:
    """Whether a supervisor is to look at it now: it is wanted, and nobody has decided yet.

    A referral waits from the moment its worker has signed it; what was returned waits again once
    it was changed.
    """
    if not needs_approval(view, rules) or stand.approval is not None or stand.is_returned:
        return False
    return not isinstance(view, Referral) or stand.signature is not None
