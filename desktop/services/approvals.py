# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing, approving and returning records, and answering referrals, offline.

Invariants: `casework.sign_offs` and `casework.referrals` say who may, beside the policy; an act is
about the version that was shown and refused where that is not the present one any more; every act
is an operation of its own and moves with the next sync. While people disagree about the youth
nothing is signed or approved; returning waits for nobody.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casework.approvals import ApprovalNeed, needs_approval, waits_for_approval
from casework.errors import AccessRefused
from casework.ids import CaseId, HatId, RecordId
from casework.policy import Decision
from casework.reasons import Reason, ReasonCode
from casework.record_parts import RecordView
from casework.records import CaseRecord, read_view
from casework.referrals import (
    COUNTY_BLOCKERS,
    Blocker,
    Referral,
    ReferralReply,
    find_blockers,
    is_absent,
    standing_of,
)
from casework.sign_offs import (
    MadeSignOff,
    Signed,
    SignOff,
    SignOffAct,
    Stand,
    differences,
    digest_of,
    find_sign_off_refusal,
    stand_of,
)
from casework.vocabulary import APPEND_ONLY_KINDS, Action, LegalRole, RecordKind
from desktop.moments import moment_of
from desktop.services.conflicts import find_conflict
from desktop.services.half_typed import approval_words
from desktop.services.held_case import find_record, require_case, visible_records
from desktop.services.made_sign_offs import group_by_record, made_about, view_of
from desktop.services.referral_answers import ReferralAnswers
from desktop.services.referral_paper import referral_to_print
from desktop.services.work import record_new
from desktop.services.youth_of_case import require_youth
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.model import CaseFile, Changes, RecordRow, StoredRecord
from ui.approval_views import (
    AnsweredRow,
    ApprovalState,
    ApprovalView,
    IncomingRow,
    PersonChoice,
    ReferralPrint,
    SignOffLine,
    WaitingRow,
)
from ui.errors import ShownError

CHANGED_MEANWHILE = "This changed while you looked at it."
LOOK_AGAIN = "Look at it again, then decide."


class Approvals:
    """Fulfils ui.approval_views.ApprovalsPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._referrals = ReferralAnswers(session)

    def standing(self, case: CaseId, record: RecordId) -> ApprovalView:
        """See the port."""
        session = self._session
        with shown_errors():
            held = require_case(session, case)
            stored = find_record(session, held, record)
            view = read_view(stored.record.kind, stored.record.fields)
            stand = stand_of(stored.record.fields, made_about(session, held, record))
            wanted = needs_approval(view, session.policy.approvals)
            refusals = {act: self._find_refusal(stored, act) for act in SignOffAct}
            blockers = self._find_blockers(held, view)
            shown = ApprovalView(
                kind=stored.record.kind,
                state=_state_of(view, stand, wanted=wanted),
                seen=digest_of(stored.record.fields),
                lines=_lines(session, held, stored.record),
                changed=differences(stored.record.fields, stand.approved_before),
                changed_since_approval=stand.is_changed_since_approval,
                blockers=blockers,
                from_county_rule=bool(COUNTY_BLOCKERS & set(blockers)),
                people=self.people(),
                held_up=find_conflict(session, case),
            )
            return self._add_rights(shown, held, stored, stand, refusals)

    def _add_rights(
        self,
        shown: ApprovalView,
        held: CaseFile,
        stored: StoredRecord,
        stand: Stand,
        refusals: dict[SignOffAct, Reason | None],
    ) -> ApprovalView:
        """The same with what this hat may do."""
        is_supervisor = self._session.hat.legal_role is LegalRole.SUPERVISOR
        waits = shown.state is ApprovalState.WAITS
        decide = refusals[SignOffAct.APPROVED]
        changes: dict[str, Any] = {
            "may_sign": shown.state is ApprovalState.NOT_SIGNED
            and refusals[SignOffAct.SIGNED] is None
            and not shown.blockers
            and shown.held_up is None,
            "may_decide": waits and decide is None,
            "refusal": decide if waits and is_supervisor else None,
        }
        view = read_view(stored.record.kind, stored.record.fields)
        if isinstance(view, Referral):
            told = self._referrals.read(held, stored.record.record)
            self._referrals.note_read(stored.record.record)
            standing = standing_of(view, [one for one, _ in told])
            is_sent = stand.approval is not None
            unanswerable = self._referrals.refuse(stored.record, standing)
            changes |= {
                "answers": tuple(self._referrals.line(*one) for one in told),
                "receiver": self._referrals.name_of(standing.receiver),
                "may_answer": is_sent and unanswerable is None,
            }
            if is_sent and unanswerable == Reason.of(ReasonCode.CONFLICT_OPEN):
                changes["refusal"] = unanswerable
        return replace(shown, **changes)

    def sign_off(
        self, case: CaseId, record: RecordId, act: SignOffAct, words: str, seen: str
    ) -> Changes:
        """See the port."""
        session = self._session
        with shown_errors():
            held = require_case(session, case)
            stored = find_record(session, held, record)
            self._check(held, stored, act, words, seen)
            kept = {} if stored.record.kind in APPEND_ONLY_KINDS else stored.record.fields
            made = SignOff(
                about=record,
                act=act,
                words=words.strip(),
                sha256=seen,
                seen=kept,
                at=session.clock.now(),
            )
            fields = made.model_dump(mode="json")
            return record_new(
                session,
                case,
                RecordKind.SIGN_OFF,
                fields,
                section=stored.record.section,
                clears=[approval_words(case, record)],
            )

    def _check(
        self, held: CaseFile, stored: StoredRecord, act: SignOffAct, words: str, seen: str
    ) -> None:
        if digest_of(stored.record.fields) != seen:
            raise ShownError(CHANGED_MEANWHILE, LOOK_AGAIN)
        refusal = self._find_refusal(stored, act)
        view = read_view(stored.record.kind, stored.record.fields)
        if refusal is None and act is not SignOffAct.RETURNED:
            refusal = find_conflict(self._session, stored.record.case)
            if refusal is None and self._find_blockers(held, view):
                refusal = Reason.of(ReasonCode.REFERRAL_BLOCKED)
        if refusal is not None:
            raise AccessRefused(Decision(allowed=False, reason=refusal))
        if act is SignOffAct.RETURNED and not words.strip():
            raise ShownError("Say what is to be changed.", "Write it, then return it.")

    def waiting(self) -> tuple[WaitingRow, ...]:
        """See the port."""
        session = self._session
        if session.hat.legal_role is not LegalRole.SUPERVISOR:
            return ()
        rules = session.policy.approvals
        every = ApprovalNeed.SCREENING in rules.needs
        with shown_errors():
            found = session.only_seen(session.store.sign_offs.approvable(every_screening=every))
            views = {row.stored.record.record: view_of(row) for row in found}
            wanted = [
                row for row in found if needs_approval(views[row.stored.record.record], rules)
            ]
            about = session.store.sign_offs.about([one.stored.record.record for one in wanted])
            made = group_by_record(session.only_seen(about))
            rows = []
            for row in wanted:
                record = row.stored.record
                stand = stand_of(record.fields, made[record.record])
                if not waits_for_approval(views[record.record], stand, rules):
                    continue
                if self._find_refusal(row.stored, SignOffAct.APPROVED) is None:
                    rows.append(_waiting_row(row, views[record.record], stand))
        return tuple(sorted(rows, key=lambda one: (one.at, one.record)))

    def answer(
        self, case: CaseId, record: RecordId, reply: ReferralReply, words: str, to: HatId | None
    ) -> Changes:
        """See the port."""
        return self._referrals.answer(case, record, reply, words, to)

    def incoming(self) -> tuple[IncomingRow, ...]:
        """See the port."""
        return self._referrals.incoming()

    def answered(self) -> tuple[AnsweredRow, ...]:
        """See the port."""
        return self._referrals.answered()

    def print_referral(self, case: CaseId, referral: RecordId) -> ReferralPrint:
        """See the port."""
        standing = self.standing(case, referral)
        with shown_errors():
            return referral_to_print(self._session, case, referral, standing)

    def people(self) -> tuple[PersonChoice, ...]:
        """See the port."""
        own = self._session.hat.id
        return tuple(
            PersonChoice(one.hat, f"{one.name} ({one.agency_name})")
            for one in self._session.store.authors.people()
            if one.hat != own
        )

    def _find_refusal(self, stored: StoredRecord, act: SignOffAct) -> Reason | None:
        """Why this hat may not; the policy is asked for the record's section first."""
        session, record = self._session, stored.record
        decision = session.ask(record.case, record.section, Action.WRITE)
        if not decision.allowed:
            return decision.reason
        agency = session.owner_of(record.hat)
        if agency is None and record.hat == session.hat.id:
            agency = session.hat.agency
        signed = Signed.of(agency, record.author, record.writers)
        return find_sign_off_refusal(session.hat, act, signed)

    def _find_blockers(self, held: CaseFile, view: RecordView) -> tuple[Blocker, ...]:
        if not isinstance(view, Referral):
            return ()
        session = self._session
        today = session.clock.now().astimezone(COUNTY_ZONE).date()
        seen = (
            read_view(one.record.kind, one.record.fields)
            for one in visible_records(session, held)
            if one.refused is None
        )
        age = require_youth(held).age_on(today)
        rules = session.policy.referrals
        receiver = self._referrals.agency_of(view.to_hat)
        return find_blockers(
            view,
            rules,
            age,
            is_absent=is_absent(seen),
            to_other_agency=receiver not in (None, session.hat.agency),
        )


def _state_of(view: RecordView, stand: Stand, *, wanted: bool) -> ApprovalState:
    if stand.approval is not None:
        return ApprovalState.APPROVED
    if not wanted:
        return ApprovalState.NOT_WANTED
    if stand.is_returned:
        return ApprovalState.RETURNED
    if isinstance(view, Referral) and stand.signature is None:
        return ApprovalState.NOT_SIGNED
    return ApprovalState.WAITS


def _lines(session: OpenSession, held: CaseFile, record: CaseRecord) -> tuple[SignOffLine, ...]:
    present = digest_of(record.fields)
    made: Iterable[MadeSignOff] = made_about(session, held, record.record)
    return tuple(
        SignOffLine(
            one.view.act,
            one.author_name,
            one.view.at,
            one.view.words,
            one.view.sha256 == present,
        )
        for one in sorted(made, key=lambda one: one.order, reverse=True)
    )


def _waiting_row(row: RecordRow, view: RecordView, stand: Stand) -> WaitingRow:
    record = row.stored.record
    return WaitingRow(
        case=record.case,
        record=record.record,
        kind=record.kind,
        shown_name=row.shown_name,
        headline=view.headline(),
        author_name=record.author_name,
        at=moment_of(record.at),
        changed=stand.is_changed_since_approval,
    )
