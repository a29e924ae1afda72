# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is written in a meeting before it is signed, and the records it becomes.

Invariants: what is said about one youth lies in that youth's draft and nowhere else; the table's
draft holds who is there and names no youth. The ids of the records are chosen when a part is first
written, so that a signature that was cut off and is repeated makes no second set of minutes.
"""

from datetime import date, datetime
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from casework.ids import RecordId
from casework.meetings import Attendee, Meeting, SafetyStatus, TeamLaw, find_missing
from casework.record_parts import Fields
from casework.vocabulary import RecordKind, Section


class _Draft(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class TableDraft(_Draft):
    """Who is at the table, and on what ground they share; no youth.

    Attributes:
        started_at, ended_at: of the meeting as it was held.
    """

    people: tuple[Attendee, ...] = ()
    law: TeamLaw | None = None
    sharing_opened_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None


class PartDraft(_Draft):
    """What is said in one part of a case.

    Attributes:
        record: id its minutes will have.
        corrects: the signed minutes it puts right.
    """

    record: RecordId
    words: str = ""
    decisions: tuple[str, ...] = ()
    corrects: RecordId | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing is written."""
        return not (self.words.strip() or any(one.strip() for one in self.decisions))


class TaskDraft(_Draft):
    """A task: what, who, by when; `record` is the id it will have."""

    record: RecordId
    words: str = ""
    owner: str = ""
    due_on: date | None = None


class YouthDraft(_Draft):
    """What is written about one youth.

    Attributes:
        seconds: how long they were spoken of.
        position: where a person put them in the order; None where nobody did.
        late_why: why the meeting was later than a clock of the county asks for.
        reached: they were spoken of.
    """

    parts: dict[Section, PartDraft] = {}
    safety: SafetyStatus | None = None
    tasks: tuple[TaskDraft, ...] = ()
    seconds: int = 0
    position: int | None = None
    late_why: str = ""
    reached: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing would be signed."""
        written = any(not one.is_empty for one in self.parts.values())
        return not (written or self.safety is not None or self.tasks)


class Written(NamedTuple):
    """A record to be made, still to be checked like any form, with the section it stands in."""

    record: RecordId
    kind: RecordKind
    section: Section
    fields: Fields


def write_minutes(
    meeting: Meeting, table: TableDraft, youth: YouthDraft, signer: str, now: datetime
) -> tuple[Written, ...]:
    """The minutes a youth's draft becomes: one record for each part that says something."""
    shared: Fields = {
        "meeting": meeting.meeting,
        "type": meeting.type,
        "type_english": meeting.type_english,
        "type_spanish": meeting.type_spanish,
        "held_from": (table.started_at or now).isoformat(),
        "held_until": (table.ended_at or now).isoformat(),
        "signed_at": now.isoformat(),
        "signed_by": signer,
    }
    of_main: Fields = {
        "safety": youth.safety,
        "attendance": [one.model_dump(mode="json") for one in table.people],
        "missing": list(find_missing(table.people)),
        "law": table.law,
    }
    made = []
    for section, part in youth.parts.items():
        is_main = section is Section.SAFETY_PLAN
        if part.is_empty and not (is_main and youth.safety is not None):
            continue
        said: Fields = {
            "decisions": [one.strip() for one in part.decisions if one.strip()],
            "words": part.words.strip(),
            "corrects": part.corrects,
        }
        fields = {**shared, **said, **(of_main if is_main else {})}
        made.append(Written(part.record, RecordKind.MINUTES, section, fields))
    return tuple(made)


def write_tasks(youth: YouthDraft) -> tuple[Written, ...]:
    """The tasks a youth's draft becomes."""
    main = youth.parts.get(Section.SAFETY_PLAN)
    return tuple(
        Written(
            one.record,
            RecordKind.TASK,
            Section.SAFETY_PLAN,
            {
                "words": one.words.strip(),
                "owner": one.owner.strip(),
                "due_on": None if one.due_on is None else one.due_on.isoformat(),
                "from_meeting": None if main is None else main.record,
            },
        )
        for one in youth.tasks
        if one.words.strip()
    )
