# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one style sheet, generated from the tokens.

Widgets ask for a look by the dynamic property `look` (see `ui.widgets.looks`); nothing else in
the application sets a colour or a font size.
"""

from string import Template

from ui.theme.large_print import LARGE_PRINT
from ui.theme.tokens import MEASURES, Colours

_SHEET = Template("""
QWidget { color: $text; font-size: ${body_points}pt; }
QMainWindow, QDialog, QWidget[look="window"] { background: $window; }
QScrollArea, QScrollArea > QWidget > QWidget[look="column"] { background: transparent; border: 0; }
QToolTip { background: $surface; color: $text; border: 1px solid $outline; padding: 4px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title_points}pt; font-weight: 600; }
QLabel[look="large"] { font-size: ${large_title_points}pt; font-weight: 600; }
QLabel[look="section"] { font-size: ${section_points}pt; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="soft"] { color: $text_soft; }
QLabel[look="small"] { color: $text_soft; font-size: ${small_points}pt; }
QLabel[look="score"] { font-size: ${score_points}pt; font-weight: 600; color: $accent_text; }
QLabel[look="thumbnail"] { border: 1px solid $edge; background: $sunken; }
QLabel[look="error"] { color: $danger; font-weight: 600; }
QLabel[look="key"] { color: $text_soft; font-size: ${small_points}pt;
    border: 1px solid $edge; border-radius: 4px; padding: 1px 5px; }
QLabel[look="passphrase"] { font-size: ${section_points}pt; font-weight: 600; color: $warning; }
QLabel[look="brand"] { font-size: ${section_points}pt; font-weight: 600; color: $accent_text; }

QLabel[tone="plain"] { background: $sunken; color: $text_soft; }
QLabel[tone="accent"] { background: $accent_soft; color: $accent_text; }
QLabel[tone="warning"] { background: $warning_soft; color: $warning; }
QLabel[tone="danger"] { background: $danger_soft; color: $danger; }
QLabel[tone="good"] { background: $good_soft; color: $good; }
QLabel[look="tag"] { border-radius: 9px; padding: 2px 9px; font-size: ${small_points}pt;
    font-weight: 600; }

QFrame[look="card"] { background: $surface; border: 1px solid $edge; border-radius: ${radius}px; }
QFrame[look="question"] { background: transparent; border: 0; border-left: 3px solid transparent; }
QFrame[look="question"][state="current"] { border-left: 3px solid $accent; }
QFrame[look="question"][state="error"] { border-left: 3px solid $danger; }
QFrame[look="line"] { background: $edge; border: 0; max-height: 1px; min-height: 1px; }
QLabel[look="training"] {
    background: $warning_soft; color: $warning; font-weight: 600; padding: 4px 16px;
}
QFrame[look="banner"] { border-radius: ${radius}px; border: 0; }
QFrame[look="banner"][tone="plain"] { background: $sunken; }
QFrame[look="banner"][tone="accent"] { background: $accent_soft; }
QFrame[look="banner"][tone="accent"] QLabel { color: $accent_text; }
QFrame[look="banner"][tone="warning"] { background: $warning_soft; }
QFrame[look="banner"][tone="warning"] QLabel { color: $warning; }
QFrame[look="banner"][tone="danger"] { background: $danger_soft; }
QFrame[look="banner"][tone="danger"] QLabel { color: $danger; }
QFrame[look="banner"][tone="good"] { background: $good_soft; }
QFrame[look="banner"][tone="good"] QLabel { color: $good; }
QFrame[look="rail"] { background: $sunken; border: 0; border-right: 1px solid $edge; }
QFrame[look="strip"] { background: $sunken; border: 0; border-top: 1px solid $edge; }
QFrame[look="bar"] { background: $surface; border: 0; border-bottom: 1px solid $edge; }
QFrame[look="side"] { background: $surface; border: 0; border-right: 1px solid $edge; }
QFrame[look="foot"] { background: $surface; border: 0; border-top: 1px solid $edge; }

QPushButton { background: $surface; border: 2px solid $outline; border-radius: ${radius}px;
    padding: 6px 14px; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border-color: $ring; background: $accent_soft; }
QPushButton:disabled { color: $text_soft; border-color: $edge; background: $window; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border-color: $accent;
    font-weight: 600; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:focus { border-color: $ring_on_accent; }
QPushButton[look="primary"]:disabled { background: $sunken; color: $text_soft;
    border-color: $edge; }
QPushButton[look="quiet"], QToolButton { background: transparent; border: 2px solid transparent;
    border-radius: ${radius}px; padding: 5px 9px; color: $text; }
QPushButton[look="quiet"] { color: $accent_text; text-align: left; }
QPushButton[look="quiet"]:hover, QToolButton:hover { background: $hover; }
QPushButton[look="quiet"]:focus, QToolButton:focus { border-color: $ring; }
QToolButton[look="back"] { padding-left: 0; color: $accent_text; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[look="place"] { text-align: left; padding: 8px 10px; font-weight: 400; }
QToolButton[look="place"]:checked { background: $accent_soft; color: $accent_text;
    font-weight: 600; }
QToolButton[look="place"]:checked:focus, QToolButton[look="place"]:focus { border-color: $ring; }
QToolButton[look="missing"] { color: $text_soft; border: 2px solid $edge; padding: 3px 9px; }
QToolButton[look="missing"]:checked { background: $warning_soft; color: $warning;
    border-color: $warning; font-weight: 600; }
QToolButton[look="missing"]:focus { border-color: $ring; }
QToolButton[look="switch"] { color: $text_soft; border: 2px solid $edge; padding: 3px 9px; }
QToolButton[look="switch"]:checked { background: $accent_soft; color: $accent_text;
    border-color: $accent; font-weight: 600; }
QToolButton[look="switch"]:focus { border-color: $ring; }
QToolButton[look="strip"] { padding: 1px 8px; font-size: ${small_points}pt; color: $text_soft; }
QFrame[look="strip"] QLabel { font-size: ${small_points}pt; color: $text_soft; }

QLineEdit, QPlainTextEdit, QDateEdit, QDateTimeEdit, QComboBox { background: $surface;
    border: 2px solid $outline; border-radius: ${radius}px; padding: 5px 8px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $text_soft; }
QLineEdit, QDateEdit, QDateTimeEdit, QComboBox { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QDateTimeEdit:focus, QComboBox:focus
    { border-color: $ring; }
QLineEdit[state="error"], QPlainTextEdit[state="error"] { border-color: $danger; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $window; color: $text_soft;
    border-color: $edge; }
QLineEdit:read-only { background: $window; border-color: $edge; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: none; border: 0; width: 11px; height: 6px; background:
    qconicalgradient(cx: 0.5, cy: 1, angle: 0, stop: 0 transparent, stop: 0.124 transparent,
    stop: 0.126 $text_soft, stop: 0.374 $text_soft, stop: 0.376 transparent, stop: 1 transparent); }
QComboBox::down-arrow:disabled { background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 0; }
QComboBox QAbstractItemView, QMenu { background: $surface; border: 1px solid $outline;
    selection-background-color: $selected; selection-color: $text; }
QMenu::item { padding: 6px 20px; border: 2px solid transparent; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::separator { height: 1px; background: $edge; margin: 4px 8px; }

QRadioButton, QCheckBox { spacing: 9px; padding: 5px 6px; border: 2px solid transparent;
    border-radius: ${radius}px; background: transparent; }
QRadioButton:hover, QCheckBox:hover { background: $hover; }
QRadioButton:focus, QCheckBox:focus { border-color: $ring; }
QRadioButton:checked, QCheckBox:checked { background: $accent_soft; color: $accent_text;
    font-weight: 600; }
QRadioButton::indicator, QCheckBox::indicator { width: 14px; height: 14px;
    border: 2px solid $outline; background: $surface; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:checked { border: 2px solid $accent; background: $accent; }
QRadioButton:disabled, QCheckBox:disabled { color: $text_soft; }

QRadioButton[look="dot"], QCheckBox[look="dot"] { spacing: 0; padding: 5px; }
QRadioButton[look="bare"]::indicator, QCheckBox[look="bare"]::indicator { width: 0; height: 0;
    border: 0; }
QRadioButton[look="bare"], QCheckBox[look="bare"] { border: 2px solid $edge; }
QRadioButton[look="bare"]:checked, QCheckBox[look="bare"]:checked { border-color: $accent; }
QRadioButton[look="bare"]:focus, QCheckBox[look="bare"]:focus { border-color: $ring; }

QSlider { background: transparent; border: 2px solid transparent; border-radius: ${radius}px; }
QSlider:focus { border-color: $ring; }
QSlider::groove:horizontal { height: 6px; background: $outline; border-radius: 3px; }
QSlider::groove:vertical { width: 6px; background: $outline; border-radius: 3px; }
QSlider::handle { background: $accent; border: 2px solid $surface; border-radius: 11px;
    width: 18px; height: 18px; }
QSlider::handle:horizontal { margin: -8px 0; }
QSlider::handle:vertical { margin: 0 -8px; }
QSlider[state="empty"]::handle { background: $surface; border-color: $outline; }
QSlider::handle:disabled { background: $outline; }

QFrame[look="paper"] { border: 2px solid $outline; border-radius: 2px; }
QFrame[look="paper"]:focus { border-color: $ring; }

QCalendarWidget QWidget { background: $surface; alternate-background-color: $surface; }
QCalendarWidget QAbstractItemView { background: $surface; color: $text;
    selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: $text_soft; }
QCalendarWidget QToolButton { color: $text; }

QListView[look="choices"] { background: $surface; border: 2px solid $outline;
    border-radius: ${radius}px; }
QListView[look="choices"]:focus { border-color: $ring; }
QListView[look="choices"]::item { min-height: 28px; padding: 0 8px; color: $text; }
QListView[look="choices"]::item:hover { background: $hover; }
QListView[look="choices"]::item:selected { background: $selected; color: $text; }

QListView[look="choices"]::indicator { width: 14px; height: 14px; border: 2px solid $outline;
    border-radius: 4px; background: $surface; }
QListView[look="choices"]::indicator:checked { border-color: $accent; background: $accent; }

QListView { background: transparent; border: 0; outline: 0; }
QListView[look="places"] { background: transparent; }
QTableView { background: $surface; border: 1px solid $edge; border-radius: ${radius}px;
    gridline-color: $edge; selection-background-color: $selected; selection-color: $text; }
QTableView:focus { border: 2px solid $ring; }
QHeaderView { background: transparent; }
QHeaderView::section { background: $hover; color: $text_soft; border: 0;
    border-bottom: 1px solid $edge; padding: 6px 8px; font-size: ${small_points}pt;
    font-weight: 600; }
QProgressBar { background: $sunken; border: 0; border-radius: 4px; max-height: 8px;
    min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $outline; border-radius: 4px; min-height: 32px;
    margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $outline; border-radius: 4px; min-width: 32px;
    margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page
    { background: transparent; border: 0; width: 0; height: 0; }
""")


def make_stylesheet(colours: Colours) -> str:
    """The sheet for one colour scheme."""
    tokens = {name: str(getattr(colours, name)) for name in Colours.__dataclass_fields__}
    measures = {name: str(getattr(MEASURES, name)) for name in type(MEASURES).__dataclass_fields__}
    values = tokens | measures
    return _SHEET.substitute(values) + Template(LARGE_PRINT).substitute(values)
