# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inbox of refused work, for supervisors: asked of the county each time, kept nowhere here.

Invariants: reading what was written and deciding about it are logged before the county is asked;
what the county keeps back stays unsaid.
"""

import json
from typing import TypeVar

from pydantic import BaseModel, JsonValue

from casework.audit import NO_CASE, NO_RECORD, AuditEvent
from casework.ids import CaseId, DeviceId, HatId
from desktop.services.county_talk import ask_county
from desktop.services.store_thread import CallOnStore
from desktop.services.syncing import ConnectToCounty
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from sync.wire.inbox import (
    PATH_INBOX,
    PATH_INBOX_DECISION,
    PATH_INBOX_WORK,
    InboxDecided,
    InboxDecision,
    InboxDecisionRequest,
    InboxReply,
    InboxRequest,
    InboxWork,
    InboxWorkRequest,
    WaitingWork,
    WorkPlace,
)
from ui.inbox_views import ColleagueView, InboxView, WaitingView, WrittenLine

Answer = TypeVar("Answer", bound=BaseModel)


class Inbox:
    """Fulfils ui.ports.InboxPort."""

    def __init__(
        self, session: OpenSession, call_on_store: CallOnStore, connect: ConnectToCounty
    ) -> None:
        self._session = session
        self._call = call_on_store
        self._connect = connect
        self._told: dict[tuple[str, int], WaitingWork] = {}

    def waiting(self) -> InboxView:
        """See the port."""
        with shown_errors():
            reply = self._ask(PATH_INBOX, InboxRequest(), InboxReply)
            self._told |= {(one.place.device, one.place.counter): one for one in reply.waiting}
            names = {one.hat: one.name for one in reply.colleagues}
            youths = self._call(lambda: self._name_youths(reply))
        return InboxView(
            waiting=tuple(_view(one, names, youths) for one in reply.waiting),
            colleagues=tuple(
                ColleagueView(one.hat, one.name, one.title) for one in reply.colleagues
            ),
            more=reply.more,
        )

    def written(self, work: WaitingView) -> tuple[WrittenLine, ...]:
        """See the port."""
        with shown_errors():
            self._note(work, AuditEvent.INBOX_READ)
            found = self._ask(PATH_INBOX_WORK, InboxWorkRequest(place=_place(work)), InboxWork)
        return tuple(
            WrittenLine(name, _say(value), _say(found.present.get(name)))
            for name, value in found.fields.items()
        )

    def accept(self, work: WaitingView) -> None:
        """See the port."""
        self._decide(work, InboxDecision.ACCEPT)

    def give_back(self, work: WaitingView, note: str) -> None:
        """See the port."""
        self._decide(work, InboxDecision.RETURN, note=note)

    def hand_to(self, work: WaitingView, colleague: ColleagueView) -> None:
        """See the port."""
        self._decide(work, InboxDecision.REASSIGN, hat=colleague.hat)

    def _decide(
        self, work: WaitingView, decision: InboxDecision, note: str = "", hat: HatId | None = None
    ) -> None:
        asked = InboxDecisionRequest(place=_place(work), decision=decision, note=note, hat=hat)
        with shown_errors():
            self._note(work, AuditEvent.INBOX_DECIDED)
            self._ask(PATH_INBOX_DECISION, asked, InboxDecided)

    def _note(self, work: WaitingView, event: AuditEvent) -> None:
        told = self._told.get((work.device, work.counter))
        case = (told.case if told else None) or NO_CASE
        record = (told.record if told else None) or NO_RECORD
        self._call(lambda: self._session.store.audit.note(event, case=case, record=record))

    def _name_youths(self, reply: InboxReply) -> dict[CaseId, str]:
        """The names of those youths whose cases are on this laptop; on the store's thread."""
        hidden = self._session.reach.hidden_cases()
        cases = {one.case for one in reply.waiting if one.case is not None} - hidden
        return dict(self._session.store.audit.shown_names(cases))

    def _ask(self, path: str, request: BaseModel, kind: type[Answer]) -> Answer:
        return ask_county(self._session, self._call, self._connect, path, request, kind)


def _view(one: WaitingWork, names: dict[HatId, str], youths: dict[CaseId, str]) -> WaitingView:
    return WaitingView(
        device=one.place.device,
        counter=one.place.counter,
        author_name=names.get(one.author, one.author),
        received_at=one.received_at,
        reason=one.reason,
        keeper_name=names.get(one.given_to, ""),
        kind=one.kind,
        shown_name="" if one.case is None else youths.get(one.case, ""),
        held=one.held,
    )


def _place(work: WaitingView) -> WorkPlace:
    return WorkPlace(device=DeviceId(work.device), counter=work.counter)


def _say(value: JsonValue) -> str:
    """A value as people read it; what has a structure of its own as indented JSON."""
    match value:
        case None:
            return ""
        case str():
            return value
        case list() if all(isinstance(one, str) for one in value):
            return ", ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, indent=1)
