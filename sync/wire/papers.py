# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the county signs for one laptop: its lease, its certificate and the policy it keeps to.

Invariants: each paper names its county and, but for the policy, its device, so that none passes for
another laptop's; the county's signing key, pinned when the laptop joined, is the only one that
counts, or one that it named its successor.
"""

from datetime import datetime
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ConfigDict, Field

from casework.county_policy import CountyPolicy
from casework.ids import CountyId, DeviceId, HatId
from casework.leases import Lease
from sync.wire.county_word import sign_word, verify_word
from sync.wire.successions import PublicKey

LEASE = b"fieldfare lease 1\n"
CERTIFICATE = b"fieldfare device certificate 1\n"
POLICY = b"fieldfare county policy 1\n"
Signature = Annotated[str, Field(max_length=100)]


class _Paper(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DeviceCertificate(_Paper):
    """This key speaks for this laptop, in this hat, until then.

    Attributes:
        public_key: the laptop's, raw Ed25519, base64url without padding.
    """

    county: CountyId
    device: DeviceId
    hat: HatId
    public_key: PublicKey
    issued_at: datetime
    not_after: datetime


class StatedPolicy(_Paper):
    """A county's policy, with the county it is of.

    Attributes:
        sealing_key: the county's offline key that laptops seal their keys and unsent work to
            (casework.sealing), base64url without padding; empty while it has none.
    """

    county: CountyId
    policy: CountyPolicy
    sealing_key: Annotated[str, Field(max_length=4000)] = ""
    stated_at: datetime


class SignedLease(_Paper):
    """A lease under the county's signature."""

    lease: Lease
    signature: Signature

    def verify(self, signing_key: str) -> None:
        """Raises SignatureInvalid when the county did not sign it."""
        sentence = "The lease is not signed by this laptop's county; nothing of it was taken over."
        verify_word(LEASE, self.lease, self.signature, signing_key, sentence)


class SignedCertificate(_Paper):
    """A device certificate under the county's signature."""

    certificate: DeviceCertificate
    signature: Signature

    def verify(self, signing_key: str) -> None:
        """Raises SignatureInvalid when the county did not sign it."""
        sentence = "The laptop's certificate is not signed by its county; it was not taken over."
        verify_word(CERTIFICATE, self.certificate, self.signature, signing_key, sentence)


class SignedPolicy(_Paper):
    """A policy under the county's signature."""

    stated: StatedPolicy
    signature: Signature

    def verify(self, signing_key: str) -> None:
        """Raises SignatureInvalid when the county did not sign it."""
        sentence = "The county's policy is not signed by this laptop's county; the old one stays."
        verify_word(POLICY, self.stated, self.signature, signing_key, sentence)


class Papers(_Paper):
    """All three."""

    lease: SignedLease
    certificate: SignedCertificate
    policy: SignedPolicy


def sign_papers(
    lease: Lease, certificate: DeviceCertificate, stated: StatedPolicy, key: Ed25519PrivateKey
) -> Papers:
    """Put the county's signature under each."""
    return Papers(
        lease=SignedLease(lease=lease, signature=sign_word(LEASE, lease, key)),
        certificate=SignedCertificate(
            certificate=certificate, signature=sign_word(CERTIFICATE, certificate, key)
        ),
        policy=SignedPolicy(stated=stated, signature=sign_word(POLICY, stated, key)),
    )
