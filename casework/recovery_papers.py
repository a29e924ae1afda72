# SPDX-License-Identifier: AGPL-3.0-or-later
"""An advocate organization's recovery key on paper, for the day on which no laptop of it is left.

A paper is a member of the roster like a laptop: a member admits it, every key of the organization
is sealed to it, and it is let go like any other. It has no laptop: both its keys come of a code of
140 bits that stands on paper, kept by the organization and by nobody else, and of the list's own
beginning. Whoever types the code on a laptop of the organization signs that laptop in with it.

Invariants:
- The code is never stored, sent or logged; the county holds public halves and ciphertext only.
- A paper fits the one list it was made for: on a list that begins otherwise its keys are others, so
  that nobody who made up a list is followed.
"""

import base64
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.errors import RosterBroken
from casework.ids import AgencyId, DeviceId
from casework.phone_codes import tidy
from casework.rosters import Member, Roster
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey

PREFIX = "paper-"
_PURPOSE = b"fieldfare recovery paper 1"
_SIGNING_BYTES = 32
_NAME_LETTERS = 24


@dataclass(frozen=True)
class PaperKey:
    """What a code comes to on one organization's list."""

    member: Member
    signing: Ed25519PrivateKey
    opening: OpeningKey


def is_paper(device: DeviceId) -> bool:
    """Whether a member is a paper and no laptop, whose id is a UUID."""
    return device.startswith(PREFIX)


def paper_of(code: str, organization: AgencyId, founding: str) -> PaperKey:
    """The keys of a paper.

    Args:
        founding: hash of the first entry of the organization's list.
    """
    length = _SIGNING_BYTES + SEALING_PRIVATE_BYTES
    bound = f"{organization}\n{founding}".encode()
    derivation = HKDF(algorithm=SHA256(), length=length, salt=bound, info=_PURPOSE)
    raw = derivation.derive(tidy(code).encode())
    signing = Ed25519PrivateKey.from_private_bytes(raw[:_SIGNING_BYTES])
    opening = OpeningKey(raw[_SIGNING_BYTES:])
    public = signing.public_key().public_bytes_raw()
    member = Member(
        device=DeviceId(PREFIX + public.hex()[:_NAME_LETTERS]),
        signing=base64.b64encode(public).decode(),
        sealing=base64.b64encode(opening.public.raw).decode(),
    )
    return PaperKey(member, signing, opening)


def find_paper(code: str, roster: Roster, founding: str) -> PaperKey:
    """The paper of a code on a list that was followed to its end.

    Raises:
        RosterBroken: no such paper is on it, or it was let go.
    """
    paper = paper_of(code, roster.organization, founding)
    if roster.members.get(paper.member.device) != paper.member:
        raise RosterBroken(
            "This code is of no recovery key on your organization's list: a letter may be another "
            "one, or the paper was taken off the list. Compare it and type it again."
        )
    return paper
