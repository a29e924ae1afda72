# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answering referrals, offline: accepting, declining, passing them on to a colleague.

Invariants: `casework.referrals` says who may, beside the policy; an answer is an operation of its
own. Rights move at the county when the answer arrives there, never on this laptop; nobody answers
while people disagree about the referral.
"""

from collections import defaultdict

from casework.audit import AuditEvent, AuditNote
from casework.errors import AccessRefused
from casework.ids import AgencyId, CaseId, HatId, RecordId
from casework.policy import Decision
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord, read_view
from casework.referrals import (
    Referral,
    ReferralAnswer,
    ReferralPurpose,
    ReferralReply,
    Standing,
    find_answer_refusal,
    standing_of,
)
from casework.sign_offs import stand_of
from casework.vocabulary import Action, RecordKind, Section
from desktop.moments import moment_of
from desktop.services.half_typed import approval_words
from desktop.services.held_case import find_record, require_case, visible_records
from desktop.services.made_sign_offs import group_by_record, made_about, view_of
from desktop.services.work import record_new
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from storage.model import CaseFile, Changes, RecordRow, StoredRecord
from ui.approval_views import AnsweredRow, AnswerLine, IncomingRow
from ui.errors import ShownError


class ReferralAnswers:
    """What a session may do about referrals that were sent."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def answer(
        self, case: CaseId, record: RecordId, reply: ReferralReply, words: str, to: HatId | None
    ) -> Changes:
        """See the port."""
        session = self._session
        with shown_errors():
            held = require_case(session, case)
            stored = find_record(session, held, record)
            view = read_view(stored.record.kind, stored.record.fields)
            if not isinstance(view, Referral):
                raise ShownError("This is no referral.", "Open the referral and try again.")
            self._check_answer(held, stored, view)
            if reply is ReferralReply.DECLINED and not words.strip():
                raise ShownError("Say why.", "Write it, then answer.")
            if reply is ReferralReply.PASSED_ON and to is None:
                raise ShownError("Choose to whom it is passed on.")
            hands_over = (
                reply is ReferralReply.ACCEPTED and view.purpose is ReferralPurpose.HAND_OVER
            )
            made = ReferralAnswer(
                referral=record,
                reply=reply,
                words=words.strip(),
                to_hat=to if reply is ReferralReply.PASSED_ON else None,
                lead=self._lead_of(held, stored, view) if hands_over else "",
                lead_from=view.hand_over_on if hands_over else None,
                at=session.clock.now(),
            )
            return record_new(
                session,
                case,
                RecordKind.REFERRAL_ANSWER,
                made.model_dump(mode="json"),
                clears=[approval_words(case, record)],
            )

    def _check_answer(self, held: CaseFile, stored: StoredRecord, view: Referral) -> None:
        told = [one for one, _ in self.read(held, stored.record.record)]
        stand = stand_of(
            stored.record.fields, made_about(self._session, held, stored.record.record)
        )
        refusal = self.refuse(stored.record, standing_of(view, told))
        if stand.approval is None:
            refusal = Reason.of(ReasonCode.REFERRAL_NOT_SENT)
        if refusal is not None:
            raise AccessRefused(Decision(allowed=False, reason=refusal))

    def _lead_of(self, held: CaseFile, stored: StoredRecord, view: Referral) -> str:
        told = [one for one, _ in self.read(held, stored.record.record)]
        receiver = standing_of(view, told).receiver
        return self.name_of(receiver) or view.to_person or view.to_agency

    def incoming(self) -> tuple[IncomingRow, ...]:
        """See the port."""
        session = self._session
        with shown_errors():
            mine = session.only_seen(session.store.sign_offs.referrals())
            ids = [one.stored.record.record for one in mine]
            made = group_by_record(session.only_seen(session.store.sign_offs.about(ids)))
            answers = defaultdict(list)
            for row in session.only_seen(session.store.sign_offs.answers(ids)):
                view = view_of(row)
                assert isinstance(view, ReferralAnswer)
                answers[view.referral].append(view)
            rows = []
            for row in mine:
                record, view = row.stored.record, view_of(row)
                assert isinstance(view, Referral)
                standing = standing_of(view, answers[record.record])
                is_sent = stand_of(record.fields, made[record.record]).approval is not None
                if is_sent and standing.answer is None and standing.receiver == session.hat.id:
                    rows.append(_incoming_row(row, view))
        return tuple(sorted(rows, key=lambda one: (one.at, one.record)))

    def answered(self) -> tuple[AnsweredRow, ...]:
        """See the port."""
        with shown_errors():
            newest = {one.record: one for one in self._unread()}
        return tuple(sorted(newest.values(), key=lambda one: (one.at, one.record), reverse=True))

    def note_read(self, referral: RecordId) -> None:
        """Log that the answers to one of this hat's referrals are shown now, each once."""
        notes = [
            AuditNote(AuditEvent.RECORD_READ, one.case, one.answer)
            for one in self._unread()
            if one.record == referral
        ]
        if notes:
            self._session.store.audit.note_all(notes)

    def _unread(self) -> list[AnsweredRow]:
        """The earliest first."""
        session = self._session
        found = session.only_seen(session.store.sign_offs.unread_answers(session.hat.id))
        return sorted((self._answered_row(one) for one in found), key=lambda one: one.at)

    def _answered_row(self, row: RecordRow) -> AnsweredRow:
        record, view = row.stored.record, view_of(row)
        assert isinstance(view, ReferralAnswer)
        return AnsweredRow(
            case=record.case,
            record=view.referral,
            answer=record.record,
            shown_name=row.shown_name,
            reply=view.reply,
            author_name=record.author_name,
            words=view.words,
            to=self.name_of(view.to_hat) or view.lead,
            at=view.at,
        )

    def refuse(self, referral: CaseRecord, standing: Standing) -> Reason | None:
        session = self._session
        decision = session.ask(referral.case, Section.REFERRALS, Action.WRITE)
        if not decision.allowed:
            return decision.reason
        owner = session.owner_of(referral.hat)
        if owner is None and referral.hat == session.hat.id:
            owner = session.hat.agency
        receiver = self.agency_of(standing.receiver)
        refusal = find_answer_refusal(session.hat, standing, receiver, owner)
        if refusal is None and referral.open_disputes:
            return Reason.of(ReasonCode.CONFLICT_OPEN)
        return refusal

    def agency_of(self, hat: HatId | None) -> AgencyId | None:
        if hat is None:
            return None
        return next(
            (one.agency for one in self._session.store.authors.people() if one.hat == hat), None
        )

    def name_of(self, hat: HatId | None) -> str:
        if hat is None:
            return ""
        if hat == self._session.hat.id:
            return self._session.hat.person_name
        return next(
            (one.name for one in self._session.store.authors.people() if one.hat == hat), ""
        )

    def read(self, held: CaseFile, referral: RecordId) -> list[tuple[ReferralAnswer, CaseRecord]]:
        """Every answer to a referral with its record, the earliest first."""
        found = []
        for one in visible_records(self._session, held):
            if one.record.kind is not RecordKind.REFERRAL_ANSWER or one.refused is not None:
                continue
            view = read_view(one.record.kind, one.record.fields)
            assert isinstance(view, ReferralAnswer)
            if view.referral == referral:
                found.append((view, one.record))
        return sorted(found, key=lambda pair: pair[0].at)

    def line(self, answer: ReferralAnswer, record: CaseRecord) -> AnswerLine:
        """An answer as the screens show it."""
        owner = self._session.owner_of(record.hat)
        return AnswerLine(
            answer.reply, record.author_name, answer.at, answer.words, answer.lead, owner
        )


def _incoming_row(row: RecordRow, view: Referral) -> IncomingRow:
    record = row.stored.record
    return IncomingRow(
        case=record.case,
        record=record.record,
        shown_name=row.shown_name,
        headline=view.headline(),
        author_name=record.author_name,
        at=moment_of(record.at),
    )
