# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole screening filled by a client that sees only what a screen reader sees."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from forms.answers import decode_answer
from tests.fakes.questions import heard
from tests.ui.conftest import Desk, settle
from ui.places import DraftPlace
from ui.screening.draft_page import DraftPage

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
NAME, ABOUT = QAccessible.Text.Name, QAccessible.Text.Description
Role = QAccessible.Role


def shown_below(seen: QAccessibleInterface) -> list[QAccessibleInterface]:
    """Everything there is below a window, as it is told."""
    found = []
    for at in range(seen.childCount()):
        child = seen.child(at)
        if child is not None and not child.state().invisible:
            found.extend([child, *shown_below(child)])
    return found


def fill_what_is_told(window: QObject) -> int:
    """Answer every question told of: the first choice, a day, a number or a word."""
    answered: set[str] = set()
    while True:
        open_now = [
            one
            for one in shown_below(heard(window))  # type: ignore[arg-type]  # a window is a widget
            if one.role() in (Role.RadioButton, Role.CheckBox, Role.EditableText)
            and _question_of(one) not in answered
            and not one.state().readOnly
        ]
        if not open_now:
            return len(answered)
        answered.add(_question_of(open_now[0]))
        _set(open_now[0])
        settle()


def _question_of(seen: QAccessibleInterface) -> str:
    choosing = seen.role() != Role.EditableText
    return seen.text(ABOUT).partition("\n")[0] if choosing else seen.text(NAME)


def _set(seen: QAccessibleInterface) -> None:
    if seen.role() != Role.EditableText:
        action = seen.actionInterface()
        assert action is not None
        action.doAction("Toggle")
        return
    editable, text = seen.editableTextInterface(), seen.textInterface()
    assert editable is not None
    assert text is not None
    dated = "YYYY-MM-DD" in seen.text(ABOUT)
    editable.replaceText(0, text.characterCount(), "2026-11-20" if dated else "2")


def test_a_screening_is_filled_by_ear_alone(desk: Desk, qtbot: QtBot) -> None:
    county = desk.county
    draft = county.start(list(county.cases)[3], county.pack.form_id, "")
    desk.shell.open(DraftPlace(draft))
    settle()
    page = desk.shell.page
    assert isinstance(page, DraftPage)
    assert page.filling is not None
    answered = 0
    for at in range(len(page.filling.pages)):
        page.go_to(at)
        settle()
        answered += fill_what_is_told(page)
    page.go_to(99)
    settle()
    kept = {path: decode_answer(one) for path, one in county.drafts[draft].answers.items()}
    assert page.filling.problems() == ()
    assert answered >= 15
    assert len([one for one in kept.values() if one is not None]) >= answered
    assert page.onward.isEnabled()
