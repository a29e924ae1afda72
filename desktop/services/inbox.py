# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inbox of refused work, for supervisors: asked of the county each time, kept nowhere here.

Invariants: reading what was written and deciding about it are logged before the county is asked;
what the county keeps back stays unsaid.
"""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, JsonValue

from casework.audit import NO_CASE, NO_RECORD, AuditEvent
from casework.errors import RecordInvalid
from casework.ids import CaseId, DeviceId, HatId
from casework.records import Screening, read_view
from casework.vocabulary import RecordKind
from desktop.instruments import InstrumentShelf
from desktop.services.county_talk import ask_county
from desktop.services.store_thread import CallOnStore
from desktop.services.syncing import ConnectToCounty
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from forms.definition import FormDefinition
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
from ui.inbox_views import ColleagueView, InboxView, WaitingView, WrittenLine, WrittenView

Answer = TypeVar("Answer", bound=BaseModel)
# The rest of a screening is in its answers, or for machines.
_SAID_OF_SCREENING = (
    "instrument_title",
    "instrument_version",
    "band_label",
    "score",
    "withheld_reason",
    "override",
    "signed_at",
)


class Inbox:
    """Fulfils ui.ports.InboxPort."""

    def __init__(
        self, session: OpenSession, call_on_store: CallOnStore, connect: ConnectToCounty
    ) -> None:
        self._session = session
        self._call = call_on_store
        self._connect = connect
        self._shelf = InstrumentShelf()
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

    def written(self, work: WaitingView) -> WrittenView:
        """See the port."""
        with shown_errors():
            self._note(work, AuditEvent.INBOX_READ)
            found = self._ask(PATH_INBOX_WORK, InboxWorkRequest(place=_place(work)), InboxWork)
            screening = None
            if work.kind is RecordKind.SCREENING:
                screening = _read_screening(found.fields)
            definition = None if screening is None else self._find_form(screening)
        said = _SAID_OF_SCREENING if screening is not None else tuple(found.fields)
        lines = tuple(
            WrittenLine(name, _say(found.fields[name]), _say(found.present.get(name)))
            for name in said
            if name in found.fields
        )
        return WrittenView(lines, screening, definition)

    def _find_form(self, screening: Screening) -> FormDefinition | None:
        """The form it was filled with, where this laptop has it."""
        kept, sha256 = self._session.store.instruments, screening.instrument_sha256
        pack = self._call(lambda: self._shelf.pack(sha256, kept))
        return None if pack is None else self._shelf.definition(pack)

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


def _read_screening(fields: Mapping[str, JsonValue]) -> Screening | None:
    try:
        view = read_view(RecordKind.SCREENING, dict(fields))
    except RecordInvalid:
        return None
    return view if isinstance(view, Screening) else None


def _say(value: JsonValue) -> str:
    """A value as people read it; parts of what has a structure of its own beside their names."""
    match value:
        case None:
            return ""
        case str():
            return value
        case list():
            return ", ".join(filter(None, map(_say, value)))
        case dict():
            named = ((name.replace("_", " "), _say(part)) for name, part in value.items())
            return "; ".join(f"{name}: {part}" for name, part in named if part)
    return str(value)
