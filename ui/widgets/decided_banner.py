# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of a decision about sharing; it stays while the page around it asks again."""

from PySide6.QtCore import Signal

from ui.kit import Kit
from ui.sharing_views import RecordedView
from ui.sharing_words import say_narrowing, say_recorded
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner


class DecidedBanner(Banner):
    """Hidden until something was decided.

    Signals:
        decided: something was; carries what changed.
    """

    decided = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme, "plain")
        self._moments = kit.moments

    def say_opened(self, told: RecordedView) -> None:
        """An emergency access."""
        words = self.tr("Opened until {moment}. Sync now to fetch what other agencies wrote.")
        self._say(told, say_recorded(told, words, self._moments), "warning")

    def say_shared(self, told: RecordedView) -> None:
        """A legal ground, or a later end of one."""
        words = self.tr("Shared until {moment}, from the next sync of those named.")
        if told.until is None:
            words = self.tr("Shared, from the next sync of those named.")
        self._say(told, say_recorded(told, words, self._moments), "good")

    def say_ended(self, told: RecordedView) -> None:
        """Something was taken back."""
        words = self.tr("Taken back. What it opened leaves the other laptops with their next sync.")
        self._say(told, say_narrowing() if told.waits else words, "good")

    def _say(self, told: RecordedView, words: str, tone: Tone) -> None:
        self.say(words, tone)
        self.decided.emit(told)
