# SPDX-License-Identifier: AGPL-3.0-or-later
"""What opens the own agency's work of a case: seeing it, taking it back, extending it.

Invariants: what this laptop knows is enough to take something back without a network; why is always
said; what is made longer was looked at before.
"""

from collections.abc import Sequence
from datetime import date

from casework.audit import AuditEvent, AuditOutcome
from casework.bases import Ground
from casework.clock import end_of_day
from casework.consents import Consent
from casework.hats import Hat
from casework.ids import CaseId, HatId
from casework.previews import Preview, preview
from casework.reasons import Reason, ReasonCode
from casework.sharing_decisions import Standing, find_refusal_to_end, find_refusal_to_extend
from casework.sharing_work import (
    EndParticipation,
    ExtendWindow,
    Seen,
    TakeBack,
    narrow_ground,
    see,
)
from casework.teams import Extension, TeamWindow
from casework.vocabulary import Section
from desktop.services.county_talk import CountyTalk
from desktop.services.deciding import Deciding, refused
from desktop.services.sharing_wishes import name_of, named_by, view_preview
from desktop.shown_errors import shown_errors
from ui.errors import ShownError
from ui.sharing_views import OnRecordView, PreviewLine, RecordedView

NO_REASON_TO_END = "Say why it is taken back, in a few words."
NOT_KNOWN = "This is not on this laptop any more; sync, then try again."


class SharedGrounds:
    """The part of `ui.sharing_views.SharingPort` about what is on record."""

    def __init__(self, talk: CountyTalk) -> None:
        self._talk = talk
        self._session = talk.session
        self._deciding = Deciding(talk)
        # What was read before a window is made longer, by case, ground and last day.
        self._looked_longer: dict[tuple[CaseId, str, date], tuple[Seen, ...]] = {}

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
                    to=named_by(one, names, now),
                    until=until,
                    may_end=refusal is None,
                    may_let_go=isinstance(one, Consent) and refusal is None,
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
            told = self._look_at_extension(case, ground, until, "·")
            self._looked_longer = {(case, ground, until): see(told)}
            return view_preview(told)

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
                until=end_of_day(until),
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
            told = self._look_at_extension(case, ground, until, good_cause)
            seen = self._looked_longer.pop((case, ground, until), see(told))
            act = ExtendWindow(
                ground=ground, until=end_of_day(until), good_cause=good_cause.strip(), seen=seen
            )
            return self._deciding.decide(act, case, AuditEvent.SHARED)

    def _look(self, one: Ground, hats: Sequence[Hat]) -> tuple[Preview, ...]:
        session = self._session
        return preview(one, hats, session.policy.sharing, session.clock.now())


def note(talk: CountyTalk, event: AuditEvent, case: CaseId, outcome: AuditOutcome) -> None:
    """Log it, on the store's thread."""
    audit = talk.session.store.audit
    talk.call(lambda: audit.note(event, case=case, outcome=outcome))
