# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the fields of a record are called on the screen."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from casework.field_specs import Editor, FieldSpec, specs_of
from casework.records import VIEW_OF_KIND
from casework.vocabulary import RecordKind
from ui.record_words import say_title, say_word
from ui.text import Moments

_PLAIN_DAYS = ("birth_date", "opened_on")
_YES_OR_NO = (Editor.YES_NO, Editor.YES_NO_UNKNOWN)


def field_name(field: str, kind: RecordKind) -> str:
    """The field's name in the reader's language; its own where there is none."""
    spec = _find_spec(field, kind)
    return _plain_name(field) if spec is None else say_title(spec)


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


def _plain_name(field: str) -> str:
    return {
        "legal_name": QCoreApplication.translate("field_name", "Legal name"),
        "chosen_name": QCoreApplication.translate("field_name", "Chosen name"),
        "aliases": QCoreApplication.translate("field_name", "Other names"),
        "birth_date": QCoreApplication.translate("field_name", "Birth date"),
        "pronouns": QCoreApplication.translate("field_name", "Pronouns"),
        "languages": QCoreApplication.translate("field_name", "Languages"),
        "agency_numbers": QCoreApplication.translate("field_name", "Case numbers"),
        "opened_on": QCoreApplication.translate("field_name", "Case opened on"),
        "text": QCoreApplication.translate("field_name", "Note"),
        "happened_at": QCoreApplication.translate("field_name", "When it happened"),
        "entered_at": QCoreApplication.translate("field_name", "When it was entered"),
        "signatures": QCoreApplication.translate("field_name", "Signatures"),
        "declined_to_sign": QCoreApplication.translate(
            "field_name", "The youth did not want to sign"
        ),
    }.get(field, field)
