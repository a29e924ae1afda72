# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a laptop's signature, approval or answer to a referral is what it says.

Invariants: `casework.sign_offs` and `casework.referrals` decide, from what the county itself holds;
two persons, whatever a laptop's screen let through; a record people disagree about is neither
signed nor approved nor answered, but may be returned: an answer moves rights, and to whom may be
what is disputed; nothing of this kind is taken in for somebody else from the inbox.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from casework.errors import RecordInvalid
from casework.hats import Hat
from casework.ids import AgencyId, CaseId, CountyId, HatId, RecordId
from casework.operations import Operation
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord, read_view
from casework.referrals import (
    Referral,
    ReferralAnswer,
    find_answer_refusal,
    standing_of,
)
from casework.sign_offs import (
    MadeSignOff,
    Signed,
    SignOff,
    SignOffAct,
    digest_of,
    find_sign_off_refusal,
    stand_of,
)
from casework.vocabulary import APPEND_ONLY_KINDS, RecordKind
from sync.server.errors import NotFound
from sync.server.people import read_hat

SIGNING_KINDS = frozenset({RecordKind.SIGN_OFF, RecordKind.REFERRAL_ANSWER})
_NOT_THERE = Reason.of(ReasonCode.NOTHING_TO_SIGN)


class Asked(NamedTuple):
    """Who signs, and the records the county holds that may be meant."""

    connection: Connection
    county: CountyId
    hat: Hat
    records: Mapping[str, CaseRecord]


def name_signed(operations: Sequence[Operation]) -> set[RecordId]:
    """What the signatures and approvals of a batch are about."""
    told = (one.fields.get("about") for one in operations if one.kind is RecordKind.SIGN_OFF)
    return {RecordId(one) for one in told if isinstance(one, str)}


def name_referred(operations: Sequence[Operation]) -> set[CaseId]:
    """Cases in which a batch answers a referral: all about their referrals may be meant."""
    return {one.case for one in operations if one.kind is RecordKind.REFERRAL_ANSWER}


def find_sign_off_fault(asked: Asked, work: Operation) -> Reason | None:
    """Why a signature or approval is not taken; None where it is."""
    try:
        view = read_view(work.kind, work.fields)
    except RecordInvalid as error:
        return Reason.of(ReasonCode.MALFORMED, detail=str(error))
    assert isinstance(view, SignOff)
    held = asked.records.get(view.about)
    if held is None or (held.case, held.section) != (work.case, work.section):
        return _NOT_THERE
    seen = held.fields if held.kind in APPEND_ONLY_KINDS else view.seen
    if digest_of(seen) != view.sha256:
        return _NOT_THERE
    signed = Signed.of(find_agency(asked, held.hat), held.author, held.writers)
    refusal = find_sign_off_refusal(asked.hat, view.act, signed)
    if refusal is None and held.open_disputes and view.act is not SignOffAct.RETURNED:
        return Reason.of(ReasonCode.CONFLICT_OPEN)
    return refusal


def find_answer_fault(asked: Asked, work: Operation) -> Reason | None:
    """Why an answer to a referral is not taken; None where it is."""
    try:
        answer = read_view(work.kind, work.fields)
    except RecordInvalid as error:
        return Reason.of(ReasonCode.MALFORMED, detail=str(error))
    assert isinstance(answer, ReferralAnswer)
    held = asked.records.get(answer.referral)
    view = None if held is None else read_view(held.kind, held.fields)
    if held is None or held.case != work.case or not isinstance(view, Referral):
        return _NOT_THERE
    mine = [one for one in asked.records.values() if one.case == work.case]
    stand = stand_of(held.fields, made_about(mine, held.record))
    if stand.signature is None or stand.approval is None:
        return Reason.of(ReasonCode.REFERRAL_NOT_SENT)
    standing = standing_of(view, answers_to(mine, held.record))
    receiver = None if standing.receiver is None else find_agency(asked, standing.receiver)
    refusal = find_answer_refusal(asked.hat, standing, receiver, find_agency(asked, held.hat))
    if refusal is None and held.open_disputes:
        return Reason.of(ReasonCode.CONFLICT_OPEN)
    return refusal


def made_about(records: Sequence[CaseRecord], about: RecordId) -> Iterator[MadeSignOff]:
    """What was signed about a record, among the records of its case."""
    for one in records:
        if one.kind is not RecordKind.SIGN_OFF:
            continue
        view = read_view(one.kind, one.fields)
        if isinstance(view, SignOff) and view.about == about:
            yield MadeSignOff(view, one.record, one.author, one.author_name)


def answers_to(records: Sequence[CaseRecord], referral: RecordId) -> Iterator[ReferralAnswer]:
    """The answers to a referral, among the records of its case."""
    for one in records:
        if one.kind is not RecordKind.REFERRAL_ANSWER:
            continue
        view = read_view(one.kind, one.fields)
        if isinstance(view, ReferralAnswer) and view.referral == referral:
            yield view


def find_agency(asked: Asked, hat: HatId) -> AgencyId | None:
    """The agency somebody works for; None for a hat the county does not know."""
    if hat == asked.hat.id:
        return asked.hat.agency
    try:
        return read_hat(asked.connection, asked.county, hat).agency
    except NotFound:
        return None
