# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who decides about work that the county refused.

Invariants: a supervisor of the author's own agency sees that it waits, and may give it back or let
somebody else look after it; what was written, and taking it in after all, also need the
supervisor's own right in that case and section; nobody decides about their own work; to whoever may
not read it no reason tells of what kind the work is, or in which part.
"""

from dataclasses import dataclass

from casework.policy import Decision, Hat
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import LegalRole


@dataclass(frozen=True, slots=True)
class InboxRight:
    """What a hat may do about one piece of refused work.

    Attributes:
        sees: that it waits, its author and the reason; `refusal` says why not.
        reads: what was written, of which kind, in which case.
        accepts: take it in after all; `held` says why not.
    """

    sees: bool
    reads: bool = False
    accepts: bool = False
    refusal: Reason | None = None
    held: Reason | None = None


# What each of these says, it says of every kind and part alike.
_SAYS_NO_KIND = frozenset(
    {
        ReasonCode.NOT_ASSIGNED,
        ReasonCode.NOT_YET,
        ReasonCode.ENDED,
        ReasonCode.REVOKED,
        ReasonCode.SECTION_NOT_GRANTED,
        ReasonCode.NO_CONTENT_ROLE,
        ReasonCode.DEIDENTIFIED_ROLE,
        ReasonCode.SECTION_MISMATCH,
        ReasonCode.OTHER_CASE,
        ReasonCode.UNKNOWN_CASE,
        ReasonCode.NOT_AUTHOR,
        ReasonCode.OTHER_AGENCY,
        ReasonCode.READ_ONLY,
        ReasonCode.CHANGED_MEANWHILE,
        ReasonCode.LEASE_OVER,
        ReasonCode.BROKEN_CHAIN,
        ReasonCode.FORKED_DEVICE,
    }
)
_SAYS_PART = frozenset(
    {
        ReasonCode.PERSON_NOT_CLEARED,
        ReasonCode.DEVICE_NOT_CLEARED,
        ReasonCode.PART2_PROGRAM_ONLY,
    }
)


def without_kind(reason: Reason) -> Reason:
    """A reason for whoever may not read the work it is about."""
    if reason.code in _SAYS_NO_KIND:
        return reason
    if reason.code in _SAYS_PART:
        return Reason.of(ReasonCode.SECTION_NOT_GRANTED)
    return Reason.of(ReasonCode.MALFORMED, detail="its author is told what is wrong")


def find_inbox_right(hat: Hat, author: Hat, read: Decision, write: Decision) -> InboxRight:
    """What a hat may do about an author's refused work.

    Args:
        read, write: what `casework.policy.decide` says to the hat about the work's case and
            section.
    """
    if hat.legal_role is not LegalRole.SUPERVISOR or hat.agency != author.agency:
        return InboxRight(sees=False, refusal=Reason.of(ReasonCode.NOT_THEIR_SUPERVISOR))
    if hat.person == author.person:
        return InboxRight(sees=False, refusal=Reason.of(ReasonCode.OWN_REFUSED_WORK))
    if not read.allowed:
        return InboxRight(sees=True, held=without_kind(read.reason))
    if not write.allowed:
        return InboxRight(sees=True, reads=True, held=write.reason)
    return InboxRight(sees=True, reads=True, accepts=True)
