# SPDX-License-Identifier: AGPL-3.0-or-later
"""What follows from a record by law or by the county's choice, written together with it.

An absence starts its notices, a return starts what the county asks after one, and the notice that
closes a repeating clock begins its next round while the absence goes on. A plan leaves a version of
itself each time it is saved.
"""

from casework.absences import Absence
from casework.clock_rules import BUILT_IN, ClockStart
from casework.clocks import Notice, RunningClock, start_next_round
from casework.ids import RecordId
from casework.plan_versions import PlanVersion
from casework.record_parts import RecordView, Surroundings
from casework.safety_plans import SafetyPlan
from casework.vocabulary import SECTION_OF_KIND, RecordKind
from desktop.services.clocks import clocks_to_start, new_clock
from desktop.services.work import NewRecord
from desktop.session import COUNTY_ZONE, OpenSession


def find_follow_ups(
    session: OpenSession,
    record: RecordId,
    view: RecordView,
    before: RecordView | None,
    around: Surroundings,
) -> list[NewRecord]:
    """The records that are made along with a new or changed one.

    Args:
        record: the new or changed one, with its view now and before.
    """
    if isinstance(view, Absence):
        return _after_absence(session, record, view, before, around)
    if isinstance(view, Notice) and before is None:
        return _after_notice(session, view, around)
    if isinstance(view, SafetyPlan):
        return [version_of(session, record, view)]
    return []


def version_of(session: OpenSession, record: RecordId, plan: SafetyPlan) -> NewRecord:
    """A plan as it is saved now, for good."""
    version = PlanVersion(
        plan=record,
        at=session.clock.now(),
        by=session.hat.person_name,
        fields=plan.model_dump(mode="json"),
    )
    kind = RecordKind.PLAN_VERSION
    fields = version.model_dump(mode="json")
    return NewRecord(RecordId(session.new_id()), kind, SECTION_OF_KIND[kind], fields)


def _after_absence(
    session: OpenSession,
    record: RecordId,
    absence: Absence,
    before: RecordView | None,
    around: Surroundings,
) -> list[NewRecord]:
    made: list[NewRecord] = []
    was = before if isinstance(before, Absence) else None
    owed = absence.duties_apply(around.birth_date, COUNTY_ZONE)
    was_owed = was is not None and was.duties_apply(around.birth_date, COUNTY_ZONE)
    if owed and not was_owed:
        made += clocks_to_start(session, [ClockStart.ABSENT], absence.discovered_at, record)
    if absence.ended_at is not None and (was is None or was.ended_at is None):
        made += clocks_to_start(session, [ClockStart.RETURNED], absence.ended_at, record)
    return made


def _after_notice(session: OpenSession, notice: Notice, around: Surroundings) -> list[NewRecord]:
    known = dict(around.others)
    clock = known.get(notice.clock)
    if not isinstance(clock, RunningClock):
        return []
    rule = next(
        (one for one in session.policy.clocks.rules() if one.code == clock.rule),
        BUILT_IN.get(clock.rule),
    )
    started = None if clock.starts_with is None else known.get(clock.starts_with)
    over = isinstance(started, Absence) and not started.is_open
    if rule is None or not rule.repeats or over:
        return []
    return [new_clock(session, start_next_round(clock, rule, notice.told_at, COUNTY_ZONE))]
