# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where Tab goes next: through a screen as it is read, whenever its parts were made.

Qt's own order is that of making, and cards are made anew whenever they are asked again, which put
them behind the status strip. Invariant: every control that takes the keyboard by Tab and is shown
is visited once, in the order of the layouts; of buttons that exclude each other, the chosen one.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from ui.theme.tokens import MEASURES

WHOLE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
"""What has parts of its own that are not stops."""


def tab_stops(ground: QWidget) -> list[QWidget]:
    """The controls of a screen in the order they are read."""
    return [one for one in _walk(ground) if _takes_tab(one)]


def move_on(ground: QWidget, *, forward: bool) -> bool:
    """Put the keyboard on the next control, or on the one before; whether there was one."""
    stops, now = tab_stops(ground), QApplication.focusWidget()
    while now is not None and now not in stops and now is not ground:
        now = now.parentWidget()
    if now is None or now not in stops:
        return False
    step = 1 if forward else -1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    following = stops[(stops.index(now) + step) % len(stops)]
    following.setFocus(reason)
    _bring_into_sight(following)
    return True


def _bring_into_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea) and widget.height() < above.viewport().height():
        above.ensureWidgetVisible(widget, 0, MEASURES.unit)


def _walk(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden():
        return
    yield widget
    if isinstance(widget, WHOLE):
        return
    inner = _shown_inside(widget)
    layout = widget.layout()
    if inner is not None:
        yield from _walk(inner)
    elif layout is not None:
        yield from _walk_layout(layout)


def _shown_inside(widget: QWidget) -> QWidget | None:
    if isinstance(widget, QScrollArea):
        return widget.widget()
    return widget.currentWidget() if isinstance(widget, QStackedWidget) else None


def _walk_layout(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda at: _cell(layout, at))
    for at in places:
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _walk(widget)
        elif inner is not None:
            yield from _walk_layout(inner)


def _cell(layout: QGridLayout, at: int) -> tuple[int, int]:
    position = layout.getItemPosition(at)
    assert isinstance(position, tuple)
    return position[0], position[1]


def _takes_tab(widget: QWidget) -> bool:
    if not widget.isEnabled():
        return False
    if isinstance(widget, QAbstractButton):
        group = widget.group()
        chosen = None if group is None or not group.exclusive() else group.checkedButton()
        if chosen is not None:
            return widget is chosen
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
