# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clocks on this laptop: what runs, in all cases or in one, and starting what a report starts.

Everything here works without a network: a clock is made by the laptop that records what starts it,
with the moment it is due, and stands on Today until somebody records who was told.
"""

from collections.abc import Collection
from datetime import datetime

from casework.clock_rules import BUILT_IN, ClockStart, Force
from casework.clocks import (
    RunningClock,
    Urgency,
    section_of_clock,
    start_clocks,
    states_of,
)
from casework.ids import CaseId, RecordId
from casework.records import read_view
from casework.vocabulary import Action, RecordKind, Section
from desktop.services.parties import find_parties
from desktop.services.rows import standing_of
from desktop.services.work import NewRecord, record_together
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.model import Changes, RecordRow
from ui.clock_views import ClockRow, ClocksView, PartiesView
from ui.errors import ShownError

DRIFT = "clock_drift_seconds"
STARTED_BY_HAND = (
    ClockStart.ABUSE_SUSPECTED,
    ClockStart.VICTIM_KNOWN,
    ClockStart.CRISIS,
    ClockStart.IDENTIFIED,
)


class Clocks:
    """Fulfils ui.ports.ClocksPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def running(self, case: CaseId | None = None) -> ClocksView:
        """What runs in all cases, or in one."""
        with shown_errors():
            rows = running_clocks(self._session, case)
            return ClocksView(self._session.clock.now(), rows, read_drift(self._session))

    def parties(self, case: CaseId, absence: RecordId) -> PartiesView:
        """Who has to be told of an absence, and what came of each."""
        with shown_errors():
            return find_parties(self._session, case, absence)

    def start(self, case: CaseId, starts: Collection[ClockStart], received_at: datetime) -> Changes:
        """Start what a report starts, from when this agency received the information.

        Raises:
            ShownError: nothing is chosen, the moment lies ahead, or the hat may not write.
        """
        session = self._session
        chosen = [one for one in starts if one in STARTED_BY_HAND]
        if not chosen:
            raise ShownError("Nothing is chosen.", "Choose what happened, then start the clocks.")
        if received_at > session.clock.now():
            raise ShownError("The information lies in the future.", "Choose when it was received.")
        with shown_errors():
            started = clocks_to_start(session, chosen, received_at)
            if not started:
                raise ShownError(
                    "This county runs no clock for that.", "Write a contact note about it."
                )
            return record_together(session, case, started)


def read_drift(session: OpenSession) -> int | None:
    """By how many seconds this laptop's clock was ahead of the county's at the last sync."""
    kept = session.store.setting(DRIFT)
    return int(kept) if kept else None


def clocks_to_start(
    session: OpenSession,
    starts: Collection[ClockStart],
    received_at: datetime,
    starts_with: RecordId | None = None,
) -> list[NewRecord]:
    """The records of the clocks that something starts, as this county runs them."""
    made = start_clocks(
        session.policy.clocks.rules(), starts, received_at, COUNTY_ZONE, starts_with
    )
    return [new_clock(session, one) for one in made]


def new_clock(session: OpenSession, clock: RunningClock) -> NewRecord:
    """A clock as a record to be made."""
    return NewRecord(
        record=RecordId(session.new_id()),
        kind=RecordKind.CLOCK,
        section=section_of_clock(clock.start),
        fields=clock.model_dump(mode="json"),
    )


def running_clocks(session: OpenSession, case: CaseId | None = None) -> tuple[ClockRow, ...]:
    """Every clock that runs and may be seen, the most urgent first."""
    found = [
        one for one in session.store.clocks.running() if case in (None, one.stored.record.case)
    ]
    by_record = {one.stored.record.record: one for one in session.only_seen(found)}
    views = [
        (record, read_view(RecordKind.CLOCK, row.stored.record.fields))
        for record, row in by_record.items()
    ]
    may: dict[tuple[CaseId, Section], bool] = {}
    return tuple(
        _row(session, by_record[state.record], state.clock, state.urgency, may)
        for state in states_of(views, session.clock.now())
    )


def _row(
    session: OpenSession,
    row: RecordRow,
    clock: RunningClock,
    urgency: Urgency,
    may: dict[tuple[CaseId, Section], bool],
) -> ClockRow:
    record = row.stored.record
    asked = (record.case, record.section)
    if asked not in may:
        may[asked] = session.ask(*asked, Action.WRITE).allowed
    rule = BUILT_IN.get(clock.rule)
    return ClockRow(
        clock=record.record,
        case=record.case,
        shown_name=row.shown_name,
        party=clock.party,
        start=clock.start,
        started_at=clock.started_at,
        due_at=clock.due_at,
        urgency=urgency,
        citation=clock.citation,
        force=Force.COUNTY if rule is None else rule.force,
        may_close=may[asked],
        standing=standing_of(row.stored),
        round=clock.round,
    )
