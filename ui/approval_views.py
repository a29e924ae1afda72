# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens show of signatures, approvals and answers to referrals, and what they ask."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from casework.ids import AgencyId, CaseId, HatId, RecordId
from casework.reasons import Reason
from casework.record_parts import Word
from casework.referrals import Blocker, Referral, ReferralReply
from casework.sign_offs import Difference, SignOffAct
from casework.vocabulary import RecordKind
from ui.paper_views import PrintNote
from ui.port_values import Changes


class ApprovalState(StrEnum):
    """Where a record stands with those who sign and approve it."""

    NOT_WANTED = "not_wanted"
    NOT_SIGNED = "not_signed"
    WAITS = "waits"
    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class SignOffLine:
    """One signature, approval, return or answer.

    Attributes:
        is_present: it is about the version that is shown.
    """

    act: SignOffAct
    author_name: str
    at: datetime
    words: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer to a referral.

    Attributes:
        lead: who leads the case from then on; empty where nothing was handed over.
        owner: the agency that gave it; None where that is not known.
    """

    reply: ReferralReply
    author_name: str
    at: datetime
    words: str
    lead: str
    owner: AgencyId | None = None


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody a referral may go to."""

    hat: HatId
    name: str


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """What is known of one record, and what this hat may do about it.

    Attributes:
        seen: hash of the version that is shown; an act is about this one.
        changed: what is different since it was last approved, field by field.
        changed_since_approval: an earlier version was approved, this one was not.
        refusal: why this hat may not decide; None where it may, or where nothing is to decide.
        held_up: why nobody signs or approves it yet; it may be returned.
        blockers: what keeps a referral from being signed.
        from_county_rule: some blocker is this county's rule, to be verified.
        answers: to a referral.
        receiver: who is asked now; empty where the answer comes from outside.
    """

    kind: RecordKind
    state: ApprovalState
    seen: str
    lines: tuple[SignOffLine, ...] = ()
    changed: tuple[Difference, ...] = ()
    changed_since_approval: bool = False
    may_sign: bool = False
    may_decide: bool = False
    may_answer: bool = False
    refusal: Reason | None = None
    held_up: Reason | None = None
    blockers: tuple[Blocker, ...] = ()
    from_county_rule: bool = False
    answers: tuple[AnswerLine, ...] = ()
    receiver: str = ""
    people: tuple[PersonChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something that waits for this supervisor."""

    case: CaseId
    record: RecordId
    kind: RecordKind
    shown_name: str
    headline: tuple[str | Word, ...]
    author_name: str
    at: datetime
    changed: bool


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """A referral that waits for this worker's answer."""

    case: CaseId
    record: RecordId
    shown_name: str
    headline: tuple[str | Word, ...]
    author_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """An answer to one of this worker's referrals that they have not looked at yet.

    Attributes:
        record: the referral.
        answer: the record of the answer.
        to: to whom it was passed on, or who leads the case from then on.
    """

    case: CaseId
    record: RecordId
    answer: RecordId
    shown_name: str
    reply: ReferralReply
    author_name: str
    words: str
    to: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReferralPrint:
    """A referral for paper.

    Attributes:
        standing: its signatures, approval and answers.
        reference: the youth's number at an agency.
    """

    referral: Referral
    standing: ApprovalView
    shown_name: str
    reference: str
    note: PrintNote


class ApprovalsPort(Protocol):
    """Signing, approving and answering; everything works without a network."""

    def standing(self, case: CaseId, record: RecordId) -> ApprovalView:
        """Where one record stands; answers to it count as read from then on."""
        ...

    def sign_off(
        self, case: CaseId, record: RecordId, act: SignOffAct, words: str, seen: str
    ) -> Changes:
        """Sign, approve or return the version with this hash.

        Raises:
            ShownError: this hat may not, something keeps it back, or it changed meanwhile.
        """
        ...

    def answer(
        self, case: CaseId, record: RecordId, reply: ReferralReply, words: str, to: HatId | None
    ) -> Changes:
        """Answer a referral; raises ShownError."""
        ...

    def waiting(self) -> tuple[WaitingRow, ...]:
        """What waits for this supervisor's decision, the oldest first; nothing for other hats."""
        ...

    def incoming(self) -> tuple[IncomingRow, ...]:
        """Referrals that wait for this hat's answer, the oldest first."""
        ...

    def answered(self) -> tuple[AnsweredRow, ...]:
        """What others answered to this hat's referrals, until the referral is opened."""
        ...

    def print_referral(self, case: CaseId, referral: RecordId) -> ReferralPrint:
        """A referral for paper; that it is printed is logged before; raises ShownError."""
        ...

    def people(self) -> tuple[PersonChoice, ...]:
        """Colleagues a referral may go to, as far as this laptop knows them."""
        ...
