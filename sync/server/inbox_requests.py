# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inbox of refused work, as a supervisor's laptop asks for it.

Invariant: `casework.inbox` is asked for every piece of work in every request; of what its answer
keeps back not even the case is told. What another agency wrote is neither shown here nor changed.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from casework.ids import AgencyId, CountyId, HatId
from casework.inbox import InboxRight, find_inbox_right, without_kind
from casework.operations import Operation
from casework.policy import AccessQuestion, Decision, Hat, Membership, decide
from casework.vocabulary import Action, Basis
from sync.server.audit import Actor
from sync.server.clearances import is_device_cleared
from sync.server.errors import InboxRefused, NotFound, RequestRefused
from sync.server.inbox import (
    RefusedWork,
    accept,
    find_owner,
    list_refused,
    present_fields,
    reassign,
    send_back,
)
from sync.server.memberships import read_memberships
from sync.server.people import list_hats, read_hat
from sync.wire.inbox import (
    MOST_WAITING,
    Colleague,
    InboxDecided,
    InboxDecision,
    InboxDecisionRequest,
    InboxReply,
    InboxWork,
    InboxWorkRequest,
    WaitingWork,
    WorkPlace,
)
from sync.wire.messages import ProblemCode


@dataclass
class Desk:
    """One supervisor's look at the inbox, in one transaction."""

    connection: Connection
    county: CountyId
    hat: Hat
    at: datetime
    _memberships: list[Membership] | None = field(default=None)
    _authors: dict[HatId, Hat] = field(default_factory=dict)
    _is_cleared: bool = False

    def list_waiting(self) -> InboxReply:
        """What waits for this supervisor."""
        seen = [
            told
            for one in list_refused(self.connection, self.county)
            if (told := self._tell(one)) is not None
        ]
        colleagues = [
            Colleague(hat=one.id, name=one.person_name, title=one.title)
            for one in list_hats(self.connection, self.county)
            if one.agency == self.hat.agency
        ]
        return InboxReply(
            waiting=tuple(seen[:MOST_WAITING]),
            more=len(seen) > MOST_WAITING,
            colleagues=tuple(colleagues),
        )

    def show(self, asked: InboxWorkRequest) -> InboxWork:
        """What was written; raises RequestRefused."""
        found, right = self._find(asked.place)
        if not right.reads:
            raise _refuse(right.held.sentence if right.held else "")
        work, present = found.work, {}
        if self._ask(work, Action.READ, self._owner_of(work)).basis is Basis.CASE_ASSIGNMENT:
            present = present_fields(self.connection, self.county, work)
        return InboxWork(fields=work.fields, present=present)

    def decide(self, asked: InboxDecisionRequest, line: str) -> InboxDecided:
        """Carry a decision out; raises RequestRefused."""
        _, right = self._find(asked.place)
        actor = Actor(self.hat.person_name, self.at, line)
        where = (self.connection, self.county, asked.place.device, asked.place.counter)
        try:
            match asked.decision:
                case InboxDecision.ACCEPT:
                    if not right.accepts:
                        raise _refuse(right.held.sentence if right.held else "")
                    accept(*where, actor, at_laptop=True)
                case InboxDecision.RETURN:
                    if not asked.note.strip():
                        raise _refuse("Say what is to be done, so that its author knows.")
                    send_back(*where, asked.note, actor, at_laptop=True)
                case InboxDecision.REASSIGN:
                    reassign(*where, self._require_colleague(asked.hat), actor, at_laptop=True)
        except InboxRefused as error:
            raise _refuse(str(error)) from error
        except NotFound as error:
            raise _gone() from error
        return InboxDecided()

    def _require_colleague(self, named: HatId | None) -> HatId:
        if named is None or read_hat(self.connection, self.county, named).agency != self.hat.agency:
            raise _refuse("Only somebody of your own agency can look after this.")
        return named

    def _find(self, place: WorkPlace) -> tuple[RefusedWork, InboxRight]:
        for one in list_refused(self.connection, self.county):
            if (one.work.device, one.work.counter) == (place.device, place.counter):
                right = self._right(one)
                if right.sees:
                    return one, right
        raise _gone()

    def _tell(self, one: RefusedWork) -> WaitingWork | None:
        right = self._right(one)
        if not right.sees:
            return None
        work = one.work
        return WaitingWork(
            place=WorkPlace(device=work.device, counter=work.counter),
            author=work.hat,
            received_at=one.received_at,
            reason=one.reason if right.reads else without_kind(one.reason),
            given_to=one.given_to,
            case=work.case if right.reads else None,
            record=work.record if right.reads else None,
            kind=work.kind if right.reads else None,
            held=right.held,
        )

    def _right(self, one: RefusedWork) -> InboxRight:
        author = self._authors.get(one.sent_by)
        if author is None:
            author = read_hat(self.connection, self.county, one.sent_by)
            self._authors[one.sent_by] = author
        read = self._ask(one.work, Action.READ, None)
        owner = self._owner_of(one.work) if read.allowed else None
        write = self._ask(one.work, Action.WRITE, owner)
        return find_inbox_right(self.hat, author, read, write)

    def _owner_of(self, work: Operation) -> AgencyId | None:
        return find_owner(self.connection, self.county, work)

    def _ask(self, work: Operation, action: Action, owner: AgencyId | None) -> Decision:
        """What the policy says of an agency's work; of the own agency's where it is None."""
        if self._memberships is None:
            self._memberships = read_memberships(self.connection, self.county, self.hat.id)
            self._is_cleared = is_device_cleared(self.connection, self.county)
        question = AccessQuestion(
            hat=self.hat,
            case=work.case,
            section=work.section,
            action=action,
            at=self.at,
            owner=owner,
            cji_device=self._is_cleared,
        )
        return decide(question, self._memberships)


def _refuse(sentence: str) -> RequestRefused:
    return RequestRefused(ProblemCode.INBOX, sentence)


def _gone() -> RequestRefused:
    return _refuse("This does not wait any more, or is not yours to decide about.")
