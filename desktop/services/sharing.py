# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sharing from the laptop: emergencies, and the accounting of what was shown to whom.

Invariants: what is decided is decided at the county; nothing of it is shown as done before the
county said so; asking, opening and printing are logged, also where they are refused.
"""

from datetime import UTC, datetime, time, timedelta

from casework.audit import AuditEvent, AuditOutcome
from casework.bases import BrokenGlass, CourtOrder, Ground
from casework.consents import Consent, Recipient
from casework.ids import CaseId, HatId
from casework.policy import Hat
from casework.previews import preview
from casework.records import Youth, read_view
from casework.sharing_matrix import CEILING
from casework.vocabulary import Action, Basis, RecordKind, Section
from desktop.services.county_talk import CountyTalk
from desktop.services.paper_log import log_print
from desktop.session import COUNTY_ZONE
from desktop.shown_errors import shown_errors
from sync.client.errors import ConnectionCut, CountyUnreachable
from sync.wire.sharing import PATH_SHARING, SharingReply, SharingRequest
from ui.errors import ShownError
from ui.paper_views import PrintNote
from ui.sharing_views import (
    DisclosureView,
    EmergencyView,
    PersonView,
    PreviewLine,
    ShareWish,
    SharingChoices,
)

# Who the youth is goes with whatever is shared; notes are released by their holder alone, and what
# 42 CFR Part 2 asks of a consent is more than is asked here.
_NEVER_HERE = frozenset({Section.IDENTITY, Section.ADVOCATE_NOTES, Section.SUBSTANCE_USE})
NO_REASON = "Say why it cannot wait."
ONLINE_ONLY = (
    "A case is opened in an emergency at the county, and the county cannot be reached now. What "
    "was shared with you before stands here; for more, call the agency, or 911 in danger."
)


class Sharing:
    """Fulfils ui.sharing_views.SharingPort."""

    def __init__(self, talk: CountyTalk) -> None:
        self._talk = talk
        self._session = talk.session

    def people(self) -> tuple[PersonView, ...]:
        """See the port."""
        with shown_errors():
            own = self._session.hat.person
            try:
                people = ask_people(self._talk)
            except (CountyUnreachable, ConnectionCut) as error:
                raise ShownError(ONLINE_ONLY) from error
            return tuple(
                PersonView(one.id, one.person_name, one.title, one.agency_name)
                for one in people
                if one.person != own
            )

    def open_in_emergency(self, case: CaseId, reason: str, told: HatId) -> datetime:
        """See the port."""
        if not reason.strip():
            raise ShownError(NO_REASON)
        with shown_errors():
            hat = self._session.hat
            second = next((one for one in ask_people(self._talk) if one.id == told), None)
            if second is None:
                raise ShownError("The county does not know this person any more.")
            now = self._session.clock.now()
            glass = BrokenGlass(
                id=self._session.new_id(),
                case=case,
                sections=CEILING[Basis.EMERGENCY_BREAK_GLASS],
                starts=now,
                named=frozenset({hat.id}),
                reason=reason.strip(),
                person=hat.person,
                told=second.person,
            )
            return record_ground(self._talk, glass, AuditEvent.EMERGENCY_OPENED)

    def choices(self, case: CaseId) -> SharingChoices:
        """See the port."""
        people = self.people()
        with shown_errors():
            sections = self._talk.call(lambda: self._may_share(case))
        return SharingChoices(people, sections, self._session.clock.now())

    def preview(self, wish: ShareWish) -> tuple[PreviewLine, ...]:
        """See the port."""
        with shown_errors():
            people = ask_people(self._talk)
            one = self._make(wish, people)
            matrix = self._talk.call(lambda: self._session.policy.sharing)
            hats = [hat for hat in people if hat.id in wish.to]
            told = preview(one, hats, matrix, self._session.clock.now())
            return tuple(
                PreviewLine(said.hat.person_name, said.sections, said.until, said.refusal)
                for said in told
            )

    def share(self, wish: ShareWish) -> datetime:
        """See the port."""
        with shown_errors():
            one = self._make(wish, ask_people(self._talk))
            return record_ground(self._talk, one, AuditEvent.SHARED)

    def _may_share(self, case: CaseId) -> tuple[Section, ...]:
        own = self._session.hat.agency
        return tuple(
            one
            for one in Section
            if one not in _NEVER_HERE and self._session.ask(case, one, Action.SHARE, own).allowed
        )

    def _make(self, wish: ShareWish, people: tuple[Hat, ...]) -> Consent | CourtOrder:
        """The ground a wish describes, from now on."""
        day = datetime.combine(wish.until, time(), COUNTY_ZONE) + timedelta(days=1)
        shared = {
            "id": self._session.new_id(),
            "case": wish.case,
            "sections": frozenset(wish.sections),
            "owners": frozenset({self._session.hat.agency}),
            "starts": self._session.clock.now(),
            "ends": day.astimezone(UTC),
        }
        if wish.basis is Basis.COURT_ORDER:
            return CourtOrder.model_validate(
                {**shared, "named": frozenset(wish.to), "number": wish.number.strip()}
            )
        names = {one.id: f"{one.person_name} ({one.agency_name})" for one in people}
        return Consent.model_validate(
            {
                **shared,
                "basis": wish.basis,
                "recipients": tuple(Recipient(hat=one, name=names[one]) for one in wish.to),
                "purpose": wish.purpose.strip(),
                "signer": wish.signer.strip(),
                "capacity": wish.capacity,
            }
        )

    def emergencies(self) -> tuple[EmergencyView, ...]:
        """See the port."""
        with shown_errors():
            hidden = self._session.reach.hidden_cases()
            told = self._session.store.papers.emergencies()
            return tuple(
                EmergencyView(
                    ground=one.ground,
                    shown_name="" if one.case in hidden else self._name(one.case),
                    case=one.case if one.case not in hidden and self._name(one.case) else None,
                    by=one.by,
                    agency=one.agency,
                    told=one.told,
                    reason=one.reason,
                    at=one.at,
                    until=one.until,
                    to_review=one.to_review,
                    to_see=not one.seen,
                )
                for one in told
            )

    def note_seen(self, ground: str, *, reviewed: bool) -> None:
        """See the port."""
        with shown_errors():
            asked = (
                SharingRequest(reviewed=(ground,)) if reviewed else SharingRequest(seen=(ground,))
            )
            with self._talk.begin() as conversation:
                conversation.ask(PATH_SHARING, asked, SharingReply)
            self._talk.call(lambda: self._forget(ground, reviewed=reviewed))

    def disclosures(self, case: CaseId) -> tuple[DisclosureView, ...]:
        """See the port."""
        with shown_errors():
            with self._talk.begin() as conversation:
                told = conversation.ask(PATH_SHARING, SharingRequest(account=case), SharingReply)
            outcome = AuditOutcome.OK if told.refused is None else AuditOutcome.REFUSED
            note(self._talk, AuditEvent.DISCLOSURES_READ, case, outcome)
            if told.refused is not None:
                raise ShownError(told.refused.sentence)
            return tuple(DisclosureView(**one.model_dump()) for one in told.lines)

    def note_accounting_printed(self, case: CaseId) -> PrintNote:
        """See the port."""
        session, event = self._session, AuditEvent.DISCLOSURES_PRINTED
        with shown_errors():
            return self._talk.call(lambda: log_print(session, case, event=event))

    def _forget(self, ground: str, *, reviewed: bool) -> None:
        """Take what was done off this laptop's list; the next sync tells the rest."""
        papers = self._session.store.papers
        kept = []
        for one in papers.emergencies():
            done = {"to_review": False} if reviewed else {"seen": True}
            left = one.model_copy(update=done) if one.ground == ground else one
            if left.to_review or not left.seen:
                kept.append(left)
        papers.note_emergencies(kept)
        if reviewed:
            self._session.store.audit.note(AuditEvent.EMERGENCY_REVIEWED)

    def _name(self, case: CaseId) -> str:
        held = self._session.store.case(case)
        for stored in () if held is None else held.records:
            if stored.record.kind is RecordKind.YOUTH:
                view = read_view(RecordKind.YOUTH, stored.record.fields)
                assert isinstance(view, Youth)
                return view.shown_name
        return ""


def ask_people(talk: CountyTalk) -> tuple[Hat, ...]:
    """Everybody of the county, by agency and name."""
    with talk.begin() as conversation:
        told = conversation.ask(PATH_SHARING, SharingRequest(people=True), SharingReply).people
    talk.call(lambda: talk.session.store.authors.note_people(told))
    return told


def record_ground(talk: CountyTalk, one: Ground, event: AuditEvent) -> datetime:
    """Have the county record a ground; until when it lasts.

    Raises:
        ShownError: the policy refuses it, or its law asks for more.
        SyncError: the county could not be asked; nothing was recorded.
    """
    with talk.begin() as conversation:
        told = conversation.ask(PATH_SHARING, SharingRequest(record=one), SharingReply)
    refusal = told.fault if told.refused is None else told.refused.sentence
    outcome = AuditOutcome.REFUSED if refusal else AuditOutcome.OK
    note(talk, event, one.case, outcome)
    if refusal:
        raise ShownError(refusal)
    return told.until or one.starts


def note(talk: CountyTalk, event: AuditEvent, case: CaseId, outcome: AuditOutcome) -> None:
    """Log it, on the store's thread."""
    audit = talk.session.store.audit
    talk.call(lambda: audit.note(event, case=case, outcome=outcome))
