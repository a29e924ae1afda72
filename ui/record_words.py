# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records say of themselves, in the language of the screens.

The English stands in `casework` (titles of fields, words of lists, faults); its translations stand
under the contexts `fields`, `choices` and `faults`.
"""

from datetime import date, datetime

from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication

from casework.field_specs import Editor, FieldSpec
from casework.record_parts import Fault, Word
from ui.record_views import RecordLine
from ui.text import Moments

LONGEST_PART = 120


def say_word(word: Word) -> str:
    """A word of a closed list."""
    return QCoreApplication.translate("choices", word.label)


def say_title(spec: FieldSpec) -> str:
    """What a field is called."""
    return QCoreApplication.translate("fields", spec.title)


def say_help(spec: FieldSpec) -> str:
    """What helps to fill a field; empty for nothing."""
    return QCoreApplication.translate("fields", spec.help) if spec.help else ""


def say_fault(fault: Fault) -> str:
    """What is wrong, beside the field it is about."""
    template = QCoreApplication.translate("faults", fault.template)
    return template.format_map(fault.parameters)


def say_parts(parts: tuple[str | Word, ...]) -> str:
    """A headline on one line."""
    said = (say_word(one) if isinstance(one, Word) else _shorten(one) for one in parts)
    return " · ".join(one for one in said if one)


def say_value(spec: FieldSpec, value: JsonValue, moments: Moments) -> str:
    """What stands in a field; empty for nothing."""
    if isinstance(value, list):
        return "\n".join(say_value(spec, one, moments) for one in value)
    words = {str(one): say_word(one) for one in spec.choices}
    if isinstance(value, bool):
        yes, no = (
            QCoreApplication.translate("words", "Yes"),
            QCoreApplication.translate("words", "No"),
        )
        return yes if value else no
    if isinstance(value, str) and value and spec.editor is Editor.DAY:
        return moments.day(date.fromisoformat(value))
    if isinstance(value, str) and value and spec.editor is Editor.MOMENT:
        return moments.minute(datetime.fromisoformat(value))
    return "" if value is None else words.get(str(value), str(value))


def say_when(moments: Moments, line: RecordLine) -> str:
    """The span or moment of a record; empty where it has none."""
    begun = _say(moments, line.happened)
    if line.ended is not None:
        return f"{begun} – {_say(moments, line.ended)}"
    if line.is_open:
        return QCoreApplication.translate("words", "Since {day}").format(day=begun)
    return begun


def _say(moments: Moments, when: date | datetime | None) -> str:
    if when is None:
        return ""
    if isinstance(when, datetime):
        return f"{moments.day(when)} {moments.minute_of_day(when)}"
    return moments.day(when)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_PART else line[: LONGEST_PART - 1] + "…"
