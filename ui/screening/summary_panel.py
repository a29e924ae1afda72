# SPDX-License-Identifier: AGPL-3.0-or-later
"""The last page of a screening: what is left, what it came to, and signing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.rows import Row
from ui.screening.filling import Filling
from ui.screening.outcome import outcome_of_result
from ui.screening.score_card import ScoreCard
from ui.screening.trace_table import TraceTable
from ui.theme.theme import Theme
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.looks import make_label
from ui.widgets.row_list import RowList


class SummaryPanel(QWidget):
    """Shows a draft's result so far.

    Signals:
        question_wanted: the path of a question to go to.
    """

    question_wanted = Signal(object)

    def __init__(self, theme: Theme, filling: Filling) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.gap)
        problems = filling.problems()
        self.left: RowList | None = None
        if problems:
            column.addWidget(self._list_problems(theme, filling, problems))
        else:
            column.addWidget(
                Banner(
                    theme,
                    "good",
                    self.tr("Every required item is answered. Read the result, then sign."),
                )
            )
        session = filling.session
        result = session.result()
        if result is None:
            column.addWidget(make_label(self.tr("This form has no score."), "soft"))
            return
        outcome = outcome_of_result(result, filling.view.definition, session.language)
        column.addWidget(ScoreCard(theme, outcome))
        column.addWidget(TraceTable(outcome.lines))

    def _list_problems(
        self, theme: Theme, filling: Filling, problems: tuple[tuple[str, str], ...]
    ) -> Card:
        card = Card(self.tr("Still open: {count}").format(count=len(problems)), flush=True)
        self.left = RowList(theme, self.tr("Items still open"))
        self.left.show_rows(
            [
                Row(
                    key=path,
                    title=filling.session.question(path).label,
                    detail=sentence,
                    icon="warning" if filling.error_of(path) else "open",
                    icon_tone="danger" if filling.error_of(path) else "outline",
                )
                for path, sentence in problems
            ]
        )
        self.left.chosen.connect(self.question_wanted)
        card.put(self.left)
        return card
