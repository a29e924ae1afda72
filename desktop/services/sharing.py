# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sharing from the laptop: decisions, emergencies, and the accounting of what was shown to whom.

Invariants: the county decides, at once or when it hears of it; nothing is shown as opened before
the county said so. What was seen beforehand goes along with a decision. Asking, deciding and
printing are logged, also where they are refused.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from casework.audit import AuditEvent, AuditOutcome
from casework.bases import BrokenGlass, Ground
from casework.consents import Consent
from casework.hats import Hat
from casework.ids import CaseId, HatId
from casework.previews import Preview, preview
from casework.reasons import Reason, ReasonCode
from casework.sharing_decisions import Standing, find_refusal_to_end, find_refusal_to_extend
from casework.sharing_matrix import CEILING
from casework.sharing_work import (
    EndParticipation,
    ExtendWindow,
    NoteEmergency,
    RecordGround,
    Seen,
    TakeBack,
    TeamTold,
    narrow_ground,
    see,
)
from casework.teams import Extension, TeamWindow
from casework.vocabulary import Action, Basis, Section
from desktop.services.county_talk import CountyTalk
from desktop.services.deciding import Deciding, refused
from desktop.services.paper_log import log_print
from desktop.services.papers_given import list_given
from desktop.services.sharing_wishes import (
    end_of,
    list_decisions,
    make_ground,
    name_of,
    name_youth,
    view_preview,
    view_team,
)
from desktop.shown_errors import shown_errors
from sync.client.errors import ConnectionCut, CountyUnreachable
from sync.wire.sharing import PATH_SHARING, SharingReply, SharingRequest
from ui.errors import ShownError
from ui.paper_views import PrintNote
from ui.sharing_views import (
    DecisionView,
    DisclosureView,
    EmergencyView,
    OnRecordView,
    PersonView,
    PreviewLine,
    RecordedView,
    ShareWish,
    SharingChoices,
)

# Who the youth is goes with whatever is shared; notes are released by their holder alone.
_NEVER_HERE = frozenset({Section.IDENTITY, Section.ADVOCATE_NOTES})
NO_REASON = "Say why it cannot wait."
NO_REASON_TO_END = "Say why it is taken back, in a few words."
NOT_KNOWN = "This is not on this laptop any more; sync, then try again."
ONLINE_ONLY = (
    "What was shown to whom is asked of the county, and the county cannot be reached now; connect "
    "to the network, then try again."
)


class Sharing:
    """Fulfils ui.sharing_views.SharingPort."""

    def __init__(self, talk: CountyTalk) -> None:
        self._talk = talk
        self._session = talk.session
        self._deciding = Deciding(talk)
        # What the worker read before deciding, by what they wished.
        self._looked: dict[ShareWish, tuple[Ground, tuple[Seen, ...]]] = {}

    def people(self) -> tuple[PersonView, ...]:
        """See the port."""
        with shown_errors():
            own = self._talk.call(lambda: self._session.hat.person)
            return tuple(
                PersonView(one.id, one.person_name, one.title, one.agency_name)
                for one in self._deciding.people()
                if one.person != own
            )

    def open_in_emergency(self, case: CaseId, reason: str, told: HatId) -> RecordedView:
        """See the port."""
        if not reason.strip():
            raise ShownError(NO_REASON)
        with shown_errors():
            people = self._deciding.people()
            second = next((one for one in people if one.id == told), None)
            if second is None:
                raise ShownError("The county does not know this person any more.")
            glass, seen = self._talk.call(lambda: self._make_glass(case, reason, second))
            act = RecordGround(ground=glass, seen=seen)
            return self._deciding.decide(act, case, AuditEvent.EMERGENCY_OPENED)

    def _make_glass(
        self, case: CaseId, reason: str, second: Hat
    ) -> tuple[BrokenGlass, tuple[Seen, ...]]:
        session, hat = self._session, self._session.hat
        glass = BrokenGlass(
            id=session.new_id(),
            case=case,
            sections=CEILING[Basis.EMERGENCY_BREAK_GLASS],
            starts=session.clock.now(),
            named=frozenset({hat.id}),
            reason=reason.strip(),
            person=hat.person,
            told=second.person,
        )
        return glass, see(self._look(glass, (hat,)))

    def choices(self, case: CaseId) -> SharingChoices:
        """See the port."""
        people = self.people()
        with shown_errors():
            teams = self._deciding.teams()
            return self._talk.call(lambda: self._choices(case, people, teams))

    def _choices(
        self, case: CaseId, people: tuple[PersonView, ...], teams: tuple[TeamTold, ...]
    ) -> SharingChoices:
        session = self._session
        own, now = session.hat, session.clock.now()
        sections = tuple(
            one
            for one in Section
            if one not in _NEVER_HERE and session.ask(case, one, Action.SHARE, own.agency).allowed
        )
        return SharingChoices(
            people,
            sections,
            now,
            as_of=session.store.rest.rights_told_at(),
            teams=tuple(view_team(one, own, now) for one in teams),
        )

    def preview(self, wish: ShareWish) -> tuple[PreviewLine, ...]:
        """See the port."""
        with shown_errors():
            one, told = self._make(wish)
            self._looked = {wish: (one, see(told))}
            return view_preview(told)

    def share(self, wish: ShareWish) -> RecordedView:
        """See the port."""
        with shown_errors():
            known = self._looked.pop(wish, None)
            if known is None:
                one, told = self._make(wish)
                known = one, see(told)
            act = RecordGround(ground=known[0], seen=known[1], team=wish.team)
            return self._deciding.decide(act, wish.case, AuditEvent.SHARED)

    def _make(self, wish: ShareWish) -> tuple[Ground, tuple[Preview, ...]]:
        """The ground a wish describes, and what it would show; nothing is kept."""
        people, teams = self._deciding.people(), self._deciding.teams()

        def make() -> tuple[Ground, tuple[Preview, ...]]:
            session = self._session
            own, now = session.hat.agency, session.clock.now()
            one = make_ground(wish, session.new_id(), own, people, teams, now)
            return one, self._look(one, [hat for hat in people if hat.id in one.hats])

        return self._talk.call(make)

    def _look(self, one: Ground, hats: Sequence[Hat]) -> tuple[Preview, ...]:
        session = self._session
        return preview(one, hats, session.policy.sharing, session.clock.now())

    # What is on record, and taking it back

    def on_record(self, case: CaseId) -> tuple[OnRecordView, ...]:
        """See the port."""
        with shown_errors():
            self._deciding.hear_of(case)
            return self._talk.call(lambda: self._list_on_record(case))

    def _list_on_record(self, case: CaseId) -> tuple[OnRecordView, ...]:
        now, hat = self._session.clock.now(), self._session.hat
        names = {one.id: name_of(one) for one in self._session.store.sharing.people()}
        found = []
        for one in self._grounds(case).values():
            ends = [one.end_at(each, now) for each in one.hats]
            until = None if None in ends else max(filter(None, ends), default=None)
            if one.revoked_at is not None or (until is not None and until <= now):
                continue
            by = self._stand(case)
            refusal = find_refusal_to_end(one, by)
            found.append(
                OnRecordView(
                    id=one.id,
                    basis=one.basis,
                    sections=tuple(sorted(one.sections - {Section.IDENTITY})),
                    to=_named(one, names, now),
                    until=until,
                    may_end=refusal is None,
                    may_extend=find_refusal_to_extend(one, by, hat.title) is None,
                    refusal=refusal,
                )
            )
        return tuple(found)

    def _grounds(self, case: CaseId) -> dict[str, Ground]:
        """What this laptop knows of: told to it, or naming its hat; narrowed by what waits here."""
        told = self._session.store.sharing.told_of(case)
        found = {one.id: one for one in told.grounds}
        for held in self._session.reach.memberships_of(case):
            # Of two copies the one taken back counts.
            gone = {key for key, one in found.items() if one.revoked_at is not None}
            found |= {one.id: one for one in held.grounds if one.id not in gone}
        waiting = [one.work for one in self._session.store.sharing.work(case) if not one.refused]
        return {key: narrow_ground(one, waiting) for key, one in found.items()}

    def _stand(self, case: CaseId) -> Standing:
        session = self._session
        cleared = session.store.papers.is_cji_cleared()
        mine = session.reach.memberships_of(case)
        return Standing(session.hat, mine, session.clock.now(), cleared)

    def take_back(self, case: CaseId, ground: str, reason: str) -> RecordedView:
        """See the port."""
        if not reason.strip():
            raise ShownError(NO_REASON_TO_END)
        with shown_errors():
            self._require(case, ground, None)
            act = TakeBack(ground=ground, reason=reason.strip())
            return self._deciding.decide(act, case, AuditEvent.SHARING_ENDED)

    def end_participation(self, case: CaseId, ground: str, hat: HatId) -> RecordedView:
        """See the port."""
        with shown_errors():
            self._require(case, ground, hat)
            act = EndParticipation(ground=ground, hat=hat)
            return self._deciding.decide(act, case, AuditEvent.SHARING_ENDED)

    def _require(self, case: CaseId, ground: str, leaving: HatId | None) -> None:
        def check() -> Reason | None:
            one = self._find(case, ground)
            return find_refusal_to_end(one, self._stand(case), leaving)

        reason = self._talk.call(check)
        if reason is not None:
            note(self._talk, AuditEvent.SHARING_ENDED, case, AuditOutcome.REFUSED)
            raise refused(reason)

    def _find(self, case: CaseId, ground: str) -> Ground:
        found = self._grounds(case).get(ground)
        if found is None:
            raise ShownError(NOT_KNOWN)
        return found

    def preview_extension(self, case: CaseId, ground: str, until: date) -> tuple[PreviewLine, ...]:
        """See the port."""
        with shown_errors():
            return view_preview(self._look_at_extension(case, ground, until, "·"))

    def _look_at_extension(
        self, case: CaseId, ground: str, until: date, good_cause: str
    ) -> tuple[Preview, ...]:
        people = self._deciding.people()

        def look() -> tuple[Preview, ...]:
            one, by = self._find(case, ground), self._stand(case)
            reason = find_refusal_to_extend(one, by, good_cause)
            if reason is not None or not isinstance(one, TeamWindow):
                raise refused(reason or Reason.of(ReasonCode.GROUND_UNKNOWN))
            told = Extension(
                until=end_of(until),
                good_cause=good_cause,
                decided_at=by.at,
                decided_by=by.hat.id,
                decided_as=by.hat.legal_role,
            )
            fresh = one.model_copy(update={"extensions": (*one.extensions, told)})
            return self._look(fresh, [hat for hat in people if hat.id in one.hats])

        return self._talk.call(look)

    def extend(self, case: CaseId, ground: str, until: date, good_cause: str) -> RecordedView:
        """See the port."""
        with shown_errors():
            seen = see(self._look_at_extension(case, ground, until, good_cause))
            act = ExtendWindow(
                ground=ground, until=end_of(until), good_cause=good_cause.strip(), seen=seen
            )
            return self._deciding.decide(act, case, AuditEvent.SHARED)

    # What the county has not taken

    def decisions(self, case: CaseId) -> tuple[DecisionView, ...]:
        """See the port."""
        with shown_errors():
            return list_decisions(self._session, case)

    def put_aside(self, decision: str) -> None:
        """See the port."""
        with shown_errors():
            self._session.store.sharing.put_aside(decision)

    # Emergencies and disclosures

    def emergencies(self) -> tuple[EmergencyView, ...]:
        """See the port."""
        with shown_errors():
            hidden = self._session.reach.hidden_cases()
            told = self._session.store.papers.emergencies()
            names = {
                one.case: "" if one.case in hidden else name_youth(self._session, one.case)
                for one in told
            }
            acts = [one.work.act for one in self._session.store.sharing.work(CaseId(""))]
            noted = {(one.ground, one.reviewed) for one in acts if isinstance(one, NoteEmergency)}
            views = (
                EmergencyView(
                    ground=one.ground,
                    shown_name=names[one.case],
                    case=one.case
                    if one.case not in hidden and name_youth(self._session, one.case)
                    else None,
                    by=one.by,
                    agency=one.agency,
                    told=one.told,
                    reason=one.reason,
                    at=one.at,
                    until=one.until,
                    to_review=one.to_review and (one.ground, True) not in noted,
                    to_see=not one.seen and (one.ground, False) not in noted,
                )
                for one in told
            )
            return tuple(one for one in views if one.to_review or one.to_see)

    def note_seen(self, ground: str, *, reviewed: bool) -> None:
        """See the port."""
        with shown_errors():
            event = AuditEvent.EMERGENCY_REVIEWED if reviewed else None
            act = NoteEmergency(ground=ground, reviewed=reviewed)
            self._deciding.decide(act, CaseId(""), event)

    def disclosures(self, case: CaseId) -> tuple[DisclosureView, ...]:
        """See the port."""
        with shown_errors():
            try:
                with self._talk.begin() as conversation:
                    asked = SharingRequest(account=case)
                    told = conversation.ask(PATH_SHARING, asked, SharingReply)
            except (CountyUnreachable, ConnectionCut) as error:
                raise ShownError(ONLINE_ONLY) from error
            outcome = AuditOutcome.OK if told.refused is None else AuditOutcome.REFUSED
            note(self._talk, AuditEvent.DISCLOSURES_READ, case, outcome)
            if told.refused is not None:
                raise refused(told.refused)
            served = [DisclosureView(**one.model_dump()) for one in told.lines]
            made = self._talk.call(lambda: list_given(self._session, case))
            return tuple(sorted((*served, *made), key=lambda one: one.at))

    def note_accounting_printed(self, case: CaseId) -> PrintNote:
        """See the port."""
        session, event = self._session, AuditEvent.DISCLOSURES_PRINTED
        with shown_errors():
            return self._talk.call(lambda: log_print(session, case, event=event))


def _named(one: Ground, names: Mapping[HatId, str], now: datetime) -> tuple[tuple[HatId, str], ...]:
    """Whom a ground reaches now, as they are called."""
    told: dict[HatId, str] = {}
    match one:
        case Consent():
            told = {
                each.hat: each.name
                for each in one.recipients
                if each.left_at is None or each.left_at > now
            }
        case TeamWindow():
            told = {each.hat: each.name for each in one.members if each.is_in(now)}
        case _:
            told = dict.fromkeys(one.hats, "")
    return tuple((hat, name or names.get(hat, "")) for hat, name in sorted(told.items()))


def note(talk: CountyTalk, event: AuditEvent, case: CaseId, outcome: AuditOutcome) -> None:
    """Log it, on the store's thread."""
    audit = talk.session.store.audit
    talk.call(lambda: audit.note(event, case=case, outcome=outcome))
