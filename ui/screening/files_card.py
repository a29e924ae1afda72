# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of a signed screening: pictures to see, every one to save a copy of.

Invariants: nothing is opened in another program or written anywhere unless the worker saves a
copy; a file's own name is shown here and never suggested for the copy.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from casework.records import AttachedFile
from ui.screening.editors.files import say_size
from ui.screening.editors.pictures import fit_pixmap, read_photograph
from ui.screening.flow import FlowLayout
from ui.widgets.card import Card
from ui.widgets.looks import make_button, make_label

THUMBNAIL = 160
Read = Callable[[str, Callable[[bytes | None], None]], None]
"""Asks for a file by name; the content, or None when it is not here, comes later."""


class FilesCard(Card):
    """One part for each file.

    Args:
        asked: the question each file answers, by name of the file.
        read: how a file is asked for.
        save: saves a copy of a file.
    """

    def __init__(
        self,
        files: tuple[AttachedFile, ...],
        asked: dict[str, str],
        read: Read,
        save: Callable[[AttachedFile], None],
    ) -> None:
        super().__init__(self.tr("Files"))
        for file in files:
            self._put_file(file, asked.get(file.name, ""), read, save)

    def _put_file(
        self, file: AttachedFile, asked: str, read: Read, save: Callable[[AttachedFile], None]
    ) -> None:
        if asked:
            self.put(make_label(asked, "small"))
        picture = QLabel()
        picture.setTextFormat(Qt.TextFormat.PlainText)
        picture.setAccessibleName(self.tr("Picture: {name}").format(name=asked or file.name))
        picture.hide()
        words = make_label(f"{file.name} · {say_size(file.size)}")
        button = make_button(self.tr("Save a copy…"), lambda: save(file))
        button.setAccessibleName(self.tr("Save a copy of {name}").format(name=file.name))
        button.hide()
        buttons = FlowLayout()
        buttons.addWidget(button)
        part = QVBoxLayout()
        part.setSpacing(4)
        part.addWidget(picture)
        part.addWidget(words)
        part.addLayout(buttons)
        self.body.addLayout(part)
        read(file.name, partial(self._show, file, picture, words, button))

    def _show(
        self,
        file: AttachedFile,
        picture: QLabel,
        words: QLabel,
        button: QWidget,
        content: bytes | None,
    ) -> None:
        if content is None:
            words.setText(
                self.tr(
                    "“{name}” is not on this laptop yet: sync, then open this page again."
                ).format(name=file.name)
            )
            return
        button.show()
        photograph = read_photograph(content)
        if photograph is not None:
            ratio = self.devicePixelRatioF()
            picture.setPixmap(fit_pixmap(photograph.image, 2 * THUMBNAIL, THUMBNAIL, ratio))
            picture.show()
