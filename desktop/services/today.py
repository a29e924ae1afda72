# SPDX-License-Identifier: AGPL-3.0-or-later
"""Today: what is due, what was begun, what has not been sent, what was done last."""

from datetime import date

from casework.due import screening_due
from casework.records import Youth
from desktop.services.conflicts import count_conflicts
from desktop.services.rows import draft_row, work_row
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.model import CaseScreeningFacts
from ui.views import DueRow, TodayView

RECENT_ROWS = 8
DUE_SOON_DAYS = 14


class Today:
    """Fulfils ui.ports.TodayPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def today(self) -> TodayView:
        """Everything the Today screen shows, from this laptop alone."""
        store = self._session.store
        day = self._session.clock.now().astimezone(COUNTY_ZONE).date()
        with shown_errors():
            hidden = self._session.reach.hidden_cases()
            facts = [one for one in store.screening_facts() if one.case not in hidden]
            work = store.work_summary()
            recent = store.recent_records(limit=RECENT_ROWS + len(hidden))
            drafts = store.drafts()
            seen = self._session.only_seen(recent)
            conflicts = count_conflicts(self._session)
        due = [row for one in facts if (row := _due_row(one, day)) is not None]
        return TodayView(
            today=day,
            due=tuple(sorted(due, key=lambda row: (row.due.on, row.shown_name))),
            drafts=tuple(draft_row(one, hidden) for one in drafts),
            unsent=tuple(work_row(one, hidden) for one in work.unsent),
            recent=tuple(work_row(one) for one in seen[:RECENT_ROWS]),
            youth_count=len(facts),
            conflicts=conflicts,
        )


def _due_row(facts: CaseScreeningFacts, day: date) -> DueRow | None:
    youth = Youth(legal_name=facts.shown_name, birth_date=facts.birth_date)
    due = screening_due(
        opened_on=facts.opened_on, age=youth.age_on(day), last_screened=facts.last_screened
    )
    if due is None or (due.on - day).days > DUE_SOON_DAYS:
        return None
    return DueRow(case=facts.case, shown_name=facts.shown_name, due=due)
