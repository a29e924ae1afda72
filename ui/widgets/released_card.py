# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text that the youth, or who speaks for the youth, let this worker read."""

from ui.kit import Kit
from ui.rights_views import ReleasedView
from ui.text import say_note
from ui.widgets.card import Card
from ui.widgets.looks import make_label


class ReleasedCard(Card):
    """The words, who released them, until when; or why they are not shown."""

    def __init__(self, kit: Kit, released: ReleasedView) -> None:
        super().__init__(" ")
        heading = self.tr("A note released to you")
        if released.organization:
            heading = self.tr("A note of {agency}, released to you").format(
                agency=released.organization
            )
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        if released.problem:
            self.put(make_label(say_note(released.problem), "error"))
            return
        self.put(make_label(released.text))
        words = self.tr("About {day}. Released to you by {holder}, until {until}. Not for others.")
        self.put(
            make_label(
                words.format(
                    day=kit.moments.minute(released.at),
                    holder=released.holder,
                    until=kit.moments.minute(released.until),
                ),
                "small",
            )
        )
