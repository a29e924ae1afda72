# SPDX-License-Identifier: AGPL-3.0-or-later
"""Factories for dressed widgets: every text is plain text, every control has a name.

A look is the dynamic property `look` that the style sheet selects on; a tone is `plain`,
`accent`, `warning`, `danger` or `good` and always comes with words.
"""

from collections.abc import Callable

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDateEdit,
    QDateTimeEdit,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.theme.tokens import Tone
from ui.widgets.press_button import PressButton


def make_label(text: str = "", look: str = "", *, wrap: bool = True) -> QLabel:
    """A label that shows its text as it is, never as markup."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    label.setProperty("look", look)
    if wrap:
        policy = label.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        label.setMinimumWidth(1)
    return label


def make_tag(text: str, tone: Tone) -> QLabel:
    """A short word on a tinted ground."""
    tag = make_label(text, "tag", wrap=False)
    tag.setProperty("tone", tone)
    tag.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return tag


def make_button(text: str, pressed: Callable[[], object], look: str = "") -> QPushButton:
    """A push button; `look` is empty, `primary` or `quiet`."""
    button = PressButton(text)
    button.setAccessibleName(text.replace("&", ""))
    button.setProperty("look", look)
    button.setAutoDefault(False)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    _connect(button, pressed)
    return button


def make_tool(text: str, pressed: Callable[[], object], look: str = "") -> QToolButton:
    """A flat button that may carry an icon beside its text."""
    button = QToolButton()
    button.setText(text)
    button.setAccessibleName(text.replace("&", ""))
    button.setProperty("look", look)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    _connect(button, pressed)
    return button


def make_moment(moment: QDateTime, *, day_only: bool = False) -> QDateTimeEdit:
    """A field for a moment or a day, moved through with the arrow keys."""
    field = QDateEdit(moment.date()) if day_only else QDateTimeEdit(moment)
    field.setDisplayFormat("yyyy-MM-dd" if day_only else "yyyy-MM-dd HH:mm")
    dress_moment(field)
    return field


def dress_moment(field: QDateTimeEdit) -> None:
    """Give a field for a moment the air that the style sheet cannot put inside it.

    The style sheet takes the arrows away as well: with none asked for (`NoButtons`) Qt leaves the
    text one pixel of width.
    """
    field.lineEdit().setTextMargins(6, 0, 6, 0)


def make_line() -> QFrame:
    """A hairline between things."""
    line = QFrame()
    line.setProperty("look", "line")
    return line


def restyle(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties and let the style sheet see them."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    for child in widget.findChildren(QLabel):
        style.unpolish(child)
        style.polish(child)


def _connect(button: QAbstractButton, pressed: Callable[[], object]) -> None:
    def on_clicked() -> None:
        pressed()

    button.clicked.connect(on_clicked)
