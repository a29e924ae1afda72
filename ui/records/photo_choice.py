# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which photograph of the youth goes on a report of an absence: the worker's choice, none at first.

What goes on paper is made small and written anew, so that neither its size nor what a camera put
into the file (the place, the camera) goes along.
"""

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from casework.ids import CaseId, RecordId
from ui.document_views import DocumentRow, DocumentsView
from ui.kit import Kit
from ui.screening.editors.pictures import read_photograph, shrink, write_image
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_label

EDGES = (700, 500, 350)
LARGEST = 300_000


class PhotoChoice(QWidget):
    """A list of the case's photographs that are here, in front of them "none"."""

    def __init__(self, kit: Kit, case: CaseId) -> None:
        super().__init__()
        self._kit, self._case = kit, case
        self._rows: tuple[DocumentRow, ...] = ()
        title = self.tr("Photograph of the youth")
        self.box = QComboBox()
        self.box.setAccessibleName(title)
        self.hint = make_label(
            self.tr("A photograph among this case's documents can go on the sheets."), "soft"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEASURES.half)
        column.addWidget(make_label(title, "small"))
        column.addWidget(self.box)
        column.addWidget(self.hint)

    def look(self) -> None:
        """Ask which photographs there are."""
        documents, case = self._kit.workspace.documents, self._case
        self._kit.runner.run(
            lambda: documents.of_case(case),
            context=self,
            done=self._show,
            failed=lambda _: self._show(DocumentsView((), ())),
        )

    @property
    def chosen(self) -> RecordId | None:
        """The document chosen, None for none."""
        at = self.box.currentIndex() - 1
        return self._rows[at].record if 0 <= at < len(self._rows) else None

    def _show(self, view: DocumentsView) -> None:
        self._rows = tuple(
            one for one in view.rows if one.is_picture and one.is_here and not one.replaced
        )
        self.box.clear()
        self.box.addItem(self.tr("No photograph"))
        for one in self._rows:
            self.box.addItem(f"{one.title} · {self._kit.moments.day(one.added_at)}")
        self.box.setVisible(bool(self._rows))
        self.hint.setVisible(not self._rows)


def make_small(content: bytes) -> bytes:
    """A photograph as it goes on paper; empty where it is none."""
    photograph = read_photograph(content)
    if photograph is None:
        return b""
    made = [write_image(shrink(photograph.image, edge), "jpeg") for edge in EDGES[:1]]
    for edge in EDGES[1:]:
        if len(made[-1]) <= LARGEST:
            break
        made.append(write_image(shrink(photograph.image, edge), "jpeg"))
    return made[-1]
