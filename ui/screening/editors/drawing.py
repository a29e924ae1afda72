# SPDX-License-Identifier: AGPL-3.0-or-later
"""A picture drawn here: a sketch, a signature, or notes on a photograph; kept as PNG.

A drawing is kept a moment after the last stroke and on leaving it, so that at most the stroke being
drawn can be lost. Who cannot draw can choose a file instead.
"""

from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from forms.definition import Question
from forms.session import QuestionState
from ui.screening.editors.attachments import Attachments
from ui.screening.editors.paper import WIDTH, Paper
from ui.screening.editors.pictures import read_photograph, write_image
from ui.screening.editors.upload import UploadEditor
from ui.screening.flow import FlowLayout
from ui.theme.tokens import INKS, MEASURES
from ui.widgets.looks import make_button, make_tool

PAUSE_MS = 1200
SHEET = QSize(WIDTH, 560)
SIGNATURE_SHEET = QSize(WIDTH, 300)


class DrawingEditor(UploadEditor):
    """Paper below the buttons of a file.

    Args:
        signature: a lower sheet and black ink only.
        over_picture: drawn over a photograph that is chosen first.
    """

    def __init__(
        self,
        question: Question,
        attachments: Attachments | None,
        *,
        signature: bool = False,
        over_picture: bool = False,
    ) -> None:
        super().__init__(question, attachments)
        self._over_picture = over_picture
        if not over_picture:
            self.nothing = self.tr("Nothing drawn yet.")
        self._kind = "signature" if signature else "drawing"
        self._drawn_name = ""
        self._keeping = False
        self._own = False
        self.paper = Paper(SIGNATURE_SHEET if signature else SHEET)
        self.paper.drawn.connect(self._on_drawn)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.undo = make_button(self.tr("Undo"), self.paper.undo)
        self.undo.setToolTip(self.tr("Ctrl+Z"))
        self.buttons.addWidget(self.undo)
        self.column.insertWidget(0, self.paper)
        self._inks = self._make_inks()
        self.column.insertWidget(1, self._inks)
        self._inks.setVisible(not signature)

    def show_state(self, state: QuestionState) -> None:
        """Show the drawing kept."""
        super().show_state(state)
        may_draw = not state.readonly and self.choose.isEnabled()
        self.paper.may_draw = may_draw
        self.undo.setEnabled(may_draw)
        self._show_paper()

    def describe(self, name: str, description: str) -> None:
        """The paper says that a file will do as well."""
        super().describe(name, description)
        self.paper.setAccessibleName(name)
        self.paper.setAccessibleDescription(
            self.tr("Draw here with mouse, pen or finger, or choose a file.")
        )
        self.undo.setAccessibleDescription(name)

    def flush(self) -> None:
        """Keep what is drawn."""
        self._pause.stop()
        if not self._keeping:
            return
        self._keeping = False
        if not self.paper.strokes:
            self._on_remove()
            return
        self._own = True
        self.take_file(f"{self._kind}.png", write_image(self.paper.picture(), "png"))
        self._own = False

    def take_file(self, name: str, content: bytes) -> bool:
        """Keep a file; one that was chosen lies below what is drawn next."""
        taken = super().take_file(name, content)
        self._show_paper()
        return taken

    def _on_remove(self) -> None:
        self._drawn_name = ""
        self._keeping = False
        self._pause.stop()
        self.paper.put_below(None)
        super()._on_remove()

    def _on_drawn(self) -> None:
        self._keeping = True
        self._pause.start()

    def _show_paper(self) -> None:
        """A file from elsewhere lies on the paper; the person's own strokes stay as strokes."""
        self.preview.hide()
        self.paper.setVisible(not self._over_picture or bool(self.name))
        known = self._keeping or self._own or self.name == self._drawn_name
        self._drawn_name = self.name if self._own else self._drawn_name
        if known:
            return
        self._drawn_name = self.name
        content = self.read_kept()
        photograph = read_photograph(content) if content is not None else None
        self.paper.put_below(photograph.image if photograph is not None else None)

    def _make_inks(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, MEASURES.half)
        self._ink_group = QButtonGroup(self)
        names = {
            "black": self.tr("Black"),
            "red": self.tr("Red"),
            "blue": self.tr("Blue"),
            "green": self.tr("Green"),
        }
        for name, ink in INKS:
            button: QToolButton = make_tool(names[name], partial(self._on_ink, ink), "switch")
            button.setCheckable(True)
            button.setChecked(ink == self.paper.ink)
            self._ink_group.addButton(button)
            row.addWidget(button)
        return holder

    def _on_ink(self, ink: str) -> None:
        self.paper.ink = ink
