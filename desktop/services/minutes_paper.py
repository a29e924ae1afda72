# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed minutes of a case, for paper."""

from casework.ids import CaseId, RecordId
from casework.meetings import Minutes
from casework.records import read_view
from desktop.services.held_case import find_record, require_case
from desktop.services.paper_log import log_print
from desktop.services.youth_of_case import require_youth
from desktop.session import OpenSession
from ui.errors import ShownError
from ui.paper_views import MinutesPrint


def minutes_to_print(session: OpenSession, case: CaseId, minutes: RecordId) -> MinutesPrint:
    """Minutes this hat sees; logged as printed.

    Raises:
        ShownError: they are not on this laptop, or it is something else.
    """
    held = require_case(session, case)
    shown = find_record(session, held, minutes).record
    view = read_view(shown.kind, shown.fields)
    if not isinstance(view, Minutes):
        raise ShownError("These are no minutes.", "Open the minutes and try again.")
    note = log_print(session, case, minutes)
    reference = next(iter(require_youth(held).agency_numbers.values()), "")
    return MinutesPrint(view, shown.section, reference, note)
