# SPDX-License-Identifier: AGPL-3.0-or-later
"""The approvals' port as a script: what stands, what waits, and what was done."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from casework.ids import CaseId, HatId, RecordId
from casework.referrals import Referral, ReferralReply
from casework.sign_offs import SignOffAct
from casework.vocabulary import RecordKind
from storage.model import Changes
from tests.fakes.ui_papers import A_WORKER
from ui.approval_views import (
    AnsweredRow,
    ApprovalState,
    ApprovalView,
    IncomingRow,
    PersonChoice,
    ReferralPrint,
    WaitingRow,
)
from ui.errors import ShownError
from ui.paper_views import PrintNote

NOTHING = ApprovalView(kind=RecordKind.PLACEMENT, state=ApprovalState.NOT_WANTED, seen="0" * 64)


@dataclass
class FakeApprovals:
    """What is said of each record, and what was done about it."""

    views: dict[RecordId, ApprovalView] = field(default_factory=dict)
    rows: tuple[WaitingRow, ...] = ()
    coming: tuple[IncomingRow, ...] = ()
    answers: tuple[AnsweredRow, ...] = ()
    choices: tuple[PersonChoice, ...] = ()
    acts: list[tuple[RecordId, SignOffAct, str, str]] = field(default_factory=list)
    replies: list[tuple[RecordId, ReferralReply, str, HatId | None]] = field(default_factory=list)
    printed: list[tuple[CaseId, RecordId]] = field(default_factory=list)
    refuses: ShownError | None = None

    def standing(self, case: CaseId, record: RecordId) -> ApprovalView:
        del case
        return self.views.get(record, NOTHING)

    def sign_off(
        self, case: CaseId, record: RecordId, act: SignOffAct, words: str, seen: str
    ) -> Changes:
        if self.refuses is not None:
            raise self.refuses
        self.acts.append((record, act, words, seen))
        return Changes(kinds=frozenset({"sign_off"}), cases=frozenset({case}))

    def answer(
        self, case: CaseId, record: RecordId, reply: ReferralReply, words: str, to: HatId | None
    ) -> Changes:
        if self.refuses is not None:
            raise self.refuses
        self.replies.append((record, reply, words, to))
        return Changes(kinds=frozenset({"referral_answer"}), cases=frozenset({case}))

    def waiting(self) -> tuple[WaitingRow, ...]:
        return self.rows

    def incoming(self) -> tuple[IncomingRow, ...]:
        return self.coming

    def answered(self) -> tuple[AnsweredRow, ...]:
        return self.answers

    def print_referral(self, case: CaseId, referral: RecordId) -> ReferralPrint:
        self.printed.append((case, referral))
        view = Referral.model_validate(
            {
                "purpose": "service",
                "to_agency": "Tern House",
                "why": "Asked for an advocate.",
                "referred_on": "2026-11-20",
                "youth_agreed": "agreed",
                "caregiver_why": "She asked us to wait.",
                "lives_in_county": True,
            }
        )
        note = PrintNote(datetime(2026, 11, 23, 18, tzinfo=UTC), A_WORKER)
        return ReferralPrint(view, self.standing(case, referral), "Wren", "P-2031", note)

    def people(self) -> tuple[PersonChoice, ...]:
        return self.choices
