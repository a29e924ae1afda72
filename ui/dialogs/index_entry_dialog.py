# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking through what goes into the cross-agency index, and confirming it.

Invariants: nothing leaves this dialog as an entry that the index may not hold; what it may not hold
is said beside the fields, by its name; whatever an entry holds beside what is shown stays as it is;
what is typed is kept until it is confirmed or the worker throws it away.
"""

from collections.abc import Callable
from datetime import date

from pydantic import JsonValue
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from casework.errors import IndexRefused
from casework.index_entry import MOST_PEOPLE, Kinship, read_entry
from casework.reasons import Reason
from ui.dialogs.ask_dialog import AskDialog
from ui.dialogs.confirm import Confirm, Enter
from ui.index_views import EntryForm
from ui.kit import Kit
from ui.text import say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import make_scroll

Fields = dict[str, JsonValue]
Keep = Callable[[Fields], None]
PAUSE_MS = 400


class PersonRow(QWidget):
    """One of the family or household: who, name, phone.

    Signals:
        typed: something is another now.
    """

    typed = Signal()

    def __init__(self, person: Fields) -> None:
        super().__init__()
        self._person = person
        self.kinship = QComboBox()
        self.kinship.addItem(self.tr("Family"), Kinship.FAMILY.value)
        self.kinship.addItem(self.tr("Household"), Kinship.HOUSEHOLD.value)
        self.kinship.setCurrentIndex(int(person.get("kinship") == Kinship.HOUSEHOLD.value))
        self.kinship.setAccessibleName(self.tr("Family or household"))
        self.name = QLineEdit(str(person.get("name") or ""))
        self.name.setAccessibleName(self.tr("Name of somebody of family or household"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.phone = QLineEdit(str(person.get("phone") or ""))
        self.phone.setAccessibleName(self.tr("Phone of somebody of family or household"))
        self.phone.setPlaceholderText(self.tr("Phone"))
        self.kinship.activated.connect(lambda _: self.typed.emit())
        for line in (self.name, self.phone):
            line.textEdited.connect(lambda _: self.typed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        row.addWidget(self.kinship)
        row.addWidget(self.name, 2)
        row.addWidget(self.phone, 1)

    def read(self) -> Fields | None:
        """What is typed; None for an empty row, which is left out."""
        name = self.name.text().strip()
        if not name:
            return None
        typed: Fields = {
            "kinship": self.kinship.currentData(),
            "name": name,
            "phone": self.phone.text().strip(),
        }
        return self._person | typed


class IndexEntryDialog(AskDialog):
    """Asks for one entry.

    Args:
        form: what is entered so far, or what the records say.
        keep: takes what is typed, also when the window locks; nothing once it is thrown away.
    """

    def __init__(self, parent: QWidget, kit: Kit, form: EntryForm, keep: Keep) -> None:
        super().__init__(parent)
        self._form, self._keep = form, keep
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_typed)
        self._people: list[PersonRow] = []
        self.setMinimumWidth(520)
        people = form.fields.get("people")
        known = [one for one in people if isinstance(one, dict)] if isinstance(people, list) else []
        self._youth: Fields = next(
            (one for one in known if one.get("kinship") == Kinship.YOUTH.value), {}
        )
        contact = form.fields.get("contact")
        self._contact: Fields = contact if isinstance(contact, dict) else {}
        self.problem = Banner(kit.theme)
        self._make_lines()
        self.save = make_button(self.tr("&Confirm and enter"), self.accept, "primary")
        self.forget = make_button(self.tr("&Throw away"), self._on_forget, "quiet")
        self.forget.setVisible(form.half_filled)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(MEASURES.unit)
        self._build(parent)
        for one in known:
            if one.get("kinship") != Kinship.YOUTH.value:
                self.add_person(one)
        if form.half_filled:
            begun = self.tr("You began this earlier and did not confirm it; go on where you were.")
            self.problem.say(begun, "warning")
        self.name.setFocus()

    def _make_lines(self) -> None:
        form = self._form
        self.name = self._line(self.tr("Legal name"), self._youth.get("name"))
        self.aliases = self._line(self.tr("Other names"), _joined(self._youth.get("aliases")))
        self.birth_date = self._line(self.tr("Birth date"), self._youth.get("birth_date"))
        self.birth_place = self._line(self.tr("Birth place"), self._youth.get("birth_place"))
        self.address = self._line(self.tr("Address"), self._youth.get("address"))
        self.phone = self._line(self.tr("Phone of the youth"), self._youth.get("phone"))
        self.number = self._line(
            self.tr("Your agency's case number"), form.fields.get("case_number")
        )
        self.contact_name = self._line(self.tr("Whom to call"), self._contact.get("name"))
        self.contact_phone = self._line(self.tr("Their phone"), self._contact.get("phone"))
        self.dates = self._line(
            self.tr("Dates of contact"), _joined(form.fields.get("contact_dates"))
        )

    @classmethod
    def ask(cls, parent: QWidget, kit: Kit, form: EntryForm, keep: Keep) -> Fields | None:
        """The entry as it was confirmed, or None."""
        dialog = cls(parent, kit, form, keep)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return dialog.read()
        finally:
            dialog.deleteLater()

    def accept(self) -> None:
        """Confirm, unless the index may not hold it."""
        try:
            read_entry(self.read(), self._form.today)
        except IndexRefused as refused:
            self._say(refused.reason)
            return
        self._pause.stop()
        super().accept()

    def reject(self) -> None:
        """Close; what is typed stays kept."""
        self.keep_typed()
        super().reject()

    def keep_typed(self) -> None:
        """Hand over what is typed, if anything was since the last time."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep(self.read())

    def _on_typed(self) -> None:
        self.forget.show()
        # Not restarted by the next key: words are kept while the worker goes on typing.
        if not self._pause.isActive():
            self._pause.start()

    def _on_forget(self) -> None:
        if Confirm.ask(
            self,
            self.tr("Throw away what you typed?"),
            self.tr("It has not been confirmed."),
            self.tr("Throw away"),
            self.tr("Keep"),
            Enter.NO,
        ):
            self._pause.stop()
            self._keep({})
            super().reject()

    def _say(self, reason: Reason) -> None:
        """Say what is wrong with the field's own name, and go there."""
        line = self._find_line(reason.parameters.get("field", ""))
        named = {} if line is None else {"field": line.accessibleName()}
        self.problem.say(say_reason(Reason.of(reason.code, **reason.parameters | named)), "danger")
        if line is not None:
            line.setFocus()

    def _find_line(self, path: str) -> QLineEdit | None:
        whole = {
            "case number": self.number,
            "contact, name": self.contact_name,
            "contact, phone": self.contact_phone,
        }
        youth = {
            "name": self.name,
            "aliases": self.aliases,
            "birth date": self.birth_date,
            "birth place": self.birth_place,
            "address": self.address,
            "phone": self.phone,
        }
        if path.startswith("contact dates"):
            return self.dates
        if path in whole:
            return whole[path]
        where, _, name = path.removeprefix("people, ").partition(", ")
        if where == "0":
            return youth.get(name.partition(",")[0])
        row = int(where) - 1 if where.isdecimal() else -1
        shown = [one for one in self._people if one.read() is not None]
        if not 0 <= row < len(shown):
            return None
        return shown[row].phone if name == "phone" else shown[row].name

    def add_person(self, person: Fields | None = None) -> None:
        """A row for one more of the family or household."""
        if len(self._people) < MOST_PEOPLE - 1:
            row = PersonRow(person or {"kinship": Kinship.FAMILY.value})
            row.typed.connect(self._on_typed)
            self._people.append(row)
            self._rows.addWidget(row)

    def read(self) -> Fields:
        """What is typed, with what the entry holds beside it."""
        youth: Fields = self._youth | {
            "kinship": Kinship.YOUTH.value,
            "name": self.name.text().strip(),
            "aliases": list(_parts(self.aliases.text())),
            "birth_date": self.birth_date.text().strip() or None,
            "birth_place": self.birth_place.text().strip(),
            "address": self.address.text().strip(),
            "phone": self.phone.text().strip(),
        }
        others = [told for one in self._people if (told := one.read()) is not None]
        people: list[JsonValue] = [youth, *others]
        contact: Fields = self._contact | {
            "name": self.contact_name.text().strip(),
            "phone": self.contact_phone.text().strip(),
        }
        return self._form.fields | {
            "people": people,
            "case_number": self.number.text().strip(),
            "contact": contact,
            "contact_dates": list(_parts(self.dates.text())),
        }

    def _line(self, name: str, value: object) -> QLineEdit:
        line = QLineEdit(str(value or ""))
        line.setAccessibleName(name)
        line.setCursorPosition(0)
        line.textEdited.connect(lambda _: self._on_typed())
        return line

    def _build(self, parent: QWidget) -> None:
        inner = QWidget()
        inner.setMaximumWidth(MEASURES.page_width)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.unit)
        heading = self.tr("In the index: {name}").format(name=self._form.shown_name)
        told = self.tr(
            "Designated staff of other agencies find this youth by it and are told whom to call. "
            "It holds nothing else."
        )
        column.addWidget(make_label(heading, "section"))
        column.addWidget(make_label(told, "soft"))
        column.addWidget(self.problem)
        column.addLayout(self._make_form())
        column.addWidget(make_label(self.tr("Family and household"), "strong"))
        column.addLayout(self._rows)
        add = make_button(self.tr("&Add a person"), self.add_person, "quiet")
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(self.margin, 0, self.margin, self.margin)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("C&lose"), self.reject))
        buttons.addWidget(self.save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(make_scroll(inner), 1)
        outer.addLayout(buttons)
        height = parent.window().height()
        self.resize(620, max(320, min(700, height - 2 * MEASURES.gap)))

    def _make_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setSpacing(MEASURES.unit)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        lines = (self.name, self.aliases, self.birth_date, self.birth_place, self.address)
        for line in (*lines, self.phone, self.number, self.contact_name, self.contact_phone):
            form.addRow(make_label(line.accessibleName(), wrap=False), line)
        form.addRow(make_label(self.dates.accessibleName(), wrap=False), self.dates)
        for line in (self.birth_date, self.dates):
            line.setPlaceholderText(self.tr("Year-month-day, such as 2010-04-30"))
        self.aliases.setPlaceholderText(self.tr("Parted by semicolons"))
        return form


def _joined(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else ""


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for one in text.split(";") if (part := one.strip()))


def is_day(text: str) -> date | None:
    """A day as it is typed, or None."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
