# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the laptops of an advocate organization pass each other its roster and keys.

The county keeps and hands on; it can open nothing and add no entry that a laptop would follow.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from casework.ids import DeviceId
from casework.rosters import Member, SignedEntry
from sync.wire.protocols import Message

PATH_ORGANIZATION = "/v1/organization"
MOST_ENTRIES = 200
LARGEST_BOX = 4_096


class WrappedGeneration(BaseModel):
    """A generation's private key, sealed to one laptop (`casework.rosters.wrap_generation`)."""

    model_config = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")

    device: DeviceId
    generation: Annotated[int, Field(ge=1, le=100_000)]
    content: Annotated[bytes, Field(max_length=LARGEST_BOX)]


class Candidate(BaseModel):
    """A laptop of the organization that asked to be admitted at some time, and whose it is."""

    model_config = ConfigDict(frozen=True)

    member: Member
    name: str


class OrganizationRequest(Message):
    """Add to the roster, hand keys to colleagues, and ask for what is new.

    Attributes:
        after: number of the last entry this laptop followed; 0 for none.
        asks: this laptop, where it asks to be admitted.
        paper: a recovery key on paper (`casework.recovery_papers`) whose code is at hand: what is
            sealed to it is asked for too.
    """

    after: Annotated[int, Field(ge=0, le=2**53)] = 0
    entries: Annotated[tuple[SignedEntry, ...], Field(max_length=MOST_ENTRIES)] = ()
    wrapped: Annotated[tuple[WrappedGeneration, ...], Field(max_length=MOST_ENTRIES)] = ()
    asks: Member | None = None
    paper: Annotated[DeviceId, Field(max_length=40)] | None = None


class OrganizationReply(Message):
    """Entries after the one named, at most 200 at a time, and the keys wrapped for this laptop.

    What was asked for of a paper comes with its own name.

    Attributes:
        laptops: every laptop of the organization that ever asked.
        number: of the last entry the county holds; less than a laptop followed where the county
            was put back from a backup, and then members give it back. None from an older county.
    """

    entries: tuple[SignedEntry, ...]
    wrapped: tuple[WrappedGeneration, ...]
    laptops: tuple[Candidate, ...] = ()
    number: int | None = None
