# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tasks, court dates and safety flags: what somebody has to do, attend or know."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pydantic import Field

from casework.ids import RecordId
from casework.record_parts import (
    Fault,
    FaultCode,
    Line,
    RecordView,
    Surroundings,
    Text,
    Word,
    number_to_find,
)

LONGEST_FLAG = timedelta(days=180)


class Task(RecordView):
    """Something one person does by a day.

    Attributes:
        owner: the person's name as the team knows it; `owner_hat` where they have one.
        from_meeting: the minutes it was decided in.
        plan: the team's safety plan it is an action of.
    """

    words: Text = Field(min_length=1, title="What is to be done")
    owner: Line = Field(min_length=1, title="Who does it")
    due_on: date | None = Field(default=None, title="By")
    done_on: date | None = Field(default=None, title="Done on")
    how_it_ended: Line = Field(default="", title="How it ended")
    owner_hat: str | None = None
    from_meeting: RecordId | None = None
    plan: RecordId | None = None

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from around.check_past("done_on", self.done_on)

    def headline(self) -> tuple[str | Word, ...]:
        return (self.words, self.owner)

    def names_and_words(self) -> tuple[str, str]:
        return "", f"{self.words} {self.owner}"


class CourtMatter(Word):
    """What a hearing is about."""

    DEPENDENCY = "dependency", "Dependency"
    DELINQUENCY = "delinquency", "Delinquency"
    DUAL = "dual", "Dual status"
    CRIMINAL_WITNESS = "criminal_witness", "Criminal case in which the youth is a witness"
    PROTECTIVE_ORDER = "protective_order", "Protective order"
    OTHER = "other", "Another matter"


class CourtDate(RecordView):
    """A hearing and what came of it."""

    at: datetime = Field(title="When")
    court: Line = Field(default="", title="Court and department")
    matter: CourtMatter = Field(title="Matter")
    number: Line = Field(default="", title="Case number")
    outcome: Text = Field(default="", title="What came of it")

    def happened(self) -> datetime:
        return self.at

    def headline(self) -> tuple[str | Word, ...]:
        return (self.matter, self.court)

    def names_and_words(self) -> tuple[str, str]:
        return number_to_find(self.number), " ".join(filter(None, (self.court, self.outcome)))


class FlagKind(Word):
    """What a flag warns of."""

    SUICIDE = "suicide", "Suicidal thoughts or acts"
    SELF_HARM = "self_harm", "Self-harm"
    THREAT = "threat", "Threatened by an exploiter"
    WEAPON = "weapon", "Weapons"
    MEDICAL = "medical", "Medical need that cannot wait"
    PREGNANCY = "pregnancy", "Pregnant or just gave birth"
    NO_CONTACT = "no_contact", "Somebody must not reach the youth"
    OTHER = "other", "Something else"


class SafetyFlag(RecordView):
    """A warning that stands until its last day or until it is renewed; it never stands for ever.

    Attributes:
        renews: the flag this one takes on.
    """

    kind: FlagKind = Field(title="Warning")
    words: Text = Field(min_length=1, title="What to know and what to do")
    since: date = Field(title="Since")
    until: date = Field(title="Stands until", description="At most 180 days; then renew it.")
    lifted_on: date | None = Field(default=None, title="Lifted on")
    lifted_why: Line = Field(default="", title="Lifted because")
    renews: RecordId | None = None

    def happened(self) -> date:
        return self.since

    def stands_on(self, day: date) -> bool:
        """Whether it warns on a day."""
        return self.since <= day <= self.until and (self.lifted_on is None or day < self.lifted_on)

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from around.check_past("since", self.since)
        yield from around.check_past("lifted_on", self.lifted_on)
        if self.until < self.since:
            yield Fault("until", FaultCode.END_BEFORE_START)
        elif self.until - self.since > LONGEST_FLAG:
            yield Fault("until", FaultCode.TOO_FAR, {"days": str(LONGEST_FLAG.days)})
        if self.lifted_on is not None and not self.lifted_why.strip():
            yield Fault("lifted_why", FaultCode.REASON_MISSING)

    def headline(self) -> tuple[str | Word, ...]:
        return (self.kind, self.words)

    def names_and_words(self) -> tuple[str, str]:
        return "", self.words
