# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda pages of a meeting for one recipient: logged, watermarked, good for a week.

Invariants: what goes on a page is what this hat sees and the policy opens to the recipient; that a
page is printed is logged before it is handed out; a youth of whom nothing may be shown has none.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from casework.agenda_pages import item_for, rights_of_other
from casework.audit import AuditEvent
from casework.hats import Hat
from casework.ids import AgencyId, CaseId, HatId
from casework.paper import Recipient, recipient_of
from casework.policy import AccessQuestion, Membership
from casework.vocabulary import Action, Basis, Section
from desktop.services.meeting_records import item_of, read_case, require_meeting
from desktop.services.paper_log import owners_in
from desktop.services.papers_given import record_given_to
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from ui.errors import ShownError
from ui.meeting_views import AgendaPage, AgendaPages, PageRecipient
from ui.paper_views import PrintNote

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
        recipient = self._reader(case, worn)
        agencies = self._agencies()
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
            sections = tuple(one for one in Section if one in found)
            rights = rights_of_other(worn.id, session.reach.memberships_of(case))
            basis = rights[0].basis if rights else Basis.OWN_AGENCY
            record_given_to(session, case, worn, sections, basis, sha256)

    def _reader(self, case: CaseId, worn: Hat) -> Recipient:
        session = self._session
        rights: Sequence[Membership] = session.reach.memberships_of(case)
        if worn.id != session.hat.id:
            rights = rights_of_other(worn.id, rights)
        question = AccessQuestion(
            hat=worn,
            case=case,
            section=Section.IDENTITY,
            action=Action.READ,
            at=session.clock.now(),
        )
        owners = {*owners_in(session, case), session.hat.agency}
        return recipient_of(question, owners, rights, session.policy.sharing)

    def _agencies(self) -> dict[HatId, AgencyId]:
        session = self._session
        told = {hat: one.agency for hat, one in session.store.authors.of_hats().items()}
        return {**told, session.hat.id: session.hat.agency}


def _recipient(hat: Hat) -> PageRecipient:
    return PageRecipient(hat.id, f"{hat.person_name} · {hat.title} · {hat.agency_name}")
