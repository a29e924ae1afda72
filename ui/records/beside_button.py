# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a plan's form to the view in which it is filled beside the youth."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.vocabulary import RecordKind
from ui.dialogs.confirm import Confirm
from ui.kit import Kit
from ui.places import RecordPlace
from ui.record_views import RecordForm
from ui.records.plan_screen import SideBySide
from ui.screening.flow import FlowLayout
from ui.widgets.looks import make_button


class SideBySideButton(QWidget):
    """One button, for a youth's plan that may be written.

    Signals:
        asked: what is typed shall be kept first.
        handed_over: carries the `SideBySide`. failed: a ShownError.
    """

    asked = Signal()
    handed_over = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit, place: RecordPlace) -> None:
        super().__init__()
        self._kit, self._place = kit, place
        self.begin = make_button(self.tr("Fill with the &youth"), self._on_begin)
        kit.theme.put_icon(self.begin, "youth")
        FlowLayout(self).addWidget(self.begin)
        self.hide()

    def show_for(self, form: RecordForm, *, may_type: bool) -> None:
        """Show it for a plan of a youth."""
        self.setVisible(form.kind is RecordKind.YOUTH_PLAN and may_type)

    def _on_begin(self) -> None:
        if not Confirm.ask(
            self,
            self.tr("Fill the plan with the youth?"),
            self.tr("The screen shows only the plan, until you enter your passphrase."),
            self.tr("Begin"),
            self.tr("Not yet"),
        ):
            return
        self.fetch()

    def fetch(self) -> None:
        """Have what is typed kept, and begin."""
        self.asked.emit()
        records, one = self._kit.workspace.records, self._place
        self._kit.runner.run(
            lambda: records.form(one.case, one.kind, one.record, one.about),
            context=self,
            done=self._hand_over,
            failed=self.failed.emit,
        )

    def _hand_over(self, form: RecordForm) -> None:
        seconds = self._kit.seconds
        began = seconds()

        def now() -> datetime:
            return form.now + timedelta(seconds=seconds() - began)

        self.handed_over.emit(
            SideBySide(
                place=self._place,
                form=form,
                worker=self._kit.workspace.who.person_name,
                language=self._kit.moments.language,
                now=now,
            )
        )
