# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which form a screening begins with; what may not be started says why before it is chosen."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.dialogs.ask_dialog import AskDialog
from ui.screening.evidence_words import say_age
from ui.text import say_error
from ui.theme.tokens import MEASURES
from ui.views import InstrumentView
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import make_scroll

SMALLEST = (440, 300)


class InstrumentDialog(AskDialog):
    """One button for each form that may be started; the others can be read, not pressed.

    It is opened, not waited for, so that what runs beside it goes on.

    Args:
        named: each form with its title in the language of the screens.

    Signals:
        chosen: an `InstrumentView` that may be started.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, named: tuple[tuple[str, InstrumentView], ...]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question = self.tr("Which form?")
        self.setAccessibleName(question)
        self.setMinimumSize(*SMALLEST)
        self.buttons: list[QPushButton] = []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.unit)
        column.addWidget(make_label(question, "section"))
        for title, one in named:
            self._put(column, title, one)
        column.addStretch(1)
        cancel = make_button(self.tr("Cancel"), self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(*(self.margin,) * 4)
        foot.addStretch(1)
        foot.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(make_scroll(inner), 1)
        layout.addLayout(foot)
        (self.buttons[0] if self.buttons else cancel).setFocus()

    def _put(self, column: QVBoxLayout, title: str, one: InstrumentView) -> None:
        if one.refusal is not None:
            column.addWidget(self._refused(title, say_error(one.refusal)))
            return
        button = make_button(title.replace("&", "&&"), partial(self._choose, one))
        button.setAccessibleName(title)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.buttons.append(button)
        column.addWidget(button)
        age = one.age
        if age is not None and age.age is not None and age.is_outside:
            warning = say_age(age.age, age.least, age.most)
            button.setAccessibleDescription(warning)
            column.addWidget(make_label(warning, "small"))

    def _refused(self, title: str, why: str) -> QWidget:
        """Reached by the keyboard like a button, so that it is read aloud too."""
        held = QWidget()
        held.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        held.setAccessibleName(self.tr("{form}: cannot be started").format(form=title))
        held.setAccessibleDescription(why)
        words = QVBoxLayout(held)
        words.setContentsMargins(MEASURES.gap, MEASURES.half, 0, MEASURES.half)
        words.setSpacing(2)
        words.addWidget(make_label(title, "soft"))
        words.addWidget(make_label(why, "small"))
        return held

    def _choose(self, one: InstrumentView) -> None:
        self.accept()
        self.chosen.emit(one)
