# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents on the case page: chosen, kept, looked at page by page, and gone at the lock."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from casework.records import DocumentKind
from casework.vocabulary import Section
from tests.fakes.documents import a_pdf
from tests.fakes.pictures import a_photograph, with_a_place
from tests.ui.conftest import Desk, settle
from ui.document_views import NewDocument
from ui.documents.add_dialog import AddDocument
from ui.documents.document_page import DocumentPage
from ui.pages.case_page import CasePage
from ui.places import CasePlace, DocumentPlace
from ui.screening.saving import Asking

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def open_case(desk: Desk) -> CasePage:
    desk.shell.open(CasePlace(next(iter(desk.county.cases))))
    settle()
    page = desk.shell.page
    assert isinstance(page, CasePage)
    return page


def add(desk: Desk, page: CasePage, source: Path | bytes, title: str = "Letter") -> None:
    given = NewDocument(title, DocumentKind.LETTER, Section.LEGAL, "letter.pdf", source)
    desk.county.documents.add(next(iter(desk.county.cases)), given, lambda _: None, NeverStopped())
    page.refresh()
    settle()


class NeverStopped:
    def is_cancelled(self) -> bool:
        return False


def a_file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def open_document(desk: Desk) -> DocumentPage:
    [row] = desk.county.documents.rows
    desk.shell.open(DocumentPlace(row.case, row.record))
    settle()
    page = desk.shell.page
    assert isinstance(page, DocumentPage)
    return page


def test_a_document_that_was_added_stands_on_the_case_page_with_its_picture(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_case(desk)
    given = NewDocument(
        "Letter", DocumentKind.LETTER, Section.LEGAL, "l.pdf", a_file(tmp_path, "l.pdf", a_pdf(2))
    )
    monkeypatch.setattr(AddDocument, "ask", lambda *_, **__: given)
    page.documents.add.click()
    settle()
    words = [one.text() for one in page.documents.findChildren(QLabel)]
    assert "Letter" in words
    assert any("Legal" in one and "2 pages" in one for one in words)
    shown = [one for one in page.documents.findChildren(QLabel) if not one.pixmap().isNull()]
    assert any("Small picture" in one.accessibleName() for one in shown)


def test_a_photograph_loses_its_place_before_it_is_kept(desk: Desk, tmp_path: Path) -> None:
    dialog = AddDocument(open_case(desk), [Section.CONTACTS])
    photograph = with_a_place(a_photograph(kind="JPEG"))
    assert b"Exif" in photograph
    assert dialog.take_file(a_file(tmp_path, "nest.pdf", photograph))
    made = dialog.document()
    assert made is not None
    assert isinstance(made.source, bytes)
    assert b"Exif" not in made.source
    assert (made.title, made.what) == ("nest", DocumentKind.PHOTOGRAPH)
    dialog.deleteLater()


def test_a_file_that_is_no_photograph_and_no_pdf_is_refused_in_a_sentence(
    desk: Desk, tmp_path: Path
) -> None:
    dialog = AddDocument(open_case(desk), [Section.CONTACTS])
    assert not dialog.take_file(a_file(tmp_path, "letter.pdf", b"MZ a program"))
    assert "not a photograph this laptop can read" in dialog.chosen.text()
    assert dialog.document() is None
    assert not dialog.save.isEnabled()
    dialog.deleteLater()


def test_a_long_film_picked_by_mistake_is_refused_by_its_size(desk: Desk, tmp_path: Path) -> None:
    dialog = AddDocument(open_case(desk), [Section.CONTACTS])
    film = a_file(tmp_path, "film.mp4", b"film")
    os.truncate(film, 3_000_000_000)
    assert not dialog.take_file(film)
    assert "larger than 100 MB" in dialog.chosen.text()
    dialog.deleteLater()


def test_pages_are_turned_and_zoomed_by_keyboard(desk: Desk, tmp_path: Path) -> None:
    add(desk, open_case(desk), a_file(tmp_path, "l.pdf", a_pdf(3)))
    page = open_document(desk)
    assert page.place.text() == "Page 1 of 3"
    assert not page.before.isEnabled()
    page.area.setFocus()
    for _ in range(5):
        QTest.keyClick(page.area, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        page.turn(1)
    assert page.place.text() == "Page 3 of 3"
    before = page.picture.pixmap().width()
    page.zoom(1)
    assert page.picture.pixmap().width() > before
    page.zoom(0)
    assert page.picture.pixmap().width() == before
    assert desk.window.windowTitle() == "Fieldfare"


def test_a_copy_is_saved_only_once_the_worker_agreed(desk: Desk, tmp_path: Path) -> None:
    add(desk, open_case(desk), a_photograph())
    page = open_document(desk)
    target = tmp_path / "copy.jpg"
    asked: list[str] = []

    def where(_: object, suggested: str) -> Path:
        asked.append(suggested)
        return target

    page._asking = Asking(agree=lambda _: False, where_file=where)
    page.copy.click()
    assert not target.exists()
    page._asking = Asking(agree=lambda _: True, where_file=where)
    page.copy.click()
    settle()
    assert target.read_bytes() == a_photograph()
    assert asked == ["document-2026-11-23.jpg"]


def test_the_lock_takes_the_document_off_the_screen(desk: Desk, tmp_path: Path) -> None:
    add(desk, open_case(desk), a_file(tmp_path, "l.pdf", a_pdf(1)))
    page = open_document(desk)
    gone: list[bool] = []
    page.picture.destroyed.connect(lambda: gone.append(True))
    desk.window.lock()
    settle()
    assert gone == [True]
    assert not [one for one in QApplication.allWidgets() if isinstance(one, DocumentPage)]
