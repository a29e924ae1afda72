# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why a legal ground cannot be put on record at all, whoever asks: its law wants more, or less.

Asked on the laptop before a decision is kept and at the county before it is recorded.
"""

from datetime import datetime

from casework.bases import BrokenGlass, CourtOrder, Ground, PrivilegeRelease
from casework.consents import Consent
from casework.errors import ReleaseRefused
from casework.ids import CountyId
from casework.privileged import released_words
from casework.reasons import Reason, ReasonCode
from casework.sharing_matrix import CEILING
from casework.vocabulary import Section


def find_fault(one: Ground, county: CountyId, now: datetime) -> Reason | None:
    """Why a ground cannot be recorded; None where it can."""
    beyond = one.sections - CEILING[one.basis] - {Section.IDENTITY}
    if beyond:
        return Reason.of(ReasonCode.BEYOND_LAW, sections=", ".join(sorted(beyond)))
    if not one.sections or not one.hats:
        return Reason.of(ReasonCode.GROUND_EMPTY)
    if one.starts > now:
        return Reason.of(ReasonCode.GROUND_AHEAD)
    match one:
        case Consent():
            missing = ", ".join(one.missing_elements())
            return Reason.of(ReasonCode.CONSENT_LACKS, elements=missing) if missing else None
        case CourtOrder() if not one.number.strip():
            return Reason.of(ReasonCode.ORDER_NEEDS_NUMBER)
        case PrivilegeRelease():
            return _find_release_fault(one, county, now)
        case BrokenGlass() if one.told in {None, one.person} or not one.reason.strip():
            return Reason.of(ReasonCode.SECOND_PERSON_MISSING)
    if any(one.end_at(hat, now) is None for hat in one.hats):
        return Reason.of(ReasonCode.END_NEEDED)
    return None


def _find_release_fault(one: PrivilegeRelease, county: CountyId, now: datetime) -> Reason | None:
    if not one.holder.strip():
        return Reason.of(ReasonCode.RELEASE_WITHOUT_HOLDER)
    try:
        released_words(one, county, now)
    except ReleaseRefused as error:
        return Reason.of(ReasonCode.RELEASE_FAULT, detail=str(error).removesuffix("."))
    return None
