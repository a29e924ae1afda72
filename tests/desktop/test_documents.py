# SPDX-License-Identifier: AGPL-3.0-or-later
"""Photographs and PDFs of a case: added, looked at and copied, and never lying open anywhere."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.audit import AuditEvent
from casework.ids import CaseId, RecordId
from casework.records import DocumentKind
from casework.vocabulary import Section
from desktop.pdf_apart import count_pages, render_page
from desktop.pdf_pages import UnusablePdf
from desktop.services.documents import PART
from storage.store import Store
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.documents import a_pdf
from tests.fakes.people import an_id
from tests.fakes.pictures import a_photograph
from tests.fakes.stores import a_page, enter, leave
from ui.document_views import NewDocument
from ui.errors import ShownError
from ui.jobs import Cancellation
from ui.ports import Workspace

CASE = CaseId(an_id(5001))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    desk = a_desk(a_workspace_folder(tmp_path / "laptop", [CASE]))
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def store_of(workspace: Workspace) -> Store:
    documents: Any = workspace.documents
    store = documents._session.store
    assert isinstance(store, Store)
    return store


def a_document(source: Path | bytes, **other: Any) -> NewDocument:
    values: dict[str, Any] = {
        "title": "Letter of the school",
        "what": DocumentKind.LETTER,
        "section": Section.CONTACTS,
        "name": "letter.pdf",
        "source": source,
    }
    return NewDocument(**(values | other))


def add(workspace: Workspace, document: NewDocument) -> RecordId:
    before = {one.record for one in workspace.documents.of_case(CASE).rows}
    done: list[int] = []
    assert workspace.documents.add(CASE, document, done.append, Cancellation()) is not None
    assert done == sorted(done)
    [added] = [one for one in workspace.documents.of_case(CASE).rows if one.record not in before]
    assert done[-1] == added.size
    return added.record


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "letter.pdf"
    file.write_bytes(a_pdf(3, filler=700_000))
    return file


def test_a_pdf_is_listed_drawn_and_copied_as_it_was(
    workspace: Workspace, pdf: Path, tmp_path: Path
) -> None:
    record = add(workspace, a_document(pdf))
    [row] = workspace.documents.of_case(CASE).rows
    assert (row.title, row.pages, row.is_here, row.is_picture) == (
        "Letter of the school",
        3,
        True,
        False,
    )
    small = workspace.documents.thumbnail(CASE, record)
    assert small is not None
    assert small.startswith(b"\xff\xd8")
    assert workspace.documents.thumbnail(CASE, record) == small
    first, last = (workspace.documents.page(CASE, record, at, 300) for at in (0, 2))
    assert (first.width, first.height) == (300, 389)
    assert first.pixels != last.pixels
    copy = tmp_path / "copy.pdf"
    assert workspace.documents.save_copy(CASE, record, copy, lambda _: None, Cancellation())
    assert copy.read_bytes() == pdf.read_bytes()
    stop = Cancellation()
    copy.write_bytes(b"what was there before")
    (tmp_path / "copy.pdf.part").write_bytes(b"somebody else's")
    assert not workspace.documents.save_copy(CASE, record, copy, lambda _: stop.cancel(), stop)
    assert copy.read_bytes() == b"what was there before"
    kept = {"laptop", "letter.pdf", "copy.pdf", "copy.pdf.part"}
    assert {one.name for one in tmp_path.iterdir()} == kept


def test_looking_and_copying_are_logged(workspace: Workspace, pdf: Path, tmp_path: Path) -> None:
    record = add(workspace, a_document(pdf))
    workspace.documents.open(CASE, record)
    workspace.documents.save_copy(CASE, record, tmp_path / "c", lambda _: None, Cancellation())
    events = [one.event for one in store_of(workspace).audit.unsent(1000)]
    assert events[-2:] == [AuditEvent.FILE_READ, AuditEvent.EXPORTED]


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90 a program", b"%PDF-1.7 and then nothing", b"x" * 2000 + b"%PDF-1.7"],
)
def test_a_file_that_is_not_what_it_is_called_is_refused_and_leaves_nothing(
    workspace: Workspace, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(content)
    with pytest.raises(ShownError, match="not a PDF"):
        workspace.documents.add(CASE, a_document(file), lambda _: None, Cancellation())
    assert workspace.documents.of_case(CASE).rows == ()
    assert rows_in(workspace, "attachments") == 0


def rows_in(workspace: Workspace, table: str) -> int:
    with store_of(workspace)._database.read() as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_pipe_is_refused_and_not_waited_for(workspace: Workspace, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(ShownError, match="could not be opened"):
        workspace.documents.add(
            CASE, a_document(tmp_path / "pipe.pdf"), lambda _: None, Cancellation()
        )


def test_a_document_that_is_stopped_leaves_nothing(workspace: Workspace, pdf: Path) -> None:
    stop = Cancellation()
    added = workspace.documents.add(CASE, a_document(pdf), lambda _: stop.cancel(), stop)
    assert added is None
    assert workspace.documents.of_case(CASE).rows == ()
    assert (rows_in(workspace, "attachments"), rows_in(workspace, "attachment_parts")) == (0, 0)


def test_a_document_whose_stick_is_pulled_out_half_way_is_one_sentence_and_leaves_nothing(
    workspace: Workspace, pdf: Path
) -> None:
    with pytest.raises(ShownError, match="could not be opened"):
        workspace.documents.add(
            CASE, a_document(pdf), lambda _: pdf.unlink(missing_ok=True), Cancellation()
        )
    assert (rows_in(workspace, "attachments"), rows_in(workspace, "attachment_parts")) == (0, 0)


def test_a_document_waits_for_its_section_to_be_writable(workspace: Workspace, pdf: Path) -> None:
    document = a_document(pdf, section=Section.ADVOCATE_NOTES)
    with pytest.raises(ShownError):
        workspace.documents.add(CASE, document, lambda _: None, Cancellation())
    sections = workspace.documents.of_case(CASE).sections
    assert Section.CONTACTS in sections
    assert not {Section.IDENTITY, Section.ADVOCATE_NOTES} & set(sections)


def test_a_better_one_takes_its_place_and_both_stay(workspace: Workspace, pdf: Path) -> None:
    first = add(workspace, a_document(pdf))
    second = add(workspace, a_document(a_photograph(), corrects=first))
    rows = {one.record: one for one in workspace.documents.of_case(CASE).rows}
    assert (rows[first].replaced, rows[second].replaced) == (True, False)
    assert rows[second].is_picture
    assert workspace.documents.photograph(CASE, second) == a_photograph()


def test_looking_at_a_document_opens_and_leaves_no_file(
    workspace: Workspace, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = add(workspace, a_document(pdf))
    pdf.unlink()
    elsewhere = tmp_path / "temp"
    elsewhere.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_RUNTIME_DIR", "HOME"):
        monkeypatch.setenv(name, str(elsewhere))
    monkeypatch.chdir(elsewhere)
    before = elsewhere.stat().st_mtime_ns
    store = store_of(workspace)
    true_read, seen = store.attachments.read_part, set[str]()

    def read_part(record: RecordId, name: str, start: int, length: int) -> bytes:
        seen.update(open_files())
        return true_read(record, name, start, length)

    monkeypatch.setattr(store.attachments, "read_part", read_part)
    known = set(open_files())
    workspace.documents.open(CASE, record)
    assert workspace.documents.thumbnail(CASE, record)
    for number in range(3):
        workspace.documents.page(CASE, record, number, 400)
    assert seen
    assert seen - known == set()
    # A name that was made and removed again would have touched its folder.
    assert elsewhere.stat().st_mtime_ns == before


def open_files() -> list[str]:
    """Every file this process holds open, by path."""
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("needs /proc")
    found = []
    for one in folder.iterdir():
        try:
            path = str(one.readlink())
        except OSError:
            continue
        if path.startswith("/") and not path.startswith(("/dev/", "/proc/")):
            found.append(path)
    return found


def test_a_locked_pdf_and_a_page_that_is_not_there_are_refused() -> None:
    content = a_pdf(1)

    def read(start: int, length: int) -> bytes:
        return content[start : start + length]

    assert count_pages(read, len(content)) == 1
    with pytest.raises(UnusablePdf):
        render_page(read, len(content), 1, 100)
    small = render_page(read, len(content), 0, 100_000)
    assert small.width * small.height <= 12_100_000
    assert hashlib.sha256(small.pixels).hexdigest()


def test_while_a_large_file_is_added_other_work_has_its_turn_between_its_parts(
    workspace: Workspace, pdf: Path
) -> None:
    documents: Any = workspace.documents
    store, turns = store_of(workspace), []

    def call(job: Any) -> Any:
        turns.append(len(store.pending_operations(10)))
        return job()

    documents._call = call
    add(workspace, a_document(pdf))
    assert len(turns) > pdf.stat().st_size // PART
    assert set(turns[:-1]) == {turns[0]}


def test_a_case_that_left_and_came_back_between_two_parts_gets_no_document_without_its_file(
    workspace: Workspace, pdf: Path
) -> None:
    documents: Any = workspace.documents
    store = store_of(workspace)

    def leave_and_enter(done: int) -> None:
        if done == PART:
            store.apply_page(a_page(leave(), enter(), cursor="epoch1.2"))

    with pytest.raises(ShownError, match="left this laptop"):
        documents.add(CASE, a_document(pdf), leave_and_enter, Cancellation())
    assert documents.of_case(CASE).rows == ()
    assert store.pending_operations(10) == ()
    add(workspace, a_document(pdf))
