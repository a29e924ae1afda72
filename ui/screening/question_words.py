# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is read of a question rather than answered: label, hint, remark, picture, and more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from forms.answers import Missing
from forms.definition import Control
from forms.markdown import to_plain
from forms.session import QuestionState
from ui.screening.editors.attachments import Attachments
from ui.screening.editors.pictures import fit_pixmap, read_picture
from ui.screening.editors.remarks import remark_on
from ui.screening.marked_label import MarkedLabel
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label, make_tool

TALLEST_PICTURE = 260


class QuestionWords(QWidget):
    """Everything of a question that is read rather than answered, above its editor.

    Attributes:
        clear: takes a chosen answer back; shown by the question.
    """

    def __init__(self, attachments: Attachments | None, *, note: bool, asks: bool = True) -> None:
        super().__init__()
        self._attachments = attachments
        self._asks = asks and not note
        self._picture_name = ""
        self._fallback = ""
        self.label = MarkedLabel("" if note else "strong")
        self.hint = MarkedLabel("soft")
        self.remark = make_label("", "small")
        self.guidance = MarkedLabel("soft")
        self.picture = QLabel()
        self.picture.setTextFormat(Qt.TextFormat.PlainText)
        self.more = make_tool(self.tr("More"), lambda: None, "switch")
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda _: self._show_guidance())
        self.clear = make_tool(self.tr("Clear"), lambda: None, "switch")
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear.setToolTip(self.tr("Delete"))
        self.clear.hide()
        self._place()

    def show_state(self, state: QuestionState) -> None:
        """Show the words as they are now."""
        self._fallback = state.question.name
        self.label.show_text(state.label)
        hint = state.hint
        if self._asks and not (state.required or state.readonly):
            hint = " · ".join(part for part in (self.tr("Optional"), hint) if part)
        self.hint.show_text(hint)
        self.hint.setVisible(bool(hint))
        remark = " ".join(
            part for part in (remark_on(state.question), self._unplayed(state)) if part
        )
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.guidance.show_text(state.guidance)
        self.more.setVisible(bool(state.guidance))
        self.more.setAccessibleDescription(to_plain(state.label))
        self._show_guidance()
        self._show_picture(state)

    def name(self) -> str:
        """The label without marks; the question's own name where the form gives it no label."""
        return self.label.text() or self._fallback

    def description(self) -> str:
        """Hint and remark without marks."""
        return "\n".join(
            one.text() for one in (self.hint, self.remark) if one.text() and not one.isHidden()
        )

    def show_clear(self, state: QuestionState, *, clearable: bool) -> None:
        """Offer to take the answer back where there is one."""
        given = state.answer is not None and not isinstance(state.answer, Missing)
        self.clear.setVisible(clearable and given and not state.readonly)
        self.clear.setAccessibleDescription(self.name())

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEASURES.unit)
        row.addWidget(self.label, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.picture)
        column.addLayout(row)
        for widget in (self.hint, self.guidance, self.remark):
            column.addWidget(widget)
        self.picture.hide()

    def _show_guidance(self) -> None:
        self.guidance.setVisible(self.more.isChecked() and bool(self.guidance.text()))

    def _show_picture(self, state: QuestionState) -> None:
        name = state.media.get("image") or state.media.get("big-image") or ""
        if state.question.looks("image-map"):
            name = ""
        if name == self._picture_name:
            return
        self._picture_name = name
        content = self._attachments.media(name) if self._attachments and name else None
        image = read_picture(content) if content is not None else None
        self.picture.setVisible(image is not None)
        if image is None:
            return
        widest = MEASURES.reading_width - 2 * MEASURES.gap
        ratio = self.devicePixelRatioF()
        self.picture.setPixmap(fit_pixmap(image, widest, TALLEST_PICTURE, ratio))
        self.picture.setMinimumWidth(1)
        self.picture.setAccessibleName(to_plain(state.label))

    def _unplayed(self, state: QuestionState) -> str:
        if state.question.control in (Control.AUDIO, Control.VIDEO):
            return ""
        if state.media.get("audio") or state.media.get("video"):
            return self.tr("This question comes with a recording, which cannot be played here.")
        return ""
