# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as the screens see it, in memory."""

from datetime import UTC, date, datetime, timedelta

from casework.audit import AuditEvent, AuditOutcome
from casework.ids import CaseId, RecordId
from tests.fakes.ui_papers import A_WORKER
from ui.errors import ShownError
from ui.log_views import LogCount, LogRow, LogView
from ui.paper_views import PrintNote

THIS_WEEK = date(2026, 11, 23)


class FakeLog:
    """What the screens told the log, and what it tells them.

    Attributes:
        supervises: whether the hat may read it.
        others: what others did, as the county would tell.
        county_silent: why the county cannot be asked, or None.
    """

    def __init__(self) -> None:
        self.supervises = True
        self.printed: list[tuple[CaseId, RecordId]] = []
        self.log_refuses: ShownError | None = None
        self.looked: list[tuple[date | None, CaseId | None]] = []
        self.reviewed_weeks: dict[date, datetime] = {}
        self.own: list[LogRow] = []
        self.others: list[LogRow] = []
        self.county_silent: ShownError | None = None
        self.signed_files: dict[tuple[RecordId, str], bytes] = {}

    def note_print(self, case: CaseId, record: RecordId) -> PrintNote:
        if self.log_refuses is not None:
            raise self.log_refuses
        self.printed.append((case, record))
        return PrintNote(datetime(2026, 11, 24, 17, tzinfo=UTC), A_WORKER)

    def signed_attachment(
        self, case: CaseId, record: RecordId, name: str, *, to_save: bool = False
    ) -> bytes | None:
        del case, to_save
        return self.signed_files.get((record, name))

    # LogPort

    def week(self, monday: date | None, case: CaseId | None) -> LogView:
        return self._view(monday, case, self.own, whole=False)

    def county_week(self, monday: date | None, case: CaseId | None) -> LogView:
        if self.county_silent is not None:
            raise self.county_silent
        return self._view(monday, case, [*self.own, *self.others], whole=True)

    def mark_reviewed(self, monday: date) -> None:
        self.reviewed_weeks[monday] = datetime(2026, 11, 24, 17, tzinfo=UTC)

    def _view(
        self, wanted: date | None, case: CaseId | None, held: list[LogRow], *, whole: bool
    ) -> LogView:
        self.looked.append((wanted, case))
        monday = wanted or THIS_WEEK
        rows = [
            one
            for one in sorted(held, key=lambda one: one.at, reverse=True)
            if case in (None, one.case)
            and (case or monday <= one.at.date() < monday + timedelta(days=7))
        ]
        people = sorted({(one.person_name, one.event) for one in rows})
        return LogView(
            monday=monday,
            this_week=THIS_WEEK,
            case=case,
            case_name=next((one.shown_name for one in rows if one.case == case), ""),
            rows=tuple(rows),
            counts=tuple(_count(rows, *one) for one in people),
            reviewed_at=self.reviewed_weeks.get(monday),
            whole=whole,
            more=False,
        )


def _count(rows: list[LogRow], person: str, event: AuditEvent) -> LogCount:
    mine = [one for one in rows if (one.person_name, one.event) == (person, event)]
    not_done = sum(one.outcome is not AuditOutcome.OK for one in mine)
    return LogCount(person, event, len(mine), not_done)
