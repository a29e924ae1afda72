# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sections of a screening and what is left in each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ui.models.rows import Row
from ui.screening.filling import Filling
from ui.theme.theme import Theme
from ui.widgets.row_list import RowList

WIDTH = 276


class JumpList(RowList):
    """Sections and the summary.

    Signals:
        jumped: index of a page; one past the last means the summary.
    """

    jumped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", fits=False)
        self.setAccessibleName(self.tr("Sections"))
        self.setFixedWidth(WIDTH)
        self.chosen.connect(self.jumped)

    def show_filling(self, filling: Filling, current: int) -> None:
        """Show how far each section is."""
        pages = filling.pages
        problems = filling.problems()
        broken = {path for path, _ in problems if filling.is_broken(path)}
        rows: list[Row] = []
        for at, page in enumerate(pages):
            done, total = filling.progress(page)
            complete = done == total
            wrong = any(path in broken for path in page.question_paths)
            rows.append(
                Row(
                    key=at,
                    title=filling.title_of(page),
                    detail=self._say(done, total, wrong=wrong),
                    icon="warning" if wrong else "check" if complete else "open",
                    icon_tone="danger" if wrong else "good" if complete else "outline",
                )
            )
        rows.append(self._summary_row(len(pages), len(problems)))
        self._replace(rows, current)

    def _summary_row(self, at: int, left: int) -> Row:
        return Row(
            key=at,
            title=self.tr("Summary and signing"),
            detail=self.tr("{count} still open").format(count=left)
            if left
            else self.tr("Ready to sign"),
            icon="draft",
            icon_tone="accent_text",
        )

    def _say(self, done: int, total: int, *, wrong: bool) -> str:
        if wrong:
            return self.tr("Something to mend")
        if total == 0:
            return self.tr("To read")
        return self.tr("{done} of {total} answered").format(done=done, total=total)

    def _replace(self, rows: Sequence[Row], current: int) -> None:
        self.show_rows(rows)
        if 0 <= current < len(rows):
            self.setCurrentIndex(self.model().index(current, 0))
