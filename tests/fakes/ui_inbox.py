# SPDX-License-Identifier: AGPL-3.0-or-later
"""A supervisor's inbox in memory."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from casework.ids import HatId
from casework.reasons import Reason, ReasonCode
from casework.records import Screening
from casework.vocabulary import RecordKind
from ui.errors import ShownError
from ui.inbox_views import ColleagueView, InboxView, WaitingView, WrittenLine, WrittenView

COLLEAGUES = (
    ColleagueView(HatId("hat-1"), "Rowan Ellery", "Deputy probation officer"),
    ColleagueView(HatId("hat-2"), "Noor Haddad", ""),
)


def a_waiting(
    counter: int = 1, *, kind: RecordKind | None = RecordKind.CONTACT_NOTE, held: bool = False
) -> WaitingView:
    """Invented work that was refused."""
    reason = Reason.of(ReasonCode.NOT_ASSIGNED)
    return WaitingView(
        device="laptop",
        counter=counter,
        author_name="Noor Haddad",
        received_at=datetime(2026, 11, 24, 18, 30, tzinfo=UTC),
        reason=reason,
        keeper_name="Noor Haddad",
        kind=kind,
        shown_name="" if kind is None else "Moonpath",
        held=reason if held or kind is None else None,
    )


@dataclass
class FakeInbox:
    """Holds refused work until it is decided about.

    Attributes:
        away: why the county cannot be asked, or None.
        done: what was decided, in words.
    """

    open: list[WaitingView] = field(default_factory=list)
    lines: tuple[WrittenLine, ...] = (
        WrittenLine("text", "Met at the library; wants to go back to school.", ""),
        WrittenLine("legal_name", "Robin Wren", "Robin W."),
    )
    screening: Screening | None = None
    away: ShownError | None = None
    read: list[int] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def waiting(self) -> InboxView:
        self._require_county()
        return InboxView(tuple(self.open), COLLEAGUES, more=False)

    def written(self, work: WaitingView) -> WrittenView:
        self._require_county()
        self.read.append(work.counter)
        return WrittenView(self.lines, self.screening)

    def accept(self, work: WaitingView) -> None:
        self._close(work, f"accepted {work.counter}")

    def give_back(self, work: WaitingView, note: str) -> None:
        self._close(work, f"gave back {work.counter}: {note}")

    def hand_to(self, work: WaitingView, colleague: ColleagueView) -> None:
        self._require_county()
        self.open[self.open.index(work)] = replace(work, keeper_name=colleague.name)
        self.done.append(f"handed {work.counter} to {colleague.name}")

    def _close(self, work: WaitingView, what: str) -> None:
        self._require_county()
        self.open.remove(work)
        self.done.append(what)

    def _require_county(self) -> None:
        if self.away is not None:
            raise self.away
