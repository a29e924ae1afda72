# SPDX-License-Identifier: AGPL-3.0-or-later
"""Today: what is due, what was begun, what has not been sent, what was done last."""

from collections.abc import Collection
from datetime import date, timedelta

from casework.absences import Debrief
from casework.due import Due, DueKind, age_to_screen_by, screening_due
from casework.ids import CaseId
from casework.records import read_view
from casework.safety_plans import SafetyPlan
from casework.status_rows import StatusRow
from casework.vocabulary import Basis, RecordKind, Section
from desktop.moments import moment_of
from desktop.services.conflicts import count_conflicts, visible_conflicts
from desktop.services.rows import draft_row, work_row
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.model import CaseScreeningFacts
from ui.views import DueRow, StateRow, TodayView

RECENT_ROWS = 8
DUE_SOON_DAYS = 14
STATE_ROWS = 60


class Today:
    """Fulfils ui.ports.TodayPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._due = DueBoard(session)

    def today(self) -> TodayView:
        """Everything the Today screen shows, from this laptop alone."""
        store = self._session.store
        day = self._session.clock.now().astimezone(COUNTY_ZONE).date()
        with shown_errors():
            hidden = self._session.reach.hidden_cases()
            due, youths = self._due.rows(), self._due.count_youths()
            work = store.work_summary()
            recent = store.recent_records(limit=RECENT_ROWS + len(hidden))
            drafts = store.drafts()
            not_in_state = _not_in_state(self._session)
            seen = self._session.only_seen(recent)
            conflicts = count_conflicts(self._session)
        return TodayView(
            today=day,
            due=due,
            drafts=tuple(draft_row(one, hidden) for one in drafts),
            unsent=tuple(work_row(one, hidden) for one in work.unsent),
            recent=tuple(work_row(one) for one in seen[:RECENT_ROWS]),
            youth_count=youths,
            conflicts=conflicts,
            not_in_state=not_in_state,
        )


class DueBoard:
    """What comes due by two weeks from today in cases that may be named, by urgency.

    Asked by Today and by the list of youths, and found anew only where records, rights or the day
    are others: with thousands of cases each takes longer than a worker should wait for.
    """

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._asked: tuple[tuple[object, ...], object, object] = ((), None, None)
        self._rows: tuple[DueRow, ...] = ()
        self._first: dict[CaseId, Due] = {}
        self._youths = 0

    def rows(self) -> tuple[DueRow, ...]:
        """Everything, the most urgent first."""
        self._look()
        return self._rows

    def first(self) -> dict[CaseId, Due]:
        """What comes due first in each case, in the same order."""
        self._look()
        return self._first

    def count_youths(self) -> int:
        """How many youths there are."""
        self._look()
        return self._youths

    def _look(self) -> None:
        session = self._session
        day = session.clock.now().astimezone(COUNTY_ZONE).date()
        hidden, rights = session.reach.hidden_cases(), session.store.memberships()
        mark = (day, *session.store.clocks.mark())
        # Rights that changed are another object; to compare thousands takes longer than to look.
        if self._asked[0] == mark and self._asked[1] is hidden and self._asked[2] is rights:
            return
        facts = [one for one in session.store.screening_facts() if one.case not in hidden]
        talked = _last_debriefed(session)
        ages = _disputed_ages(session, day)
        asked = (
            _due_row(one, day, ages.get(one.case, one.age.on(day)), talked.get(one.case))
            for one in facts
        )
        due = [row for row in asked if row is not None and _may_say(session, row)]
        due += _plan_reviews(session, day, hidden)
        self._rows = tuple(sorted(due, key=lambda row: (row.due.on, row.shown_name)))
        self._first = {}
        for row in self._rows:
            self._first.setdefault(row.case, row.due)
        self._youths = len(facts)
        self._asked = (mark, hidden, rights)


def _may_say(session: OpenSession, row: DueRow) -> bool:
    """Whether none here means that none was made: an assignment shows this hat the screenings.

    Whoever is only shared parts of a case cannot tell.
    """
    if row.due.kind is DueKind.RESCREENING:
        return True
    return any(
        one.basis is Basis.CASE_ASSIGNMENT and Section.SCREENING in one.sections
        for one in session.reach.memberships_of(row.case)
    )


def _disputed_ages(session: OpenSession, day: date) -> dict[CaseId, int | None]:
    """The ages to screen by of the youths about whom people disagree."""
    disputed = (row.stored.record for row in visible_conflicts(session))
    return {
        one.case: age_to_screen_by(one, day) for one in disputed if one.kind is RecordKind.YOUTH
    }


def _due_row(
    facts: CaseScreeningFacts, day: date, age: int | None, last_debriefed: date | None
) -> DueRow | None:
    due = screening_due(
        opened_on=facts.opened_on,
        age=age,
        last_screened=facts.last_screened,
        last_debriefed=last_debriefed,
    )
    if due is None or (due.on - day).days > DUE_SOON_DAYS:
        return None
    return DueRow(case=facts.case, shown_name=facts.shown_name, due=due)


def _not_in_state(session: OpenSession) -> tuple[StateRow, ...]:
    rows = []
    for one in session.only_seen(session.store.clocks.not_in_state(STATE_ROWS)):
        record = one.stored.record
        view = read_view(record.kind, record.fields)
        if isinstance(view, StatusRow):
            rows.append(
                StateRow(
                    case=record.case,
                    shown_name=one.shown_name,
                    type=view.type,
                    started_on=view.started_on,
                    recorded_at=moment_of(record.at),
                    recorded_by=record.author_name,
                )
            )
    return tuple(rows)


def _last_debriefed(session: OpenSession) -> dict[CaseId, date]:
    """The day of each case's newest talk after a return that this hat may see."""
    last: dict[CaseId, date] = {}
    for one in session.only_seen(session.store.clocks.debriefs()):
        record = one.stored.record
        view = read_view(record.kind, record.fields)
        if isinstance(view, Debrief):
            talked = view.at.astimezone(COUNTY_ZONE).date()
            last[record.case] = max(talked, last.get(record.case, talked))
    return last


def _plan_reviews(session: OpenSession, day: date, hidden: Collection[CaseId]) -> list[DueRow]:
    found = session.store.clocks.plans_to_review(day + timedelta(days=DUE_SOON_DAYS))
    rows = []
    for one in session.only_seen(found):
        record = one.stored.record
        view = read_view(record.kind, record.fields)
        if record.case in hidden or not isinstance(view, SafetyPlan):
            continue
        youth = record.kind is RecordKind.YOUTH_PLAN
        kind = DueKind.YOUTH_PLAN_REVIEW if youth else DueKind.TEAM_PLAN_REVIEW
        rows.append(DueRow(record.case, one.shown_name, Due(kind, view.review_days()[2])))
    return rows
