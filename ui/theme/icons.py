# SPDX-License-Identifier: AGPL-3.0-or-later
"""Icons drawn by us as strokes on a 24-unit grid, tinted with a token when rendered."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKES: dict[str, str] = {
    "today": '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7'
    'M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>',
    "youths": '<circle cx="9" cy="8" r="3.2"/><path d="M3 19.5c0-3.6 2.6-6 6-6s6 2.4 6 6"/>'
    '<path d="M15.5 5.2a3 3 0 0 1 0 5.7M17.5 14c2.2.7 3.5 2.7 3.5 5.5"/>',
    "youth": '<circle cx="12" cy="8" r="3.6"/><path d="M5 20c0-4 3-6.6 7-6.6s7 2.6 7 6.6"/>',
    "screening": '<rect x="5" y="4.5" width="14" height="16" rx="2"/><path d="M9 4.5V3h6v1.5'
    'M8.5 12l2.2 2.2 4.3-4.4"/>',
    "draft": '<path d="M4 20l1-4.2L16.2 4.6a1.8 1.8 0 0 1 2.6 0l.6.6a1.8 1.8 0 0 1 0 2.6L8.2 19'
    'zM14.5 6.5l3 3"/>',
    "sync": '<path d="M4 12a8 8 0 0 1 13.7-5.6L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.7 5.6'
    'L4 15.5M4 20v-4.5h4.5"/>',
    "log": '<path d="M6 3.500h12v17H6zM9 8h6M9 12h6M9 16h3.500"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0'
    'v2.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
    "note": '<path d="M5 4h14v11.5L14.5 20H5zM19 15.5h-4.5V20M8.5 8.5h7M8.5 12h7"/>',
    "document": '<path d="M6 3.5h8.5L19 8v12.5H6zM14.5 3.5V8H19M9 12.5h6.5M9 16h6.5"/>',
    "training": '<path d="M3 9.500 12 5l9 4.500-9 4.500zM7 12v4.500c2.500 2 7.500 2 10 0V12"/>',
    "clock": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "warning": '<path d="M12 4l9 16H3zM12 10v4.5M12 17.2v.3"/>',
    "refused": '<circle cx="12" cy="12" r="8"/><path d="M6.5 6.5l11 11"/>',
    "back": '<path d="M14.5 5.5 8 12l6.5 6.5"/>',
    "next": '<path d="M9.5 5.5 16 12l-6.5 6.5"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z"/>',
    "pin": '<path d="M9 3.5h6l-1 6 3.5 4h-11l3.5-4zM12 13.5V20.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "shield": '<path d="M12 3.5l7 2.5v5.5c0 4.4-2.9 7.6-7 9-4.1-1.4-7-4.6-7-9V6z"/>',
    "send": '<path d="M12 19V6M6.5 11 12 5.5l5.5 5.5"/>',
    "missing": '<circle cx="12" cy="12" r="8" stroke-dasharray="3 3"/><path d="M8.5 12h7"/>',
    "open": '<circle cx="12" cy="12" r="7"/>',
    "display": '<path d="M12 4a8 8 0 1 0 0 16z" fill="{colour}"/><circle cx="12" cy="12" r="8"/>',
    "language": '<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c2.6 2.2 3.6 5 3.6 8'
    's-1 5.800-3.600 8c-2.600-2.200-3.600-5-3.600-8s1-5.800 3.600-8"/>',
    "inbox": '<path d="M4 13.5 6.5 5h11L20 13.5V19H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20"/>',
    "team": '<path d="M4 15h16M6 15v4.500M18 15v4.500"/><circle cx="7" cy="10.500" r="1.800"/>'
    '<circle cx="12" cy="7" r="1.800"/><circle cx="17" cy="10.500" r="1.800"/>',
    "case": '<path d="M4 8h16v11H4zM9 8V5.500h6V8"/>',
}

_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
    'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{strokes}</svg>'
)


def draw_icon(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Paint an icon into a square."""
    strokes = STROKES[name].replace("{colour}", colour)
    drawing = _FRAME.format(colour=colour, strokes=strokes)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, box)


def make_icon(name: str, colour: str, disabled: str, checked: str | None = None) -> QIcon:
    """An icon at the sizes and scales we show, with its disabled and checked tints."""
    icon = QIcon()
    for mode, state, tint in (
        (QIcon.Mode.Normal, QIcon.State.Off, colour),
        (QIcon.Mode.Disabled, QIcon.State.Off, disabled),
        (QIcon.Mode.Normal, QIcon.State.On, checked or colour),
    ):
        for edge in (20, 40, 60):
            icon.addPixmap(_pixmap(name, tint, edge), mode, state)
    return icon


def _pixmap(name: str, colour: str, edge: int) -> QPixmap:
    pixmap = QPixmap(edge, edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_icon(painter, name, colour, QRectF(0, 0, edge, edge))
    painter.end()
    return pixmap
