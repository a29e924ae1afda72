# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scores, bands, cuts and what they suggest. It suggests; it never sets anything."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screening.evidence_words import (
    say_age,
    say_clock,
    say_cut,
    say_measure,
    say_not_a_determination,
    say_withheld,
)
from ui.screening.outcome import Outcome, OutcomeScore, plain_score
from ui.screening.score_scale import ScoreScale
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.facts_grid import FactsGrid
from ui.widgets.looks import make_label, make_line, make_tag


class ScoreCard(Card):
    """What the screening came to, the author's reading and the county's own side by side."""

    def __init__(self, theme: Theme, outcome: Outcome) -> None:
        super().__init__(self.tr("Result"))
        self._theme = theme
        if outcome.age is not None:
            age = outcome.age
            self.put(Banner(theme, "warning", say_age(age.age, age.least, age.most)))
        self._put_override(outcome)
        for at, score in enumerate(outcome.scores or (plain_score(outcome),)):
            if at:
                self.put(make_line())
            self._put_score(score, named=len(outcome.scores) > 1)
        for words, answer in outcome.trip_wires:
            sentence = self.tr("One answer lifts the result by itself: {words} ({answer})")
            self.put(Banner(theme, "warning", sentence.format(words=words, answer=answer)))
        if outcome.next_step:
            self.put(make_label(self.tr("Suggested next step"), "small"))
            self.put(make_label(outcome.next_step))
        self._put_clocks(outcome)
        self._put_accuracy(outcome)
        caution = " ".join(part for part in (outcome.caution, say_not_a_determination()) if part)
        self.put(Banner(theme, "plain", caution))

    def _put_score(self, score: OutcomeScore, *, named: bool) -> None:
        if named and score.label:
            self.put(make_label(score.label, "strong"))
        row = QHBoxLayout()
        row.setSpacing(MEASURES.wide_gap)
        number = make_label("–" if score.score is None else score.score, "score", wrap=False)
        if score.score is None:
            number.setAccessibleName(self.tr("No score"))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(MEASURES.unit)
        for widget in self._words_of(score):
            words.addWidget(widget)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def _words_of(self, score: OutcomeScore) -> list[QWidget]:
        found: list[QWidget] = []
        if score.withheld_reason:
            found.append(make_label(say_withheld(score.withheld_reason), "strong"))
        if score.band_label:
            found.append(make_tag(score.band_label, "accent"))
        if score.summed_label:
            by_sum = self.tr("By the number alone: {band}").format(band=score.summed_label)
            found.append(make_label(by_sum, "soft"))
        if score.missing_count:
            missing = self.tr("Scored items without an answer: {count}. They do not count as no.")
            found.append(make_label(missing.format(count=score.missing_count), "soft"))
        if score.scale:
            found.append(ScoreScale(self._theme, score.scale, score.score))
        for cut in score.cuts:
            found.append(make_label(say_cut(cut.label, cut.at_least, reached=cut.reached)))
            if cut.decided:
                decided = self.tr("Decided by {who}").format(who=cut.decided)
                found.append(make_label(decided, "small"))
        return found

    def _put_override(self, outcome: Outcome) -> None:
        own = outcome.override
        if own is None:
            return
        by = f"{own.by} ({own.role})" if own.role else own.by
        self.put(make_label(self.tr("Result set by {name}").format(name=by), "small"))
        self.put(make_tag(own.band_label, "warning"))
        reason = self.tr("Reason: {reason}").format(reason=own.reason)
        self.put(make_label(reason))
        self.put(make_line())
        self.put(make_label(self.tr("Result as computed"), "small"))

    def _put_clocks(self, outcome: Outcome) -> None:
        if not outcome.clocks:
            return
        self.put(make_label(self.tr("Suggested; nothing has been started"), "small"))
        for clock, taken in outcome.clocks:
            said = say_clock(clock)
            if taken is not None:
                mark = self.tr("taken up") if taken else self.tr("not taken up")
                said = f"{said} – {mark}"
            self.put(make_label(said))

    def _put_accuracy(self, outcome: Outcome) -> None:
        if not outcome.accuracy and not outcome.accuracy_note:
            return
        self.put(make_label(self.tr("How often this form is right, as its author states"), "small"))
        if outcome.accuracy_note:
            self.put(make_label(outcome.accuracy_note))
        self.put(FactsGrid([(say_measure(name), value) for name, value in outcome.accuracy]))
