# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a laptop asks about sharing: who is there, to record decisions, what was shown to whom.

Invariant: what is decided is decided at the county, by the rights of that moment; the same decision
sent again gets the same answer.
"""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from casework.bases import Ground
from casework.ids import CaseId
from casework.papers_given import Disclosed
from casework.policy import Hat
from casework.reasons import Reason
from casework.sharing_work import CaseSharing, SharingResult, SharingWork, TeamTold
from sync.wire.protocols import Message

PATH_SHARING = "/v1/sharing"
MOST_PEOPLE = 20_000
MOST_LINES = 50_000
MOST_WORK = 50
MOST_CASES = 500
MOST_TEAMS = 500


class SharingRequest(Message):
    """Any of it at once.

    Attributes:
        people: ask for the county's people.
        record: a ground to put on record, as laptops did before they kept decisions.
        work: decisions recorded on this laptop, the oldest first.
        teams: ask for the county's teams.
        cases: ask what is on record about sharing the own agency's work of these.
        account: the case whose disclosures are asked for.
        seen, reviewed: ids of emergencies the reader knows of, or looked at.
    """

    people: bool = False
    record: Ground | None = None
    work: Annotated[tuple[SharingWork, ...], Field(max_length=MOST_WORK)] = ()
    teams: bool = False
    cases: Annotated[tuple[CaseId, ...], Field(max_length=MOST_CASES)] = ()
    account: CaseId | None = None
    seen: Annotated[tuple[str, ...], Field(max_length=200)] = ()
    reviewed: Annotated[tuple[str, ...], Field(max_length=200)] = ()


class SharingReply(Message):
    """What was asked for.

    Attributes:
        refused: why the ground was not recorded, where the policy refuses.
        fault: why it was not, in one sentence, where its law asks for more; empty where it was.
        until: when what was recorded ends.
        results: one for each decision, in its order.
        sharing: of the cases that were asked for and may be told of.
    """

    people: Annotated[tuple[Hat, ...], Field(max_length=MOST_PEOPLE)] = ()
    refused: Reason | None = None
    fault: str = ""
    until: datetime | None = None
    results: Annotated[tuple[SharingResult, ...], Field(max_length=MOST_WORK)] = ()
    teams: Annotated[tuple[TeamTold, ...], Field(max_length=MOST_TEAMS)] = ()
    sharing: Annotated[tuple[CaseSharing, ...], Field(max_length=MOST_CASES)] = ()
    lines: Annotated[tuple[Disclosed, ...], Field(max_length=MOST_LINES)] = ()
