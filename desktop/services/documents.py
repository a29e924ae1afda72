# SPDX-License-Identifier: AGPL-3.0-or-later
"""Photographs and PDFs of a case: added, listed, looked at and copied.

Invariants: a file is what its content says, never its name; it goes from where the worker chose it
into its seals a part at a time, between which other work has its turn, and becomes work with its
last part; nothing is written anywhere else but where the worker saves a copy; looking and copying
are logged before they happen.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import JsonValue

from casework.audit import AuditEvent
from casework.errors import RecordInvalid
from casework.ids import CaseId, RecordId
from casework.records import AttachedFile, CaseRecord, Document, read_view
from casework.vocabulary import Action, RecordKind, Section, sections_of
from desktop.pdf_apart import count_pages, render_page
from desktop.pdf_pages import Read, UnusablePdf
from desktop.services.rows import standing_of
from desktop.services.store_thread import CallOnStore
from desktop.services.thumbnails import picture_of_page, picture_of_photograph
from desktop.services.work import record_new
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from storage.errors import StorageError
from storage.model import CaseFile, Changes, RecordRow, StoredRecord
from ui.document_views import DocumentRow, DocumentsView, NewDocument, PagePicture
from ui.errors import ShownError
from ui.ports import CancelToken

PART = 256 * 1024
LARGEST = 100_000_000
THUMBNAIL = 320
NAMES = {"application/pdf": "document.pdf", "image/jpeg": "photo.jpg", "image/png": "photo.png"}


@dataclass(frozen=True)
class _Source:
    """A file that is to be added: how it is read, and what it was found to be."""

    read: Read
    size: int
    media: str
    pages: int

    def parts(self) -> Iterator[bytes]:
        """All of it, a part at a time."""
        for start in range(0, self.size, PART):
            yield self.read(start, PART)


class Documents:
    """Fulfils ui.document_views.DocumentPort."""

    def __init__(self, session: OpenSession, call_on_store: CallOnStore) -> None:
        self._session = session
        self._call = call_on_store

    def of_case(self, case: CaseId) -> DocumentsView:
        """What this hat may see of them now."""
        session = self._session
        with shown_errors():
            held = session.store.case(case)
            kept = [] if held is None else [RecordRow("", one) for one in held.records]
            seen = [one.stored for one in session.only_seen(kept) if _is_document(one.stored)]
            missing = {(one.record, one.name) for one in session.store.attachments.missing()}
            views = [(one, _read(one.record)) for one in seen]
            replaced = {view.corrects for _, view in views}
            rows = [_row(one, view, missing, replaced) for one, view in views]
            places = [
                one
                for one in Section
                if one in sections_of(RecordKind.DOCUMENT)
                and session.ask(case, one, Action.WRITE).allowed
            ]
        return DocumentsView(
            tuple(sorted(rows, key=lambda row: row.added_at, reverse=True)), tuple(places)
        )

    def add(
        self,
        case: CaseId,
        document: NewDocument,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> Changes | None:
        """Keep a document; None when it was cancelled, and then nothing of it is here."""
        session = self._session
        with shown_errors():
            self._call(lambda: session.require(case, document.section, Action.WRITE))
            if not document.title.strip():
                raise ShownError("The document has no title.", "Say what it is, then save it.")
            source = _open_source(document)
            self._call(lambda: session.store.attachments.require_room(source.size))
            record = RecordId(session.new_id())
            try:
                return self._take_in(case, document, source, record, progress, cancel)
            finally:
                with suppress(StorageError):
                    self._call(lambda: session.store.attachments.drop_unfinished(record))

    def _take_in(
        self,
        case: CaseId,
        document: NewDocument,
        source: _Source,
        record: RecordId,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> Changes | None:
        name, digest = NAMES[source.media], hashlib.sha256()
        for part in source.parts():
            if cancel.is_cancelled():
                return None
            digest.update(part)
        file = AttachedFile(name=name, sha256=digest.hexdigest(), size=source.size)
        if not self._keep_parts(case, source, record, file, progress, cancel):
            return None
        fields = self._describe(document, source, file)

        def make_work() -> Changes:
            # A sync between two parts may have let the case leave, which takes them with it.
            if self._session.store.attachments.arrived(record, name) != file.size:
                raise ShownError(
                    "The case left this laptop while the file was added.",
                    "Look whether it is there again, then add the file again.",
                )
            return record_new(
                self._session,
                case,
                RecordKind.DOCUMENT,
                fields,
                record=record,
                section=document.section,
            )

        return self._call(make_work)

    def _keep_parts(
        self,
        case: CaseId,
        source: _Source,
        record: RecordId,
        file: AttachedFile,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> bool:
        """Take in all parts, each in a turn of its own; False where it was cancelled."""
        attachments, kept, done = self._session.store.attachments, hashlib.sha256(), 0
        self._call(lambda: attachments.begin(case, record, file))
        for part in source.parts():
            if cancel.is_cancelled():
                return False
            self._call(partial(attachments.keep_next, record, file.name, done, part))
            kept.update(part)
            done += len(part)
            progress(done)
        if done != file.size or kept.hexdigest() != file.sha256:
            raise ShownError(
                "The file changed while it was added.", "Close it elsewhere, then add it again."
            )
        return True

    def _describe(
        self, document: NewDocument, source: _Source, file: AttachedFile
    ) -> dict[str, JsonValue]:
        view = Document(
            title=document.title.strip(),
            what=document.what,
            media=source.media,
            pages=source.pages,
            attachments=(file,),
            corrects=document.corrects,
            added_at=self._session.clock.now(),
        )
        return view.model_dump(mode="json")

    def open(self, case: CaseId, record: RecordId) -> DocumentRow:
        """A document to be looked at."""
        with shown_errors():
            stored, view = self._find(case, record, AuditEvent.FILE_READ)
            self._session.store.audit.note(AuditEvent.FILE_READ, case=case, record=record)
            missing = {(one.record, one.name) for one in self._session.store.attachments.missing()}
            return _row(stored, view, missing, set())

    def photograph(self, case: CaseId, record: RecordId) -> bytes:
        """All bytes of a photograph."""
        with shown_errors():
            _, view = self._find(case, record, AuditEvent.FILE_READ)
            content = self._session.store.attachments.read_of_record(record, view.file.name)
        if content is None:
            raise _not_here()
        return content

    def page(self, case: CaseId, record: RecordId, number: int, width: int) -> PagePicture:
        """A page of a PDF."""
        with shown_errors():
            _, view = self._call(lambda: self._find(case, record, AuditEvent.FILE_READ))
            try:
                drawn = render_page(self._reader(record, view), view.file.size, number, width)
            except UnusablePdf as error:
                raise ShownError("This page cannot be shown.", "Save a copy to read it.") from error
        return PagePicture(drawn.width, drawn.height, drawn.pixels)

    def thumbnail(self, case: CaseId, record: RecordId) -> bytes | None:
        """The small picture, kept sealed in the store once it was made."""
        attachments = self._session.store.attachments
        with shown_errors():
            _, view = self._call(lambda: self._find(case, record, AuditEvent.FILE_READ))
            name = view.file.name
            kept = self._call(lambda: attachments.thumbnail(record, name))
            if kept is not None:
                return kept
            made = self._draw_small(record, view)
            if made is not None:
                self._call(lambda: attachments.keep_thumbnail(record, name, made))
            return made

    def _draw_small(self, record: RecordId, view: Document) -> bytes | None:
        read = self._reader(record, view)
        if not read(0, 1):
            return None
        if view.media != "application/pdf":
            attachments, name = self._session.store.attachments, view.file.name
            content = self._call(lambda: attachments.read_of_record(record, name))
            return None if content is None else picture_of_photograph(content, THUMBNAIL)
        try:
            drawn = render_page(read, view.file.size, 0, THUMBNAIL)
        except UnusablePdf:
            return None
        return picture_of_page(drawn)

    def save_copy(
        self,
        case: CaseId,
        record: RecordId,
        path: Path,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> bool:
        """Write a copy, a part at a time; where it was cancelled or failed none is left."""
        attachments = self._session.store.attachments
        with shown_errors():
            _, view = self._find(case, record, AuditEvent.EXPORTED)
            self._session.store.audit.note(AuditEvent.EXPORTED, case=case, record=record)
            file = view.file
            if file.size and not attachments.read_part(record, file.name, 0, 1):
                raise _not_here()
            parts = (
                attachments.read_part(record, file.name, start, PART)
                for start in range(0, file.size, PART)
            )
            return _write_copy(path, parts, progress, cancel)

    def _reader(self, record: RecordId, view: Document) -> Read:
        attachments, name = self._session.store.attachments, view.file.name
        return lambda start, length: self._call(
            lambda: attachments.read_part(record, name, start, length)
        )

    def _find(
        self, case: CaseId, record: RecordId, event: AuditEvent
    ) -> tuple[StoredRecord, Document]:
        """A document that this hat may see now; a refusal is logged."""
        stored = _stored(self._session.store.case(case), record)
        self._session.require(case, stored.record.section, Action.READ, event, record)
        return stored, _read(stored.record)


def _open_source(document: NewDocument) -> _Source:
    """What a file to be added is, by its content."""
    if isinstance(document.source, bytes):
        content = document.source
        media = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
        return _Source(
            lambda start, length: content[start : start + length], len(content), media, 1
        )
    path = document.source
    if not path.is_file():
        # A pipe or a device would be waited for without end.
        raise _unreadable()
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable() from error
    if size > LARGEST:
        raise ShownError("The file is larger than 100 MB.", "Choose a smaller one.")
    try:
        pages = count_pages(lambda start, length: _read_at(path, start, length), size)
    except UnusablePdf as error:
        raise ShownError(
            "This file is not a PDF that can be read here: it is damaged, locked by a password or "
            "something else.",
            "Choose another file.",
        ) from error
    return _Source(
        lambda start, length: _read_at(path, start, length), size, "application/pdf", pages
    )


def _read_at(path: Path, start: int, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)
    except OSError as error:
        # Also in the middle of it: a stick was pulled out, a share went away.
        raise _unreadable() from error


def _write_copy(
    path: Path, parts: Iterator[bytes], progress: Callable[[int], None], cancel: CancelToken
) -> bool:
    """Write beside and put in place whole; of a copy that was not finished nothing stays."""
    done = 0
    try:
        with TemporaryDirectory(prefix=".fieldfare-", dir=path.parent) as folder:
            making = Path(folder) / "copy"
            with making.open("wb") as copy:
                for part in parts:
                    if cancel.is_cancelled():
                        return False
                    copy.write(part)
                    done += len(part)
                    progress(done)
            making.replace(path)
    except OSError as error:
        raise ShownError(
            "The file could not be saved there.", "Choose another folder and try again."
        ) from error
    return True


def _unreadable() -> ShownError:
    return ShownError("The file could not be opened.", "Choose another file.")


def _not_here() -> ShownError:
    return ShownError("This file is not on this laptop.", "Sync, then try again.")


def _is_document(stored: StoredRecord) -> bool:
    return stored.record.kind is RecordKind.DOCUMENT


def _stored(held: CaseFile | None, record: RecordId) -> StoredRecord:
    for one in held.records if held else ():
        if one.record.record == record and _is_document(one):
            return one
    raise ShownError("This document is not on this laptop.", "Go back to the case.")


def _read(record: CaseRecord) -> Document:
    view = read_view(record.kind, record.fields)
    if not isinstance(view, Document):
        raise RecordInvalid("This record is not a document.")
    return view


def _row(
    stored: StoredRecord,
    view: Document,
    missing: set[tuple[RecordId, str]],
    replaced: set[RecordId | None],
) -> DocumentRow:
    record = stored.record
    return DocumentRow(
        case=record.case,
        record=record.record,
        title=view.title,
        what=view.what,
        section=record.section,
        added_at=view.added_at,
        author_name=record.author_name,
        pages=view.pages,
        size=view.file.size,
        is_here=(record.record, view.file.name) not in missing,
        is_picture=view.media != "application/pdf",
        replaced=record.record in replaced,
        standing=standing_of(stored),
        reason=stored.refused,
    )
