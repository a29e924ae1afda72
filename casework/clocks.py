# SPDX-License-Identifier: AGPL-3.0-or-later
"""Running clocks: when each is due, what closes it, and whether it was closed in time.

A clock is a record of its own, made when what starts it is recorded, with the moment it is due; so
neither a later rule nor a late sync moves it. Only evidence closes it: a notice that names who was
told, by whom, how, when and under which number, or the reason why nobody had to be or could be.

Invariants: the moment of the event and the moment of its entry are both kept; of the law's clocks
none is due later than the law says; of two notices for one clock the one that was given first
counts, and both stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

import holidays
from pydantic import Field

from casework.clock_rules import BUILT_IN, Channel, ClockRule, ClockStart, Counting, Force, Party
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
from casework.vocabulary import Section

LAST_MINUTE = time(23, 59)
SOON = timedelta(hours=6)


class RunningClock(RecordView):
    """One clock that was started.

    Attributes:
        started_at: when this agency received the information.
        due_at: by when; equal to `started_at` where it is at once.
        starts_with: the record that started it, such as an absence.
        round: of a clock that repeats, from 1.
    """

    rule: Line
    party: Party
    start: ClockStart
    started_at: datetime
    due_at: datetime
    citation: Line = ""
    starts_with: RecordId | None = None
    round: int = 1

    def happened(self) -> datetime:
        return self.started_at

    def headline(self) -> tuple[str | Word, ...]:
        return (self.party, self.start)

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from around.check_past("started_at", self.started_at)
        floor = BUILT_IN.get(self.rule)
        if floor is not None and floor.force is Force.LAW:
            latest = due_of(floor, self.started_at, around.zone)
            if self.due_at > latest:
                yield Fault("due_at", FaultCode.LATER_THAN_LAW)


class NoticeOutcome(Word):
    """What came of a duty to tell somebody."""

    TOLD = "told", "Told"
    NOT_REQUIRED = "not_required", "Not required"
    UNABLE = "unable", "Unable"


class Notice(RecordView):
    """The evidence that closes a clock; never changed, a later one is a record of its own."""

    clock: RecordId
    outcome: NoticeOutcome = Field(title="What came of it")
    told_at: datetime = Field(title="When")
    told_by: Line = Field(min_length=1, title="Who told")
    to_whom: Line = Field(
        default="", title="Who was told", description="Name, badge or position, and agency."
    )
    channel: Channel | None = Field(default=None, title="How")
    reference: Line = Field(
        default="",
        title="Reference number",
        description="Case, report, badge or log number you were given.",
    )
    why: Text = Field(
        default="",
        title="Why",
        description="Why it was late, was not required, or could not be done.",
    )

    def happened(self) -> datetime:
        return self.told_at

    def headline(self) -> tuple[str | Word, ...]:
        return tuple(filter(None, (self.outcome, self.to_whom, self.reference)))

    def names_and_words(self) -> tuple[str, str]:
        return number_to_find(self.reference), f"{self.to_whom} {self.why}"

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from around.check_past("told_at", self.told_at)
        found = (view for record, view in around.others if record == self.clock)
        clock = next(found, None)
        if not isinstance(clock, RunningClock):
            yield Fault("clock", FaultCode.UNKNOWN_RECORD)
            return
        if self.told_at < clock.started_at:
            yield Fault("told_at", FaultCode.BEFORE_START)
        rule = BUILT_IN.get(clock.rule)
        if self.outcome is NoticeOutcome.TOLD:
            yield from self._check_told(clock, rule)
            yield from self._check_number(clock, around)
        else:
            if rule is not None and not rule.may_be_excused:
                yield Fault("outcome", FaultCode.MUST_BE_TOLD)
            if not self.why.strip():
                yield Fault("why", FaultCode.REASON_MISSING)

    def _check_told(self, clock: RunningClock, rule: ClockRule | None) -> Iterator[Fault]:
        if not self.to_whom.strip():
            yield Fault("to_whom", FaultCode.MISSING)
        if self.channel is None:
            yield Fault("channel", FaultCode.MISSING)
        elif rule is not None and self.channel not in rule.channels:
            yield Fault("channel", FaultCode.CHANNEL_DOES_NOT_COUNT)
        if rule is not None and rule.needs_number and not self.reference.strip():
            yield Fault("reference", FaultCode.MISSING)
        is_late = self.told_at > clock.due_at
        at_once = rule is not None and rule.counting is Counting.AT_ONCE
        if is_late and not at_once and not self.why.strip():
            yield Fault("why", FaultCode.LATE_WITHOUT_REASON)

    def _check_number(self, clock: RunningClock, around: Surroundings) -> Iterator[Fault]:
        """Only rounds of one duty share a number: the same party, about the same event."""
        number = self.reference.strip()
        known = dict(around.others)
        for view in known.values():
            if not number or not isinstance(view, Notice) or view.reference.strip() != number:
                continue
            other = known.get(view.clock)
            if not isinstance(other, RunningClock) or _duty(other) != _duty(clock):
                yield Fault("reference", FaultCode.NUMBER_USED)
                return


class Urgency(StrEnum):
    """How pressing a clock is, the most pressing first."""

    OVERDUE = "overdue"
    AT_ONCE = "at_once"
    SOON = "soon"
    LATER = "later"
    CLOSED = "closed"


class ClockState(NamedTuple):
    """A clock as it stands.

    Attributes:
        notice: what closed it, None while it runs.
        late: it was closed after it was due; False while it runs and where it is at once.
    """

    record: RecordId
    clock: RunningClock
    notice: Notice | None
    urgency: Urgency
    late: bool


def due_of(
    rule: ClockRule, started_at: datetime, zone: tzinfo, days_off: frozenset[date] | None = None
) -> datetime:
    """When a clock that starts at a moment is due.

    Args:
        started_at: aware.
        days_off: what is no working day beside weekends; California's holidays when None.
    """
    match rule.counting:
        case Counting.AT_ONCE:
            return started_at
        case Counting.HOURS:
            # Aware datetimes of one zone are added by the wall; only UTC counts hours that pass.
            passed = started_at.timestamp() + timedelta(hours=rule.length).total_seconds()
            return datetime.fromtimestamp(passed, tz=started_at.tzinfo)
        case Counting.DAYS:
            return _end_of(_local_day(started_at, zone) + timedelta(days=rule.length), zone)
        case Counting.WORKING_DAYS:
            day = _local_day(started_at, zone)
            return _end_of(_after_working_days(day, rule.length, days_off), zone)


def start_clocks(
    rules: Iterable[ClockRule],
    starts: Iterable[ClockStart],
    started_at: datetime,
    zone: tzinfo,
    starts_with: RecordId | None = None,
) -> tuple[RunningClock, ...]:
    """The clocks that one event starts, the first due first."""
    wanted = frozenset(starts)
    made = [
        RunningClock(
            rule=rule.code,
            party=rule.party,
            start=rule.starts,
            started_at=started_at,
            due_at=due_of(rule, started_at, zone),
            citation=rule.citation,
            starts_with=starts_with,
        )
        for rule in rules
        if rule.starts in wanted
    ]
    return tuple(sorted(made, key=lambda one: one.due_at))


def start_next_round(
    clock: RunningClock, rule: ClockRule, closed_at: datetime, zone: tzinfo
) -> RunningClock:
    """The next round of a clock that repeats, counted from when this one was closed."""
    return clock.model_copy(
        update={
            "started_at": closed_at,
            "due_at": due_of(rule, closed_at, zone),
            "round": clock.round + 1,
        }
    )


def states_of(
    records: Sequence[tuple[RecordId, RecordView]], now: datetime
) -> tuple[ClockState, ...]:
    """Every clock among the records of a case, the most urgent first."""
    notices: dict[RecordId, list[Notice]] = {}
    for _, view in records:
        if isinstance(view, Notice):
            notices.setdefault(view.clock, []).append(view)
    found = [
        _state(record, view, notices.get(record, ()), now)
        for record, view in records
        if isinstance(view, RunningClock)
    ]
    order = list(Urgency)
    return tuple(sorted(found, key=lambda one: (order.index(one.urgency), one.clock.due_at)))


def is_late(notice: Notice, clock: RunningClock) -> bool:
    """Whether a notice was given after its clock was due; never where that is at once."""
    return notice.told_at > clock.due_at > clock.started_at


def section_of_clock(start: ClockStart) -> Section:
    """The part of the case in which a clock and its notices are written."""
    if start in (ClockStart.ABSENT, ClockStart.RETURNED):
        return Section.PLACEMENT
    if start in (ClockStart.IDENTIFIED, ClockStart.MEETING_HELD):
        return Section.SAFETY_PLAN
    return Section.SCREENING


def _state(
    record: RecordId, clock: RunningClock, notices: Sequence[Notice], now: datetime
) -> ClockState:
    first = min(notices, key=lambda one: one.told_at, default=None)
    at_once = clock.due_at <= clock.started_at
    if first is not None:
        return ClockState(record, clock, first, Urgency.CLOSED, is_late(first, clock))
    if at_once:
        urgency = Urgency.AT_ONCE
    elif now > clock.due_at:
        urgency = Urgency.OVERDUE
    else:
        urgency = Urgency.SOON if clock.due_at - now <= SOON else Urgency.LATER
    return ClockState(record, clock, None, urgency, late=False)


def _duty(clock: RunningClock) -> tuple[Party, RecordId | None]:
    return clock.party, clock.starts_with


def _local_day(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


def _end_of(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, LAST_MINUTE, zone)


def _after_working_days(day: date, count: int, days_off: frozenset[date] | None) -> date:
    state = holidays.country_holidays("US", subdiv="CA") if days_off is None else days_off
    left = count
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in state
    return day
