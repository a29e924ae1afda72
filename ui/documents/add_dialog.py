# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing a photograph or a PDF, and saying what it is and who shall see it.

A photograph loses what its camera wrote beside it before anything is kept of it; a file is what its
content says, whatever its name.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from casework.ids import RecordId
from casework.records import DocumentKind
from casework.vocabulary import Section
from forms.definition import Control
from ui.dialogs.ask_dialog import AskDialog
from ui.document_views import NewDocument
from ui.record_words import say_word
from ui.screening.editors.files import (
    UnusableFile,
    open_chosen,
    prepare_file,
    read_chosen,
    say_size,
)
from ui.section_words import say_section
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label, restyle

HEAD = 1024
LONGEST_TITLE = 200


class AddDocument(AskDialog):
    """Asks for a document.

    Args:
        sections: where this hat may add one.
        title: begins with this; of the document that is corrected, else empty.
        corrects: the document it takes the place of.
    """

    def __init__(
        self,
        parent: QWidget,
        sections: Sequence[Section],
        *,
        title: str = "",
        corrects: RecordId | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMinimumWidth(440)
        self._corrects = corrects
        self._source: Path | bytes | None = None
        self._name = ""
        self.choose = make_button(self.tr("&Choose a file…"), self._on_choose)
        self.chosen = make_label(
            self.tr("A photograph (JPEG, PNG) or a PDF, up to 100 MB."), "soft"
        )
        self.words = QLineEdit(title)
        self.words.setMaxLength(LONGEST_TITLE)
        self.words.setAccessibleName(self.tr("Title"))
        self.words.textChanged.connect(self._judge)
        self.what = QComboBox()
        self.what.setAccessibleName(self.tr("What it is"))
        for kind in DocumentKind:
            self.what.addItem(say_word(kind), kind)
        self.section = QComboBox()
        self.section.setAccessibleName(self.tr("Part of the case"))
        for one in sections:
            self.section.addItem(say_section(one), one)
        self.save = make_button(self.tr("&Add document"), self.accept, "primary")
        self._build()
        self._judge()
        self.choose.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        sections: Sequence[Section],
        *,
        title: str = "",
        corrects: RecordId | None = None,
    ) -> NewDocument | None:
        """What shall be added, or None when the worker changed their mind."""
        dialog = cls(parent, sections, title=title, corrects=corrects)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return dialog.document()
        finally:
            dialog.deleteLater()

    def document(self) -> NewDocument | None:
        """What was chosen; None while no file is."""
        if self._source is None:
            return None
        return NewDocument(
            title=self.words.text().strip(),
            what=self.what.currentData(),
            section=self.section.currentData(),
            name=self._name,
            source=self._source,
            corrects=self._corrects,
        )

    def take_file(self, path: Path) -> bool:
        """Take a file that was chosen; False, with a sentence, when it cannot be."""
        try:
            with open_chosen(path) as file:
                is_pdf = b"%PDF-" in file.read(HEAD)
            size = path.stat().st_size
            source: Path | bytes = path
            if not is_pdf:
                _, source = prepare_file(Control.IMAGE, path.name, read_chosen(path), {})
                size = len(source)
        except OSError:
            words = self.tr("“{name}” could not be opened; choose another file.")
            return self._say_problem(words.format(name=path.name))
        except UnusableFile as error:
            return self._say_problem(str(error))
        self._source, self._name = source, path.name
        self.chosen.setText(f"{path.name} · {say_size(size)}")
        restyle(self.chosen, look="soft")
        if not self.words.text().strip():
            self.words.setText(path.stem[:LONGEST_TITLE])
        if not is_pdf:
            self.what.setCurrentIndex(self.what.findData(DocumentKind.PHOTOGRAPH))
        self._judge()
        self.words.setFocus()
        self.words.selectAll()
        return True

    def ask_for_file(self) -> Path | None:
        """Let the worker choose; None when they did not."""
        kinds = self.tr("Photographs and PDFs")
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a file"),
            str(Path.home()),
            f"{kinds} (*.pdf *.jpg *.jpeg *.png)",
        )
        return Path(chosen) if chosen else None

    def _on_choose(self) -> None:
        path = self.ask_for_file()
        if path is not None:
            self.take_file(path)

    def _say_problem(self, words: str) -> bool:
        self.chosen.setText(words)
        restyle(self.chosen, look="error")
        return False

    def _judge(self) -> None:
        self.save.setEnabled(self._source is not None and bool(self.words.text().strip()))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(self.margin, self.margin, self.margin, self.margin)
        column.setSpacing(MEASURES.unit)
        fields = QVBoxLayout()
        fields.setContentsMargins(0, 0, MEASURES.unit, 0)
        fields.setSpacing(MEASURES.unit)
        heading = self.tr("Replace a document") if self._corrects else self.tr("Add a document")
        fields.addWidget(make_label(heading, "section"))
        if self._corrects:
            fields.addWidget(make_label(self.tr("The one before stays readable."), "soft"))
        fields.addWidget(self.choose)
        fields.addWidget(self.chosen)
        for name, field in (
            (self.tr("&Title"), self.words),
            (self.tr("&What it is"), self.what),
            (self.tr("&Part of the case; it decides who sees it"), self.section),
        ):
            label = QLabel(name)
            label.setBuddy(field)
            fields.addWidget(label)
            fields.addWidget(field)
        fields.addStretch(1)
        column.addWidget(self.make_scrolling(fields), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.save)
        column.addLayout(buttons)
