# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the county must hold and each laptop must show, worked out from what happened.

Written apart from `casework.merge`, `casework.disputes` and `casework.policy`, over plain values
and `bench.rights_oracle`. It hears what people did in the order in which it reached the county and
the numbers the county gave; it is told no outcome.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import JsonValue

from bench.rights_histories import BEGIN, Asked, Event, History
from bench.rights_oracle import answer
from casework.hats import Hat
from casework.operations import Operation

FINAL_KINDS = ("contact_note", "screening", "privileged_note")
LATER_PROTECTS = ("birth_date", "until", "lifted_on")
EARLIER_PROTECTS = ("since",)
NEEDED = {"safety_flag": {"kind", "words", "since", "until"}}
Key = tuple[str, str]
"""When, and which operation: the order in which people read claims."""


@dataclass
class Opinion:
    """What somebody holds about a field."""

    key: Key
    value: JsonValue


@dataclass
class Value:
    """One field of one record.

    Attributes:
        number: the county's number of its last change; `device` made that without clashing.
        writer: who wrote what stands.
        claims: of the dispute that is open, by operation; empty where none is.
        decided: every dispute that was closed: its claims and the operation that closed it.
    """

    value: JsonValue
    number: int
    device: str
    writer: Key
    claims: dict[str, Opinion] = field(default_factory=dict)
    decided: list[tuple[frozenset[str], str]] = field(default_factory=list)

    def write(self, made: Operation, name: str, device: str, number: int) -> bool:
        """Let somebody write to it; whether that clashed."""
        value, key = made.fields[name], (made.at, made.id)
        is_base = made.base[name] >= self.number
        seen = is_base or (device != "" and device == self.device)
        clashed = False
        if self.claims and name in made.decides and seen:
            self.decided.append((frozenset(self.claims), made.id))
            self.claims = {}
            self.value, self.writer = value, key
        elif self.claims or not (seen or self.value == value):
            if not self.claims:
                self.claims[self.writer[1]] = Opinion(self.writer, self.value)
            self.claims[made.id] = Opinion(key, value)
            self.value = _meanwhile(name, list(self.claims.values()))
            clashed = True
        elif self.value == value and not is_base:
            self.writer = min(self.writer, key)
        else:
            self.value, self.writer = value, key
        self.number, self.device = number, "" if clashed else made.device
        return clashed


def _meanwhile(name: str, claims: list[Opinion]) -> JsonValue:
    """What is shown of several claims: of these fields what protects more, else the earliest."""
    first = min(claims, key=lambda one: one.key)
    days = sorted(one.value for one in claims if isinstance(one.value, str))
    if name == "lifted_on" and len(days) < len(claims):
        return None
    if name in LATER_PROTECTS and days:
        return days[-1]
    if name in EARLIER_PROTECTS and days:
        return days[0]
    return first.value


@dataclass
class Kept:
    """A record at the county."""

    case: str
    kind: str
    section: str
    agency: str
    number: int
    values: dict[str, Value]


@dataclass
class Oracle:
    """The county as it must be.

    Attributes:
        written: every operation that a laptop acknowledged to its worker, with the laptop's name.
        outcome: what must have become of those that reached the county.
        wrong: where the county's answer was another one, in words.
    """

    hats: Mapping[str, Hat]
    malformed: Callable[[Operation], bool]
    cases: set[str] = field(default_factory=set)
    records: dict[str, Kept] = field(default_factory=dict)
    events: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    matrix: tuple[tuple[str, str, frozenset[str]], ...] = ()
    written: dict[str, tuple[str, Operation]] = field(default_factory=dict)
    outcome: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    decisions: int = 0

    def judge(self, made: Operation, number: int, at: datetime) -> str:
        """An operation reaches the county; what must be said. One that came before changes nothing.

        Args:
            number: what the county numbers the change with, 0 where it refuses.
        """
        if made.id not in self.outcome:
            present = self.records.get(made.record)
            owner = None if present is None else present.agency
            right = made.case in self.cases and self.may(
                made.hat, made.case, made.section.value, owner, at, "write"
            )
            self.outcome[made.id] = self._lay(made, number, made.device) if right else "refused"
        return self.outcome[made.id]

    def accept(self, made: Operation, number: int) -> str:
        """A supervisor takes refused work in after all; "refused" where it cannot be laid."""
        self.outcome[made.id] = self._lay(made, number, "")
        return self.outcome[made.id]

    def _lay(self, made: Operation, number: int, device: str) -> str:
        kept = self.records.get(made.record)
        if self.malformed(made) or (kept is not None and kept.kind in FINAL_KINDS):
            return "refused"
        if kept is None and not NEEDED.get(made.kind.value, set()) <= made.fields.keys():
            # What was to be changed never came.
            return "refused"
        if kept is None:
            writer = (made.at, made.id)
            values = {
                name: Value(value, number, made.device, writer)
                for name, value in made.fields.items()
            }
            agency = self.hats[made.hat].agency
            self.records[made.record] = Kept(
                made.case, made.kind.value, made.section.value, agency, number, values
            )
            return "applied"
        before, kept.number = kept.number, number
        clashed = False
        for name in made.fields:
            known = kept.values.setdefault(name, Value(None, 0, "", ("", "")))
            clashed |= known.write(made, name, device, number)
        if clashed:
            return "conflict"
        return "parallel" if before > max(made.base.values()) else "applied"

    def may(
        self, hat: str, case: str, section: str, owner: str | None, at: datetime, action: str
    ) -> bool:
        """What the law says."""
        self.decisions += 1
        worn = self.hats[hat]
        asked = Asked(
            at=hours(at),
            section=section,
            action=action,
            owner=owner,
            role=worn.legal_role.value,
            kind=worn.agency_kind.value,
            cleared=worn.cji_cleared,
            device=False,
            hat=hat,
            agency=worn.agency,
        )
        return answer(History(tuple(self.events[case]), self.matrix, asked))[0]

    def cases_of(self, hat: str, at: datetime) -> set[str]:
        """The cases that must be within a hat's reach."""
        return {case for case in self.cases if self._reaches(hat, case, at)}

    def _reaches(self, hat: str, case: str, at: datetime) -> bool:
        events = self.events[case]
        sections = {
            "identity",
            *(one for event in events for one in getattr(event, "sections", ())),
        }
        return any(self.may(hat, case, one, None, at, "read") for one in sorted(sections))

    def visible(self, hat: str, at: datetime) -> dict[str, Kept]:
        """The records that must be on a hat's laptop, and no other."""
        asked: dict[tuple[str, str, str], bool] = {}
        found = {}
        for record, kept in self.records.items():
            place = (kept.case, kept.section, kept.agency)
            if place not in asked:
                asked[place] = self.may(hat, kept.case, kept.section, kept.agency, at, "read")
            if asked[place]:
                found[record] = kept
        return found


def hours(at: datetime) -> float:
    """A moment as the oracle of rights counts it."""
    return (at - BEGIN).total_seconds() / 3600
