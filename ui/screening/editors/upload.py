# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file as an answer: chosen from the laptop, shown with its size, removed again.

The laptop's camera and microphone are not used. The answer is the name by which the file is kept;
the path it came from is forgotten.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from forms.answers import Missing
from forms.definition import Control, Question
from forms.session import QuestionState
from ui.errors import ShownError
from ui.screening.editors.attachments import Attachments
from ui.screening.editors.editor import Editor
from ui.screening.editors.files import (
    UnusableFile,
    filter_of,
    is_bare,
    prepare_file,
    read_chosen,
    say_size,
)
from ui.screening.editors.pictures import fit_pixmap, read_photograph
from ui.screening.flow import FlowLayout
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label

PREVIEW = 220


class UploadEditor(Editor):
    """Choosing, seeing and removing one file.

    Args:
        question: says the kind, and the bounds the form sets.
        attachments: where files are kept; None where none can be.
    """

    def __init__(self, question: Question, attachments: Attachments | None) -> None:
        super().__init__()
        self._control = question.control
        self._parameters = question.parameters
        self._attachments = attachments
        self.name = ""
        self.nothing = self.tr("No file chosen.")
        self._readonly = False
        self.choose = make_button(self.tr("Choose a file…"), self._on_choose)
        self.remove = make_button(self.tr("Remove"), self._on_remove, "quiet")
        self.kept = make_label("", "soft")
        self.preview = QLabel()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignLeading)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.hide()
        self.buttons = FlowLayout()
        self.buttons.addWidget(self.choose)
        self.buttons.addWidget(self.remove)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(MEASURES.half)
        self.column.addWidget(self.preview)
        self.column.addWidget(self.kept)
        self.column.addLayout(self.buttons)

    def show_state(self, state: QuestionState) -> None:
        """Show the file kept, or that there is none."""
        answer = "" if isinstance(state.answer, Missing) else str(state.answer or "")
        self._readonly = state.readonly
        self._show_rights()
        if answer != self.name or not self.kept.text():
            self.name = answer
            self._show_file()

    def controls(self) -> Sequence[QWidget]:
        """The button that chooses."""
        return (self.choose,)

    def describe(self, name: str, description: str) -> None:
        """The button says whose file it chooses and which one is kept."""
        self.choose.setAccessibleName(self.tr("{question}: choose a file").format(question=name))
        about = "\n".join(part for part in (self.kept.text(), description) if part)
        self.choose.setAccessibleDescription(about)
        self.remove.setAccessibleDescription(name)
        self.preview.setAccessibleName(name)

    def clear_choice(self) -> bool:
        """Remove the file."""
        if not self.name or self._readonly:
            return False
        self._on_remove()
        return True

    def focus_target(self) -> QWidget:
        """The button that chooses."""
        return self.choose

    def take_file(self, name: str, content: bytes) -> bool:
        """Keep a file as the answer; False, with a sentence, when it cannot be."""
        if self._attachments is None:
            return False
        try:
            kept_name, kept = prepare_file(self._control, name, content, self._parameters)
            self.name = self._attachments.keep(kept_name, kept)
        except (UnusableFile, ShownError) as error:
            self.unreadable.emit(str(error))
            return False
        self.unreadable.emit("")
        self._show_file()
        self.given.emit(self.name)
        return True

    def ask_for_file(self) -> Path | None:
        """Let the person choose; None when they did not."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a file"), str(Path.home()), filter_of(self._control)
        )
        return Path(chosen) if chosen else None

    def _on_choose(self) -> None:
        path = self.ask_for_file()
        if path is None:
            return
        try:
            content = read_chosen(path)
        except OSError:
            self.unreadable.emit(
                self.tr("“{name}” could not be opened; choose another file.").format(name=path.name)
            )
            return
        self.take_file(path.name, content)

    def _on_remove(self) -> None:
        self.name = ""
        self._show_file()
        self.unreadable.emit("")
        self.given.emit(None)
        self.choose.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_rights(self) -> None:
        self.choose.setEnabled(not self._readonly and self._attachments is not None)
        self.remove.setEnabled(not self._readonly)

    def _show_file(self) -> None:
        content = self.read_kept()
        self.remove.setVisible(bool(self.name))
        self._show_preview(content)
        if not self.name:
            self.kept.setText(
                self.nothing
                if self._attachments is not None
                else self.tr("Files cannot be kept here.")
            )
        elif content is None:
            self.kept.setText(self.tr("“{name}” is not on this laptop.").format(name=self.name))
        else:
            words = f"{self.name} · {say_size(len(content))}"
            if self._control is not Control.IMAGE and not is_bare(content):
                more = self.tr("Kept whole: it may say where, when and on what it was made.")
                words = f"{words}\n{more}"
            self.kept.setText(words)

    def read_kept(self) -> bytes | None:
        """The bytes of the file kept."""
        if not self.name or self._attachments is None:
            return None
        return self._attachments.read(self.name)

    def _show_preview(self, content: bytes | None) -> None:
        wanted = content is not None and self._control is Control.IMAGE
        photograph = read_photograph(content) if wanted and content is not None else None
        self.preview.setVisible(photograph is not None)
        if photograph is not None:
            ratio = self.devicePixelRatioF()
            self.preview.setPixmap(fit_pixmap(photograph.image, 2 * PREVIEW, PREVIEW, ratio))
