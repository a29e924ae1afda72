# SPDX-License-Identifier: AGPL-3.0-or-later
"""The documents' port over plain dictionaries; pages are drawn by the real library."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from casework.ids import CaseId, RecordId
from casework.vocabulary import Section
from desktop.pdf_pages import count_pages_here, render_page_here
from desktop.services.thumbnails import picture_of_page, picture_of_photograph
from storage.model import Changes
from ui.document_views import DocumentRow, DocumentsView, NewDocument, PagePicture
from ui.port_values import CancelToken
from ui.views import Standing


@dataclass
class FakeDocuments:
    """What was added."""

    now: datetime
    rows: list[DocumentRow] = field(default_factory=list)
    content: dict[RecordId, bytes] = field(default_factory=dict)
    sections: tuple[Section, ...] = (Section.CONTACTS, Section.LEGAL)
    opened: list[RecordId] = field(default_factory=list)
    cancel: bool = False

    def of_case(self, case: CaseId) -> DocumentsView:
        return DocumentsView(tuple(one for one in self.rows if one.case == case), self.sections)

    def add(
        self,
        case: CaseId,
        document: NewDocument,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> Changes | None:
        if self.cancel or cancel.is_cancelled():
            return None
        source = document.source
        content = source if isinstance(source, bytes) else source.read_bytes()
        progress(len(content))
        return self.keep(case, document, content)

    def keep(self, case: CaseId, document: NewDocument, content: bytes) -> Changes:
        """A document is there, whose content was read before."""
        source = document.source
        record = RecordId(f"00000000-0000-7000-8000-{len(self.rows) + 0xD0C0:012x}")
        is_picture = isinstance(source, bytes)
        pages = 1 if is_picture else count_pages_here(_reader(content), len(content))
        self.rows = [
            replace(one, replaced=one.replaced or one.record == document.corrects)
            for one in self.rows
        ]
        self.rows.insert(
            0,
            DocumentRow(
                case=case,
                record=record,
                title=document.title,
                what=document.what,
                section=document.section,
                added_at=self.now,
                author_name="Dana Whitfield",
                pages=pages,
                size=len(content),
                is_here=True,
                is_picture=is_picture,
                replaced=False,
                standing=Standing.UNSENT,
            ),
        )
        self.content[record] = content
        return Changes(frozenset({"document"}), frozenset({case}))

    def open(self, case: CaseId, record: RecordId) -> DocumentRow:
        self.opened.append(record)
        return next(one for one in self.rows if one.record == record)

    def photograph(self, case: CaseId, record: RecordId) -> bytes:
        return self.content[record]

    def page(self, case: CaseId, record: RecordId, number: int, width: int) -> PagePicture:
        content = self.content[record]
        drawn = render_page_here(_reader(content), len(content), number, width)
        return PagePicture(drawn.width, drawn.height, drawn.pixels)

    def thumbnail(self, case: CaseId, record: RecordId) -> bytes | None:
        content = self.content[record]
        row = next(one for one in self.rows if one.record == record)
        if row.is_picture:
            return picture_of_photograph(content, 320)
        return picture_of_page(render_page_here(_reader(content), len(content), 0, 320))

    def save_copy(
        self,
        case: CaseId,
        record: RecordId,
        path: Path,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> bool:
        path.write_bytes(self.content[record])
        return True


def _reader(content: bytes) -> Callable[[int, int], bytes]:
    return lambda start, length: content[start : start + length]
