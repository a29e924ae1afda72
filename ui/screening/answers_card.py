# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers of a signed screening, section by section, in the language it was filled in."""

from collections.abc import Sequence

from ui.screening.report import ReportSection
from ui.widgets.card import Card
from ui.widgets.looks import make_label


class AnswersCard(Card):
    """Questions and answers to read."""

    def __init__(self, heading: str, sections: Sequence[ReportSection]) -> None:
        super().__init__(heading)
        for section in sections:
            if section.title:
                self.body.addSpacing(6)
                self.put(make_label(section.title, "strong"))
            for line in section.lines:
                self.put(make_label(line.label, "small"))
                self.put(make_label(line.answer))
                if line.source:
                    said = self.tr("Comes from: {source}").format(source=line.source)
                    self.put(make_label(said, "soft"))
