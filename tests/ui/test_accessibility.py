# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every control has a name, nothing is cut off, no stray window appears."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QWidget,
)

from tests.fakes.ui_people import fill
from tests.fakes.ui_ports import NOW
from tests.ui.conftest import Desk, settle
from ui.dialogs.note_dialog import NoteDialog
from ui.places import CaseLogPlace, CasePlace, DraftPlace, Place, Room, SignedPlace
from ui.screening.draft_page import DraftPage

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, QProgressBar, QMenu)
INNER = {"qt_spinbox_lineedit"}

MakeDesk = Callable[..., Desk]


def screens(desk: Desk) -> Iterator[tuple[str, QWidget]]:
    """Every screen in turn, unlock first."""
    page = desk.window.unlock_page
    assert page is not None
    yield "unlock", page
    shell = desk.unlock()
    county = desk.county
    cases = list(county.cases)
    half = next(iter(county.drafts))
    full = county.start(cases[7], county.pack.form_id, "")
    fill(county, full)
    record = next(iter(county.signed_views))
    places: list[Place] = [
        *(one for one in Room if one in shell._rooms),
        CasePlace(cases[0]),
        CaseLogPlace(cases[0]),
        CasePlace(cases[5]),
        DraftPlace(half),
        SignedPlace(cases[0], record),
    ]
    for place in places:
        shell.open(place)
        settle()
        yield str(place), shell
    for draft in (half, full):
        shell.open(DraftPlace(draft))
        settle()
        draft_page = shell.page
        assert isinstance(draft_page, DraftPage)
        for at in range(8):
            draft_page.go_to(at)
            settle()
            yield f"section {at}", shell


def test_every_control_on_every_screen_has_a_name(make_desk: MakeDesk) -> None:
    nameless = [
        (name, type(widget).__name__, widget.objectName())
        for name, screen in screens(make_desk())
        for widget in screen.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and not widget.accessibleName()
        and widget.parentWidget() is not None
        and not isinstance(widget.parentWidget(), QLineEdit)
        and widget.objectName() not in INNER
    ]
    assert nameless == []


def test_every_text_is_plain_text(make_desk: MakeDesk) -> None:
    for name, screen in screens(make_desk()):
        for label in screen.findChildren(QLabel):
            if label.buddy() is None:
                assert label.textFormat().name == "PlainText", (name, label.text())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(640, 400), (512, 350)], ids=["1280x800", "1024x700"])
def test_nothing_is_wider_than_a_small_screen_at_200_percent(
    make_desk: MakeDesk, language: str, size: tuple[int, int]
) -> None:
    desk = make_desk(language=language)
    desk.window.resize(*size)
    settle()
    for name, screen in screens(desk):
        settle()
        assert desk.window.width() <= size[0], name
        assert desk.window.minimumSizeHint().width() <= size[0], name
        for area in screen.findChildren(QScrollArea):
            inner = area.widget()
            if inner is not None and area.isVisible():
                wide = inner.minimumSizeHint().width()
                assert wide <= area.viewport().width(), (name, wide, area.viewport().width())


class WindowWatch(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_window_but_the_one_ever_appears(make_desk: MakeDesk, qapp: QApplication) -> None:
    desk = make_desk()
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    try:
        for _ in screens(desk):
            pass
        desk.window.use_language("es")
        desk.window.lock()
        settle()
    finally:
        qapp.removeEventFilter(watch)
    assert watch.shown == []


def test_a_dialog_names_its_controls_and_has_a_neutral_title(desk: Desk) -> None:
    dialog: QDialog = NoteDialog(desk.window, desk.shell.kit.moments, NOW)
    assert dialog.windowTitle() == "Fieldfare"
    for widget in dialog.findChildren(QWidget):
        if isinstance(widget, CONTROLS) and widget.objectName() not in INNER:
            assert widget.accessibleName(), type(widget).__name__
    dialog.deleteLater()
