# SPDX-License-Identifier: AGPL-3.0-or-later
"""A signed screening shows all it holds: its files, and the answers that count for nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import JsonValue
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from casework.records import AttachedFile, KeptAnswer, Screening
from forms.answers import Missing, encode_answer
from tests.fakes.pictures import a_photograph
from tests.ui.conftest import Desk, settle
from ui.errors import ShownError
from ui.places import SignedPlace
from ui.screening.files_card import FilesCard
from ui.screening.report import read_kept, read_report
from ui.screening.saving import Asking
from ui.screening.signed_page import SignedPage

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

AWAY = "/data/home/away"


def with_more(desk: Desk, **more: object) -> Screening:
    """The first signed screening of the county, holding more."""
    record, view = next(iter(desk.county.signed_views.items()))
    changed = view.screening.model_copy(update=more)
    desk.county.signed_views[record] = replace(view, screening=changed)
    return changed


def shown(desk: Desk, asking: Asking | None = None) -> SignedPage:
    record, view = next(iter(desk.county.signed_views.items()))
    page = SignedPage(desk.shell.kit, view.case, record, asking=asking)
    page.resize(900, 700)
    page.show()
    page.refresh()
    settle()
    return page


def words_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def kept(path: str, answer: JsonValue, version: str, source: str = "") -> KeptAnswer:
    return KeptAnswer(path=path, label=path, version=version, answer=answer, source=source)


def test_answers_no_longer_asked_stand_apart_under_a_heading_of_their_own(desk: Desk) -> None:
    before = next(iter(desk.county.signed_views.values())).screening
    here = before.instrument_version
    choice = next(iter(desk.county.definition.questions[AWAY].choices.items))  # type: ignore[union-attr]
    declined = encode_answer(Missing.DECLINED)
    screening = with_more(
        desk,
        kept_answers=(
            kept(AWAY, choice.value, here, "inference"),
            kept("/data/old", declined, "0"),
        ),
    )
    page = shown(desk)
    words = words_of(page)
    for expected in (
        "Kept answers, which count for nothing",
        "Answered, then no longer asked",
        "Kept from other versions of this form",
        "Comes from: Worker's inference",
        "Comes from: Version 0 of this form",
        "Declined",
    ):
        assert expected in words
    unasked, others = read_kept(desk.county.definition, screening)
    assert unasked.lines[0].answer == choice.label[screening.language][0]
    assert others.lines[0].answer == "Declined"
    assert read_report(desk.county.definition, screening)[-2:] == (unasked, others)
    page.deleteLater()


def test_a_picture_is_seen_and_a_copy_saved_under_a_name_that_names_nobody(
    desk: Desk, tmp_path: Path
) -> None:
    record, view = next(iter(desk.county.signed_views.items()))
    picture, letter = a_photograph(), b"a letter"
    files = tuple(
        AttachedFile(name=name, sha256="0", size=size)
        for name, size in (("maya.png", len(picture)), ("letter.pdf", 8), ("away.pdf", 9))
    )
    with_more(desk, attachments=files, answers={**view.screening.answers, AWAY: "maya.png"})
    desk.county.signed_files = {(record, "maya.png"): picture, (record, "letter.pdf"): letter}
    suggested: list[str] = []

    def where(parent: QWidget, name: str) -> Path:
        suggested.append(name)
        return tmp_path / name

    page = shown(desk, Asking(lambda _: True, where_file=where))
    card = page.findChild(FilesCard)
    assert card is not None
    pictures = [one for one in card.findChildren(QLabel) if not one.pixmap().isNull()]
    assert [one.isVisible() for one in pictures] == [True]
    assert pictures[0].accessibleName().startswith("Picture: ")
    assert any("“away.pdf” is not on this laptop yet" in one for one in words_of(card))
    buttons = [one for one in card.findChildren(QPushButton) if one.isVisible()]
    assert [one.accessibleName() for one in buttons] == [
        "Save a copy of maya.png",
        "Save a copy of letter.pdf",
    ]
    buttons[1].click()
    settle()
    day = f"{view.screening.signed_at.astimezone(page.kit.moments.zone):%Y-%m-%d}"
    assert suggested == [f"file-{day}.pdf"]
    assert (tmp_path / suggested[0]).read_bytes() == letter
    assert "not protected by Fieldfare" in page.problem.text()
    page.deleteLater()


def test_without_the_workers_yes_no_file_leaves(desk: Desk, tmp_path: Path) -> None:
    record, _ = next(iter(desk.county.signed_views.items()))
    with_more(desk, attachments=(AttachedFile(name="a.pdf", sha256="0", size=1),))
    desk.county.signed_files = {(record, "a.pdf"): b"x"}
    page = shown(desk, Asking(lambda _: False, where_file=lambda *_: tmp_path / "x"))
    card = page.findChild(FilesCard)
    assert card is not None
    for button in card.findChildren(QPushButton):
        button.click()
    settle()
    assert not list(tmp_path.iterdir())
    page.deleteLater()


def test_a_print_that_cannot_be_logged_is_not_made(desk: Desk, tmp_path: Path) -> None:
    record, view = next(iter(desk.county.signed_views.items()))
    desk.shell.open(SignedPlace(view.case, record))
    settle()
    page = desk.shell.page
    assert isinstance(page, SignedPage)
    page.save_print(tmp_path / "first.pdf")
    settle()
    assert desk.county.printed == [(view.case, record)]
    assert (tmp_path / "first.pdf").exists()
    desk.county.log_refuses = ShownError("The disk is full.")
    page.save_print(tmp_path / "second.pdf")
    settle()
    assert not (tmp_path / "second.pdf").exists()
    assert "The disk is full." in page.problem.text()
