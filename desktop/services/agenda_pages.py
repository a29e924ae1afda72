# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda pages of a meeting for one recipient: logged, watermarked, good for a week.

Invariants: what goes on a page is what this hat sees and the policy opens to the recipient; that a
page is printed is logged before it is handed out; a youth of whom nothing may be shown has none.
"""

from datetime import datetime, timedelta

from casework.agenda_pages import item_for
from casework.audit import AuditEvent
from casework.hats import Hat
from casework.ids import CaseId, HatId
from casework.papers_given import WhatFor
from casework.vocabulary import Section
from desktop.services.meeting_records import item_of, read_case, require_meeting
from desktop.services.paper_log import agencies_of_authors, reader_of
from desktop.services.papers_given import record_given_to
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from ui.errors import ShownError
from ui.meeting_views import AgendaPage, AgendaPages, PreviewedPage
from ui.paper_views import PageRecipient, PrintNote

GOOD_FOR = timedelta(days=7)


class AgendaPrinting:
    """Fulfils the printing part of ui.meeting_views.MeetingsPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def recipients(self, meeting: str) -> tuple[PageRecipient, ...]:
        """This hat, and everybody invited whose role the county has named."""
        session = self._session
        with shown_errors():
            view = require_meeting(session, meeting)[0].view
            invited = {one.card for one in view.invited if one.card}
            hats = [
                card.speaks_as
                for card in session.policy.roster.cards
                if card.code in invited and card.speaks_as is not None
            ]
            return tuple(_recipient(one) for one in (session.hat, *hats))

    def preview(self, meeting: str, hat: HatId) -> tuple[PreviewedPage, ...]:
        """See the port."""
        session = self._session
        with shown_errors():
            held = require_meeting(session, meeting)
            worn, agencies = self._hat(hat), agencies_of_authors(session)
            found = []
            for case in (one.case for one in held):
                item = item_of(session, read_case(session, case), meeting)
                shown = item_for(item, reader_of(session, case, worn), agencies)
                found.append(PreviewedPage(item.shown_name, None if shown is None else shown.lines))
        return tuple(found)

    def pages(self, meeting: str, hat: HatId) -> AgendaPages:
        """A page for each youth of whom the recipient may read something.

        Raises:
            ShownError: the recipient is not of this meeting.
        """
        session = self._session
        with shown_errors():
            held = require_meeting(session, meeting)
            worn = self._hat(hat)
            expires = held[0].view.ends_at + GOOD_FOR
            made = [self._page(meeting, one.case, worn, expires) for one in held]
        pages = tuple(one for one in made if one is not None)
        return AgendaPages(pages, len(made) - len(pages))

    def _hat(self, hat: HatId) -> Hat:
        session = self._session
        known = (card.speaks_as for card in session.policy.roster.cards)
        found = next((one for one in (session.hat, *known) if one and one.id == hat), None)
        if found is None:
            raise ShownError("The county’s list does not name this person’s role.", "Choose again.")
        return found

    def _page(self, meeting: str, case: CaseId, worn: Hat, expires: datetime) -> AgendaPage | None:
        session = self._session
        recipient = reader_of(session, case, worn)
        agencies = agencies_of_authors(session)
        item = item_of(session, read_case(session, case), meeting)
        shown = item_for(item, recipient, agencies)
        if shown is None:
            return None
        session.store.audit.note(AuditEvent.PRINTED, case=case)
        note = PrintNote(at=session.clock.now(), recipient=recipient, expires=expires)
        return AgendaPage(shown, agencies, note, worn.id)

    def note_given(self, page: AgendaPage, sha256: str) -> None:
        """See the port."""
        session, case = self._session, page.item.case
        with shown_errors():
            worn = self._hat(page.hat)
            found = {line.section for line in page.item.lines} | {Section.IDENTITY}
            record_given_to(session, case, worn, WhatFor.TEAM_MEETING, found, sha256)


def _recipient(hat: Hat) -> PageRecipient:
    return PageRecipient(hat.id, f"{hat.person_name} · {hat.title} · {hat.agency_name}")
