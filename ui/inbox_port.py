# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the Inbox asks of the rest of the program; as in `ui.ports`, on a network thread."""

from typing import Protocol

from ui.inbox_views import ColleagueView, InboxView, WaitingView, WrittenView


class InboxPort(Protocol):
    """Feeds the Inbox; only for supervisors. Every method asks the county, on a network thread.

    All raise ShownError where the county could not be asked, or refused.
    """

    def waiting(self) -> InboxView:
        """The refused work that waits."""
        ...

    def written(self, work: WaitingView) -> WrittenView:
        """What was written; that it was read is logged first."""
        ...

    def accept(self, work: WaitingView) -> None:
        """Take it in after all, under its author's name; logged first."""
        ...

    def give_back(self, work: WaitingView, note: str) -> None:
        """Give it back to its author, saying what is to be done; logged first."""
        ...

    def hand_to(self, work: WaitingView, colleague: ColleagueView) -> None:
        """Let a colleague look after it; logged first."""
        ...
