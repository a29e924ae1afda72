# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log of a laptop on its way to the county, and the county's word on what it has of it.

An entry travels as the very line that is hashed (casework.audit). The county answers with two
statements under its signature: where this laptop's chain ends with it, and the head of the one tree
(casework.merkle) that holds the entries of all laptops and the acts of all administrators.

Invariants: each statement names its county and, for a chain, its device; a statement of one kind
never passes for the other.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ConfigDict, Field

from casework.audit import LONGEST_LINE
from casework.ids import CaseId, CountyId, DeviceId, PersonId
from sync.wire.county_word import sign_word, verify_word
from sync.wire.limits import LIMITS
from sync.wire.protocols import Message
from sync.wire.statements import Sha256

PATH_AUDIT = "/v1/audit"
PATH_AUDIT_ENTRIES = "/v1/audit-entries"
CHAIN = b"fieldfare audit chain head 1\n"
TREE = b"fieldfare audit tree head 1\n"
LONGEST_PROOF = 130

Line = Annotated[str, Field(max_length=LONGEST_LINE)]
Lines = Annotated[tuple[Line, ...], Field(max_length=LIMITS.audit_lines)]
Proof = Annotated[tuple[Sha256, ...], Field(max_length=LONGEST_PROOF)]
Signature = Annotated[str, Field(max_length=100)]
Count = Annotated[int, Field(ge=0)]
Stamp = Annotated[int, Field(ge=0, lt=10**18)]


class _Statement(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ChainHead(_Statement):
    """The county holds this device's log up to this entry."""

    county: CountyId
    device: DeviceId
    number: Count
    digest: Sha256
    stated_at: datetime


class TreeHead(_Statement):
    """The county's log has so many leaves and this root."""

    county: CountyId
    size: Count
    root: Sha256
    stated_at: datetime


class SignedChainHead(_Statement):
    """A chain head under the county's signature."""

    said: ChainHead
    signature: Signature

    def verify(self, signing_key: str) -> None:
        """Check the signature; raises SignatureInvalid."""
        sentence = "The county's word on this laptop's log is not genuine."
        verify_word(CHAIN, self.said, self.signature, signing_key, sentence)


class SignedTreeHead(_Statement):
    """A tree head under the county's signature."""

    said: TreeHead
    signature: Signature

    def verify(self, signing_key: str) -> None:
        """Check the signature; raises SignatureInvalid."""
        sentence = "The county's word on its log is not genuine."
        verify_word(TREE, self.said, self.signature, signing_key, sentence)


class AuditRequest(Message):
    """The next entries of the sender's log.

    Attributes:
        tree_size: of the tree head the laptop keeps, 0 before the first.
    """

    lines: Lines
    tree_size: Count = 0


class AuditStanding(StrEnum):
    """What became of the entries."""

    TAKEN = "taken"
    GAP = "gap"


class AuditReply(Message):
    """Where the sender's log ends with the county.

    Attributes:
        standing: on a gap the entries were set aside; the laptop sends again from `number` on.
        number, digest: the last entry the county holds, 0 and 64 zeros for none.
        chain, tree: signed with the key the laptop heard of in its papers.
        position: which leaf of the tree that entry is; `inclusion` shows it.
        consistency: shows that the tree begins with the one the laptop keeps.
    """

    standing: AuditStanding
    number: Count
    digest: Sha256
    chain: SignedChainHead
    tree: SignedTreeHead
    position: Count = 0
    inclusion: Proof = ()
    consistency: Proof = ()


class AuditEntriesRequest(Message):
    """A supervisor asks who did what in the cases they may see.

    Attributes:
        since, until: hundredths of a second since 1970 UTC; from the first on, before the second.
        case: only of this case; empty for all.
    """

    since: Stamp
    until: Stamp
    case: Annotated[CaseId, Field(max_length=40)] = CaseId("")


class AuditEntriesReply(Message):
    """Entries of any laptop, the newest first.

    Attributes:
        people: who they are, by id.
        more: there are older ones that found no room.
    """

    lines: Lines
    people: dict[PersonId, str]
    more: bool = False


def sign_chain_head(said: ChainHead, key: Ed25519PrivateKey) -> SignedChainHead:
    """Put the county's word under a chain head."""
    return SignedChainHead(said=said, signature=sign_word(CHAIN, said, key))


def sign_tree_head(said: TreeHead, key: Ed25519PrivateKey) -> SignedTreeHead:
    """Put the county's word under a tree head."""
    return SignedTreeHead(said=said, signature=sign_word(TREE, said, key))
