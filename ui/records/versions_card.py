# SPDX-License-Identifier: AGPL-3.0-or-later
"""The versions of a plan: who saved each, when, what became different, and who signed it."""

from pydantic import JsonValue
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from casework.field_specs import FieldSpec
from casework.plan_versions import Difference
from casework.signatures import Signature, Signer
from ui.record_views import PlanVersionView
from ui.record_words import say_title, say_value, say_word
from ui.records.signature_view import SignatureView
from ui.text import Moments
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.looks import make_label
from ui.widgets.page_frame import clear_layout


class VersionsCard(Card):
    """The newest first; the first one has nothing before it."""

    def __init__(self, moments: Moments) -> None:
        super().__init__(self.tr("Versions"))
        self._moments = moments
        self._rows = QVBoxLayout()
        self._rows.setSpacing(MEASURES.gap)
        self.body.addLayout(self._rows)
        self.hide()

    def show_versions(
        self, versions: tuple[PlanVersionView, ...], specs: tuple[FieldSpec, ...]
    ) -> None:
        """Show what became different from each to the next."""
        clear_layout(self._rows)
        names = {one.name: one for one in specs}
        for one in reversed(versions):
            self._rows.addWidget(self._version(one, names))
        self.setVisible(bool(versions))

    def _version(self, one: PlanVersionView, names: dict[str, FieldSpec]) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        head = self.tr("Version {number}: {person}, {moment}").format(
            number=one.number, person=one.by, moment=self._moments.minute(one.at)
        )
        column.addWidget(make_label(head, "strong"))
        told = [(names[each.field], each) for each in one.differences if each.field in names]
        if told:
            column.addWidget(self._differences(told))
        for signature in one.signatures:
            column.addWidget(SignatureView(signature, self._say_signed(signature)))
        if one.declined:
            column.addWidget(make_label(self.tr("The youth did not want to sign."), "soft"))
        return ground

    def _differences(self, told: list[tuple[FieldSpec, Difference]]) -> QWidget:
        ground = QWidget()
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MEASURES.gap)
        for column, head in enumerate(("", self.tr("Before"), self.tr("Now"))):
            grid.addWidget(make_label(head, "small"), 0, column)
            grid.setColumnStretch(column, 2)
        for row, (spec, change) in enumerate(told, start=1):
            grid.addWidget(make_label(say_title(spec), "soft"), row, 0)
            grid.addWidget(make_label(self._say(spec, change.before)), row, 1)
            grid.addWidget(make_label(self._say(spec, change.after)), row, 2)
        return ground

    def _say(self, spec: FieldSpec, value: JsonValue) -> str:
        return say_value(spec, value, self._moments) or "–"

    def _say_signed(self, signature: Signature) -> str:
        who = say_word(signature.signer) if signature.signer is Signer.YOUTH else signature.by
        return self.tr("Signed by {person}, {moment}").format(
            person=who, moment=self._moments.minute(signature.at)
        )
