# SPDX-License-Identifier: AGPL-3.0-or-later
"""The clocks' port over a list, with the real rules."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from casework.clock_rules import ClockStart, CountyClocks, Force
from casework.clocks import RunningClock, start_clocks, states_of
from casework.ids import CaseId, RecordId
from casework.record_parts import RecordView
from storage.model import Changes
from ui.clock_views import ClockRow, ClocksView, PartiesView, PartyRow
from ui.views import Standing

ZONE = ZoneInfo("America/Los_Angeles")


@dataclass
class FakeClocks:
    """What runs, whose it is, and how far the laptop's clock is off."""

    now: datetime
    running_: list[tuple[RecordId, CaseId, str, RunningClock]] = field(default_factory=list)
    drift: int | None = None
    told: tuple[PartyRow, ...] = ()

    def begin(self, case: CaseId, name: str, start: ClockStart, hours_ago: float) -> None:
        """Let clocks run since some hours ago."""
        received = self.now - timedelta(hours=hours_ago)
        for one in start_clocks(CountyClocks().rules(), [start], received, ZONE):
            number = len(self.running_)
            self.running_.append((RecordId(f"clock-{number}"), case, name, one))

    def running(self, case: CaseId | None = None) -> ClocksView:
        chosen = [one for one in self.running_ if case in (None, one[1])]
        views: list[tuple[RecordId, RecordView]] = [(one[0], one[3]) for one in chosen]
        names = {one[0]: (one[1], one[2]) for one in chosen}
        rows = tuple(
            ClockRow(
                clock=state.record,
                case=names[state.record][0],
                shown_name=names[state.record][1],
                party=state.clock.party,
                start=state.clock.start,
                started_at=state.clock.started_at,
                due_at=state.clock.due_at,
                urgency=state.urgency,
                citation=state.clock.citation,
                force=Force.LAW,
                may_close=True,
                standing=Standing.UNSENT,
            )
            for state in states_of(views, self.now)
        )
        return ClocksView(self.now, rows, self.drift)

    def parties(self, case: CaseId, absence: RecordId) -> PartiesView:
        del absence
        return PartiesView(case, self.told)

    def start(self, case: CaseId, starts: Collection[ClockStart], received_at: datetime) -> Changes:
        for one in starts:
            self.begin(case, "Wren", one, (self.now - received_at).total_seconds() / 3600)
        return Changes(frozenset({"clock"}), frozenset({case}))
