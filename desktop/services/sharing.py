# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sharing from the laptop: decisions, emergencies, and the accounting of what was shown to whom.

Invariants: the county decides, at once or when it hears of it; nothing is shown as opened before
the county said so. What was seen beforehand goes along with a decision. Asking, deciding and
printing are logged, also where they are refused.
"""

from casework.audit import AuditEvent, AuditOutcome
from casework.bases import BrokenGlass, Ground
from casework.hats import Hat
from casework.ids import CaseId, HatId, PersonId
from casework.index_rules import NO_CONTENT
from casework.index_talk import IndexQuestion
from casework.papers_given import Disclosed
from casework.previews import Preview
from casework.sharing_matrix import CEILING
from casework.sharing_work import (
    NoteEmergency,
    OpenByIndex,
    RecordGround,
    Seen,
    TeamTold,
    see,
)
from casework.vocabulary import Action, Basis, Section
from desktop.services.county_talk import CountyTalk
from desktop.services.deciding import refused
from desktop.services.paper_log import log_print
from desktop.services.papers_given import list_given
from desktop.services.sharing_on_record import SharedGrounds, note
from desktop.services.sharing_wishes import (
    list_decisions,
    make_ground,
    name_youth,
    view_preview,
    view_team,
)
from desktop.shown_errors import shown_errors
from sync.client.errors import ConnectionCut, CountyUnreachable
from sync.wire.sharing import PATH_SHARING, SharingReply, SharingRequest
from ui.errors import ShownError
from ui.half_typed_port import of_emergency, of_emergency_by_index, of_sharing
from ui.paper_views import PrintNote
from ui.sharing_views import (
    DecisionView,
    EmergencyChoices,
    EmergencyView,
    PersonView,
    PreviewLine,
    RecordedView,
    ShareWish,
    SharingChoices,
)

# Who the youth is goes with whatever is shared; notes are released by their holder alone.
_NEVER_HERE = frozenset({Section.IDENTITY, Section.ADVOCATE_NOTES})
# Stands where the reason will, while it is looked at what an emergency would show.
_TO_BE_SAID = "…"
NO_REASON = "Say why it cannot wait."
ONLINE_ONLY = (
    "What was shown to whom is asked of the county, and the county cannot be reached now; connect "
    "to the network, then try again."
)


class Sharing(SharedGrounds):
    """Fulfils ui.sharing_views.SharingPort."""

    def __init__(self, talk: CountyTalk) -> None:
        super().__init__(talk)
        # What the worker read before deciding, by what they wished.
        self._looked: dict[ShareWish, tuple[Ground, tuple[Seen, ...]]] = {}
        self._looked_at_glass: dict[CaseId, tuple[BrokenGlass, tuple[Seen, ...]]] = {}

    def people(self) -> tuple[PersonView, ...]:
        """See the port."""
        return tuple(map(_view_person, self._others()))

    def _others(self) -> list[Hat]:
        with shown_errors():
            own = self._talk.call(lambda: self._session.hat.person)
            return [one for one in self._deciding.people() if one.person != own]

    def emergency_choices(self, case: CaseId | None) -> EmergencyChoices:
        """See the port."""
        others = self._others()
        second = others[0].person if others else None

        def look() -> EmergencyChoices:
            glass = self._make_glass(case or CaseId(""), _TO_BE_SAID, second)
            told = self._look(glass, (self._session.hat,))
            if case is not None:
                self._looked_at_glass[case] = glass, see(told)
            [line] = view_preview(told)
            as_of = self._session.store.rest.rights_told_at()
            return EmergencyChoices(tuple(map(_view_person, others)), line, as_of)

        with shown_errors():
            return self._talk.call(look)

    def open_in_emergency(self, case: CaseId, reason: str, told: HatId) -> RecordedView:
        """See the port."""
        if not reason.strip():
            raise ShownError(NO_REASON)
        with shown_errors():
            people = self._deciding.people()
            second = next((one for one in people if one.id == told), None)
            if second is None:
                raise ShownError("The county does not know this person any more.")
            act = self._talk.call(lambda: self._break_glass(case, reason, second.person))
            typed = of_emergency(case)
            return self._deciding.decide(act, case, AuditEvent.EMERGENCY_OPENED, typed)

    def open_by_index(
        self, answer: str, agency: str, case_number: str, reason: str, told: HatId
    ) -> RecordedView:
        """See the port."""
        if not reason.strip():
            raise ShownError(NO_REASON)
        with shown_errors():
            question = self._talk.call(lambda: self._question_of(answer))
            act = OpenByIndex(
                question=question,
                agency=agency,
                case_number=case_number,
                reason=reason.strip(),
                told=told,
            )
            case = question.case or CaseId("")
            typed = of_emergency_by_index(answer, agency, case_number)
            return self._deciding.decide(act, case, AuditEvent.EMERGENCY_OPENED, typed)

    def _question_of(self, answer: str) -> IndexQuestion:
        kept = self._session.store.index.answers(self._session.clock.now())
        found = next((one for one in kept if one.id == answer), None)
        if found is None:
            raise ShownError("This answer of the index is not here any more; ask again.")
        return found.question

    def _break_glass(self, case: CaseId, reason: str, second: PersonId) -> RecordGround:
        """The emergency as it was read beforehand, so that it ends when that said."""
        known = self._looked_at_glass.pop(case, None)
        if known is None:
            glass = self._make_glass(case, reason, second)
            known = glass, see(self._look(glass, (self._session.hat,)))
        said = {"reason": reason.strip(), "told": second}
        return RecordGround(ground=known[0].model_copy(update=said), seen=known[1])

    def _make_glass(self, case: CaseId, reason: str, second: PersonId | None) -> BrokenGlass:
        session, hat = self._session, self._session.hat
        return BrokenGlass(
            id=session.new_id(),
            case=case,
            sections=CEILING[Basis.EMERGENCY_BREAK_GLASS],
            starts=session.clock.now(),
            named=frozenset({hat.id}),
            reason=reason.strip(),
            person=hat.person,
            told=second,
        )

    def choices(self, case: CaseId) -> SharingChoices:
        """See the port."""
        # No ground opens anything to the others, so none of them is offered.
        others = [one for one in self._others() if one.legal_role not in NO_CONTENT]
        people = tuple(map(_view_person, others))
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
            typed = of_sharing(wish.case)
            return self._deciding.decide(act, wish.case, AuditEvent.SHARED, typed)

    def _make(self, wish: ShareWish) -> tuple[Ground, tuple[Preview, ...]]:
        """The ground a wish describes, and what it would show; nothing is kept."""
        people, teams = self._deciding.people(), self._deciding.teams()

        def make() -> tuple[Ground, tuple[Preview, ...]]:
            session = self._session
            own, now = session.hat.agency, session.clock.now()
            one = make_ground(wish, session.new_id(), own, people, teams, now)
            return one, self._look(one, [hat for hat in people if hat.id in one.hats])

        return self._talk.call(make)

    # What the county has not taken

    def decisions(self, case: CaseId | None) -> tuple[DecisionView, ...]:
        """See the port."""
        with shown_errors():
            found = list_decisions(self._session, case)
            if case is None:
                return tuple(one for one in found if one.reason is not None and not one.case)
            return found

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

    def disclosures(self, case: CaseId) -> tuple[Disclosed, ...]:
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
            made = self._talk.call(lambda: list_given(self._session, case))
            return tuple(sorted({*told.lines, *made}, key=lambda one: (one.at, one.section)))

    def note_accounting_printed(self, case: CaseId) -> PrintNote:
        """See the port."""
        session, event = self._session, AuditEvent.DISCLOSURES_PRINTED
        with shown_errors():
            return self._talk.call(lambda: log_print(session, case, event=event))


def _view_person(hat: Hat) -> PersonView:
    return PersonView(hat.id, hat.person_name, hat.title, hat.agency_name)
