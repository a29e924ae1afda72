# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rights that move with a referral, in the transaction that takes a signature or an answer.

Invariants: `casework.referral_rights` says what moves and `casework.sharing_decisions` whether the
one who refers may share it; everything goes through the same grants and grounds as an
administrator's; where the policy says no, nothing moves. A signature, an approval and an answer
each move something once: what a person took back since is given again by none that was there
before. A referral that was withdrawn, or changed without a new approval, is shown to nobody else.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from casework.bases import Ground
from casework.clock import start_of_day
from casework.consents import Consent
from casework.hats import Hat
from casework.ids import CaseId, CountyId, HatId, RecordId
from casework.policy import Membership
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord, read_view
from casework.referral_rights import (
    accepted_sections,
    consent_to_answer,
    consent_to_offer,
    offered_sections,
)
from casework.referrals import (
    Referral,
    ReferralAnswer,
    ReferralPurpose,
    ReferralReply,
    standing_of,
)
from casework.sharing_decisions import Standing, find_refusal
from casework.sign_offs import SignOff, SignOffAct, Stand, digest_of, stand_of
from casework.vocabulary import Basis, RecordKind, Section
from sync.server.approving import answers_to, made_about
from sync.server.cases import open_row
from sync.server.content_seals import case_key, open_seals
from sync.server.database import share_for
from sync.server.errors import NotFound
from sync.server.feed import lock_feed
from sync.server.grounds import list_grounds, read_grounds, write_ground
from sync.server.memberships import grant, read_in_force, read_memberships, revoke, settle
from sync.server.people import read_hat
from sync.server.rights import put_on_record
from sync.server.tables import hat as hats
from sync.server.tables import membership, record


class _Moved(NamedTuple):
    """One referral about which something came, with all about it.

    Attributes:
        answers: every answer, the earliest first.
        asked: who was asked before what came.
        is_answered: an answer came.
        is_sent_now: it was signed and approved by what came.
    """

    connection: Connection
    county: CountyId
    at: datetime
    kept: CaseRecord
    view: Referral
    answers: tuple[ReferralAnswer, ...]
    stand: Stand
    referring: Hat
    asked: HatId | None
    is_answered: bool
    is_sent_now: bool

    @property
    def case(self) -> CaseId:
        """Its case."""
        return self.kept.case

    @property
    def is_sent(self) -> bool:
        """A worker signed the present version and a supervisor approved it."""
        return self.stand.signature is not None and self.stand.approval is not None


def move_rights(
    connection: Connection,
    county_id: CountyId,
    by: Hat,
    taken: Sequence[CaseRecord],
    at: datetime,
) -> None:
    """Let rights follow the signatures, answers and changes that were just taken.

    Args:
        by: whose laptop sent them.
        taken: records of the batch, new and changed.
    """
    touched: dict[tuple[CaseId, RecordId], set[RecordId]] = defaultdict(set)
    for one in taken:
        about = _find_referral(one)
        if about is not None:
            touched[one.case, about].add(one.record)
    for (case, about), came in sorted(touched.items()):
        share_for(connection, case)
        moved = _read(connection, county_id, case, about, at, came)
        if moved is None:
            continue
        if not moved.is_sent:
            _close(moved)
        elif moved.is_answered or moved.is_sent_now:
            _move(moved, by)


def _find_referral(one: CaseRecord) -> RecordId | None:
    if one.section is not Section.REFERRALS:
        return None
    if one.kind is RecordKind.REFERRAL:
        return one.record
    view = read_view(one.kind, one.fields)
    if isinstance(view, SignOff):
        return view.about
    return view.referral if isinstance(view, ReferralAnswer) else None


def _read(
    connection: Connection,
    county_id: CountyId,
    case: CaseId,
    about: RecordId,
    at: datetime,
    came: set[RecordId],
) -> _Moved | None:
    found = _read_section(connection, county_id, case)
    kept = next((one for one in found if one.record == about), None)
    if kept is None or kept.kind is not RecordKind.REFERRAL:
        return None
    view = read_view(kept.kind, kept.fields)
    assert isinstance(view, Referral)
    before = [one for one in found if one.record not in came]
    new = [one for one in found if one.record in came]
    answers = tuple(sorted(answers_to(found, about), key=lambda one: one.at))
    return _Moved(
        connection,
        county_id,
        at,
        kept,
        view,
        answers,
        stand_of(kept.fields, made_about(found, about)),
        read_hat(connection, county_id, kept.hat),
        asked=standing_of(view, answers_to(before, about)).receiver,
        is_answered=next(answers_to(new, about), None) is not None,
        is_sent_now=_is_sent_by(found, kept, came),
    )


def _read_section(connection: Connection, county_id: CountyId, case: CaseId) -> list[CaseRecord]:
    """Everything about a case's referrals."""
    rows = connection.execute(
        select(record.c.id, record.c.version, record.c.content).where(
            record.c.county == county_id,
            record.c.case_id == case,
            record.c.section == Section.REFERRALS.value,
        )
    ).all()
    seals = open_seals(connection, county_id)
    seals.load([case_key(case)])
    return [
        CaseRecord.model_validate_json(
            open_row(seals, case, row.id, row.version, bytes(row.content))
        )
        for row in rows
    ]


def _is_sent_by(found: Sequence[CaseRecord], kept: CaseRecord, came: set[RecordId]) -> bool:
    """Whether what came holds an approval of the present version, or its first signature."""
    present = digest_of(kept.fields)
    made = [one for one in made_about(found, kept.record) if one.view.sha256 == present]
    signed = [one.record for one in made if one.view.act is SignOffAct.SIGNED]
    approved = {one.record for one in made if one.view.act is SignOffAct.APPROVED}
    return bool(approved & came) or (bool(signed) and set(signed) <= came)


def _close(moved: _Moved) -> None:
    """Show nobody else any more what was approved once and is not as it stands now."""
    if moved.stand.approved_before is None:
        return
    if standing_of(moved.view, moved.answers).answer is not None:
        return
    named = list_grounds(moved.connection, moved.county, case=moved.case)
    asked = {moved.asked, moved.view.to_hat, *(one.to_hat for one in moved.answers)}
    for one in named:
        if one.id.startswith(moved.kept.record):
            asked |= one.hats
    for gone in sorted(one for one in asked if one is not None):
        if (found := _find_hat(moved, gone)) is not None and found.id != moved.referring.id:
            _take_back(moved, found)


def _move(moved: _Moved, by: Hat) -> None:
    standing = standing_of(moved.view, moved.answers)
    if moved.is_answered and not _may_answer_move(moved):
        return
    for gone in _passed_over(moved, standing.receiver):
        _take_back(moved, gone)
    receiver = _find_hat(moved, standing.receiver)
    if moved.is_answered:
        _show_answer(moved, by)
    if receiver is None:
        return
    if standing.answer is None:
        _offer(moved, receiver)
    elif standing.answer.reply is ReferralReply.ACCEPTED:
        _accept(moved, receiver)
    else:
        _take_back(moved, receiver)


def _may_answer_move(moved: _Moved) -> bool:
    """Whether what let another agency be asked still stands: nobody took the consent back."""
    asked = _find_hat(moved, moved.asked)
    if asked is None or asked.agency == moved.referring.agency:
        return True
    return any(one.revoked_at is None for one in _consents_to(moved, asked.id))


def _passed_over(moved: _Moved, receiver: HatId | None) -> list[Hat]:
    """Those who passed it on, unless it came back to them."""
    asked = [moved.view.to_hat, *(one.to_hat for one in moved.answers)]
    gone = {one for one in asked if one is not None and one != receiver}
    return [found for one in sorted(gone) if (found := _find_hat(moved, one)) is not None]


def _offer(moved: _Moved, receiver: Hat) -> None:
    """Let the one who is asked read the referral and answer it."""
    same = receiver.agency == moved.referring.agency
    people = (moved.referring, receiver)
    consent = consent_to_offer(moved.case, moved.kept.record, moved.view, people, moved.at)
    if not same and (consent is None or not _record(moved, consent, moved.referring)):
        return
    wanted = offered_sections(moved.referring, receiver)
    ends = None if consent is None else consent.ends
    _assign(moved, receiver, wanted, ends)


def _accept(moved: _Moved, receiver: Hat) -> None:
    """Assign the one who accepted; on a hand-over the other's assignment ends on the day."""
    given = _assigned(moved, moved.referring.id)
    if given is None:
        return
    if moved.is_answered:
        wanted = accepted_sections(
            moved.referring,
            receiver,
            given.assigned_sections,
            agency_is_there=_has_others(moved, receiver),
        )
        _assign(moved, receiver, wanted, None)
    day = moved.view.hand_over_on
    if moved.view.purpose is ReferralPurpose.HAND_OVER and day is not None:
        _end(moved, given, max(start_of_day(day), moved.at))


def _end(moved: _Moved, given: Membership, ends: datetime) -> None:
    connection, county, now = moved.connection, moved.county, moved.at
    if given.ends is not None and given.ends <= ends:
        return
    if ends <= now:
        revoke(connection, county, given.hat, moved.case, now)
        return
    wanted = given.model_copy(
        update={
            "sections": given.assigned_sections,
            "assigned": None,
            "starts": now,
            "ends": ends,
            "grounds": (),
        }
    )
    grant(connection, county, f"{given.hat}.{lock_feed(connection, county)}", wanted)


def _assign(
    moved: _Moved, receiver: Hat, wanted: frozenset[Section], ends: datetime | None
) -> None:
    """Widen what a hat is assigned to; what it had stays, with the later end."""
    held = _assigned(moved, receiver.id)
    sections = wanted if held is None else wanted | held.assigned_sections
    if (
        held is not None
        and held.assigned_sections == sections
        and (held.ends is None or (ends is not None and ends <= held.ends))
    ):
        return
    if held is not None and (held.ends is None or ends is None):
        ends = None
    elif held is not None and held.ends is not None and ends is not None:
        ends = max(held.ends, ends)
    membership_id = f"{receiver.id}.{lock_feed(moved.connection, moved.county)}"
    wanted_right = Membership(
        case=moved.case,
        hat=receiver.id,
        basis=Basis.CASE_ASSIGNMENT,
        sections=sections,
        starts=moved.at,
        ends=ends,
    )
    grant(moved.connection, moved.county, membership_id, wanted_right)


def _take_back(moved: _Moved, receiver: Hat) -> None:
    """End what only the referral gave; what somebody else assigned stays."""
    connection, county, now = moved.connection, moved.county, moved.at
    held = _assigned(moved, receiver.id)
    offered = offered_sections(moved.referring, receiver)
    if held is not None and held.assigned_sections == offered:
        revoke(connection, county, receiver.id, moved.case, now)
    for one in _consents_to(moved, receiver.id):
        if one.revoked_at is None:
            write_ground(connection, county, one.model_copy(update={"revoked_at": now}), now)
            leaving = Reason.on(ReasonCode.GROUND_REVOKED, now)
            settle(connection, county, receiver.id, moved.case, now, leaving)


def _consents_to(moved: _Moved, worn: HatId) -> list[Ground]:
    """What this referral put on record to let a hat read it, each time they were asked."""
    first = f"{moved.kept.record}.{worn}"
    known = read_grounds(moved.connection, moved.county, worn, [moved.case])
    return [one for one in known.get(moved.case, ()) if one.id.startswith(first)]


def _show_answer(moved: _Moved, by: Hat) -> None:
    """Let those who referred read another agency's answer."""
    approval = moved.stand.approval
    assert approval is not None
    readers = [moved.referring]
    if by.agency == moved.referring.agency:
        return
    consent = consent_to_answer(moved.case, moved.kept.record, by, tuple(readers), moved.at)
    if consent is not None:
        _record(moved, consent, by)


def _record(moved: _Moved, consent: Consent, by: Hat) -> bool:
    """Put a consent on record, where the policy lets this hat share; whether it is there.

    One that was taken back stays so; who is asked anew is asked on a consent of its own.
    """
    reader = next(iter(consent.hats))
    known = read_grounds(moved.connection, moved.county, reader, [moved.case])
    held = [one for one in known.get(moved.case, ()) if one.id.startswith(consent.id)]
    if any(one.revoked_at is None for one in held):
        return True
    if held:
        consent = consent.model_copy(update={"id": f"{consent.id}.{len(held) + 1}"})
    mine = read_memberships(moved.connection, moved.county, by.id, [moved.case])
    if find_refusal(consent, Standing(by, mine, moved.at)) is not None:
        return False
    put_on_record(moved.connection, moved.county, consent, moved.at, by=by.id)
    return True


def _assigned(moved: _Moved, worn: HatId) -> Membership | None:
    """What a hat is assigned to now; None where that is nothing or has ended."""
    held = read_in_force(moved.connection, moved.county, worn, [moved.case]).get(moved.case)
    if held is None or not held.membership.assigned_sections:
        return None
    ends = held.membership.ends
    return held.membership if ends is None or moved.at < ends else None


def _has_others(moved: _Moved, receiver: Hat) -> bool:
    """Whether somebody else of the receiver's agency is assigned to this case."""
    query = (
        select(membership.c.id)
        .join(hats, (hats.c.county == membership.c.county) & (hats.c.id == membership.c.hat))
        .where(
            membership.c.county == moved.county,
            membership.c.case_id == moved.case,
            membership.c.revoked_at.is_(None),
            hats.c.agency == receiver.agency,
            hats.c.id != receiver.id,
        )
        .limit(1)
    )
    return moved.connection.execute(query).first() is not None


def _find_hat(moved: _Moved, worn: HatId | None) -> Hat | None:
    if worn is None:
        return None
    try:
        return read_hat(moved.connection, moved.county, worn)
    except NotFound:
        return None
