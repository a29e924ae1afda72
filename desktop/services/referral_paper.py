# SPDX-License-Identifier: AGPL-3.0-or-later
"""A referral of a case, for paper."""

from casework.ids import CaseId, RecordId
from casework.records import read_view
from casework.referrals import Referral
from desktop.services.held_case import find_record, require_case
from desktop.services.paper_log import log_print
from desktop.services.youth_of_case import require_youth
from desktop.session import OpenSession
from ui.approval_views import ApprovalView, ReferralPrint
from ui.errors import ShownError


def referral_to_print(
    session: OpenSession, case: CaseId, referral: RecordId, standing: ApprovalView
) -> ReferralPrint:
    """A referral this hat sees; logged as printed.

    Args:
        standing: where it stands with those who sign, approve and answer it.

    Raises:
        ShownError: it is not on this laptop, or it is something else.
    """
    held = require_case(session, case)
    shown = find_record(session, held, referral).record
    view = read_view(shown.kind, shown.fields)
    if not isinstance(view, Referral):
        raise ShownError("This is no referral.", "Open the referral and try again.")
    youth = require_youth(held)
    reference = next(iter(youth.agency_numbers.values()), "")
    note = log_print(session, case, referral)
    return ReferralPrint(view, standing, youth.shown_name, reference, note)
