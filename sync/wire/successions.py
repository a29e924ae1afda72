# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's word that another key signs for it from now on, under the key that did so before.

Invariants: a succession is signed by the key it ends, so that whoever has pinned that key needs
nothing but it to trust the next; whoever follows ends at one key or does not follow at all.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field

from casework.ids import CountyId
from sync.wire.county_word import sign_word, verify_word
from sync.wire.errors import SignatureInvalid
from sync.wire.signatures import encode_public_key

PREFIX = b"fieldfare signing key succession 1\n"
PublicKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]


class Succession(BaseModel):
    """One key gives way to another; both raw Ed25519, base64url without padding."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    county: CountyId
    old_key: PublicKey
    new_key: PublicKey
    stated_at: datetime


class SignedSuccession(BaseModel):
    """A succession with the old key's signature, base64url without padding."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    succession: Succession
    signature: Annotated[str, Field(max_length=100)]

    def verify(self) -> None:
        """Check that the old key signed it.

        Raises:
            SignatureInvalid: it did not.
        """
        said = self.succession
        sentence = "The succession of the county's signing key is not genuine."
        verify_word(PREFIX, said, self.signature, said.old_key, sentence)


def sign_succession(
    county: CountyId, old: Ed25519PrivateKey, new: Ed25519PublicKey, at: datetime
) -> SignedSuccession:
    """Let a key name the one that comes after it."""
    said = Succession(
        county=county,
        old_key=encode_public_key(old.public_key()),
        new_key=encode_public_key(new),
        stated_at=at,
    )
    return SignedSuccession(succession=said, signature=sign_word(PREFIX, said, old))


def leads_to(
    pinned: str, wanted: str, told: Collection[SignedSuccession], county: CountyId | None
) -> bool:
    """Whether genuine successions lead from the pinned key to the wanted one.

    What is forged or of another county counts as not told; where a key names two successors, who
    follows is not known, and the way ends there.

    Args:
        county: whose keys these are, None for whoever answers.
    """
    key, passed = pinned, {pinned}
    while key != wanted:
        after = {
            one.succession.new_key
            for one in told
            if one.succession.old_key == key
            and county in (None, one.succession.county)
            and _is_genuine(one)
        }
        if len(after) != 1 or after <= passed:
            return False
        [key] = after
        passed.add(key)
    return True


def _is_genuine(signed: SignedSuccession) -> bool:
    try:
        signed.verify()
    except SignatureInvalid:
        return False
    return True
