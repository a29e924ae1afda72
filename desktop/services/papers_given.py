# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers for other agencies: recording each, and telling them for the accounting of disclosures.

Invariant: where this hat may not write into the part of the case, its log alone has the print.
"""

from collections.abc import Collection, Mapping
from typing import Any

from casework.agenda_pages import rights_of_other
from casework.clock_rules import Party
from casework.hats import Hat
from casework.ids import CaseId, RecordId
from casework.papers_given import (
    BASIS_OF_PARTY,
    OF_AN_ABSENCE,
    Disclosed,
    PaperGiven,
    WhatFor,
    account_for_paper,
)
from casework.records import read_view
from casework.vocabulary import Action, Basis, RecordKind, Section
from desktop.services.work import record_new
from desktop.session import OpenSession
from storage.model import RecordRow

KIND = RecordKind.PAPER_GIVEN
WHERE_IT_STANDS = (
    Section.SAFETY_PLAN,
    Section.CONTACTS,
    Section.PLACEMENT,
    Section.SCREENING,
    Section.REFERRALS,
    Section.IDENTITY,
)
"""The first of these in which the writer may write holds the line of a paper for one person."""


def record_given(
    session: OpenSession, case: CaseId, about: RecordId, party: Party, sha256: str
) -> None:
    """Record the sheet of an absence."""
    given = {
        "to": party,
        "what_for": WhatFor.ABSENCE_REPORT,
        "sections": OF_AN_ABSENCE,
        "basis": BASIS_OF_PARTY[party],
        "about": about,
        "sha256": sha256,
    }
    _record(session, case, Section.PLACEMENT, given)


def record_given_to(
    session: OpenSession,
    case: CaseId,
    hat: Hat,
    what_for: WhatFor,
    parts: Collection[Section],
    sha256: str,
) -> None:
    """Record a paper for one person, unless it stays in this hat's own agency.

    Args:
        parts: of the case whose words are on it.
    """
    if hat.agency == session.hat.agency:
        return
    rights = rights_of_other(hat.id, session.reach.memberships_of(case))
    given = {
        "to_name": hat.person_name,
        "to_agency": hat.agency_name,
        "what_for": what_for,
        "sections": tuple(one for one in Section if one in parts),
        "basis": rights[0].basis if rights else Basis.OWN_AGENCY,
        "sha256": sha256,
    }
    for section in WHERE_IT_STANDS:
        if session.ask(case, section, Action.WRITE).allowed:
            _record(session, case, section, given)
            return


def list_given(session: OpenSession, case: CaseId) -> tuple[Disclosed, ...]:
    """Those this hat may see now, a line for each part of the case."""
    held = session.store.case(case)
    rows = [] if held is None else [RecordRow("", one) for one in held.records]
    seen = (one.stored.record for one in session.only_seen(rows))
    found = [read_view(KIND, one.fields) for one in seen if one.kind is KIND]
    papers = [one for one in found if isinstance(one, PaperGiven)]
    return tuple(line for one in papers for line in account_for_paper(one))


def _record(session: OpenSession, case: CaseId, section: Section, given: Mapping[str, Any]) -> None:
    if not session.ask(case, section, Action.WRITE).allowed:
        return
    made = PaperGiven.model_validate(
        {
            **given,
            "at": session.clock.now(),
            "by": session.hat.person_name,
            "owner_name": session.hat.agency_name,
        }
    )
    record_new(session, case, KIND, made.model_dump(mode="json"), section=section)
