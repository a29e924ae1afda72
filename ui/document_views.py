# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents of a case as the screens see them, and what they ask for them.

Invariant: no method hands out a path; a copy leaves the program only by `save_copy`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from casework.ids import CaseId, RecordId
from casework.reasons import Reason
from casework.records import DocumentKind
from casework.vocabulary import Section
from ui.port_values import CancelToken, Changes
from ui.views import Standing


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list.

    Attributes:
        size: bytes.
        is_here: its content is on this laptop.
        is_picture: a photograph, not a PDF.
        replaced: another document takes its place.
        reason: why it was refused, else None.
    """

    case: CaseId
    record: RecordId
    title: str
    what: DocumentKind
    section: Section
    added_at: datetime
    author_name: str
    pages: int
    size: int
    is_here: bool
    is_picture: bool
    replaced: bool
    standing: Standing
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The documents of a case, the newest first.

    Attributes:
        sections: where this hat may add one, empty where nowhere.
    """

    rows: tuple[DocumentRow, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be added.

    Attributes:
        source: the PDF's file, or the photograph's bytes as they are to be kept.
        name: of the file, for the worker.
        corrects: the document it takes the place of.
    """

    title: str
    what: DocumentKind
    section: Section
    name: str
    source: Path | bytes
    corrects: RecordId | None = None


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page: three bytes for each pixel, red first."""

    width: int
    height: int
    pixels: bytes


class DocumentPort(Protocol):
    """Feeds the documents of a case.

    `add`, `page` and `thumbnail` run on a network thread, so that a large file or a page that takes
    long to draw keeps nobody waiting for the store.
    """

    def of_case(self, case: CaseId) -> DocumentsView: ...

    def add(
        self,
        case: CaseId,
        document: NewDocument,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> Changes | None:
        """Keep a document; `progress` takes its bytes so far; None when it was cancelled.

        Raises:
            ShownError: it is not what it says, too large, or may not be added.
        """
        ...

    def open(self, case: CaseId, record: RecordId) -> DocumentRow:
        """A document to be looked at; that it was is logged."""
        ...

    def photograph(self, case: CaseId, record: RecordId) -> bytes: ...

    def page(self, case: CaseId, record: RecordId, number: int, width: int) -> PagePicture:
        """A page of a PDF, counted from 0, so many pixels wide."""
        ...

    def thumbnail(self, case: CaseId, record: RecordId) -> bytes | None:
        """A small picture of it, made when it is first asked for; None where there is none."""
        ...

    def save_copy(
        self,
        case: CaseId,
        record: RecordId,
        path: Path,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> bool:
        """Write a copy outside the program, logged before; False when it was cancelled."""
        ...
