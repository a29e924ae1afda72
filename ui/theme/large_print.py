# SPDX-License-Identifier: AGPL-3.0-or-later
"""The part of the style sheet for a laptop that was handed over: large type, large targets."""

LARGE_PRINT = """
QWidget[look="handover"] { background: $window; }
QWidget[look="handover"] QWidget { font-size: ${large_points}pt; }
QWidget[look="handover"] QLabel[look="title"] { font-size: ${large_title_points}pt; }
QWidget[look="handover"] QLabel[look="strong"] { font-size: ${question_points}pt; }
QWidget[look="handover"] QLabel[look="small"] { font-size: ${section_points}pt; }
QWidget[look="handover"] QFrame[look="question"],
QWidget[look="handover"] QFrame[look="question"][state="current"] { border-left: 0; }
QWidget[look="handover"] QPushButton { padding: 9px 20px; min-height: 28px; }
QWidget[look="handover"] QToolButton[look="switch"] { padding: 9px 16px; }
QWidget[look="handover"] QLineEdit { min-height: 34px; }
QWidget[look="handover"] QRadioButton, QWidget[look="handover"] QCheckBox { padding: 9px 6px; }
QWidget[look="handover"] QRadioButton::indicator { width: 18px; height: 18px;
    border-radius: 11px; }
QWidget[look="handover"] QRadioButton::indicator:checked { border: 6px solid $accent;
    width: 10px; height: 10px; }
QWidget[look="handover"] QCheckBox::indicator { width: 18px; height: 18px; }
"""
