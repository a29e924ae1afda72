# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person fills in for each kind of record, read off its pydantic model.

One reading of the models feeds the screens, the prints and the translations, so that a new field
of a record appears everywhere with its title, its words and its bounds.
"""

import types
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from casework.ids import HatId
from casework.record_parts import RecordView, Word

SHORT = 200


class Editor(StrEnum):
    """How a field is asked."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    MOMENT = "moment"
    NUMBER = "number"
    YES_NO = "yes_no"
    YES_NO_UNKNOWN = "yes_no_unknown"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field a person fills.

    Attributes:
        title, help: English, source texts of translations; help may be empty.
        required: an empty value is a fault.
        choices: of CHOICE and CHOICES, in their order.
        most: characters of LINE and TEXT that fit.
    """

    name: str
    title: str
    help: str
    editor: Editor
    required: bool
    choices: tuple[Word, ...] = ()
    most: int = 0


def specs_of(view: type[RecordView]) -> tuple[FieldSpec, ...]:
    """The fields of a kind in the order in which they are asked."""
    return tuple(_spec(name, info) for name, info in view.model_fields.items() if info.title)


def _spec(name: str, info: FieldInfo) -> FieldSpec:
    inner, optional = _without_none(info.annotation)
    editor, choices = _editor(inner, info, optional=optional)
    floor = next((one.min_length for one in info.metadata if hasattr(one, "min_length")), 0)
    return FieldSpec(
        name=name,
        title=info.title or "",
        help=info.description or "",
        editor=editor,
        required=info.is_required() or bool(floor),
        choices=choices,
        most=_most(info) if editor in (Editor.LINE, Editor.TEXT) else 0,
    )


def _editor(inner: Any, info: FieldInfo, *, optional: bool) -> tuple[Editor, tuple[Word, ...]]:
    if get_origin(inner) in (tuple, frozenset):
        item = get_args(inner)[0]
        if isinstance(item, type) and issubclass(item, Word):
            return Editor.CHOICES, tuple(item)
        return Editor.LINES, ()
    if inner is HatId:
        return Editor.PERSON, ()
    if not isinstance(inner, type):
        raise TypeError(f"no editor for {inner}")
    if issubclass(inner, Word):
        return Editor.CHOICE, tuple(inner)
    if issubclass(inner, bool):
        return (Editor.YES_NO_UNKNOWN if optional else Editor.YES_NO), ()
    if issubclass(inner, datetime):
        return Editor.MOMENT, ()
    if issubclass(inner, date):
        return Editor.DAY, ()
    if issubclass(inner, int):
        return Editor.NUMBER, ()
    return (Editor.LINE if _most(info) <= SHORT else Editor.TEXT), ()


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [one for one in get_args(annotation) if one is not type(None)]
        first = inner[0]
        bare = get_args(first)[0] if hasattr(first, "__metadata__") else first
        return bare, len(inner) < len(get_args(annotation))
    return annotation, False


def _most(info: FieldInfo) -> int:
    found = [one.max_length for one in info.metadata if hasattr(one, "max_length")]
    return min((one for one in found if one is not None), default=SHORT)
