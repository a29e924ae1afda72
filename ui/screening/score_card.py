# SPDX-License-Identifier: AGPL-3.0-or-later
"""Score, band, caution and next step. It suggests; it never sets anything."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.screening.outcome import Outcome
from ui.screening.score_scale import ScoreScale
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.looks import make_label, make_tag


class ScoreCard(Card):
    """What the screening came to."""

    def __init__(self, theme: Theme, outcome: Outcome) -> None:
        super().__init__(self.tr("Result"))
        row = QHBoxLayout()
        row.setSpacing(MEASURES.wide_gap)
        row.addWidget(
            make_label("–" if outcome.score is None else outcome.score, "score", wrap=False),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        words = QVBoxLayout()
        words.setSpacing(MEASURES.unit)
        if outcome.score is None:
            words.addWidget(
                make_label(self.tr("No score: too many items have no answer"), "strong")
            )
        elif outcome.band_label:
            words.addWidget(make_tag(outcome.band_label, "accent"))
        if outcome.missing_count:
            words.addWidget(
                make_label(
                    self.tr(
                        "Scored items without an answer: {count}. They do not count as no."
                    ).format(count=outcome.missing_count),
                    "soft",
                )
            )
        if outcome.scale:
            words.addWidget(ScoreScale(theme, outcome.scale, outcome.score))
        row.addLayout(words, 1)
        self.body.addLayout(row)
        if outcome.next_step:
            self.put(make_label(self.tr("Suggested next step"), "small"))
            self.put(make_label(outcome.next_step))
        if outcome.caution:
            self.put(Banner(theme, "plain", outcome.caution))
