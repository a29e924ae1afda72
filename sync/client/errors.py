# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can go wrong between a laptop and its county, split by who must act.

SyncError
├── the network
│   ├── CountyUnreachable         no answer; everything stays here and goes out next time
│   └── ConnectionCut             the answer broke off; the next sync goes on from there
├── the user
│   ├── InviteRefused             the invite is unknown, used or too old
│   ├── StickAnswerRefused        a file from a stick is not this laptop's, was read, or was altered
│   ├── NotSignedIn               nobody signed in where the county asks for it, or somebody else
│   └── ClockWrong                this laptop's clock is off
├── the operator
│   ├── CertificateChanged        somebody else answers, or the county has a new certificate
│   ├── AnswerNotGenuine          the county's key does not stand under this answer to this request
│   ├── PapersRefused             a lease, certificate or policy is not genuine or is older
│   ├── OrderGiven                the county stopped this laptop; carries its order
│   ├── DeviceRefused             the county does not take this laptop's word any more
│   └── VersionsDiffer            one of the two must be updated
└── us
    ├── ReplyMalformed            the county answered what it should not; nothing was taken over
    ├── CountyRefused             the county refused the request as such
    │   └── RequestUnread         it could not read the request; an older one lacks words for it
    └── CountyOlder               the county's server is older than this program
SyncCancelled                     the user stopped it; what was done stays done
"""

from casework.worded import WordedError
from sync.wire.orders import Order


class SyncError(WordedError):
    """Base of every error that leaves sync.client; its text is one sentence for a worker."""


class CountyUnreachable(SyncError):
    """No answer from the county."""


class ConnectionCut(SyncError):
    """The connection broke during an answer.

    Attributes:
        received: what had come of the body of a good answer; nobody vouches for it yet.
    """

    def __init__(self, sentence: str, received: bytes = b"") -> None:
        super().__init__(sentence)
        self.received = received


class InviteRefused(SyncError):
    """The invite cannot be used."""


class NotSignedIn(SyncError):
    """The county asks for a sign-in, and it did not come to an end or was another person's."""


class ClockWrong(SyncError):
    """The laptop's clock is too far from the county's."""


class CertificateChanged(SyncError):
    """The server does not show the certificate this laptop was enrolled with."""


class DeviceRefused(SyncError):
    """The county does not accept this laptop."""


class VersionsDiffer(SyncError):
    """Laptop and county speak different protocol versions."""


class ReplyMalformed(SyncError):
    """The county's answer makes no sense; nothing of it was taken over."""


class AnswerNotGenuine(SyncError):
    """An answer is not signed by the county for this request; nothing of it was taken over."""


class PapersRefused(SyncError):
    """What the county sent as lease, certificate or policy was not taken over."""


class OrderGiven(SyncError):
    """The county ordered this laptop to show nothing, or to give up its keys.

    Attributes:
        order: found genuine.
    """

    def __init__(self, order: Order) -> None:
        super().__init__("The county has stopped this laptop; speak with your administrator.")
        self.order = order


class OrderSealed(OrderGiven):
    """The same, and the county said that it has the sealed work the stick carried.

    Attributes:
        mark: of what was sealed on that stick.
    """

    def __init__(self, order: Order, mark: str) -> None:
        super().__init__(order)
        self.mark = mark


class NotCompared(SyncError):
    """No supervisor has compared this laptop's digits yet; never leaves this room."""


class CountyRefused(SyncError):
    """The county refused the request as such."""


class RequestUnread(CountyRefused):
    """The county could not read the request."""


class CountyOlder(SyncError):
    """The county's server does not know this request; what needs it waits on the laptop."""


class FeedRestarted(SyncError):
    """The county's feed began anew; never leaves this room."""


class FileUnknown(SyncError):
    """The county has no such file for this laptop; never leaves this room."""


class StickAnswerRefused(SyncError):
    """A file from a stick was not read; nothing was changed."""


class NotCarried(SyncError):
    """What was asked is not on the stick; never leaves this room."""


class SyncCancelled(SyncError):
    """The user stopped the sync; what was done stays done."""
