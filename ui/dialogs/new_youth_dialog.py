# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking who a new youth is, and showing who they may be already.

Invariants: a case is begun only after the cases that may be of the same youth were shown; what is
typed is kept until the case is begun or the worker throws it away.
"""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casework.ids import CaseId
from ui.dialogs.ask_dialog import AskDialog
from ui.dialogs.confirm import Confirm, Enter
from ui.errors import ShownError
from ui.index_words import say_signs
from ui.kit import Kit
from ui.opening_views import AlikeView, NewYouth, OpeningPort
from ui.text import say_error
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout

Keep = Callable[[Mapping[str, str]], None]
PAUSE_MS = 300
LONGEST = 200
OLDEST = 25


class NewYouthDialog(AskDialog):
    """Asks for one youth.

    Args:
        typed: what was typed earlier and not begun, by field.
        keep: takes what is typed, also when the window locks; nothing once it is thrown away.

    Attributes:
        chosen: the case of the list that is the same youth, once the worker said so.

    Signals:
        looked: the cases that may be of the same youth are shown for what is typed.
    """

    looked = Signal()

    def __init__(
        self, parent: QWidget, kit: Kit, port: OpeningPort, typed: Mapping[str, str], keep: Keep
    ) -> None:
        super().__init__(parent)
        self._kit, self._port, self._keep = kit, port, keep
        self.chosen: CaseId | None = None
        self._shown: NewYouth | None = None
        self.setMinimumWidth(560)
        self._make_lines()
        self.fault = make_label("", "error")
        self.fault.hide()
        self.begun, self.problem = Banner(kit.theme), Banner(kit.theme)
        self._alike = QVBoxLayout()
        self._alike.setSpacing(MEASURES.unit)
        self.begin = make_button(self.tr("Begin the case"), self.accept, "primary")
        self.begin.setEnabled(False)
        self.forget = make_button(self.tr("&Throw away"), self._on_forget, "quiet")
        self.forget.setVisible(bool(typed))
        self._pause = self._make_pause(self.look)
        self._keeping = self._make_pause(self.keep_typed)
        self._build()
        self._go_on(typed)
        self.legal_name.setFocus()

    def _make_lines(self) -> None:
        self.legal_name = self._make_line(self.tr("Legal name"))
        self.chosen_name = self._make_line(self.tr("Name the youth goes by"))
        self.aliases = self._make_line(self.tr("Other names"), self.tr("separated by commas"))
        self.birth_date = self._make_line(self.tr("Birth date"), self.tr("year-month-day"))
        self.age = self._make_line(self.tr("Age, if no birth date is known"))
        self.number = self._make_line(self.tr("Your agency's case number"))
        self._lines = {
            "legal_name": self.legal_name,
            "chosen_name": self.chosen_name,
            "aliases": self.aliases,
            "birth_date": self.birth_date,
            "age": self.age,
            "number": self.number,
        }

    def _go_on(self, typed: Mapping[str, str]) -> None:
        for name, line in self._lines.items():
            line.setText(typed.get(name, ""))
            line.textChanged.connect(lambda _: self._on_typed())
        if typed:
            begun = self.tr("You began this earlier and did not confirm it; go on where you were.")
            self.begun.say(begun, "warning")
            self._pause.start()

    def _make_pause(self, then: Callable[[], None]) -> QTimer:
        pause = QTimer(self)
        pause.setSingleShot(True)
        pause.setInterval(PAUSE_MS)
        pause.timeout.connect(then)
        return pause

    def read(self) -> NewYouth | None:
        """What is typed; None while something is wrong, which is said beside the fields."""
        born = _read_date(self.birth_date.text())
        age = self.age.text().strip()
        if self.birth_date.text().strip() and born is None:
            self._say(self.tr("Write the birth date as year-month-day, for example 2011-03-09."))
            return None
        if age and not (age.isdecimal() and int(age) <= OLDEST):
            self._say(self.tr("Write the age in full years, from 0 to 25."))
            return None
        self._say("")
        return NewYouth(
            legal_name=self.legal_name.text(),
            chosen_name=self.chosen_name.text(),
            aliases=tuple(self.aliases.text().split(",")),
            birth_date=born,
            said_age=int(age) if age else None,
            number=self.number.text(),
        )

    def reject(self) -> None:
        """Close; what is typed stays kept."""
        self.keep_typed()
        super().reject()

    def accept(self) -> None:
        """Begin; what is typed stays kept until the case is there."""
        self.keep_typed()
        super().accept()

    def keep_typed(self) -> None:
        """Hand over what is typed, if anything was since the last time."""
        if self._keeping.isActive():
            self._keeping.stop()
            typed = {name: line.text() for name, line in self._lines.items()}
            self._keep({name: text for name, text in typed.items() if text.strip()})

    def look(self) -> None:
        """Ask which cases may be of the same youth."""
        new = self.read()
        if new is None or not new.has_name:
            self._show((), None)
            return

        def show(found: tuple[AlikeView, ...]) -> None:
            self.problem.say("")
            self._show(found, new)

        self._kit.runner.run(
            lambda: self._port.find_alike(new), context=self, done=show, failed=self._fail
        )

    def _fail(self, error: ShownError) -> None:
        self._show((), None)
        self.problem.say(say_error(error), "danger")

    def _show(self, found: tuple[AlikeView, ...], new: NewYouth | None) -> None:
        clear_layout(self._alike)
        if found:
            self._alike.addWidget(make_label(self.tr("This may be the same youth"), "strong"))
        for one in found:
            self._alike.addWidget(self._make_row(one))
        text = self.tr("It is somebody else: begin the case")
        self.begin.setText(text if found else self.tr("Begin the case"))
        self._shown = new
        self.begin.setEnabled(new is not None and new == self.read())
        self.looked.emit()

    def _make_row(self, one: AlikeView) -> QWidget:
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        age = "" if one.age is None else self.tr("{age} years").format(age=one.age)
        told = " · ".join(filter(None, (one.shown_name, age, say_signs(one.signs))))
        label = make_label(told)
        label.setWordWrap(True)
        row.addWidget(label, 1)
        button = make_button(self.tr("Open this case"), lambda: self._choose(one.case))
        button.setAccessibleName(f"{button.text()}: {one.shown_name}")
        row.addWidget(button)
        return ground

    def _choose(self, case: CaseId) -> None:
        self.chosen = case
        self.reject()

    def _on_typed(self) -> None:
        self.begin.setEnabled(False)
        self.forget.show()
        self._pause.start()
        # Not restarted by the next key: words are kept while the worker goes on typing.
        if not self._keeping.isActive():
            self._keeping.start()

    def _on_forget(self) -> None:
        if Confirm.ask(
            self,
            self.tr("Throw away what you typed?"),
            self.tr("No case has been begun."),
            self.tr("Throw away"),
            self.tr("Keep"),
            Enter.NO,
        ):
            self._keeping.stop()
            self._keep({})
            super().reject()

    def _say(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _make_line(self, name: str, hint: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.setMaxLength(LONGEST)
        return line

    def _build(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setSpacing(MEASURES.unit)
        for line in self._lines.values():
            form.addRow(line.accessibleName(), line)
        fields = QVBoxLayout()
        fields.addWidget(make_label(self.tr("New youth"), "title"))
        hint = make_label(
            self.tr(
                "One name is enough. The case begins here and goes to the county at the next sync."
            ),
            "soft",
        )
        hint.setWordWrap(True)
        fields.addWidget(hint)
        fields.addWidget(self.begun)
        fields.addLayout(form)
        fields.addWidget(self.fault)
        fields.addWidget(self.problem)
        fields.addLayout(self._alike)
        fields.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(self.margin,) * 4)
        layout.addWidget(self.make_scrolling(fields), 1)
        row = QHBoxLayout()
        row.addWidget(self.forget)
        row.addStretch(1)
        row.addWidget(make_button(self.tr("Cancel"), self.reject))
        row.addWidget(self.begin)
        layout.addLayout(row)


def _read_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
