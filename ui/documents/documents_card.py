# SPDX-License-Identifier: AGPL-3.0-or-later
"""The documents of a case: a small picture of each, what it is, and the way to look at it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from casework.ids import CaseId
from ui.document_views import DocumentRow, DocumentsView
from ui.documents.words import say_facts, say_marks
from ui.errors import ShownError
from ui.kit import Kit
from ui.places import DocumentPlace
from ui.screening.editors.pictures import fit_pixmap
from ui.text import say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.card import Card
from ui.widgets.icon_mark import IconMark
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import clear_layout

EDGE = 56


class DocumentsCard(Card):
    """Shows them; hidden where there is none and none may be added.

    Signals:
        wanted: the page of one document.
    """

    wanted = Signal(object)

    def __init__(self, kit: Kit, case: CaseId, add: Callable[[], object]) -> None:
        translate = QCoreApplication.translate
        button = make_button(translate("words", "Add a &document"), add, "quiet")
        super().__init__(translate("words", "Documents"), button)
        self.add = button
        kit.theme.put_icon(self.add, "plus")
        self._kit, self._case = kit, case
        self.nothing = make_label(
            self.tr("No photograph or PDF yet. What you add is kept sealed on this laptop."), "soft"
        )
        self.put(self.nothing)
        self._list = QVBoxLayout()
        self._list.setSpacing(MEASURES.unit)
        self.body.addLayout(self._list)
        self.hide()

    def show_documents(self, view: DocumentsView) -> None:
        """Show other documents."""
        clear_layout(self._list)
        self.add.setVisible(bool(view.sections))
        self.nothing.setVisible(not view.rows)
        self.setVisible(bool(view.rows or view.sections))
        for row in view.rows:
            self._list.addWidget(self._make_line(row))

    def _make_line(self, row: DocumentRow) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(MEASURES.gap)
        picture = QLabel()
        picture.setFixedSize(EDGE, EDGE)
        picture.setProperty("look", "thumbnail")
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setAccessibleName(self.tr("Small picture of {title}").format(title=row.title))
        mark = IconMark(self._kit.theme, "document", "text_soft")
        mark.setFixedSize(EDGE, EDGE)
        picture.hide()
        across.addWidget(picture)
        across.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(make_label(row.title))
        words.addWidget(make_label(say_facts(row, self._kit.moments), "small"))
        marks = say_marks(row)
        if row.reason is not None:
            marks = f"{marks}. {say_reason(row.reason)}"
        if marks:
            words.addWidget(make_label(marks, "small"))
        across.addLayout(words, 1)
        view = make_button(self.tr("View"), lambda: self._view(row))
        view.setAccessibleName(self.tr("View: {title}").format(title=row.title))
        view.setEnabled(row.is_here)
        across.addWidget(view)
        if row.is_here:
            self._ask_for_picture(row, picture, mark)
        return line

    def _view(self, row: DocumentRow) -> None:
        self.wanted.emit(DocumentPlace(row.case, row.record))

    def _ask_for_picture(self, row: DocumentRow, picture: QLabel, mark: QWidget) -> None:
        documents, ratio = self._kit.workspace.documents, self.devicePixelRatioF()

        def show(content: bytes | None) -> None:
            image = QImage.fromData(content or b"")
            if not image.isNull():
                picture.setPixmap(fit_pixmap(image, EDGE - 2, EDGE - 2, ratio))
                picture.show()
                mark.hide()

        def leave(_: ShownError) -> None:
            # The line stays with its mark; opening the document says what is wrong.
            mark.show()

        self._kit.runner.run(
            lambda: documents.thumbnail(row.case, row.record),
            context=picture,
            done=show,
            failed=leave,
            lane="network",
        )
