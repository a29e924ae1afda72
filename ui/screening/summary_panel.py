# SPDX-License-Identifier: AGPL-3.0-or-later
"""The last page of a screening: what is left, what it came to, and signing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.records import Screening
from forms.answers import decode_kept
from forms.compare import changed_items
from forms.markdown import first_line
from ui.models.rows import Row
from ui.screening.comparison_card import Compared, ComparisonCard, say_result
from ui.screening.filling import Filling
from ui.screening.outcome import outcome_of_result
from ui.screening.score_card import ScoreCard
from ui.screening.trace_table import TraceTable
from ui.text import Moments
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

    def __init__(self, theme: Theme, filling: Filling, moments: Moments) -> None:
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
        now = ""
        if result is None:
            column.addWidget(make_label(self.tr("This form has no score."), "soft"))
        else:
            outcome = outcome_of_result(result, filling.view.definition, session.language)
            now = say_result(outcome.score, outcome.band_label)
            column.addWidget(ScoreCard(theme, outcome))
        previous = filling.view.previous
        if previous is not None:
            column.addWidget(ComparisonCard(_compare(filling, previous.screening, moments, now)))
        if result is not None:
            column.addWidget(TraceTable(outcome))

    def _list_problems(
        self, theme: Theme, filling: Filling, problems: tuple[tuple[str, str], ...]
    ) -> Card:
        card = Card(self.tr("Still open: {count}").format(count=len(problems)), flush=True)
        self.left = RowList(theme, self.tr("Items still open"))
        self.left.show_rows(
            [
                Row(
                    key=path,
                    title=first_line(filling.session.question(path).label),
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


def _compare(filling: Filling, before: Screening, moments: Moments, now: str) -> Compared:
    answers = {path: decode_kept(value) for path, value in before.answers.items()}
    return Compared(
        day=moments.minute(before.signed_at),
        before=say_result(before.score, before.result_label) if now else "",
        now=now,
        same_version=before.instrument_sha256 == filling.view.sha256,
        changes=changed_items(filling.session, answers),
    )
