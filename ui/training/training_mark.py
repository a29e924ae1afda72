# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line above every screen of a training laptop: this is practice, and who is played."""

from ui.views import WhoView
from ui.widgets.elided_label import ElidedLabel


class TrainingMark(ElidedLabel):
    """Says it in one line, wherever the worker goes."""

    def __init__(self, who: WhoView) -> None:
        super().__init__("", "training")
        words = self.tr("Training, nothing here is real. You are playing {person}, {title}.")
        self.say(words.format(person=who.person_name, title=who.hat_title))
