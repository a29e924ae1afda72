# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recording decisions about sharing, with or without a network.

Invariants:
- A decision is in the store, sealed and logged, before anything is sent; the county is asked at
  once where it can be reached, and otherwise by the next sync or stick.
- What this laptop already knows the county would refuse is refused here and not kept.
- Everything here runs on a network thread; every touch of the store is handed over to its own.
"""

from contextlib import suppress

from casework.audit import AuditEvent, AuditOutcome
from casework.ground_faults import find_fault
from casework.hats import Hat
from casework.ids import CaseId
from casework.reasons import Reason, ReasonCode
from casework.sharing_decisions import Standing, find_refusal
from casework.sharing_work import Act, RecordGround, SharingWork, TeamTold
from desktop.services.county_talk import CountyTalk
from desktop.services.half_typed import words_beside
from desktop.services.sharing_thread import SharingOnItsThread
from storage.model import Changes
from sync.client.errors import ConnectionCut, CountyUnreachable, RequestUnread
from sync.client.sharing import SharingSync
from sync.wire.sharing import PATH_SHARING, SharingReply, SharingRequest
from ui.errors import ShownError
from ui.half_typed_port import Place
from ui.sharing_views import RecordedView

NOT_TOLD = (
    "This laptop has not heard from the county yet who works there, and the county cannot be "
    "reached now; sync once, then try again."
)


class Deciding:
    """Keeps decisions and sends them."""

    def __init__(self, talk: CountyTalk) -> None:
        self._talk = talk
        self._session = talk.session
        self._kept = SharingOnItsThread(talk.session.store.sharing, talk.call)

    def people(self) -> tuple[Hat, ...]:
        """Everybody of the county, as it told last.

        Raises:
            ShownError: it never told, and cannot be reached.
        """
        known = self._talk.call(self._session.store.sharing.people)
        if known:
            return known
        try:
            with self._talk.begin() as conversation:
                asked = SharingRequest(people=True, teams=True)
                told = conversation.ask(PATH_SHARING, asked, SharingReply)
        except (CountyUnreachable, ConnectionCut) as error:
            raise ShownError(NOT_TOLD) from error
        self._kept.take_people(told.people, told.teams, self._session.clock.now())
        return told.people

    def teams(self) -> tuple[TeamTold, ...]:
        """The county's teams, as it told last; raises as `people`."""
        self.people()
        return self._talk.call(self._session.store.sharing.teams)

    def hear_of(self, case: CaseId) -> None:
        """Ask what is on record about sharing a case; without the county what was told holds."""
        try:
            with self._talk.begin() as conversation:
                asked = SharingRequest(cases=(case,))
                told = conversation.ask(PATH_SHARING, asked, SharingReply)
        except (CountyUnreachable, ConnectionCut):
            return
        self._kept.take_cases(told.sharing)

    def decide(
        self,
        act: Act,
        case: CaseId,
        event: AuditEvent | None,
        typed: Place | None = None,
    ) -> RecordedView:
        """Keep a decision, and have the county record it where it can be reached.

        Args:
            typed: where its words lie half typed; gone once it is kept.

        Raises:
            ShownError: it is refused; where the county refused it, it stays beside the case.
        """
        work = self._talk.call(lambda: self._keep(act, case, event, typed))
        try:
            with self._talk.begin() as conversation:
                sync = SharingSync(self._kept, conversation)
                # An older county took what it could read; the rest waits for its update.
                with suppress(RequestUnread):
                    sync.send_waiting()
        except (CountyUnreachable, ConnectionCut):
            return RecordedView(None, waits=True, cases=frozenset({case}))
        result = next((one for one in sync.results if one.id == work.id), None)
        if result is None:
            return RecordedView(None, waits=True, cases=frozenset({case}))
        if result.refused is not None:
            self._talk.call(lambda: self._note_refused(event, case))
            raise refused(result.refused)
        return RecordedView(result.until, waits=False, cases=frozenset({case}))

    def put_aside(self, work: str) -> Changes:
        """Let a refused decision go; on the store's thread."""
        return self._session.store.sharing.put_aside(work)

    def _keep(
        self,
        act: Act,
        case: CaseId,
        event: AuditEvent | None,
        typed: Place | None,
    ) -> SharingWork:
        session = self._session
        now = session.clock.now()
        if isinstance(act, RecordGround):
            reason = self._find_refusal(act)
            if reason is not None:
                self._note_refused(event, case)
                raise refused(reason)
        work = SharingWork(id=session.new_id(), case=case, hat=session.hat.id, at=now, act=act)
        clears = [] if typed is None else words_beside(session, typed)
        session.store.sharing.keep(work, event, clears)
        return work

    def _find_refusal(self, act: RecordGround) -> Reason | None:
        session, one = self._session, act.ground
        if not session.reach.lease_counts():
            return Reason.of(ReasonCode.LEASE_OVER)
        now, cleared = session.clock.now(), session.store.papers.is_cji_cleared()
        by = Standing(session.hat, session.reach.memberships_of(one.case), now, cleared)
        return find_refusal(one, by) or find_fault(one, session.profile.county, now)

    def _note_refused(self, event: AuditEvent | None, case: CaseId) -> None:
        if event is not None:
            self._session.store.audit.note(event, case=case, outcome=AuditOutcome.REFUSED)


def refused(reason: Reason) -> ShownError:
    """A refusal in words."""
    return ShownError(reason.template, parameters=reason.parameters)
