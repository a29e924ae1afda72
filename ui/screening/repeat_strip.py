# SPDX-License-Identifier: AGPL-3.0-or-later
"""The head of one repetition, and the place where another can be added."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from forms.markdown import first_line
from forms.pages import RepeatBar
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class RepeatStrip(QFrame):
    """Names one instance of a repeat and lets it go, or adds one.

    Signals:
        added: running path of the repeat that is to grow.
        removed: the bar of the instance that is to go.
    """

    added = Signal(str)
    removed = Signal(object)

    def __init__(self, bar: RepeatBar) -> None:
        super().__init__()
        self._bar = bar
        row = QHBoxLayout(self)
        row.setContentsMargins(MEASURES.gap, 0, 0, 0)
        row.setSpacing(MEASURES.gap)
        name = first_line(bar.label) or self.tr("Part")
        if bar.instance:
            said = self.tr("{name}: {number} of {count}").format(
                name=name, number=bar.number, count=bar.count
            )
            row.addWidget(make_label(said, "strong"), 1)
            self.setAccessibleName(said)
            self.button = make_button(self.tr("Remove this one"), self._on_remove)
            self.button.setAccessibleName(self.tr("Remove {what}").format(what=said))
        else:
            words = self.tr("Add another: {name}") if bar.count else self.tr("Add: {name}")
            self.button = make_button(words.format(name=name), lambda: self.added.emit(bar.path))
            self.button.setAccessibleName(words.format(name=name))
            row.addStretch(1)
        row.addWidget(self.button)
        self.button.setVisible(bool(bar.may_remove or not bar.instance))

    def _on_remove(self) -> None:
        self.removed.emit(self._bar)
