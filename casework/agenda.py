# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda of a meeting: per youth what is urgent and what changed since the last meeting.

It is made on the laptop from the records its hat may see; no list of youths is stored or sent. The
order is a suggestion by what is urgent, said in words and never as a score; a person puts it in
another order. The minutes given to each youth add up to what the meeting has (L21: 10 to 15 youths
in two hours).

Invariant: every line names the part of the case and the author of the record it tells of, so that a
page for somebody else can leave out what they may not see.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from casework.absences import Absence
from casework.clocks import Notice, RunningClock
from casework.duties import CourtDate, SafetyFlag, Task
from casework.ids import CaseId, HatId, RecordId
from casework.meetings import Meeting, MeetingState, Minutes, SafetyStatus
from casework.placements import Placement
from casework.record_parts import RecordView, Word
from casework.records import Screening
from casework.safety_plans import SafetyPlan
from casework.services import Service
from casework.status_rows import StatusRow
from casework.vocabulary import Section

COURT_AHEAD = timedelta(days=30)
PLAN_AHEAD = timedelta(days=14)
FIRST_TIME_BACK = timedelta(days=30)
FEWEST_MINUTES = 4
AROUND_THE_LIST = 10


class Topic(Word):
    """Why a youth is spoken of, the most urgent first."""

    IN_DANGER = "in_danger", "In immediate danger when last spoken of"
    ABSENT = "absent_now", "Absent"
    CLOCK_OVERDUE = "clock_overdue", "Clock overdue"
    FLAG = "flag", "Safety flag"
    CLOCK = "clock_runs", "Clock running"
    COURT = "court", "Court"
    TASK_OVERDUE = "task_overdue", "Task overdue"
    PLAN_DUE = "plan_due", "Safety plan to look at again"
    AT_RISK = "at_risk_last", "At raised risk when last spoken of"
    RETURNED = "returned", "Back from an absence"
    STATUS = "status", "CSEC status changed"
    SCREENED = "screened", "Screened"
    PLACEMENT = "placement", "Placement changed"
    FIRST_TIME = "first_time", "First time on the agenda"
    SERVICE = "service", "Service changed"
    TASK = "task", "Task open"


ORDER = {topic: at for at, topic in enumerate(Topic)}
_HEAVY, _MIDDLE = ORDER[Topic.CLOCK], ORDER[Topic.SCREENED]


@dataclass(frozen=True, slots=True)
class AgendaRecord:
    """A record of a case, as far as an agenda needs it."""

    record: RecordId
    section: Section
    hat: HatId
    entered_at: datetime
    view: RecordView


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One thing to speak of.

    Attributes:
        section, hat: where its record stands and who wrote it.
    """

    topic: Topic
    when: date | datetime | None
    words: tuple[str | Word, ...]
    section: Section
    hat: HatId | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One youth on the agenda.

    Attributes:
        since: when they were last spoken of; None for the first time.
        last_status: how safe the team found them then.
        lines: the most urgent first.
        last_words: what was decided then.
    """

    case: CaseId
    shown_name: str
    since: datetime | None
    last_status: SafetyStatus | None
    lines: tuple[AgendaLine, ...]
    last_decisions: tuple[str, ...] = ()

    @property
    def urgency(self) -> int:
        """The place of its most urgent topic; 0 is most urgent."""
        return min((ORDER[one.topic] for one in self.lines), default=len(ORDER))


def build_item(
    case: CaseId,
    shown_name: str,
    records: Sequence[AgendaRecord],
    now: datetime,
    zone: tzinfo,
    meeting: str = "",
) -> AgendaItem:
    """What is to be said about a youth at a meeting.

    Args:
        records: those the hat may see.
        meeting: the one it is made for, which is not the last one.
    """
    before = [
        one.view for one in records if isinstance(one.view, Minutes) and one.view.meeting != meeting
    ]
    last = max((one.held_from for one in before), default=None)
    main = [one for one in before if one.held_from == last and one.safety is not None]
    status = main[-1].safety if main else None
    lines = sorted(
        _find_lines(records, last, status, now, zone),
        key=lambda one: (ORDER[one.topic], str(one.when or "")),
    )
    decided = tuple(what for one in before if one.held_from == last for what in one.decisions)
    return AgendaItem(case, shown_name, last, status, tuple(lines), decided)


def put_in_order(items: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    """The most urgent first; of equals who has more to be spoken of, then by name."""
    return tuple(sorted(items, key=lambda one: (one.urgency, -len(one.lines), one.shown_name)))


def share_minutes(items: Sequence[AgendaItem], length: timedelta) -> tuple[int, ...]:
    """Minutes for each youth, more for the urgent; together what the meeting has.

    Some minutes are kept for opening and signing. Where there are too many youths for
    `FEWEST_MINUTES` each, all get the same.
    """
    total = max(0, int(length.total_seconds() // 60) - AROUND_THE_LIST)
    if not items:
        return ()
    spare = total - FEWEST_MINUTES * len(items)
    if spare < 0:
        return (total // len(items),) * len(items)
    weights = [_weight(one) for one in items]
    extra = [spare * one // sum(weights) for one in weights]
    left = spare - sum(extra)
    first = sorted(range(len(items)), key=lambda at: -weights[at])[:left]
    return tuple(FEWEST_MINUTES + more + (at in first) for at, more in enumerate(extra))


def _weight(item: AgendaItem) -> int:
    if item.urgency <= _HEAVY:
        return 3
    return 2 if item.urgency <= _MIDDLE else 1


def _find_lines(
    records: Sequence[AgendaRecord],
    last: datetime | None,
    status: SafetyStatus | None,
    now: datetime,
    zone: tzinfo,
) -> Iterator[AgendaLine]:
    said = {SafetyStatus.IMMEDIATE_DANGER: Topic.IN_DANGER, SafetyStatus.ELEVATED: Topic.AT_RISK}
    if status in said and last is not None:
        yield AgendaLine(said[status], last, (), Section.SAFETY_PLAN)
    if last is None and not any(
        isinstance(one.view, Meeting) and one.view.state is MeetingState.HELD for one in records
    ):
        yield AgendaLine(Topic.FIRST_TIME, None, (), Section.IDENTITY)
    told = {one.view.clock for one in records if isinstance(one.view, Notice)}
    since = last if last is not None else now - FIRST_TIME_BACK
    for one in records:
        found = _standing(one, told, now, zone) or _changed(one, since, now, zone)
        if found is not None:
            topic, when = found
            yield AgendaLine(topic, when, one.view.headline(), one.section, one.hat)


Found = tuple[Topic, date | datetime | None] | None


def _standing(one: AgendaRecord, told: set[RecordId], now: datetime, zone: tzinfo) -> Found:
    """What is so now, whenever it was written."""
    today = now.astimezone(zone).date()
    match one.view:
        case Absence() as absence if absence.is_open:
            return Topic.ABSENT, absence.happened()
        case RunningClock() as clock if one.record not in told:
            return (Topic.CLOCK_OVERDUE if clock.due_at < now else Topic.CLOCK), clock.due_at
        case SafetyFlag() as flag if flag.stands_on(today):
            return Topic.FLAG, flag.since
        case CourtDate() as court if now <= court.at <= now + COURT_AHEAD:
            return Topic.COURT, court.at
        case Task() as task if task.done_on is None:
            late = task.due_on is not None and task.due_on < today
            return (Topic.TASK_OVERDUE if late else Topic.TASK), task.due_on
        case SafetyPlan() as plan if plan.is_open:
            again = plan.review_days()[2]
            return (Topic.PLAN_DUE, again) if again - today <= PLAN_AHEAD else None
    return None


def _changed(one: AgendaRecord, since: datetime, now: datetime, zone: tzinfo) -> Found:
    """What was written since the youth was last spoken of."""
    del now
    if one.entered_at <= since:
        ended = one.view.span()[1] if isinstance(one.view, Absence | Placement) else None
        if ended is None or _day(ended, zone) < since.astimezone(zone).date():
            return None
    match one.view:
        case Absence() as absence:
            return Topic.RETURNED, absence.span()[1]
        case StatusRow():
            return Topic.STATUS, one.view.happened()
        case Screening():
            return Topic.SCREENED, one.view.happened()
        case Placement():
            return Topic.PLACEMENT, one.view.happened()
        case Service():
            return Topic.SERVICE, one.view.happened()
    return None


def _day(when: date | datetime, zone: tzinfo) -> date:
    return when.astimezone(zone).date() if isinstance(when, datetime) else when
