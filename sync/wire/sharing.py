# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop asks about sharing: who is there, to record a ground, what was shown to whom.

Invariant: what is asked here is decided at the county, at once; nothing of it waits on the laptop.
"""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from casework.bases import Ground
from casework.ids import CaseId
from casework.policy import Hat
from casework.reasons import Reason
from casework.vocabulary import Basis, Section
from sync.wire.protocols import Message

PATH_SHARING = "/v1/sharing"
MOST_PEOPLE = 20_000
MOST_LINES = 50_000


class DisclosureLine(BaseModel):
    """One line of the accounting: what of whose work was shown to whom, why and when.

    Attributes:
        records: how many.
        sha256: of the bytes that were served.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime
    section: Section
    records: int
    owner: str
    shown_to: str
    agency: str
    basis: Basis
    purpose: str
    sha256: str


class SharingRequest(Message):
    """Any of it at once.

    Attributes:
        people: ask for the county's people.
        record: a ground to put on record.
        account: the case whose disclosures are asked for.
        seen, reviewed: ids of emergencies the reader knows of, or looked at.
    """

    people: bool = False
    record: Ground | None = None
    account: CaseId | None = None
    seen: Annotated[tuple[str, ...], Field(max_length=200)] = ()
    reviewed: Annotated[tuple[str, ...], Field(max_length=200)] = ()


class SharingReply(Message):
    """What was asked for.

    Attributes:
        refused: why the ground was not recorded, where the policy refuses.
        fault: why it was not, in one sentence, where its law asks for more; empty where it was.
        until: when what was recorded ends.
    """

    people: Annotated[tuple[Hat, ...], Field(max_length=MOST_PEOPLE)] = ()
    refused: Reason | None = None
    fault: str = ""
    until: datetime | None = None
    lines: Annotated[tuple[DisclosureLine, ...], Field(max_length=MOST_LINES)] = ()
