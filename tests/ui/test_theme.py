# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colours that can be read, in both schemes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDateTime
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.icons import STROKES, make_icon
from ui.theme.stylesheet import make_stylesheet
from ui.theme.tokens import DARK, EDGE_PAIRS, LIGHT, TEXT_PAIRS, Colours, contrast
from ui.widgets.looks import make_moment


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_has_a_contrast_of_at_least_4_5(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_every_outline_has_a_contrast_of_at_least_3(
    colours: Colours, edge: str, ground: str
) -> None:
    assert contrast(getattr(colours, edge), getattr(colours, ground)) >= 3


def test_contrast_agrees_with_the_published_ends_of_its_scale() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_has_no_token_left_to_fill() -> None:
    assert "$" not in make_stylesheet(LIGHT)


def test_every_icon_can_be_drawn(qapp: QApplication) -> None:
    for name in STROKES:
        assert not make_icon(name, "#000000", "#777777").pixmap(20, 20).toImage().isNull()


def test_a_chosen_theme_is_kept_and_shown(make_desk: Callable[..., object]) -> None:
    desk = make_desk()
    desk.window.use_theme("dark")  # type: ignore[attr-defined]  # Desk of the room's conftest
    assert desk.settings.theme() == "dark"  # type: ignore[attr-defined]  # as above
    window_colour = QApplication.palette().color(QPalette.ColorRole.Window)
    assert window_colour.name() == DARK.window


# The offscreen platform says this about every window with a smallest size.
@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
@pytest.mark.parametrize("day_only", [False, True])
def test_a_field_for_a_moment_has_room_for_what_stands_in_it(
    qapp: QApplication, *, day_only: bool
) -> None:
    before = qapp.styleSheet()
    qapp.setStyleSheet(make_stylesheet(LIGHT))
    field = make_moment(QDateTime(2026, 12, 7, 14, 2, 0), day_only=day_only)
    field.resize(300, 37)
    field.show()
    qapp.processEvents()
    text = field.lineEdit()
    assert text.width() > text.fontMetrics().horizontalAdvance(field.text()) + 12
    field.close()
    qapp.setStyleSheet(before)
