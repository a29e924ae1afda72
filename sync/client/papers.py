# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking new papers from the county: lease, certificate, policy.

Invariants: nothing is taken over before every paper was found to be this county's, for this laptop
and its key, and not older than what is held; what is refused leaves everything as it was.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from casework.county_policy import CountyPolicy
from casework.emergencies import EmergencyTold
from casework.ids import CountyId, DeviceId
from casework.index_talk import IndexWord
from casework.leases import Lease, may_follow
from storage.papers import CheckedPapers, LaptopStanding
from sync.client.conversation import Talk
from sync.client.errors import OrderGiven, PapersRefused, ReplyMalformed
from sync.wire.bundles import decode_key
from sync.wire.errors import SignatureInvalid
from sync.wire.messages import PATH_PAPERS, PapersReply, PapersRequest
from sync.wire.orders import SignedOrder
from sync.wire.papers import Papers
from sync.wire.successions import leads_to

# Letters of a thumbprint that tell two keys of one county apart.
_TOLD = 16


class PapersStore(Protocol):
    """What taking papers needs of the store."""

    def standing(self) -> LaptopStanding: ...

    def lease(self) -> Lease | None: ...

    def policy(self) -> CountyPolicy: ...

    def take(self, papers: CheckedPapers) -> None: ...

    def begin_anew(self, epoch: str, at: datetime) -> None: ...

    def bundle_key(self) -> str: ...

    def keep_bundle_key(self, key: str) -> None: ...

    def note_emergencies(self, told: Sequence[EmergencyTold]) -> None: ...


class KeyStore(Protocol):
    """Where the county's signing key is pinned."""

    def signing_key(self) -> str | None: ...

    def pin_signing_key(self, key: str) -> None: ...

    def succeed_signing_key(self, old: str, new: str) -> None: ...


class PapersSync:
    """Asks for new papers once.

    Args:
        version: of the program, for the administrator's list.

    Attributes:
        at_rest: the county knows the question of `sync.wire.rest`; it said so with the papers.
        put_back: the county was put back from a backup since it was followed here last.
    """

    def __init__(
        self, store: PapersStore, keys: KeyStore, conversation: Talk, version: str
    ) -> None:
        self._store = store
        self._keys = keys
        self._conversation = conversation
        self._version = version
        self.at_rest = self.put_back = False

    def run(self) -> IndexWord | None:
        """Take the next papers; returns what they say about the cross-agency index.

        Raises:
            OrderGiven: the county ordered this laptop instead.
            PapersRefused: one of them is not genuine, not for this laptop, or older than what is
                held; nothing was taken over.
            SyncError: as any request.
        """
        asked = ask_papers(self._store, self._version)
        reply = self._conversation.ask(PATH_PAPERS, asked, PapersReply)
        word = self.take(reply)
        if not asked.epoch or reply.epoch in ("", asked.epoch) or self.put_back:
            return word
        # Before anything is sent: what the county lost comes before what was done here since.
        self.put_back = True
        assert reply.papers is not None, "an order was raised"
        self._store.begin_anew(reply.epoch, reply.papers.lease.lease.issued_at)
        return self.run()

    def take(self, reply: PapersReply) -> IndexWord | None:
        """Take what the county gave; as `run`."""
        mine, held = self._store.standing(), self._store.lease()
        self._follow_key(reply, mine.county)
        if reply.order is not None:
            raise check_order(reply.order, reply.signing_key, mine, held)
        papers = reply.papers
        if papers is None:
            raise ReplyMalformed("The county gave neither papers nor an order; try again later.")
        own = self._conversation.public_key
        check_papers(papers, reply.signing_key, mine.county, mine.device, own)
        if not may_follow(papers.lease.lease, held, mine.device):
            raise PapersRefused(
                "The county sent an older lease than this laptop holds; nothing was taken over, "
                "tell your administrator."
            )
        if papers.policy.stated.policy.version < self._store.policy().version:
            raise PapersRefused(
                "The county sent an older policy than this laptop keeps to; nothing was taken "
                "over, tell your administrator."
            )
        self._store.take(as_checked(papers))
        if reply.bundle_key:
            self._store.keep_bundle_key(reply.bundle_key)
        self._store.note_emergencies(reply.emergencies)
        self.at_rest = reply.at_rest
        return reply.index

    def _follow_key(self, reply: PapersReply, county: CountyId) -> None:
        pinned = self._keys.signing_key()
        if pinned == reply.signing_key:
            return
        if pinned is None:
            # A laptop that joined before keys were pinned; the certificate it trusts answered.
            self._keys.pin_signing_key(reply.signing_key)
            return
        if not leads_to(pinned, reply.signing_key, reply.successions, county):
            raise PapersRefused(
                "The county signs with another key than the one this laptop was set up with; "
                "nothing was taken over, tell your administrator."
            )
        self._keys.succeed_signing_key(pinned, reply.signing_key)


def ask_papers(store: PapersStore, version: str) -> PapersRequest:
    """How this laptop stands."""
    mine, held, known = store.standing(), store.lease(), store.bundle_key()
    return PapersRequest(
        lease=0 if held is None else held.number,
        revocations=0 if held is None else held.revocations,
        counter=mine.counter,
        head=mine.head,
        unsent=mine.unsent,
        version=version,
        bundle_key=decode_key(known).thumbprint[:_TOLD] if known else "",
        epoch=mine.epoch,
    )


def check_order(
    signed: SignedOrder, signing_key: str, mine: LaptopStanding, held: Lease | None
) -> OrderGiven:
    """The order to obey.

    Raises:
        PapersRefused: it is not this county's, for another laptop, or older than the lease held,
            which the county gave only after it had lifted every order before.
    """
    try:
        signed.verify(signing_key)
    except SignatureInvalid as error:
        raise PapersRefused(str(error)) from error
    if (signed.order.county, signed.order.device) != (mine.county, mine.device):
        raise PapersRefused("The county sent the order of another laptop; it was not obeyed.")
    if held is not None and signed.order.given_at < held.issued_at:
        raise PapersRefused(
            "The county sent an order again that it had lifted; it was not obeyed, tell your "
            "administrator."
        )
    return OrderGiven(signed.order)


def as_checked(papers: Papers) -> CheckedPapers:
    """Papers that `check_papers` let pass, as the store keeps them."""
    stated = papers.policy.stated
    return CheckedPapers(
        lease=papers.lease.lease,
        policy=stated.policy,
        policy_stated_at=stated.stated_at,
        certified_until=papers.certificate.certificate.not_after,
        statements=papers.model_dump_json(),
        sealing_key=stated.sealing_key,
    )


def check_papers(
    papers: Papers, signing_key: str, county: CountyId, device: DeviceId, public_key: str
) -> None:
    """Check that papers are this county's word for this laptop.

    Raises:
        PapersRefused: they are not.
    """
    try:
        papers.lease.verify(signing_key)
        papers.certificate.verify(signing_key)
        papers.policy.verify(signing_key)
    except SignatureInvalid as error:
        raise PapersRefused(str(error)) from error
    lease, certificate = papers.lease.lease, papers.certificate.certificate
    named = {(lease.county, lease.device), (certificate.county, certificate.device)}
    if named != {(county, device)} or papers.policy.stated.county != county:
        raise PapersRefused(
            "The county sent papers of another laptop; nothing was taken over, tell your "
            "administrator."
        )
    if certificate.public_key != public_key or certificate.hat not in lease.hats:
        raise PapersRefused(
            "The laptop's certificate names another key or hat; nothing was taken over, tell "
            "your administrator."
        )
    if certificate.not_after <= lease.issued_at:
        raise PapersRefused(
            "The laptop's certificate has ended; ask your administrator to renew it."
        )
