# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which rights a signed and answered referral moves, and to whom; never more than policy allows.

Invariants:
- Between agencies nothing is shown before the youth agreed; what then opens is the referral with
  its answer, on a consent that ends, and no other part of the case.
- Whoever accepts within an agency gets at most what the one who hands over has at that moment; a
  youth's private part is never among it. Another agency's worker gets the sections in which they
  write themselves; what others wrote there stays closed without a ground.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from casework.consents import Consent, Recipient, SignerCapacity
from casework.hats import Hat
from casework.ids import CaseId, RecordId
from casework.referrals import Referral, YouthAgreed
from casework.vocabulary import ORDINARY_SECTIONS, Basis, Section

REFERRAL_LASTS = timedelta(days=90)
_NEVER_MOVES = frozenset({Section.YOUTH_PRIVATE, Section.ADVOCATE_NOTES})


def offered_sections(referring: Hat, receiver: Hat) -> frozenset[Section]:
    """What the one who is asked works in until they answer."""
    if referring.agency == receiver.agency:
        return frozenset({Section.IDENTITY, Section.REFERRALS})
    return frozenset({Section.REFERRALS})


def accepted_sections(
    referring: Hat,
    receiver: Hat,
    held: Collection[Section],
    *,
    agency_is_there: bool,
) -> frozenset[Section]:
    """What the one who accepts works in from then on.

    Args:
        held: what the referring hat is assigned to at this moment.
        agency_is_there: others of the receiver's agency are assigned to this case already; then
            their supervisor decides about more than the referral.
    """
    if referring.agency == receiver.agency:
        return frozenset(held) - _NEVER_MOVES
    if agency_is_there:
        return frozenset({Section.IDENTITY, Section.REFERRALS})
    return ORDINARY_SECTIONS


def consent_to_offer(
    case: CaseId, record: RecordId, view: Referral, people: tuple[Hat, Hat], now: datetime
) -> Consent | None:
    """What lets another agency's worker read the referral; None where none is needed or allowed.

    Args:
        people: who refers, and who is asked.
    """
    referring, receiver = people
    if referring.agency == receiver.agency or view.youth_agreed is not YouthAgreed.AGREED:
        return None
    return _consent(f"{record}.{receiver.id}", case, referring, (receiver,), now)


def consent_to_answer(
    case: CaseId, record: RecordId, answering: Hat, readers: tuple[Hat, ...], now: datetime
) -> Consent | None:
    """What lets those who referred read another agency's answer; None where none is needed."""
    others = tuple(one for one in readers if one.agency != answering.agency)
    if not others:
        return None
    return _consent(f"{record}.{answering.id}.answer", case, answering, others, now)


def _consent(
    ground: str, case: CaseId, owner: Hat, readers: tuple[Hat, ...], now: datetime
) -> Consent:
    return Consent(
        id=ground,
        case=case,
        basis=Basis.CONSENT_GENERIC,
        sections=frozenset({Section.REFERRALS}),
        owners=frozenset({owner.agency}),
        starts=now,
        ends=now + REFERRAL_LASTS,
        recipients=tuple(
            Recipient(hat=one.id, name=f"{one.person_name} ({one.agency_name})") for one in readers
        ),
        purpose="Referral",
        signer=f"The youth, as {owner.person_name} attests",
        capacity=SignerCapacity.YOUTH_MINOR_CONSENT,
        told_of_right=True,
    )
