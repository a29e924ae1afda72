# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the fields of a record are called on the screen."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from casework.field_specs import Editor, FieldSpec, specs_of
from casework.records import VIEW_OF_KIND
from casework.vocabulary import RecordKind
from ui.record_words import say_word
from ui.text import Moments

Say = Callable[[str, str], str]

_PLAIN_DAYS = ("birth_date", "opened_on")
_PLAIN: dict[str, object] = {
    "legal_name": QT_TRANSLATE_NOOP("field_name", "Legal name"),
    "chosen_name": QT_TRANSLATE_NOOP("field_name", "Chosen name"),
    "aliases": QT_TRANSLATE_NOOP("field_name", "Other names"),
    "birth_date": QT_TRANSLATE_NOOP("field_name", "Birth date"),
    "pronouns": QT_TRANSLATE_NOOP("field_name", "Pronouns"),
    "languages": QT_TRANSLATE_NOOP("field_name", "Languages"),
    "agency_numbers": QT_TRANSLATE_NOOP("field_name", "Case numbers"),
    "opened_on": QT_TRANSLATE_NOOP("field_name", "Case opened on"),
    "text": QT_TRANSLATE_NOOP("field_name", "Note"),
    "happened_at": QT_TRANSLATE_NOOP("field_name", "When it happened"),
    "entered_at": QT_TRANSLATE_NOOP("field_name", "When it was entered"),
    "signatures": QT_TRANSLATE_NOOP("field_name", "Signatures"),
    "declined_to_sign": QT_TRANSLATE_NOOP("field_name", "The youth did not want to sign"),
}
_YES_OR_NO = (Editor.YES_NO, Editor.YES_NO_UNKNOWN)


def field_name(field: str, kind: RecordKind, say: Say = QCoreApplication.translate) -> str:
    """The field's name; its own where there is none.

    Args:
        say: a text of a context in the reader's language, which is the screens' unless told.
    """
    spec = _find_spec(field, kind)
    if spec is not None:
        return say("fields", spec.title)
    return say("field_name", str(_PLAIN[field])) if field in _PLAIN else field


def is_day(field: str, kind: RecordKind) -> bool:
    """Whether a field holds a calendar day."""
    spec = _find_spec(field, kind)
    return field in _PLAIN_DAYS if spec is None else spec.editor is Editor.DAY


def field_value(field: str, kind: RecordKind, value: str, moments: Moments) -> str:
    """A value as the screens say it: words of closed lists, yes and no, days and moments."""
    if field == "signatures":
        drawn = QCoreApplication.translate("field_name", "Drawn on the screen")
        return drawn if value else ""
    spec = _find_spec(field, kind)
    said = {} if spec is None else {str(one): say_word(one) for one in spec.choices}
    if spec is None or spec.editor in _YES_OR_NO:
        said |= {
            "True": QCoreApplication.translate("words", "Yes"),
            "False": QCoreApplication.translate("words", "No"),
        }
    if value in said:
        return said[value]
    try:
        if field.endswith("_at"):
            return moments.minute(datetime.fromisoformat(value))
        return moments.day(date.fromisoformat(value)) if is_day(field, kind) else value
    except ValueError:
        return value


def _find_spec(field: str, kind: RecordKind) -> FieldSpec | None:
    return next((one for one in specs_of(VIEW_OF_KIND[kind]) if one.name == field), None)
