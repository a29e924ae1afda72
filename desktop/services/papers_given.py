# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers for other agencies: recording each, and telling them for the accounting of disclosures."""

from casework.clock_rules import Party
from casework.ids import CaseId, RecordId
from casework.papers_given import BASIS_OF_PARTY, PaperGiven, WhatFor
from casework.records import read_view
from casework.vocabulary import SECTION_OF_KIND, Action, RecordKind
from desktop.services.work import record_new
from desktop.session import OpenSession
from storage.model import RecordRow
from ui.sharing_views import DisclosureView

KIND = RecordKind.PAPER_GIVEN


def record_given(
    session: OpenSession, case: CaseId, about: RecordId, party: Party, sha256: str
) -> None:
    """Record a paper about an absence; where this hat may not write, its log has the print."""
    if not session.ask(case, SECTION_OF_KIND[KIND], Action.WRITE).allowed:
        return
    given = PaperGiven(
        at=session.clock.now(),
        to=party,
        what_for=WhatFor.ABSENCE_REPORT,
        basis=BASIS_OF_PARTY[party],
        about=about,
        by=session.hat.person_name,
        owner_name=session.hat.agency_name,
        sha256=sha256,
    )
    record_new(session, case, KIND, given.model_dump(mode="json"))


def list_given(session: OpenSession, case: CaseId) -> tuple[DisclosureView, ...]:
    """Those this hat may see now, the oldest first."""
    held = session.store.case(case)
    rows = [] if held is None else [RecordRow("", one) for one in held.records]
    seen = (one.stored.record for one in session.only_seen(rows))
    found = [(one.section, read_view(KIND, one.fields)) for one in seen if one.kind is KIND]
    return tuple(
        DisclosureView(
            at=view.at,
            section=section,
            records=1,
            owner=view.owner_name,
            shown_to=view.to.label,
            agency="",
            basis=view.basis,
            purpose=view.what_for.label,
            sha256=view.sha256,
        )
        for section, view in found
        if isinstance(view, PaperGiven)
    )
