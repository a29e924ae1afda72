# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker decided about sharing, as it is recorded on a laptop, and what became of it.

Invariants:
- What is recorded without a network opens nothing until the county has it; what takes something
  back counts on this laptop at once (`narrow`).
- A decision carries what the worker saw of it beforehand. Where its outcome at the county would
  show more, it is not recorded: a person looks again (`is_wider`).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from casework.bases import Ground
from casework.clock import Moment
from casework.consents import Consent
from casework.ids import CaseId, HatId
from casework.index_talk import IndexQuestion
from casework.policy import Membership
from casework.previews import Preview
from casework.reasons import Reason
from casework.teams import TeamMember
from casework.vocabulary import Section

MOST_SEEN = 500
MOST_GROUNDS = 500
LONGEST_WORDS = 4000

Id = Annotated[str, Field(min_length=1, max_length=40)]
# Of what a referral put on record: the referral, who was asked, and which time.
GroundId = Annotated[str, Field(min_length=1, max_length=120)]
Words = Annotated[str, Field(max_length=LONGEST_WORDS)]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Seen(_Said):
    """One line of the preview, as the worker read it; no sections where it showed nothing."""

    hat: HatId
    sections: frozenset[Section]
    until: datetime | None = None


SeenLines = Annotated[tuple[Seen, ...], Field(max_length=MOST_SEEN)]


class RecordGround(_Said):
    """Put a legal ground on record.

    Attributes:
        team: id of the team whose window it is; empty for anything else.
    """

    act: Literal["record"] = "record"
    ground: Ground
    seen: SeenLines = ()
    team: Annotated[str, Field(max_length=40)] = ""


class TakeBack(_Said):
    """Take a ground back: a consent revoked, an order lifted, a window closed."""

    act: Literal["take_back"] = "take_back"
    ground: GroundId
    reason: Words


class EndParticipation(_Said):
    """Someone whom a consent names takes part no more."""

    act: Literal["end_participation"] = "end_participation"
    ground: GroundId
    hat: HatId


class ExtendWindow(_Said):
    """A later end of a window of WIC 18961.7, for a good cause."""

    act: Literal["extend"] = "extend"
    ground: GroundId
    until: Moment
    good_cause: Words
    seen: SeenLines = ()


class OpenByIndex(_Said):
    """An emergency access to the case of an agency that the cross-agency index named.

    Attributes:
        agency, case_number: as the answer to `question` said them.
    """

    act: Literal["open_by_index"] = "open_by_index"
    question: IndexQuestion
    agency: Annotated[str, Field(max_length=200)]
    case_number: Annotated[str, Field(max_length=40)] = ""
    reason: Words
    told: HatId


class NoteEmergency(_Said):
    """The second person knows of an emergency access, or a supervisor reviewed it."""

    act: Literal["note_emergency"] = "note_emergency"
    ground: GroundId
    reviewed: bool = False


Act = Annotated[
    RecordGround | TakeBack | EndParticipation | ExtendWindow | OpenByIndex | NoteEmergency,
    Field(discriminator="act"),
]


class SharingWork(_Said):
    """A decision as it was recorded.

    Attributes:
        case: empty where it is not known here.
        at: when it was recorded, by the laptop's clock.
    """

    id: Id
    case: CaseId
    hat: HatId
    at: Moment
    act: Act


class SharingResult(_Said):
    """What became of one; with a reason it was not recorded.

    Attributes:
        until: when what was recorded ends.
    """

    id: Id
    until: datetime | None = None
    refused: Reason | None = None


class KeptWork(NamedTuple):
    """A decision that the county has not taken; `refused` says why where it looked at it."""

    work: SharingWork
    refused: Reason | None


class TeamTold(_Said):
    """A team, with what counts of its members."""

    id: Id
    name: Annotated[str, Field(max_length=400)]
    members: Annotated[tuple[TeamMember, ...], Field(max_length=500)]


class CaseSharing(_Said):
    """What is on record about sharing the own agency's work of one case.

    Attributes:
        grounds: oldest first; another organization's releases are not among them.
    """

    case: CaseId
    grounds: Annotated[tuple[Ground, ...], Field(max_length=MOST_GROUNDS)]


def see(told: Iterable[Preview]) -> tuple[Seen, ...]:
    """What a preview showed, to go along with the decision."""
    return tuple(
        Seen(hat=one.hat.id, sections=frozenset(one.sections), until=one.until) for one in told
    )


def is_wider(outcome: Iterable[Preview], seen: Sequence[Seen]) -> bool:
    """Whether something would be shown that the worker did not see beforehand."""
    known = {one.hat: one for one in seen}
    for told in outcome:
        if not told.sections:
            continue
        mine = known.get(told.hat.id)
        if mine is None or not set(told.sections) <= mine.sections:
            return True
        if mine.until is not None and (told.until is None or told.until > mine.until):
            return True
    return False


def narrow(membership: Membership, waiting: Sequence[SharingWork]) -> Membership:
    """Rights with what was taken back on this laptop and the county has not heard of yet."""
    grounds = tuple(narrow_ground(one, waiting) for one in membership.grounds)
    if grounds == membership.grounds:
        return membership
    return membership.model_copy(update={"grounds": grounds})


def narrow_ground(one: Ground, waiting: Sequence[SharingWork]) -> Ground:
    """One ground with what was taken back of it here."""
    for work in waiting:
        match work.act:
            case TakeBack(ground=named) if named == one.id:
                at = work.at if one.revoked_at is None else min(work.at, one.revoked_at)
                one = one.model_copy(update={"revoked_at": at})
            case EndParticipation(ground=named, hat=hat) if named == one.id:
                one = end_participation(one, hat, work.at)
    return one


def end_participation(one: Ground, hat: HatId, at: datetime) -> Ground:
    """A consent with the end of someone's participation; the earliest end counts."""
    if not isinstance(one, Consent):
        return one
    left = tuple(
        told.model_copy(update={"left_at": min(told.left_at or at, at)})
        if told.hat == hat
        else told
        for told in one.recipients
    )
    return one.model_copy(update={"recipients": left})
