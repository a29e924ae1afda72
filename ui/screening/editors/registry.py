# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which editor takes the answers of which question, by its control and appearance.

An appearance we do not know changes nothing: the control's usual editor is used.
"""

import re
from typing import Literal

from forms.definition import Control, Question
from forms.session import QuestionState
from ui.screening.editors.calendars import SYSTEMS
from ui.screening.editors.choices import ChoicesEditor, ChoicesLook
from ui.screening.editors.counter import CounterEditor
from ui.screening.editors.dated import DateEditor
from ui.screening.editors.drawing import DrawingEditor
from ui.screening.editors.editor import Editor
from ui.screening.editors.image_map import ImageMapEditor
from ui.screening.editors.long_choices import LongChoicesEditor
from ui.screening.editors.means import NO_MEANS, Means
from ui.screening.editors.paragraph import ROWS, ParagraphEditor
from ui.screening.editors.picker import MOST_VALUES, PickerEditor
from ui.screening.editors.places import GeopointEditor, GeotraceEditor
from ui.screening.editors.ranking import RankingEditor
from ui.screening.editors.rating import MOST_STARS, RatingEditor
from ui.screening.editors.scale_row import HeadingRow, ScaleRow
from ui.screening.editors.scales import scale_of
from ui.screening.editors.slider import SliderEditor
from ui.screening.editors.timed import DateTimeEditor
from ui.screening.editors.trigger import TriggerEditor
from ui.screening.editors.typed import TypedEditor
from ui.screening.editors.upload import UploadEditor
from ui.screening.readings import writing_of

LONG_LIST = 30
"""Above this many choices a list view with a search line is used instead of buttons."""
COLUMNS = re.compile(r"(?:columns|compact)-([0-9]{1,2})")
COVERED = ("masked", "hidden-answer", "hide-input")


def make_editor(state: QuestionState, means: Means = NO_MEANS) -> Editor | None:
    """A new editor for a question as it stands now; None for a note."""
    question = state.question
    match question.control:
        case Control.NOTE:
            return None
        case Control.SELECT_ONE | Control.SELECT_MULTIPLE:
            return _make_choices(state, means)
        case Control.RANK:
            return RankingEditor()
        case Control.RANGE:
            return _make_range(question)
        case Control.TRIGGER:
            return TriggerEditor()
        case Control.DATE:
            return _make_date(question)
        case Control.DATETIME:
            return DateTimeEditor(means.zone)
        case Control.GEOPOINT:
            return GeopointEditor()
        case Control.GEOTRACE | Control.GEOSHAPE:
            return GeotraceEditor(closed=question.control is Control.GEOSHAPE)
        case Control.IMAGE | Control.AUDIO | Control.VIDEO | Control.FILE:
            return _make_upload(question, means)
        case _:
            return _make_typed(question)


def needs_other(editor: Editor | None, state: QuestionState) -> bool:
    """Whether a list has grown or shrunk past what its editor is good for."""
    if not isinstance(editor, ChoicesEditor | LongChoicesEditor):
        return False
    return isinstance(editor, LongChoicesEditor) != _wants_list(state)


def in_table(question: Question) -> bool:
    """Whether a question stands in a row, its words beside its choices."""
    choosing = question.control in (Control.SELECT_ONE, Control.SELECT_MULTIPLE)
    return choosing and (question.looks("label") or question.looks("list-nolabel"))


def is_heading(question: Question) -> bool:
    """Whether it only heads the columns of a table and is not answered."""
    return in_table(question) and question.looks("label")


def _make_typed(question: Question) -> Editor:
    control = question.control
    if control is Control.TEXT and _is_long(question):
        rows = question.parameters.get("rows", "")
        return ParagraphEditor(int(rows) if rows.isascii() and rows.isdigit() else ROWS)
    if control is Control.INTEGER and question.looks("counter"):
        return CounterEditor()
    hidden = any(question.looks(one) for one in COVERED)
    return TypedEditor(control, writing_of(question), hidden=hidden)


def _is_long(question: Question) -> bool:
    return question.looks("multiline") or bool(question.parameters.get("rows"))


def _make_date(question: Question) -> Editor:
    system = next((one for one in SYSTEMS if question.looks(one)), "")
    part = question.looks("month-year") or question.looks("year")
    popup = not (part or question.looks("no-calendar"))
    return DateEditor(writing_of(question), popup=popup, system=system)


def _make_range(question: Question) -> Editor:
    scale = scale_of(question)
    if scale is None:
        whole = question.datatype in ("int", "integer")
        return TypedEditor(Control.INTEGER if whole else Control.DECIMAL)
    if question.looks("picker") and scale.steps < MOST_VALUES:
        return PickerEditor(scale)
    if question.looks("rating") and scale.steps < MOST_STARS:
        return RatingEditor(scale)
    return SliderEditor(
        scale, vertical=question.looks("vertical"), ticks=not question.looks("no-ticks")
    )


def _make_upload(question: Question, means: Means) -> Editor:
    if question.control is Control.IMAGE:
        for word in ("signature", "draw", "annotate"):
            if question.looks(word):
                return DrawingEditor(
                    question,
                    means.attachments,
                    signature=word == "signature",
                    over_picture=word == "annotate",
                )
    return UploadEditor(question, means.attachments)


def _wants_list(state: QuestionState) -> bool:
    question = state.question
    folded = question.looks("minimal") or question.looks("quick-minimal")
    searched = any(question.looks(one) for one in ("autocomplete", "search", "search(*"))
    return folded or searched or len(state.choices) > LONG_LIST


def _make_choices(state: QuestionState, means: Means) -> Editor:
    question = state.question
    several = question.control is Control.SELECT_MULTIPLE
    quick = question.looks("quick*")
    if question.looks("label"):
        return HeadingRow()
    if question.looks("list-nolabel"):
        return ScaleRow(several=several, words=False)
    if question.looks("image-map"):
        name = state.media.get("image", "")
        content = means.attachments.media(name) if means.attachments and name else None
        values = [one.value for one in state.choices]
        return ImageMapEditor(several=several, content=content, values=values)
    if _wants_list(state):
        folded = question.looks("minimal")
        return LongChoicesEditor(
            several=several, folded=folded, quick=quick, attachments=means.attachments
        )
    if question.looks("likert") or question.looks("list"):
        return ScaleRow(several=several, quick=quick)
    look = ChoicesLook(_columns(question), bare=question.looks("no-buttons"), quick=quick)
    return ChoicesEditor(several=several, look=look, attachments=means.attachments)


def _columns(question: Question) -> int | Literal["fit"]:
    for word in question.appearance.split():
        found = COLUMNS.fullmatch(word)
        if found is not None:
            return max(int(found[1]), 1)
    packed = ("columns", "columns-pack", "compact", "quickcompact", "horizontal*")
    return "fit" if any(question.looks(one) for one in packed) else 1
