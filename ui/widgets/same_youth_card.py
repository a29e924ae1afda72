# SPDX-License-Identifier: AGPL-3.0-or-later
"""The other cases of one youth, and those that may be; a person joins and parts them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casework.ids import CaseId
from casework.same_youth import Verdict
from ui.index_views import DuplicateView
from ui.kit import Kit
from ui.places import CasePlace
from ui.port_values import Changes
from ui.same_youth_views import JoinedView, SameYouthView
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.duplicate_card import DuplicateCard
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout


class SameYouthCard(Card):
    """Hidden where there is no other case.

    Signals:
        wanted: the other case.
        failed: a ShownError.
        done: what was written, as `ui.ports.Changes`.
    """

    wanted = Signal(object)
    failed = Signal(object)
    done = Signal(object)

    def __init__(self, kit: Kit, case: CaseId) -> None:
        super().__init__(QCoreApplication.translate("SameYouthCard", "One youth, several cases"))
        self._kit, self._case = kit, case
        self._joined, self._suspects = QVBoxLayout(), QVBoxLayout()
        self.body.addLayout(self._joined)
        self.why = QLineEdit()
        self.why.setAccessibleName(self.tr("Why they are parted"))
        self.why.setPlaceholderText(self.tr("Why they are parted"))
        self.put(self.why)
        self.body.addLayout(self._suspects)
        for column in (self._joined, self._suspects):
            column.setSpacing(MEASURES.unit)
        self.hide()

    def refresh(self) -> None:
        """Ask again."""
        port, case = self._kit.workspace.records.same_youths, self._case
        self._kit.runner.run(
            lambda: port.of_case(case),
            context=self,
            done=self.show_cases,
            failed=self.failed.emit,
        )

    def show_cases(self, view: SameYouthView) -> None:
        """Show other cases."""
        clear_layout(self._joined)
        clear_layout(self._suspects)
        for one in view.joined:
            self._joined.addWidget(self._make_joined(one))
        for pair in view.suspects:
            self._suspects.addWidget(make_label(self.tr("This may be the same youth"), "strong"))
            card = DuplicateCard(self._kit, pair)
            card.decided.connect(self._decide)
            self._suspects.addWidget(card)
            other = pair.second if pair.first.case == self._case else pair.first
            self._suspects.addWidget(self._make_open(other.case, other.shown_name))
        self.why.setVisible(any(one.may_part for one in view.joined))
        self.setVisible(bool(view.joined or view.suspects))

    def _make_joined(self, one: JoinedView) -> QWidget:
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        parts = [", ".join(one.names)]
        if one.birth_date is not None:
            parts.append(self._kit.moments.day(one.birth_date))
        row.addWidget(make_label(" · ".join(parts)), 1)
        row.addWidget(self._make_open(one.case, one.shown_name))
        if one.may_part:
            part = make_button(self.tr("Not the same youth"), partial(self._part, one.case))
            part.setAccessibleName(f"{part.text()}: {one.shown_name}")
            row.addWidget(part)
        return ground

    def _make_open(self, case: CaseId, name: str) -> QWidget:
        button = make_button(
            self.tr("Open the other case"), lambda: self.wanted.emit(CasePlace(case)), "quiet"
        )
        button.setAccessibleName(f"{button.text()}: {name}")
        return button

    def _decide(self, pair: DuplicateView, one: bool) -> None:  # noqa: FBT001 - a signal's values
        port = self._kit.workspace.records.same_youths
        verdict = Verdict.SAME if one else Verdict.DIFFERENT
        self._run(lambda: port.decide(pair, verdict))

    def _part(self, other: CaseId) -> None:
        port, case, why = self._kit.workspace.records.same_youths, self._case, self.why.text()
        self._run(lambda: port.take_back(case, other, why))

    def _run(self, job: Callable[[], Changes]) -> None:
        self._kit.runner.run(job, context=self, done=self._on_done, failed=self.failed.emit)

    def _on_done(self, changes: Changes) -> None:
        self.why.clear()
        self.done.emit(changes)
        self.refresh()
