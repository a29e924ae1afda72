# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log for supervisors: what this laptop holds, and what the county holds of their cases.

Invariants: every look is logged before it is shown; nobody is shown another's log but a supervisor,
whom the county gives only what was done in the cases they may see.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from casework.audit import (
    NO_CASE,
    NO_RECORD,
    AuditEntry,
    AuditEvent,
    AuditOutcome,
    read_line,
    to_stamp,
)
from casework.ids import CaseId, PersonId, RecordId
from casework.policy import Hat
from casework.vocabulary import LegalRole
from desktop.services.county_talk import ask_county
from desktop.services.store_thread import CallOnStore
from desktop.services.syncing import ConnectToCounty
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from sync.wire.audit import PATH_AUDIT_ENTRIES, AuditEntriesReply, AuditEntriesRequest
from ui.log_views import LogCount, LogRow, LogView

MOST_ROWS = 2_000
YEAR = timedelta(days=365)


def may_read_log(hat: Hat) -> bool:
    """Whether a hat has the Log among its places."""
    return hat.legal_role is LegalRole.SUPERVISOR


class _Asked(NamedTuple):
    """A week, or a year of one case."""

    monday: date
    case: CaseId | None
    since: datetime
    until: datetime


class Log:
    """Fulfils ui.ports.LogPort."""

    def __init__(
        self, session: OpenSession, call_on_store: CallOnStore, connect: ConnectToCounty
    ) -> None:
        self._session = session
        self._call = call_on_store
        self._connect = connect

    def week(self, monday: date | None, case: CaseId | None) -> LogView:
        """What this laptop logged in a week, or for a year of one case."""
        asked = self._ask_for(monday, case)
        with shown_errors():
            own = self._read_own(asked)
            return self._view(asked, own, {}, whole=False, more=len(own) == MOST_ROWS)

    def county_week(self, monday: date | None, case: CaseId | None) -> LogView:
        """The same with what others did in one's cases; runs on a network thread.

        Raises:
            ShownError: the county could not be asked, or refused.
        """
        asked = self._ask_for(monday, case)
        with shown_errors():
            own = self._call(lambda: self._read_own(asked))
            told = self._ask_county(asked)
            entries = {(one.device, one.number): one for one in own}
            entries |= {(one.device, one.number): one for one in map(read_line, told.lines)}
            found = sorted(entries.values(), key=lambda one: one.stamp, reverse=True)
            more = told.more or len(own) == MOST_ROWS
            return self._call(lambda: self._view(asked, found, told.people, whole=True, more=more))

    def mark_reviewed(self, monday: date) -> None:
        """Log that the week was reviewed."""
        with shown_errors():
            self._session.store.audit.note(AuditEvent.LOG_REVIEWED, record=_name_week(monday))

    def _ask_for(self, wanted: date | None, case: CaseId | None) -> _Asked:
        now = self._session.clock.now()
        monday = wanted or _this_week(now)
        if case is not None:
            return _Asked(monday, case, now - YEAR, now + timedelta(days=1))
        since = datetime.combine(monday, time(), COUNTY_ZONE)
        until = datetime.combine(monday + timedelta(days=7), time(), COUNTY_ZONE)
        return _Asked(monday, None, since, until)

    def _read_own(self, asked: _Asked) -> tuple[AuditEntry, ...]:
        """Log the look, then read; on the store's thread."""
        log = self._session.store.audit
        week = NO_RECORD if asked.case else _name_week(asked.monday)
        log.note(AuditEvent.LOG_READ, case=asked.case or NO_CASE, record=week)
        return log.entries(since=asked.since, until=asked.until, case=asked.case, limit=MOST_ROWS)

    def _ask_county(self, asked: _Asked) -> AuditEntriesReply:
        request = AuditEntriesRequest(
            since=to_stamp(asked.since), until=to_stamp(asked.until), case=asked.case or NO_CASE
        )
        return ask_county(
            self._session,
            self._call,
            self._connect,
            PATH_AUDIT_ENTRIES,
            request,
            AuditEntriesReply,
        )

    def _view(
        self,
        asked: _Asked,
        entries: Iterable[AuditEntry],
        people: Mapping[PersonId, str],
        *,
        whole: bool,
        more: bool,
    ) -> LogView:
        """Put names to ids; on the store's thread."""
        session, held = self._session, tuple(entries)
        hat, device = session.hat, session.profile.device
        hidden = session.reach.hidden_cases()
        names = {**people, hat.person: hat.person_name}
        cases = {one.case for one in held} | ({asked.case} if asked.case else set())
        youths = session.store.audit.shown_names(cases - hidden)
        review = session.store.audit.find(AuditEvent.LOG_REVIEWED, _name_week(asked.monday))
        rows = tuple(
            LogRow(
                at=one.at,
                person_name=names.get(one.person, one.person),
                event=one.event,
                outcome=one.outcome,
                case=one.case,
                shown_name=youths.get(one.case, ""),
                here=one.device == device,
            )
            for one in held
        )
        return LogView(
            monday=asked.monday,
            this_week=_this_week(session.clock.now()),
            case=asked.case,
            case_name="" if asked.case is None else youths.get(asked.case, ""),
            rows=rows,
            counts=_count(rows),
            reviewed_at=None if review is None else review.at,
            whole=whole,
            more=more,
        )


def _count(rows: Iterable[LogRow]) -> tuple[LogCount, ...]:
    times: Counter[tuple[str, AuditEvent]] = Counter()
    not_done: Counter[tuple[str, AuditEvent]] = Counter()
    for row in rows:
        what = (row.person_name, row.event)
        times[what] += 1
        not_done[what] += row.outcome is not AuditOutcome.OK
    found = [LogCount(*what, times=count, not_done=not_done[what]) for what, count in times.items()]
    return tuple(sorted(found, key=lambda one: (one.person_name, -one.times, one.event)))


def _this_week(now: datetime) -> date:
    today = now.astimezone(COUNTY_ZONE).date()
    return today - timedelta(days=today.weekday())


def _name_week(monday: date) -> RecordId:
    year, week, _ = monday.isocalendar()
    return RecordId(f"{year}-w{week:02d}")
