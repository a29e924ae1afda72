# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document looked at inside the window: pages, zoom, a copy, and another in its place.

Invariants: what is shown lives in memory only, in the widgets of this page, which a lock deletes;
no other program is asked to open anything; the window keeps its neutral title.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from casework.ids import CaseId, RecordId
from ui.document_views import DocumentRow, DocumentsView, PagePicture
from ui.documents.add_dialog import AddDocument
from ui.documents.adding import add_document
from ui.documents.words import say_facts, say_marks
from ui.errors import ShownError
from ui.kit import Kit
from ui.ports import CancelToken
from ui.screening.editors.pictures import read_photograph
from ui.screening.flow import FlowLayout
from ui.screening.saving import Asking
from ui.screening.saving_strip import SavingStrip
from ui.text import say_reason
from ui.widgets.looks import make_button, make_label, make_tool
from ui.widgets.page_frame import PageFrame

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
FITTING = ZOOMS.index(1.0)
LEAST_HEIGHT = 360


class DocumentPage(PageFrame):
    """Shows one document.

    Args:
        asking: how the worker is asked before a copy is saved.
    """

    def __init__(
        self, kit: Kit, case: CaseId, record: RecordId, asking: Asking | None = None
    ) -> None:
        super().__init__(kit, "")
        self._case, self._record = case, record
        self._asking = asking or Asking()
        self._row: DocumentRow | None = None
        self._image: QImage | None = None
        self._drawn = ""
        self.number = 0
        self._zoom = FITTING
        self.setAccessibleName(self.tr("Document"))
        back = make_tool(self.tr("Back"), self.left.emit)
        kit.theme.put_icon(back, "back")
        self.put_back(back)
        self.replace = make_button(self.tr("&Replace"), self._on_replace)
        self.copy = make_button(self.tr("Save a &copy…"), self._on_copy)
        for button in (self.replace, self.copy):
            button.hide()
            self.action_row.addWidget(button)
        self._put_tools()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setMinimumHeight(LEAST_HEIGHT)
        self.area.setWidget(self.picture)
        self.area.setAccessibleName(self.tr("The document; arrow keys move it"))
        self.facts = make_label("", "small")
        self.column.addWidget(self.facts)
        self.column.addWidget(self.area, 1)

    def refresh(self) -> None:
        """Ask again."""
        documents = self.kit.workspace.documents
        self.fetch(lambda: documents.open(self._case, self._record), self._show)

    def take_focus(self) -> None:
        """Start at the document itself."""
        self.area.setFocus()

    def turn(self, by: int) -> None:
        """Go some pages on or back."""
        row = self._row
        wanted = self.number + by
        if row is not None and 0 <= wanted < row.pages:
            self.number = wanted
            self._draw()

    def zoom(self, by: int) -> None:
        """Show it larger or smaller; 0 fits the width again."""
        self._zoom = FITTING if by == 0 else max(0, min(len(ZOOMS) - 1, self._zoom + by))
        self._draw()

    def save_copy(self, path: Path) -> None:
        """Write a copy to a file and say so."""
        row = self._row
        if row is None:
            return
        documents = self.kit.workspace.documents
        strip = self._begin_strip(row.size)
        tell = self.kit.runner.relay(strip.show_progress, context=strip)
        cancelled: CancelToken = strip.cancelled

        def done(saved: Path | None) -> None:
            strip.deleteLater()
            if saved is None:
                self.problem.say(self.tr("Stopped: nothing was saved."), "plain")
                return
            words = self.tr("Saved as {name}. This copy is not protected by Fieldfare.")
            self.problem.say(words.format(name=saved.name), "good")

        def failed(error: ShownError) -> None:
            strip.deleteLater()
            self.show_problem(error)

        def write() -> Path | None:
            saved = documents.save_copy(self._case, self._record, path, tell, cancelled)
            return path if saved else None

        self.kit.runner.run(
            write,
            context=self,
            done=done,
            failed=failed,
        )

    def _begin_strip(self, size: int) -> SavingStrip:
        strip = SavingStrip(size, in_bytes=True)
        self.column.insertWidget(0, strip)
        return strip

    def _put_tools(self) -> None:
        self.before = make_tool(self.tr("Page before"), partial(self.turn, -1))
        self.after = make_tool(self.tr("Next page"), partial(self.turn, 1))
        self.kit.theme.put_icon(self.before, "back")
        self.kit.theme.put_icon(self.after, "next")
        self.place = make_label("", wrap=False)
        self.smaller = make_tool(self.tr("Smaller"), partial(self.zoom, -1))
        self.larger = make_tool(self.tr("Larger"), partial(self.zoom, 1))
        self.fit = make_tool(self.tr("Fit"), partial(self.zoom, 0))
        tools = QWidget()
        row = FlowLayout(tools)
        for one in (self.before, self.place, self.after, self.smaller, self.larger, self.fit):
            row.addWidget(one)
        self.column.addWidget(tools)
        for key, does, by in (
            (QKeySequence.StandardKey.MoveToPreviousPage, self.turn, -1),
            (QKeySequence.StandardKey.MoveToNextPage, self.turn, 1),
            (QKeySequence.StandardKey.ZoomIn, self.zoom, 1),
            (QKeySequence.StandardKey.ZoomOut, self.zoom, -1),
            (QKeySequence("Ctrl+0"), self.zoom, 0),
        ):
            self._connect(QShortcut(QKeySequence(key), self), does, by)

    @staticmethod
    def _connect(shortcut: QShortcut, does: Callable[[int], None], by: int) -> None:
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(does, by))

    def _show(self, row: DocumentRow) -> None:
        self._row = row
        self.title.setText(row.title)
        marks = say_marks(row)
        if row.reason is not None:
            marks = f"{marks}. {say_reason(row.reason)}"
        self.say_subtitle(marks)
        self.facts.setText(say_facts(row, self.kit.moments))
        for one in (self.before, self.place, self.after):
            one.setVisible(not row.is_picture)
        self.copy.setVisible(row.is_here)
        self.replace.show()
        self.fit_heading()
        if not row.is_here:
            self.picture.setText(self.tr("It is not on this laptop yet: sync, then open it again."))
            return
        if row.is_picture:
            documents = self.kit.workspace.documents
            self.fetch(lambda: documents.photograph(self._case, self._record), self._take)
        else:
            self._draw()

    def _take(self, content: bytes) -> None:
        photograph = read_photograph(content)
        if photograph is None:
            self.picture.setText(self.tr("This picture cannot be shown; save a copy to see it."))
            return
        self._image = photograph.image
        self._draw()

    def _draw(self) -> None:
        row = self._row
        if row is None or not row.is_here:
            return
        self.before.setEnabled(self.number > 0)
        self.after.setEnabled(self.number + 1 < row.pages)
        words = self.tr("Page {number} of {count}")
        self.place.setText(words.format(number=self.number + 1, count=row.pages))
        self.picture.setAccessibleName(row.title if row.is_picture else self.place.text())
        if row.is_picture:
            self._draw_picture()
        else:
            self._ask_for_page(row)

    def _width(self) -> int:
        bar = self.area.verticalScrollBar().sizeHint().width()
        room = max(200, self.area.width() - bar - 8)
        return round(room * ZOOMS[self._zoom] * self.devicePixelRatioF())

    def _draw_picture(self) -> None:
        if self._image is None:
            return
        width = self._width()
        size = QSize(self._image.size())
        size.scale(QSize(width, 100 * width), Qt.AspectRatioMode.KeepAspectRatio)
        how = Qt.TransformationMode.SmoothTransformation
        self._put(self._image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, how))

    def _ask_for_page(self, row: DocumentRow) -> None:
        documents, number, width = self.kit.workspace.documents, self.number, self._width()

        def show(page: PagePicture) -> None:
            if number == self.number:
                form = QImage.Format.Format_RGB888
                self._put(QImage(page.pixels, page.width, page.height, 3 * page.width, form))

        self.kit.runner.run(
            lambda: documents.page(row.case, row.record, number, width),
            context=self,
            done=show,
            failed=self.show_problem,
            lane="network",
        )

    def _put(self, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixmap)

    def _on_copy(self) -> None:
        row = self._row
        if row is None or not self._asking.agree(self):
            return
        day = f"{row.added_at.astimezone(self.kit.moments.zone):%Y-%m-%d}"
        ending = ".jpg" if row.is_picture else ".pdf"
        path = self._asking.where_file(self, f"document-{day}{ending}")
        if path is not None:
            self.save_copy(path)

    def _on_replace(self) -> None:
        documents = self.kit.workspace.documents
        self.fetch(lambda: documents.of_case(self._case), self._ask_for_another)

    def _ask_for_another(self, view: DocumentsView) -> None:
        row = self._row
        if row is None or not view.sections:
            self.problem.say(self.tr("You may not add documents to this case."), "warning")
            return
        sections = [one for one in view.sections if one is row.section] or list(view.sections)
        given = AddDocument.ask(self, sections, title=row.title, corrects=row.record)
        if given is not None:
            add_document(self, self._case, given)
